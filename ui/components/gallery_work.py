"""The second and third page of the gallery: a terminal's frame with its lists, and the tools of a vehicle's form."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.components.choices import Choice
from ui.components.finding import FilterChips, SearchLine
from ui.components.frames import ActionBar, Card, Header, Place, Rail
from ui.components.keypads import NumberKeys, PlateKeys
from ui.components.labels import ChipFace, Pill
from ui.components.notices import RiskBanner, Saved
from ui.components.photos import PhotoGrid
from ui.components.preview import PagePreview
from ui.components.progress import Section, SectionList
from ui.components.scroll import Scroll
from ui.components.signing import SignaturePad
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
