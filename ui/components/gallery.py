"""Every component in every state on one page, for the pictures and for the tests."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.components.buttons import Button
from ui.components.choices import Choice, ChoiceTiles, Segments, TriState
from ui.components.fields import FieldFrame, Line
from ui.components.finding import FilterChips, SearchLine
from ui.components.flow import Flow
from ui.components.frames import ActionBar, Card, Header, Place, Rail
from ui.components.keypads import NumberKeys, PinKeys, PlateKeys
from ui.components.labels import Chip, ChipFace, Pill, Text
from ui.components.notices import Banner, EmptyState, RiskBanner, Saved
from ui.components.photos import PhotoGrid
from ui.components.preview import PagePreview
from ui.components.progress import ExpiryBar, ProgressCard, Section, SectionList, Stage, StageLine
from ui.components.scroll import Scroll
from ui.components.signing import SignaturePad
from ui.components.statutes import DutyList, DutyRow
from ui.components.tasks import PlainList, PlainRow, Task, TaskList
from ui.components.timeline import Event, Timeline
from ui.components.vehicles import Damage, DamageMap, VinCompare

PLACES = (
    Place("today", "今日", "today"),
    Place("cases", "案件", "cases"),
    Place("vehicles", "车辆", "vehicles"),
    Place("documents", "文书", "documents"),
    Place("exchange", "同步", "exchange"),
    Place("settings", "设置", "settings", low=True),
)
PHOTO_NAMES = ("左前", "右前", "左后", "右后", "车架号", "里程表", "内饰", "行驶证")


class Gallery(QWidget):
    """First page: keys, fields, duties, bars; in three columns like the drawings of the look."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 14, 24, 14)
        row.setSpacing(14)
        for widgets in (
            (_buttons(), _tri_states(), _choices(), _long_text()),
            (_fields(), _labels(), _trouble(), _progress()),
            (_duties(), _expiry(), _stages(), _empty(), PinKeys()),
        ):
            column = QVBoxLayout()
            column.setSpacing(12)
            for widget in widgets:
                column.addWidget(widget)
            column.addStretch(1)
            row.addLayout(column, 1)


class WorkGallery(QWidget):
    """Second page: a terminal's frame with rail, header, bar, and the lists and tools between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        rail = Rail(PLACES)
        rail.select("today")
        rail.setBadge("exchange", 3)
        grid.addWidget(rail, 0, 0, 3, 1)
        grid.addWidget(_header(), 0, 1)
        grid.addLayout(self._middle(), 1, 1)
        grid.addWidget(_bar(), 2, 1)

    def _middle(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        left = QVBoxLayout()
        search = SearchLine("查找案件", "姓名、案号尾数、车牌")
        search.setFact("6 件 · 不用联网")
        left.addWidget(search)
        left.addWidget(
            FilterChips(
                [Choice("all", "全部 126"), Choice("week", "7 天内到期 5"), Choice("new", "还没去过 11")]
            )
        )
        left.addWidget(RiskBanner("安全提示：何某某曾持械威胁（8月11日），家有大型犬。建议 3 人同行"))
        left.addWidget(_tasks(), 1)
        scroll = Scroll("最近与草稿")
        scroll.column.addWidget(_timeline())
        scroll.column.addWidget(_drafts())
        scroll.column.addStretch(1)
        row.addLayout(left, 6)
        row.addWidget(scroll, 5)
        return row


class ToolGallery(QWidget):
    """Third page: what a vehicle's form is built from, keypads, signature, preview."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        sections = _sections()
        sections.setFixedWidth(200)
        row.addWidget(sections)
        middle, right = QVBoxLayout(), QVBoxLayout()
        middle.addWidget(
            VinCompare("LSVNV4189N2043717", "LSVNV4189N2048717", "键盘录入 18:36", "登记机关 衢州车管所")
        )
        middle.addWidget(photo_grid())
        marks = DamageMap()
        marks.setMarks([Damage("右", 0.12, 0.5, "凹陷"), Damage("右", 0.6, 0.5, "划痕")])
        middle.addWidget(marks, 1)
        pad = SignaturePad()
        pad.setStrokes([((0.3, 0.3, 0.5, 0.0), (0.4, 0.6, 0.9, 0.2), (0.5, 0.4, 0.3, 0.4))], 2.6)
        middle.addWidget(pad, 1)
        right.addWidget(PlateKeys())
        keys = QHBoxLayout()
        keys.addWidget(NumberKeys(decimals=2))
        keys.addWidget(PagePreview([sample_page()]), 1)
        right.addLayout(keys, 1)
        row.addLayout(middle, 6)
        row.addLayout(right, 5)


def sample_page() -> QImage:
    """A white page with lines, in place of a paper."""
    page = QImage(620, 877, QImage.Format.Format_RGB32)
    page.fill(QColor("#FFFFFF"))
    painter = QPainter(page)
    for line in range(12):
        painter.fillRect(80, 120 + line * 40, 460, 6, QColor("#202020"))
    painter.end()
    return page


