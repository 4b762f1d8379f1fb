"""Where the papers of a batch are written to, as one file or each by itself, in clear."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.components.choices import Choice, Segments
from ui.components.fields import FieldFrame
from ui.components.labels import Text
from ui.components.sheets import Sheet
from ui.files import FilePick

CLEAR = "文件以明文放在你选的位置，不再受保险库保护，用完请删除。存了几份、哪些案件，记入日志。"


class SaveSheet(Sheet):
    """`chosen(folder, each)`: a folder, and whether every paper becomes a file of its own."""

    chosen = Signal(object, bool)

    def __init__(self, window: QWidget, name: str, count: int) -> None:
        super().__init__(window, "存到优盘或文件夹", f"{name} {count} 份", snug=True)
        self.how = Segments([Choice("one", "合成一个文件"), Choice("each", "每份一个文件")], "怎样存")
        self.how.setValue("one")
        self.folder = FilePick("存到哪个文件夹", folder=True)
        self.folder.line.textChanged.connect(self._check)
        self.body.addWidget(FieldFrame("怎样存", self.how, boxed=False))
        self.body.addWidget(self.folder)
        self.body.addWidget(Text(CLEAR, "second"))
        self.key = self.bar.add("存", "main", "usb")
        self.key.tapped.connect(self._go)
        self.closed.connect(self.deleteLater)
        self._check()

    def _check(self) -> None:
        self.key.setMissing("" if self.folder.path is not None else "选择位置")

    def _go(self) -> None:
        path: Path | None = self.folder.path
        each = self.how.value == "each"
        self.close_sheet()
        self.chosen.emit(path, each)
