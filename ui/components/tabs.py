"""Tabs: words with a count, the chosen one underlined; one tap, or the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui import look
from ui.components import painting
from ui.components.pressable import Pressable

HEIGHT = 56


class TabKey(Pressable):
    """One tab: its words and how many things stand behind it (-1 says nothing)."""

    tapped = Signal()

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self._label, self._count, self._chosen = label, -1, False
        self.setText(label)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.tapped)

    def setState(self, count: int, chosen: bool) -> None:
        """Shows the count and whether this is the open tab."""
        self._count, self._chosen = count, chosen
        self.setAccessibleDescription("已选" if chosen else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        count = painting.width_of(str(self._count), look.font("second")) + 8 if self._count >= 0 else 0
        return QSize(round(painting.width_of(self._label, look.font("heading")) + count + 40), HEIGHT)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        tokens = look.current()
        ink = tokens.acttext if self._chosen else tokens.ink2
        font = look.face(19, 700 if self._chosen else 500)
        used = painting.write(painter, rect.adjusted(20, 0, 0, 0), self._label, font, ink)
        if self._count >= 0:
            spot = rect.adjusted(28 + used, 1, 0, 0)
            painting.write(painter, spot, str(self._count), look.font("second"), ink)
        if self._chosen:
            height = 6 if tokens.shapes else 4
            bar = QRectF(rect.left(), rect.bottom() - height, rect.width(), height)
            painter.fillRect(bar, QColor(tokens.actedge))


class Tabs(QWidget):
    """A row of tabs. `chosen(index)` after a tap or an arrow key."""

    chosen = Signal(int)

    def __init__(self, labels: Sequence[str], name: str = "分页", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._counts = [-1] * len(labels)
        self._index = 0
        self.keys = [TabKey(label, self) for label in labels]
        for number, key in enumerate(self.keys):
            key.tapped.connect(lambda number=number: self.choose(number))
            row.addWidget(key)
        row.addStretch(1)
        self.setFixedHeight(HEIGHT)
        self._show()

    @property
    def index(self) -> int:
        """The open tab."""
        return self._index

    def setCounts(self, counts: Sequence[int]) -> None:
        """How many things stand behind each tab; -1 says nothing."""
        self._counts = list(counts)
        self._show()

    def setIndent(self, pixels: int) -> None:
        """Where the first tab begins; the line below them all goes from side to side."""
        self._row.setContentsMargins(pixels, 0, 0, 0)

    def choose(self, index: int) -> None:
        """Opens a tab."""
        self._index = index
        self._show()
        self.chosen.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.choose((self._index + step) % len(self.keys))
        self.keys[self._index].setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        line = QRectF(0, self.height() - tokens.border, self.width(), tokens.border)
        painter.fillRect(line, QColor(tokens.line))
        painter.end()

    def _show(self) -> None:
        for number, key in enumerate(self.keys):
            key.setState(self._counts[number], number == self._index)
