"""What lies under the pins, painted once and moved with the finger: painting wide strokes and scaled tiles anew in every
frame of a pan is ten times as slow."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QPainter, QPixmap

MARGIN = 160  # pixels around the viewport, so that a short pan needs no new painting


class Layer:
    """`paint(painter, window)` paints the ground in the viewport's coordinates, for a window somewhat larger than it."""

    def __init__(self, paint: Callable[[QPainter, QRect], None]) -> None:
        self._paint = paint
        self._picture: QPixmap | None = None
        self._key: Hashable = None
        self._origin = QPointF()

    def forget(self) -> None:
        """Paint anew at the next frame."""
        self._picture = None

    def draw(self, painter: QPainter, origin: QPointF, size: QSize, ratio: float, key: Hashable) -> None:
        """The ground with the plane's origin at this spot of the viewport; `key` says what else it depends on."""
        moved = origin - self._origin
        near = abs(moved.x()) <= MARGIN and abs(moved.y()) <= MARGIN
        if self._picture is None or not near or (size, ratio, key) != self._key:
            self._picture = self._painted(size, ratio)
            self._key, self._origin, moved = (size, ratio, key), origin, QPointF()
        painter.drawPixmap(moved - QPointF(MARGIN, MARGIN), self._picture)

    def _painted(self, size: QSize, ratio: float) -> QPixmap:
        window = QRect(-MARGIN, -MARGIN, size.width() + 2 * MARGIN, size.height() + 2 * MARGIN)
        picture = QPixmap(round(window.width() * ratio), round(window.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        painter.translate(MARGIN, MARGIN)
        self._paint(painter, window)
        painter.end()
        return picture
