"""Every component in every state on one page, for the pictures and for the tests."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.components.buttons import Button
from ui.components.choices import Choice, ChoiceTiles, Segments, TriState
from ui.components.fields import FieldFrame, Line
from ui.components.flow import Flow
from ui.components.frames import Card
from ui.components.keypads import PinKeys
from ui.components.labels import Chip, Pill, Text
from ui.components.notices import Banner, EmptyState
from ui.components.progress import ExpiryBar, ProgressCard, Stage, StageLine
from ui.components.statutes import DutyList, DutyRow


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
