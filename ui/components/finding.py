"""The search line and the filter keys under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import look
from ui.components import painting
from ui.components.buttons import IconButton
from ui.components.choices import Choice, Segments
from ui.components.fields import Line, Mark
from ui.components.labels import Text


class SearchLine(QWidget):
    """A search line of 64 px: lens, words, a fact at right (6 件), a cross to empty it.

    `changed(text)` with each change, composed text of an input method included; `entered` on Enter.
    """

    changed = Signal(str)
    entered = Signal()

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 14, 4)
        row.setSpacing(10)
        row.addWidget(Mark("search", side=28))
        self.line = Line(name, placeholder=placeholder, parent=self)
        self.line.textChanged.connect(self._changed)
        self.line.returnPressed.connect(self.entered)
        self.line.installEventFilter(self)
        row.addWidget(self.line, 1)
        self._fact = Text("", "second", wrap=False)
        row.addWidget(self._fact)
        self._cross = IconButton("close", "清空")
        self._cross.tapped.connect(self.clear)
        self._cross.hide()
        row.addWidget(self._cross)
        self.setFocusProxy(self.line)
        self.setFixedHeight(64)

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self.line.text()

    def setFact(self, fact: str) -> None:
        """Say how many were found."""
        self._fact.setText(fact)

    def clear(self) -> None:
        """Empty the line and keep the focus in it."""
        self.line.clear()
        self.line.setFocus()

    def sizeHint(self) -> QSize:
        return QSize(480, 64)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        lit = self.line.hasFocus()
        painter = QPainter(self)
        border = tokens.focus if lit else tokens.edge
        width = (4 if tokens.shapes else 2.5) if lit else tokens.border
        painting.box(painter, QRectF(self.rect()), tokens.surface, border, width, look.sizes().radius_field)
        painter.end()

    def _changed(self, text: str) -> None:
        self._cross.setVisible(bool(text))
        self.changed.emit(text)


class FilterChips(Segments):
    """Filter keys of 48 px, one always chosen. `changed(value)`."""

    def __init__(self, choices: Sequence[Choice], name: str = "筛选", parent: QWidget | None = None) -> None:
        super().__init__(choices, name, height=48, role="filter", parent=parent)
        if self._choices:
            self.setValue(self._choices[0].value)

    def setLabels(self, labels: Sequence[str]) -> None:
        """Change the words, as counts change; the choice stays."""
        for key, label in zip(self.keys, labels, strict=True):
            key.setLabel(label)

    def _tap(self, made: Choice) -> None:
        if self.value != made.value:
            super()._tap(made)
