"""一条完成的记录: every answer as it was confirmed, the proof behind it, and the way to correct it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from services.actions import showing
from services.actions.showing import Shown
from services.actions.standing import Standing
from services.position.fix import Fix
from services.records.declared import Happening
from services.records.record import Record
from ui import look, second_copy, words
from ui.components.fields import FieldFrame, Line
from ui.components.frames import ActionBar, Card
from ui.components.labels import Chip, Text
from ui.components.scroll import Scroll
from ui.components.sheets import Sheet
from ui.desk import Back, CorrectEntry, Desk, OpenCase, OpenEntry
from ui.pages.aftermath import After
from ui.pages.colleague_photos import ColleaguePhotos
from ui.pages.kept_card import kept_card

SHORTEST_REASON = 2
_OWN = "内容已签名入链，不能改动；有误请做更正，原记录保留。"
_OF_ANOTHER = "另一台终端的记录，签名已核对，本机只能查看；更正和出具文书在记录的那台终端上办。"


class FinishedPage(QWidget):
    """A finished record; nothing on it can be changed, a correction is a new record that names it."""

    title, back, full_width = "记录", True, True

    def __init__(self, desk: Desk, entry_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._entry = desk, entry_id
        self.subtitle = ""
        self.after = After(desk, self)
        self.after.changed.connect(self.refresh)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._scroll = Scroll("记录内容")
        outer.addWidget(self._scroll, 1)
        self._bar = ActionBar()
        outer.addWidget(self._bar)
        self._measure()
        look.changes.changed.connect(self._measure)
        self.refresh()
        second_copy.catch_up(desk)

    def refresh(self) -> None:
        """Reads the entry anew."""
        work = partial(showing.record, self._desk.session, self._entry, self._desk.now())
        self._desk.background.run(work, then=self._show, failed=self._desk.trouble, owner=self)

    def _show(self, read: Shown) -> None:
        happening = read.happening
        said, entry = happening.said, happening.entry
        self.after.show(entry, read.aftermath)
        self.title = said.title
        self.subtitle = f"{'、'.join(entry.cases[:2])}{' 等' if len(entry.cases) > 2 else ''}"
        self._scroll.clear()
        columns = QWidget()
        row = QHBoxLayout(columns)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.sizes().gap + 4)
        left = QVBoxLayout()
        if isinstance(said, Record):
            narrative = said.narrative(read.setting)
            if narrative:
                left.addWidget(_card("写进笔录的话", Text(narrative, "signed")))
            asked = set(said.asked({name: getattr(said, name) for name in said.fields()}))
            for part in said.parts:
                if names := [name for name in part.names if name in asked]:
                    left.addWidget(_part(said, part.title, names))
        left.addStretch(1)
        row.addLayout(left, 5)
        right = self.after.cards()
        if read.kept:
            right.addWidget(kept_card(read.kept, self._desk.today(), lambda _entry: None))
        if read.by_another:
            right.addWidget(ColleaguePhotos(self._desk, entry.id, said))
        right.addWidget(self._proof(happening, read.standing, read.by_another))
        right.addStretch(1)
        row.addLayout(right, 3)
        self._scroll.column.addWidget(columns)
        self._scroll.column.addStretch(1)
        self._fill_bar(happening, read.by_another)

    def _fill_bar(self, happening: Happening, by_another: bool) -> None:
        self._bar.clear()
        self._bar.add("返回", "plain", "back").tapped.connect(partial(self._desk.go, Back()))
        if happening.entry.cases:
            case = self._bar.add("看案件", "plain", "cases")
            case.tapped.connect(partial(self._desk.go, OpenCase(happening.entry.cases[0])))
        superseded = self.after.state.superseded_by if self.after.state else ""
        if superseded:
            later = self._bar.add("看更正后的记录", "main", "amend")
            later.tapped.connect(partial(self._desk.go, OpenEntry(superseded)))
        elif isinstance(happening.said, Record) and not by_another:
            self._bar.add("更正这条记录", "plain", "amend").tapped.connect(self._ask_reason)
            self.after.fill(self._bar)

    def _proof(self, happening: Happening, way: Standing, by_another: bool) -> Card:
        entry = happening.entry
        card = Card("留存与证明", f"第 {entry.seq} 号")
        row = QHBoxLayout()
        row.addWidget(Chip("已保存", "ok", "check"))
        row.addWidget(Chip(way.words, way.tone))
        row.addStretch(1)
        card.body.addLayout(row)
        where = entry.position.text if isinstance(entry.position, Fix) else f"无定位：{entry.position.reason}"
        facts = [
            ("完成时间", f"{entry.made_at:%Y-%m-%d %H:%M:%S}"),
            ("记录人", "、".join(entry.officers)),
            ("定位", where),
            ("附件", f"{way.files} 个" + (f"，院端已收 {way.held} 个" if way.held else "")),
            ("摘要", " ".join(entry.digest[i : i + 4] for i in range(0, 40, 4))),
        ]
        if entry.amends:
            facts.append(("更正理由", entry.reason))
        for label, value in facts:
            card.body.addWidget(Text(label, "second", wrap=False))
            card.body.addWidget(Text(value, "body"))
        card.body.addWidget(Text(_OF_ANOTHER if by_another else _OWN, "second"))
        return card

    def _ask_reason(self) -> None:
        top = self.window().height() // 3
        sheet = Sheet(self.window(), "更正", "原记录划线保留，更正和理由一起显示", top)
        line = Line("更正理由", "", "为什么更正，例如：漏记应门情况")
        frame = FieldFrame("更正理由", line)
        sheet.body.addWidget(frame)
        sheet.body.addStretch(1)
        go = sheet.bar.add("开始更正", "main", "amend")
        go.setMissing("先写理由")
        line.textChanged.connect(
            lambda text: go.setMissing("" if len(text.strip()) >= SHORTEST_REASON else "先写理由")
        )
        go.tapped.connect(lambda: self._correct(sheet, line.text().strip()))
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()
        line.setFocus()

    def _correct(self, sheet: Sheet, reason: str) -> None:
        sheet.close_sheet()
        self._desk.go(CorrectEntry(self._entry, reason))

    def _measure(self) -> None:
        sizes = look.sizes()
        self._scroll.column.setContentsMargins(sizes.left, sizes.gap, sizes.right, sizes.gap)


def _card(title: str, content: QWidget) -> Card:
    card = Card(title)
    card.body.addWidget(content)
    return card


def _part(record: Record, title: str, names: list[str]) -> Card:
    card = Card(title)
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for number, name in enumerate(names):
        meaning = record.fields()[name]
        grid.addWidget(Text(meaning.label, "second", wrap=False), number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Text(meaning.text(getattr(record, name)) or words.UNKNOWN, "body"), number, 1)
    card.body.addLayout(grid)
    return card
