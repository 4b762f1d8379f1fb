"""Sheets of the police list: whom and where it goes to, its pages, the answers in, what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from services.actions.policing import BadAnswers
from ui.background import Background
from ui.components.choices import Choice, Segments
from ui.components.fields import FieldFrame, Line
from ui.components.labels import Text
from ui.components.sheets import Sheet
from ui.dialogs.import_sheets import ImportSheet, RefusedSheet
from ui.dialogs.preview import PaperPreview
from ui.files import FilePick

CLEAR = "文件以明文放在你选的位置，不再受保险库保护。交出后请删除。"
POLICE = "常山县公安局交通警察大队"


class GiveSheet(Sheet):
    """`chosen(to, folder or None)` once 出清单 was tapped; `before` are receivers of earlier lists."""

    chosen = Signal(str, object)

    def __init__(self, window: QWidget, issue: int, count: int, before: Sequence[str]) -> None:
        super().__init__(window, f"出第 {issue} 期清单", f"{count} 辆 · 清单和表格存入本机，并记入日志")
        self.body.setSpacing(12)
        self.to = Line("交给哪个单位", before[0] if before else "", placeholder="例如：县公安局交警大队")
        self.body.addWidget(FieldFrame("交给哪个单位", self.to))
        offered = list(dict.fromkeys((*before, POLICE)))[:3]
        phrases = Segments([Choice(name, name) for name in offered], "用过的单位", height=48, role="filter")
        phrases.changed.connect(lambda name: self.to.setText(str(name or "")))
        self.body.addWidget(phrases)
        self.folder = FilePick("同时写出 PDF 和表格到（可以不选，只在本机打印）", folder=True)
        self.body.addWidget(self.folder)
        self.body.addWidget(Text(CLEAR, "second"))
        self.body.addStretch(1)
        self.key = self.bar.add("出清单", "main", "check")
        self.key.tapped.connect(self._go)
        self.to.textChanged.connect(self._check)
        self.closed.connect(self.deleteLater)
        self._check()

    def _check(self) -> None:
        self.key.setMissing("" if len(self.to.text().strip()) >= 2 else "写明交给谁")

    def _go(self) -> None:
        folder: Path | None = self.folder.path
        self.close_sheet()
        self.chosen.emit(self.to.text().strip(), folder)


class GivenSheet(Sheet):
    """The list on its pages, as it was given out; `printing` once 打印 was tapped."""

    printing = Signal()

    def __init__(self, window: QWidget, background: Background, pdf: bytes, title: str, told: str) -> None:
        super().__init__(window, title, told)
        self.preview = PaperPreview(background)
        self.body.addWidget(self.preview, 1)
        self.key = self.bar.add("打印", "main", "printer")
        self.key.tapped.connect(self._go)
        self.closed.connect(self.deleteLater)
        self.preview.show_pdf(pdf)

    def _go(self) -> None:
        self.close_sheet()
        self.printing.emit()


class TakeSheet(ImportSheet):
    """Which file the police have filled in; `chosen(path)`."""

    def __init__(self, window: QWidget, issue: int) -> None:
        told = "列名要和发出去的表格一样；只收写了“查获情况”的行。有一行不对就整份不收，并告诉你哪一行。"
        super().__init__(window, "导入反馈", f"交警填回的第 {issue} 期表格，xlsx 或 csv", "反馈表格", (told,))


def refused(window: QWidget, error: BadAnswers) -> RefusedSheet:
    """Why nothing of the police's file was taken."""
    return RefusedSheet(window, "反馈没有导入", error.sentence, "原来的清单和反馈都没有改动。", error.rows)
