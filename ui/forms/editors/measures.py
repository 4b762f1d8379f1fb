"""The measure that a record is about: what is held how and until when, its terms, and the pictures taken of it before."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from services.docket.property import MEASURE_TITLES
from services.records.fields import OfMeasure, measure_text
from services.records.values import HeldMeasure, Photo
from ui import words
from ui.components.labels import Text
from ui.forms.editor import Editor, editor_for
from ui.forms.hints import Hints, Tools

SHOWN = 6
HEIGHT = 96
NONE = "没有选定是哪一项措施。请回到案件页，从“财产与措施”里那一项的键开始。"


class MeasureEditor(Editor):
    """Nothing to type: the measure comes with the key it was begun by, and is confirmed."""

    def __init__(self, name: str, field: OfMeasure, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        self.lines: list[Text] = []
        self._said = QVBoxLayout()
        self._said.setSpacing(2)
        column.addLayout(self._said)
        self._pictures = QHBoxLayout()
        self._pictures.setSpacing(8)
        column.addLayout(self._pictures)
        self.pictures: list[QLabel] = []
        self.frame_around(holder)
        self.write(None)

    def write(self, value: Any) -> None:
        for widget in (*self.lines, *self.pictures):
            widget.hide()
            widget.deleteLater()
        self.lines, self.pictures = [], []
        held = value if isinstance(value, HeldMeasure) else None
        for n, line in enumerate(said(held) if held else (NONE,)):
            text = Text(line, "strong" if held and not n else "second")
            self.lines.append(text)
            self._said.addWidget(text)
        for photo in (held.photos if held else ())[:SHOWN]:
            self._show(photo)

    def _show(self, photo: Photo) -> None:
        """An earlier picture, for comparison with what is seen now."""
        label = QLabel()
        label.setFixedHeight(HEIGHT)
        label.setAccessibleName(f"以前拍的{photo.slot or '照片'}")
        label.setToolTip(label.accessibleName())
        self.pictures.append(label)
        self._pictures.addWidget(label, 0, Qt.AlignmentFlag.AlignLeft)
        if self.tools.thumbnail is not None:
            self.tools.thumbnail(photo.attachment, lambda raw: self._paint(label, raw))

    def _paint(self, label: QLabel, raw: bytes) -> None:
        picture = QPixmap()
        if label in self.pictures and picture.loadFromData(raw):
            label.setPixmap(picture.scaledToHeight(HEIGHT, Qt.TransformationMode.SmoothTransformation))


def said(held: HeldMeasure) -> tuple[str, ...]:
    """The measure line by line: thing and kind, the term, custody, terms of use, strips, when it was last looked at."""
    kept = held.custody
    use = "；".join(
        part
        for part in (
            f"用途：{kept.allowed}" if kept.allowed else "",
            f"限制：{kept.limit}" if kept.limit else "",
            f"禁止：{'、'.join(kept.forbidden)}" if kept.forbidden else "",
            f"每 {kept.inspection_days} 日查验" if kept.inspection_days else "",
        )
        if part
    )
    lines = (
        held.name or MEASURE_TITLES[held.measure.kind],
        measure_text(held).partition(" · ")[2],
        f"保管人：{kept.custodian}" if kept.custodian else "",
        f"使用人：{kept.user}；{use}" if kept.user else "",
        f"转为死封、实扣的情形：{kept.breach}" if kept.breach else "",
        f"封条：{kept.seals}" if kept.seals else "",
        f"上次查看：{words.day_text(held.inspected_on)}" if held.inspected_on else "",
    )
    return tuple(line for line in lines if line)


@editor_for.register
def _(field: OfMeasure, name: str, hints: Hints, tools: Tools) -> Editor:
    return MeasureEditor(name, field, hints, tools)
