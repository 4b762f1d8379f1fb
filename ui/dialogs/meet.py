"""补办: what was done at the office for a duty, the number of the paper, and a photo of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from services.actions import citing
from services.records.duties import Standing
from ui.components.fields import FieldFrame, Line
from ui.components.labels import Text
from ui.components.sheets import Sheet
from ui.files import FilePick

SHORTEST = 2


class MeetSheet(Sheet):
    """`met(text, number, path or None)` once 记为已办 was tapped."""

    met = Signal(str, str, object)

    def __init__(self, window: QWidget, standing: Standing) -> None:
        super().__init__(window, standing.duty.sentence, standing.duty.ask)
        self.body.setSpacing(12)
        article = standing.duty.article
        self.body.addWidget(Text(f"{citing.brief(article)}：{citing.words(article)}", "second"))
        self.text = Line("办了什么", placeholder="例如：协助执行通知书已送达车管所，收到回执")
        self.number = Line("文号或单号", placeholder="没有可以不填")
        self.photo = FilePick("回执或单据的照片（没有可以不选）")
        self.body.addWidget(FieldFrame("办了什么", self.text))
        self.body.addWidget(FieldFrame("文号或单号", self.number))
        self.body.addWidget(self.photo)
        self.body.addStretch(1)
        self.key = self.bar.add("记为已办", "main", "check")
        self.key.tapped.connect(self._go)
        self.text.textChanged.connect(self._check)
        self.closed.connect(self.deleteLater)
        self._check()

    def _check(self) -> None:
        self.key.setMissing("" if len(self.text.text().strip()) >= SHORTEST else "写明办了什么")

    def _go(self) -> None:
        path: Path | None = self.photo.path
        self.close_sheet()
        self.met.emit(self.text.text().strip(), self.number.text().strip(), path)
