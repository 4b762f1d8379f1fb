"""Sheets of the radar: one filter chosen from what occurs, the calendar file, the list seen before it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from services.cases import advising
from services.cases.radar import Row
from ui import words
from ui.background import Background
from ui.components.choices import Choice, Segments
from ui.components.fields import FieldFrame
from ui.components.labels import Text
from ui.components.scroll import Scroll
from ui.components.sheets import Sheet
from ui.dialogs.preview import PaperPreview
from ui.files import FilePick

ENDING = ".ics"
CLEAR = "文件以明文放在你选的位置，不再受保险库保护。用完请删除。"


class FilterSheet(Sheet):
    """One of the values that occur, or all; `picked(value)`."""

    picked = Signal(str)

    def __init__(self, window: QWidget, title: str, choices: Sequence[Choice], chosen: str) -> None:
        super().__init__(window, title, "点一项即筛选")
        self.keys = Segments([Choice("", "全部"), *choices], title)
        self.keys.setValue(chosen)
        self.keys.changed.connect(self._pick)
        pane = Scroll(title)
        pane.column.addWidget(self.keys)
        pane.column.addStretch(1)
        self.body.addWidget(pane, 1)
        self.closed.connect(self.deleteLater)

    def _pick(self, value: object) -> None:
        self.close_sheet()
        self.picked.emit(str(value or ""))


class AdviceSheet(Sheet):
    """What is to be done about a row, and the law's own words on it; `case_key` leads to the case."""

    def __init__(self, window: QWidget, row: Row, advice: str) -> None:
        super().__init__(window, row.due.what, f"{row.number} · {words.day_text(row.due.on)}", snug=True)
        self.body.setSpacing(12)
        self.advice = Text(advice, "strong")
        self.body.addWidget(self.advice)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for line, (title, said) in enumerate(advising.explained(row)):
            grid.addWidget(Text(title, "second"), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Text(said, "body"), line, 1)
        self.body.addLayout(grid)
        if row.due.note:
            self.body.addWidget(Text(row.due.note, "second", tone="amb"))
        self.case_key = self.bar.add("看案件", "main", "cases")
        self.closed.connect(self.deleteLater)


class CalendarSheet(Sheet):
    """Where the calendar file goes and whether it names the parties; `chosen(path, names)`."""

    chosen = Signal(object, bool)

    def __init__(self, window: QWidget, count: int, name: str) -> None:
        super().__init__(window, "导出日历", f"{count} 项，写成标准日历文件，可放进手机或电脑的日历")
        self.body.setSpacing(12)
        self.names = Segments(
            [Choice("no", "只写案号和种类"), Choice("yes", "写上当事人和事项")], "日历里写什么"
        )
        self.names.setValue("no")
        self.file = FilePick("日历文件", ending=ENDING, save=name)
        self.file.line.textChanged.connect(self._check)
        self.file.picked.connect(self._check)
        self.body.addWidget(FieldFrame("日历里写什么", self.names, boxed=False))
        self.body.addWidget(self.file)
        self.body.addWidget(Text(CLEAR, "second"))
        self.body.addStretch(1)
        self.key = self.bar.add("写入日历文件", "main", "check")
        self.key.tapped.connect(self._go)
        self.closed.connect(self.deleteLater)
        self._check()

    def _check(self) -> None:
        self.key.setMissing("" if self.file.path is not None else "选择位置")

    def _go(self) -> None:
        path: Path | None = self.file.path
        names = self.names.value == "yes"
        self.close_sheet()
        self.chosen.emit(path, names)


class ListSheet(Sheet):
    """The list on its pages; `printing` once 打印 was tapped."""

    printing = Signal()

    def __init__(self, window: QWidget, background: Background, pdf: bytes, count: int) -> None:
        super().__init__(window, "到期清单", f"{count} 项 · 内部工作清单，不存入卷宗")
        self.preview = PaperPreview(background)
        self.body.addWidget(self.preview, 1)
        self.key = self.bar.add("打印", "main", "printer")
        self.key.tapped.connect(self._go)
        self.closed.connect(self.deleteLater)
        self.preview.show_pdf(pdf)

    def _go(self) -> None:
        self.close_sheet()
        self.printing.emit()
