"""一次行动记在多个案件: numbers as a range or list, looked up with progress and cancel, exceptions told one by one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from services.actions import ranging
from services.actions.ranging import Checked, Chosen
from services.errors import FieldworkError
from ui.background import Handle
from ui.components.buttons import Button
from ui.components.fields import FieldFrame, Line
from ui.components.labels import Text
from ui.components.progress import ProgressCard
from ui.components.sheets import Sheet
from ui.components.tasks import PlainList, PlainRow
from ui.desk import Desk

EXAMPLE = "例如：（2026）浙0822执101号至（2026）浙0822执840号、（2026）浙0822执901号"


class SeriesSheet(Sheet):
    """`picked(numbers)` once the officer takes the cases that fit; those that do not are listed with their reason."""

    picked = Signal(object)

    def __init__(self, desk: Desk, window: QWidget, number: str = "") -> None:
        super().__init__(window, "一次行动，记在多个案件", "写案号范围或者列表；每案仍各自成案，只写一条记录")
        self._desk, self._number = desk, number
        self._work, self.chosen = Handle(), Chosen((), ())
        self.line = Line("案号范围", placeholder=EXAMPLE)
        self.line.returnPressed.connect(self._check)
        self.check_key = Button("逐案核对", "soft", "check")
        self.check_key.tapped.connect(self._check)
        self.series_key = Button("整个系列")
        self.series_key.tapped.connect(self._ask_series)
        self.progress = ProgressCard("正在逐案核对")
        self.progress.cancelled.connect(self._cancel)
        self.progress.hide()
        self.told = Text("", "strong")
        self.list = PlainList("没有选入的案件")
        self.body.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(FieldFrame("案号范围或者列表", self.line), 1)
        for key in (self.check_key, self.series_key):
            row.addWidget(key, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)
        self.series_key.setVisible(
            bool(number)
        )  # only once it has a parent, or it would flash up as a window
        for widget in (self.progress, self.told):
            self.body.addWidget(widget)
        self.body.addWidget(self.list, 1)
        self.back_key = self.bar.add("返回", icon="back")
        self.back_key.tapped.connect(self.close_sheet)
        self.take_key = self.bar.add("用这些案件", "main", "check", weight=1.6)
        self.take_key.tapped.connect(self._take)
        self.take_key.setMissing("先逐案核对")
        self.closed.connect(self._closed)

    def open(self) -> None:
        super().open()
        QTimer.singleShot(0, self, self.line.setFocus)

    def _ask_series(self) -> None:
        """The whole series of the case at hand, as ranges in the line."""
        work = partial(ranging.series, self._desk.session, self._number)
        self._desk.background.run(work, then=self._series, failed=self._desk.trouble, owner=self)

    def _series(self, text: str) -> None:
        if not text:
            self.told.setText("这个案件不属于系列案件，请写案号范围。")
            return
        self.line.setText(text)
        self._check()

    def _check(self) -> None:
        text = self.line.text().strip()
        if not text:
            self.told.setText("先写案号范围，" + EXAMPLE)
            return
        self._work.cancel()
        self.chosen = Chosen((), ())
        self.list.setItems([])
        self.told.setText("")
        self.take_key.setMissing("正在核对")
        self.progress.setProgress(0, 0)
        self.progress.show()
        pieces = ranging.in_pieces(self._desk.session, text)
        self._work = self._desk.background.run_pieces(
            pieces, each=self._advanced, then=self.show_chosen, failed=self._failed, owner=self
        )

    def _advanced(self, checked: Checked) -> None:
        self.progress.setProgress(checked.done, checked.total)

    def show_chosen(self, chosen: Chosen) -> None:
        """What fits and what does not; the main key takes the former."""
        self.chosen = chosen
        self.progress.hide()
        left_out = len(chosen.exceptions)
        more = f"，{left_out} 案没有选入，理由如下" if left_out else "，没有例外"
        self.told.setText(f"可以记的 {len(chosen.cases)} 案{more}")
        self.list.setItems([PlainRow(e.number, e.why, "warning", tone="amb") for e in chosen.exceptions])
        self.take_key.setLabel(f"用这 {len(chosen.cases)} 案")
        self.take_key.setMissing("" if chosen.cases else "没有可以记的案件")

    def _failed(self, trouble: BaseException) -> None:
        self.progress.hide()
        self.take_key.setMissing("先逐案核对")
        self.told.setText(trouble.sentence if isinstance(trouble, FieldworkError) else FieldworkError.message)

    def _cancel(self) -> None:
        self._work.cancel()
        self.progress.hide()
        self.told.setText("已停下，没有选入案件。改一改再核对。")
        self.take_key.setMissing("先逐案核对")

    def _take(self) -> None:
        self.picked.emit(self.chosen.cases)
        self.close_sheet()

    def _closed(self) -> None:
        self._work.cancel()
        self.deleteLater()
