"""Which case? A sheet with the search line and the cases that are due soonest."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from services.actions import finding
from services.actions.finding import Page
from ui import words
from ui.background import Handle
from ui.components.finding import SearchLine
from ui.components.sheets import Sheet
from ui.components.tasks import PlainList, PlainRow
from ui.desk import Desk

SHOWN = 60


class PickCase(Sheet):
    """`picked(number)` once a case was tapped; the sheet closes by itself."""

    picked = Signal(str)

    def __init__(self, desk: Desk, window: QWidget, title: str) -> None:
        super().__init__(window, title, "点一件就开始；也可以输入姓名、案号、地址查找")
        self._desk, self._question = desk, Handle()
        self._search = SearchLine("查找案件", "姓名、案号、车牌、地址")
        self._list = PlainList("案件")
        self.body.addWidget(self._search)
        self.body.addWidget(self._list, 1)
        self._search.changed.connect(self._find)
        self._list.opened.connect(self._pick)
        self.closed.connect(self.deleteLater)
        self._find("")

    def open(self) -> None:
        super().open()
        QTimer.singleShot(0, self, self._search.setFocus)

    def _find(self, text: str) -> None:
        self._question.cancel()
        work = partial(finding.search, self._desk.session, text, self._desk.today(), limit=SHOWN)
        self._question = self._desk.background.run(
            work, then=self._show, failed=self._desk.trouble, owner=self
        )

    def _show(self, page: Page) -> None:
        self._list.setItems([self._row(s) for s in page.rows])
        self._search.setFact(f"{page.total:,} 件")

    def _row(self, summary: finding.Summary) -> PlainRow:
        chip = None
        if summary.next_expiry:
            chip = words.expiry_chip((summary.next_expiry - self._desk.today()).days)
        return PlainRow(
            f"{summary.number}  {words.against(summary.creditors, summary.debtors)}",
            summary.place or summary.cause,
            "cases",
            chip=chip,
            payload=summary.number,
        )

    def _pick(self, row: PlainRow) -> None:
        number = str(row.payload)
        self.picked.emit(number)
        self.close_sheet()
