"""新建记录: which kind, for which case; what is suggested is framed and says why."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from services.actions import finding
from services.actions.finding import CaseFile
from services.records import catalogue
from services.records.record import Record
from ui.components.buttons import Button
from ui.components.choices import Choice, ChoiceTiles
from ui.components.sheets import Sheet
from ui.desk import Desk, StartRecord
from ui.dialogs.pick_case import PickCase


class KindsSheet(Sheet):
    """One tile a kind; a tap begins the draft. Without a case it asks for one first."""

    def __init__(self, desk: Desk, window: QWidget, cases: tuple[str, ...] = (), subject: str = "") -> None:
        super().__init__(window, "新建记录", "先选案件")
        self._desk, self._cases, self._subject = desk, cases, subject
        self._host = window
        change = Button("换案件", height=48)
        change.tapped.connect(self._ask_case)
        self.facts.addWidget(change)
        self._tiles = ChoiceTiles(
            [Choice(k, k.title, k.icon, k.hint) for k in catalogue.KINDS],
            "记录种类",
            columns=3,
            upright=False,
            lasting=False,
        )
        self._tiles.picked.connect(self._begin)
        self.body.addWidget(self._tiles)
        self.body.addStretch(1)
        self.closed.connect(self.deleteLater)
        self._read()

    def open(self) -> None:
        super().open()
        if not self._cases:
            self._ask_case()

    def _read(self) -> None:
        if self._cases:
            work = partial(finding.case_file, self._desk.session, self._cases[0], self._desk.today())
            self._desk.background.run(work, then=self._show, failed=self._desk.trouble, owner=self)

    def _show(self, file: CaseFile) -> None:
        debtors = "、".join(d.name for d in file.case.debtors)
        more = f"等 {len(self._cases)} 案" if len(self._cases) > 1 else ""
        self.setTitle("新建记录", f"给 {file.case.number}{more} {debtors} · 时间、地点、干警已带入")

    def _ask_case(self) -> None:
        pick = PickCase(self._desk, self._host, "记在哪个案件")
        pick.picked.connect(self._chosen)
        pick.open()

    def _chosen(self, number: str) -> None:
        self._cases = (number,)
        self._read()

    def _begin(self, kind: object) -> None:
        if not self._cases:
            self._ask_case()
            return
        if isinstance(kind, type) and issubclass(kind, Record):
            self.close_sheet()
            self._desk.go(StartRecord(kind, self._cases, self._subject))
