"""After 完成: 离场校验, what waits at the office, and the second officer, as cards and keys of the finished record."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.actions import doorplates, evidence, gates, unlocking
from services.actions.evidence import Looked
from services.actions.gates import Aftermath
from services.entries.entry import Attachment, Entry
from services.errors import FieldworkError
from services.records.duties import Standing
from ui.components.buttons import Button
from ui.components.frames import ActionBar, Card
from ui.components.labels import Chip, Text
from ui.components.statutes import DutyList, DutyRow
from ui.desk import Desk, GoTo, OpenPapers
from ui.dialogs.meet import MeetSheet
from ui.dialogs.second import SecondSheet
from ui.forms.duties import DutySheet, duty_row

LEAVING = "离场校验"


class After(QObject):
    """The deeds of a finished record after its 完成; `changed` once something was journalled."""

    changed = Signal()

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._entry: Entry | None = None
        self.state: Aftermath | None = None
        self.sheet: DutySheet | None = None
        self.second: SecondSheet | None = None
        self.meeting: MeetSheet | None = None

    def show(self, entry: Entry, state: Aftermath) -> None:
        """The record and how it stands by now."""
        self._entry, self.state = entry, state

    def cards(self) -> QVBoxLayout:
        """离场校验, 回院待办 and 待第二人确认, each only where there is something to say."""
        column = QVBoxLayout()
        column.setSpacing(12)
        state = self.state
        if state is None or state.superseded_by:
            return column
        if state.waits_for or state.confirmed_by:
            column.addWidget(self._second_card(state))
        if state.leave:
            column.addWidget(self._leave_card(state))
        if state.office:
            column.addWidget(self._duty_card("回院待办", state.office, "都已办好", self._open_office))
        return column

    def fill(self, bar: ActionBar) -> None:
        """The keys: 第二人确认 while it waits, 出具文书, and 离场 once nothing hard is missing."""
        state = self.state
        if state is None or state.superseded_by or self._entry is None:
            return
        if state.waits_for:
            bar.add("第二人确认", "plain", "people").tapped.connect(self.ask_second)
        bar.add("出具文书", "plain", "documents").tapped.connect(self.papers)
        if state.leave:
            key = bar.add("离场", "main", "check")
            key.setMissing(f"离场校验还差 {len(state.blocking)} 项" if state.blocking else "")
            key.tapped.connect(partial(self._desk.go, GoTo("today")))
            key.blocked.connect(self.open_leave)

    def papers(self) -> None:
        """To the papers of this record."""
        if self._entry is not None:
            self._desk.go(OpenPapers(self._entry.id))

    def _leave_card(self, state: Aftermath) -> Card:
        card = self._duty_card(LEAVING, state.leave, "可以离场", lambda _row: self.open_leave())
        row = QHBoxLayout()
        row.setContentsMargins(14, 4, 14, 10)
        papers = Button("出具文书", icon="documents", height=56)
        papers.tapped.connect(self.papers)
        row.addWidget(papers, 1)
        if state.blocking:
            deal = Button("逐项处理", icon="next", height=56)
            deal.tapped.connect(self.open_leave)
            row.addWidget(deal, 1)
        card.body.addLayout(row)
        return card

    def _duty_card(self, title: str, standings: tuple[Standing, ...], good: str, opened: object) -> Card:
        missing = sum(s.state == "missing" for s in standings)
        hard = title == LEAVING and any(s.blocks for s in standings)
        lacking = "未满足" if title == LEAVING else "待办"
        card = Card(title, flush=True)
        tone = "ok" if not missing else "hard" if hard else "amb"
        card.head.addWidget(Chip(f"{missing} 项{lacking}" if missing else good, tone))
        rows = DutyList(title, tall=True)
        rows.setItems([duty_row(s) for s in standings])
        rows.opened.connect(opened)
        card.body.addWidget(rows)
        return card

    def _second_card(self, state: Aftermath) -> Card:
        if state.confirmed_by:
            card = Card("第二人")
            card.body.addWidget(Text(f"{state.confirmed_by}已确认", "body"))
            card.head.addWidget(Chip("已确认", "ok", "check"))
            return card
        card = Card("待第二人确认")
        card.head.addWidget(Chip("回传以前", "amb"))
        names = "、".join(state.waits_for)
        card.body.addWidget(Text(f"{names}没有在记录上签名，要用自己的保险库确认。", "body"))
        return card

    def open_leave(self) -> None:
        """The sheet on which each missing duty of 离场 is dealt with."""
        if self.state is None:
            return
        self._close()
        self.sheet = DutySheet(
            LEAVING, self.state.leave, self._page.window(), way_on="出具文书", printed="补记"
        )
        self.sheet.jumped.connect(lambda _name: self._to_papers())
        self.sheet.overridden.connect(self._pass_over)
        self.sheet.closed.connect(self._close)
        self.sheet.show()
        self.sheet.raise_()
        self.sheet.setFocus()

    def _to_papers(self) -> None:
        self._close()
        self.papers()

    def _close(self) -> None:
        if self.sheet is not None:
            self.sheet.hide()
            self.sheet.deleteLater()
            self.sheet = None

    def _pass_over(self, code: str, reason: str) -> None:
        if self._entry is not None:
            self._close()
            matter = self._entry.matter
            self._run(
                partial(gates.override_at_leave, self._desk.session, matter, code, reason, self._desk.now())
            )

    def _open_office(self, row: DutyRow) -> None:
        standing = row.payload
        if isinstance(standing, Standing) and standing.state == "missing":
            self.meeting = MeetSheet(self._page.window(), standing)
            self.meeting.met.connect(partial(self._look, standing.duty.code))
            self.meeting.open()

    def _look(self, code: str, text: str, number: str, path: Path | None) -> None:
        if path is None:
            self._meet(code, text, number, None)
            return
        then = partial(self._take, code, text, number)
        self._desk.background.run(
            partial(evidence.look_at, path), then=then, failed=self._desk.trouble, owner=self, lane="work"
        )

    def _take(self, code: str, text: str, number: str, looked: Looked) -> None:
        work = partial(evidence.take_photo, self._desk.session, looked, slot="", source="file")
        self._desk.background.run(
            work, then=lambda photo: self._meet(code, text, number, photo.attachment),
            failed=self._desk.trouble, owner=self, lane="vault",
        )  # fmt: skip

    def _meet(self, code: str, text: str, number: str, photo: Attachment | None) -> None:
        if self._entry is not None:
            matter, now = self._entry.matter, self._desk.now()
            self._run(partial(gates.meet, self._desk.session, matter, code, text, number, photo, now))

    def ask_second(self) -> None:
        """The sheet on which the second officer opens his own vault."""
        if self.state is None:
            return
        own = self._desk.session.vault.folder
        found = [
            p for p in doorplates.plates(self._desk.root) if p.court and p.folder != own and not p.damaged
        ]
        self.second = SecondSheet(self._page.window(), self.state.waits_for, found)
        self.second.given.connect(self._confirm)
        self.second.open()

    def _confirm(self, folder: Path, secret: str) -> None:
        if self._entry is None:
            return
        work = partial(
            unlocking.confirm_as_second, self._desk.session, folder, secret, self._entry.id, self._desk.now()
        )
        self._desk.background.run(work, then=self._confirmed, failed=self._refused, owner=self, lane="vault")

    def _confirmed(self, _nothing: None) -> None:
        if self.second is not None:
            self.second.close_sheet()
            self.second = None
        self._done(None)

    def _refused(self, trouble: BaseException) -> None:
        if self.second is not None and isinstance(trouble, FieldworkError):
            self.second.refused(trouble)
        else:
            self._desk.trouble(trouble)

    def _run(self, work: partial[Entry]) -> None:
        self._desk.background.run(work, then=self._done, failed=self._desk.trouble, owner=self, lane="vault")

    def _done(self, _entry: Entry | None) -> None:
        self._desk.saved(self._desk.now())
        self.changed.emit()
