"""The board of a batch over a series: which of its cases, what comes of each in rows, and how far the work is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.components.fields import FieldFrame, Line
from ui.components.frames import Card
from ui.components.labels import Text
from ui.components.notices import EmptyState
from ui.components.tasks import PlainList, PlainRow
from ui.desk import Desk, OpenCasePapers
from ui.pages.page_body import PageBody


class SeriesBoard(QObject):
    """Laid into `page`. `range` takes the figures of the cases, `told` says what the series is, `told_last` what was
    done last; a row leads to its case's papers. `cancelled` from the key beside the progress.
    """

    cancelled = Signal()

    def __init__(
        self,
        page: QWidget,
        desk: Desk,
        document: str,
        *,
        which: str,
        how: str,
        result: str,
        rows: str,
        nothing: EmptyState,
    ) -> None:
        super().__init__(page)
        body = PageBody(page, desk)
        self.body, self.banner, self.progress, self.bar = body, body.banner, body.progress, body.bar
        self.progress.cancelled.connect(self.cancelled)
        self.range = Line("哪些案件", placeholder="如 910001-910100；留空就是全部")
        self.told, self.told_last = Text("", "body"), Text("", "strong")
        self.which, self.result = Card(which), Card(result, flush=True)
        for part in (self.told, FieldFrame("案号范围", self.range), Text(how, "second"), self.told_last):
            self.which.body.addWidget(part)
        self.which.body.addStretch(1)
        self.rows = PlainList(rows, tall=True)
        self.rows.opened.connect(lambda row: desk.go(OpenCasePapers(str(row.payload), document)))
        self.nothing = nothing
        self.result.body.addWidget(self.nothing, 1)
        self.result.body.addWidget(self.rows, 1)
        self.rows.hide()
        body.add(self.which, width=(340, 420))
        body.add(self.result, 1)

    def show_rows(self, title: str, fact: str, rows: Sequence[PlainRow], empty: str) -> None:
        """What has come of the cases, or that nothing has; the work is over."""
        self.progress.hide()
        self.result.setTitle(title, fact)
        self.rows.setItems(rows)
        self.rows.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.nothing.tell(empty)
