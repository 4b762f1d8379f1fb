"""The map with what floats on it: layer keys, nearer and farther, the scale with the datum's name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from services.position import distance
from ui import look
from ui.components import painting
from ui.components.buttons import IconButton
from ui.components.choices import Joined
from ui.components.map_view import MapView

_LENGTHS = tuple(n * 10**p for p in range(1, 6) for n in (1, 2, 5))
_BAR_PX = 120


class MapFrame(QWidget):
    """`layer(index)` when another layer of pins is asked for."""

    layer = Signal(int)

    def __init__(self, layers: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.map = MapView(self)
        column.addWidget(self.map)
        self.layers = Joined(layers, "显示", clearable=False, parent=self)
        self.layers.chosen.connect(self.layer)
        self._keys = QWidget(self)
        keys = QVBoxLayout(self._keys)
        keys.setContentsMargins(0, 0, 0, 0)
        keys.setSpacing(8)
        for icon, name, step in (("plus", "放大", 1), ("minus", "缩小", -1)):
            key = IconButton(icon, name, parent=self._keys)
            key.tapped.connect(lambda by=step: self.map.zoom_by(by))
            keys.addWidget(key)
        self.scale = Scale(self.map, self)
        self.map.zoomed.connect(self.scale.update)

    def tell(self, ground: str) -> None:
        """What the map is drawn from, and its datum."""
        self.scale.ground = ground
        self.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()

    def place(self) -> None:
        """Put what floats where it belongs, after its words have changed."""
        room = self.rect().adjusted(12, 12, -12, -12)
        self.layers.resize(
            min(self.layers.sizeHint().width(), room.width() - 60), self.layers.sizeHint().height()
        )
        self.layers.move(room.topLeft())
        self._keys.resize(self._keys.sizeHint())
        self._keys.move(room.right() - self._keys.width(), room.top())
        self.scale.resize(min(self.scale.sizeHint().width(), room.width()), 34)
        self.scale.move(room.left(), room.bottom() - 34)
        self.scale.update()


class Scale(QWidget):
    """A round distance as a bar, and what the map is."""

    def __init__(self, view: MapView, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self.ground = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return QSize(round(_BAR_PX + 90 + painting.width_of(self.ground, look.font("second"))), 34)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, scale = look.current(), self._view.metres_per_pixel
        metres = max((n for n in _LENGTHS if n <= _BAR_PX * scale), default=_LENGTHS[0])
        width = metres / scale
        painter = QPainter(self)
        painting.box(painter, QRectF(self.rect()), tokens.surface, tokens.line, tokens.border, 8)
        painter.setPen(painting.pen(tokens.ink, 2))
        left, low = 12.0, self.height() / 2 + 4
        ends = ((left, low - 8), (left, low), (left + width, low), (left + width, low - 8))
        painter.drawPolyline(QPolygonF([QPointF(*end) for end in ends]))
        words = QRectF(left + width + 10, 0, self.width() - width - 30, self.height())
        used = painting.write(painter, words, distance.text(metres), look.face(15, 700), tokens.ink)
        rest = words.adjusted(used + 12, 0, 0, 0)
        painting.write_in_two(painter, rest, self.ground, "second", tokens.ink2)
        painter.end()
