"""A table taken in from a file: which file it is, and why nothing of it was taken, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.components.labels import Text
from ui.components.notices import Banner
from ui.components.sheets import Sheet
from ui.components.tasks import PlainList, PlainRow
from ui.files import FilePick


class WrongRow(Protocol):
    """A row of the file, as a spreadsheet counts it, and what is wrong with it."""

    @property
    def row(self) -> int: ...

    @property
    def why(self) -> str: ...


class ImportSheet(Sheet):
    """Asks for the file and says what will be done with it; `chosen(path)`."""

    chosen = Signal(object)

    def __init__(self, window: QWidget, title: str, subtitle: str, label: str, told: Sequence[str]) -> None:
        super().__init__(window, title, subtitle)
        self.body.setSpacing(12)
        self.file = FilePick(label)
        self.file.line.textChanged.connect(self._check)
        self.file.picked.connect(self._check)
        self.body.addWidget(self.file)
        for sentence in told:
            self.body.addWidget(Text(sentence, "second"))
        self.body.addStretch(1)
        self.key = self.bar.add("导入", "main", "check")
        self.key.tapped.connect(self._go)
        self.closed.connect(self.deleteLater)
        self._check()

    def _check(self) -> None:
        self.key.setMissing("" if self.file.path is not None else "选择文件")

    def _go(self) -> None:
        path: Path | None = self.file.path
        self.close_sheet()
        self.chosen.emit(path)


class RefusedSheet(Sheet):
    """Nothing was taken: the first sentence of the error, what is safe, and every wrong row."""

    def __init__(
        self, window: QWidget, title: str, sentence: str, safe: str, rows: Sequence[WrongRow]
    ) -> None:
        super().__init__(window, title, "一行都没有采用，改好后整份再导入")
        self.body.addWidget(Banner(sentence.partition("。")[0] + "。", safe))
        self.rows = PlainList("不对的行")
        self.rows.setItems([PlainRow(f"第 {wrong.row} 行", wrong.why, "stop", tone="red") for wrong in rows])
        self.body.addWidget(self.rows, 1)
        self.bar.add("知道了", "main", "check").tapped.connect(self.close_sheet)
        self.closed.connect(self.deleteLater)