def photo_grid() -> PhotoGrid:
    """Eight slots, five of them taken."""
    grid = PhotoGrid(PHOTO_NAMES)
    for number, name in enumerate(PHOTO_NAMES[:5]):
        picture = QImage(320, 200, QImage.Format.Format_RGB32)
        picture.fill(QColor(90 + 10 * number, 105, 120))
        grid.setImage(name, picture)
    return grid


def _line(label: str, *widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    words = Text(label, "label", wrap=False)
    words.setFixedWidth(76)
    row.addWidget(words)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _buttons() -> Card:
    card = Card("按键")
    card.body.addLayout(_line("常态", Button("完成", "main"), Button("打印"), Button("放行", "danger")))
    pressed = (Button("完成", "main"), Button("打印"))
    for button in pressed:
        button.setDown(True)
    card.body.addLayout(_line("按下", *pressed))
    ringed = (Button("完成", "main"), Button("打印"))
    for button in ringed:
        button.ringed = True
    card.body.addLayout(_line("焦点", *ringed))
    missing = Button("完成", "main")
    missing.setMissing("离场校验还差 3 项")
    card.body.addLayout(_line("不可用", missing))
    card.body.addLayout(_line("其他", Button("用上次", "soft", "again"), Button("看地图", "ghost")))
    return card


def _tri_states() -> Card:
    card = Card("是、否三态")
    grid = QGridLayout()
    for number, (name, value) in enumerate((("未答", None), ("答是", True), ("答否", False), ("焦点", None))):
        answer = TriState(name)
        answer.setValue(value)
        answer.yes.ringed = name == "焦点"
        cell = QVBoxLayout()
        cell.setSpacing(2)
        cell.addWidget(Text(name, "label", wrap=False))
        cell.addWidget(answer)
        grid.addLayout(cell, number // 2, number % 2)
    card.body.addLayout(grid)
    return card


def _choices() -> Card:
    card = Card("选择")
    reasons = Segments(
        [Choice("refused", "拒不交出"), Choice("lost", "遗失"), Choice("pledged", "质押他人")], "为何"
    )
    reasons.setValue("refused")
    card.body.addWidget(reasons)
    outcome = [
        Choice("none", "无人", "visit", "两次敲门无应答"),
        Choice("met", "见到本人", "person", "记谈话"),
    ]
    tiles = ChoiceTiles(outcome, "结果", columns=2)
    tiles.setValue("none")
    card.body.addWidget(tiles)
    kinds = ChoiceTiles(
        [Choice("seizure", "扣押车辆", "seizure", "建议：车在 B1", suggested=True)],
        "种类",
        columns=1,
        upright=False,
    )
    card.body.addWidget(kinds)
    return card


def _long_text() -> Card:
    card = Card("长文字")
    card.body.addWidget(Text("衢州市常山县球川镇某某生态农业综合开发股份有限公司", "strong"))
    row = QHBoxLayout()
    row.addWidget(Text("（2025）浙0822执恢1057号之十二 等 740 案", "second", wrap=True), 1)
    row.addWidget(Chip("明日到期", "hard"))
    card.body.addLayout(row)
    return card


def _fields() -> Card:
    card = Card("输入项")
    for label, text, state, sentence in (
        ("空，未答", "", "empty", ""),
        ("车牌号", "浙H·9A3K7", "prefilled", ""),
        ("已答", "86,412", "answered", ""),
        ("编辑中", "864", "editing", ""),
        ("车架号", "LSVNV4189N204371", "error", "少 1 位，应为 17 位"),
        ("不可改", "（2026）浙0822执1183号", "fixed", ""),
    ):
        frame = FieldFrame(label, Line(label, text), unit="公里" if label == "已答" else "")
        frame.setState(state, sentence)
        if state == "empty":
            frame.setAgain("常山清障")
        card.body.addWidget(frame)
    return card


def _labels() -> Card:
    card = Card("状态条与标签")
    pills, chips = QWidget(), QWidget()
    pill_row, chip_row = Flow(pills), Flow(chips)
    for pill in (
        Pill("offline", "离线 · 3 待回传", "warn"),
        Pill("check", "18:42 已保存", "ok"),
        Pill("fix", "北斗 ±4 m"),
        Pill("fix", "无定位", "bad"),
        Pill("battery", "9%", "bad"),
    ):
        pill_row.addWidget(pill)
    for chip in (
        Chip("明日到期", "hard"),
        Chip("曾持械", "red", "warning"),
        Chip("待回传", "amb"),
        Chip("院端已收", "ok"),
        Chip("草稿", "act"),
        Chip("不动产"),
    ):
        chip_row.addWidget(chip)
    card.body.addWidget(pills)
    card.body.addWidget(chips)
    return card


def _trouble() -> Banner:
    return Banner("打印机没纸了", "第 2 页未印，文书已存好", "再印")


def _progress() -> ProgressCard:
    card = ProgressCard("正在导入承办案件册")
    card.setProgress(1240, 2000)
    return card


def _duties() -> Card:
    card = Card("离场校验行", flush=True)
    rows = DutyList(tall=True)
    rows.setItems(
        [
            DutyRow("missing", "基层组织未派员到场", "民诉法第256条第1款"),
            DutyRow("warn", "尚未通知车管所", "查扣冻规定第7条"),
            DutyRow("overridden", "见证人未签，已说明理由放行", "18:51 江某某", "理由进笔录"),
            DutyRow("ok", "保管人已指定", "民诉法第257条"),
        ]
    )
    card.body.addWidget(rows)
    return card


def _expiry() -> Card:
    card = Card("到期条")
    for words, share, days in (
        ("90 天以外", 0.61, 281),
        ("30 天以内", 0.93, 25),
        ("7 天以内", 0.99, 1),
        ("已失效", 1, -2),
    ):
        card.body.addWidget(ExpiryBar(words, share, days))
    return card


def _stages() -> Card:
    card = Card("阶段线")
    stages = [Stage("公告", "11-03", "done"), Stage("腾退", "进行中", "current"), Stage("交付", "未到")]
    card.body.addWidget(StageLine(stages))
    return card


def _empty() -> Card:
    card = Card()
    card.body.addWidget(EmptyState("cases", "还没有案件", "回院同步一次，你的案件就会下来", "去同步"))
    return card


def _header() -> Header:
    header = Header("今日", "11月24日 周二", with_back=True)
    header.setPills(
        [
            Pill("offline", "离线 · 3 待回传", "warn"),
            Pill("fix", "北斗 ±4 m", short="±4 m"),
            Pill("check", "18:42 已保存", "ok", short="18:42"),
            Pill("printer", "就绪"),
            Pill("battery", "78%"),
        ]
    )
    return header


def _bar() -> ActionBar:
    bar = ActionBar(Saved("草稿已存本机 18:42:07", "每次输入即存 · 未进卷", saved=True))
    bar.add("记上门", icon="visit")
    bar.add("新建记录", "main", "plus")
    bar.add("完成").setMissing("还差 3 项")
    return bar


def _tasks() -> TaskList:
    tasks = TaskList()
    tasks.setSelectable()
    tasks.setItems(
        [
            Task(
                1,
                "扣押车辆 浙H·9A3K7",
                "（2026）浙0822执1183号",
                "张某某 → 何某某",
                "seizure",
                "hard",
                (ChipFace("查封明日到期", "hard"), ChipFace("曾持械威胁", "red", "warning")),
                "1.8",
                "km",
                "天马街道",
            ),
            Task(
                2,
                "强制腾房前走访",
                "（2026）浙0822执恢57号",
                "徐某某 → 陈某某",
                "eviction",
                "soft",
                (ChipFace("公告期还有 5 天", "amb", "clock"), ChipFace("有 78 岁老人", icon="care")),
                "9.4",
                "km",
                "辉埠镇",
            ),
            Task(
                3,
                "约谈申请人 · 终本前征求意见",
                "（2026）浙0822执1204号",
                "应某某 → 某柚业公司",
                "interview",
                chips=(ChipFace("约定 20:00 共享法庭"),),
                amount="8.2",
                unit="km",
                place="招贤镇",
            ),
        ]
    )
    tasks.setCurrentIndex(tasks.model().index(0, 0))
    return tasks


def _timeline() -> Card:
    card = Card("最近", "共 17 条", flush=True)
    rows = Timeline(tall=True)
    rows.setItems(
        [
            Event(
                "今天",
                "18:20",
                "seizure",
                "扣押车辆 浙H·9A3K7",
                "照片 5/8 · 还差 3 项",
                chip=ChipFace("草稿", "act"),
            ),
            Event(
                "11-21",
                "19:06",
                "visit",
                "上门 · 见到其妻徐某某",
                "称何某某在杭州务工",
                chip=ChipFace("待回传", "amb"),
            ),
            Event(
                "11-12",
                "16:40",
                "amend",
                "更正：有人应门，拒不开门",
                "理由：漏记应门情况 · 更正人 赖某某",
                "10:14 上门 · 现场无人，已张贴公告",
                ChipFace("院端已收", "ok"),
                last=True,
            ),
        ]
    )
    card.body.addWidget(rows)
    return card


def _drafts() -> Card:
    card = Card("写到一半", flush=True)
    rows = PlainList("写到一半", tall=True)
    rows.setItems(
        [
            PlainRow(
                "扣押车辆 · 浙H·9A3K7", "照片 5/8 · 离场校验还差 3 项", "seizure", key="继续", lead=True
            ),
            PlainRow("上门查找 · 樊某某", "只写了时间与定位 · 昨日 10:12", "visit", key="继续"),
            PlainRow("挖掘机 1 台（活扣）", "常山县某路 12 号", "sealing", ChipFace("活扣"), "2,300.00"),
        ]
    )
    card.body.addWidget(rows)
    return card


def _sections() -> SectionList:
    sections = SectionList()
    sections.setItems(
        [
            Section("到场与告知", "4/4", "done"),
            Section("车辆核对", "1 处不一致", "problem"),
            Section("照片", "5/8", "part", share=0.62),
            Section("随车物品", "未开始", number=5),
        ]
    )
    sections.select(1)
    return sections
