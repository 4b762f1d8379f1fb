"""A plane in Web Mercator that is moved by finger, mouse, wheel and pinch.

The scene is the world at zoom 6, so that a county takes coordinates of a few pixels and no item is needed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPolygonF, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QGestureEvent,
    QGraphicsScene,
    QGraphicsView,
    QPinchGesture,
    QSizePolicy,
    QWidget,
)

from services.position import mercator
from ui.components.map_tiles import SIDE

WORLD = SIDE * 2.0**6
SHALLOWEST, DEEPEST, CLOSE = 7.0, 18.0, 15.0
TAP_PX = 10
_MARGIN = 64


class MapPlane(QGraphicsView):
    """`level` is the zoom of the tile pyramid, fractions included; everything given is in degrees of the map's datum."""

    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setScene(QGraphicsScene(0, 0, WORLD, WORLD, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.viewport().setAccessibleName("地图")
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self.level = 11.0
        self._pressed: QPoint | None = None
        self._last = QPoint()
        self._dragged = False
        self._rescale()

    def tap(self, spot: QPointF) -> None:
        """A finger touched the plane and did not move."""

    def place_of(self, spot: QPointF) -> tuple[float, float]:
        """The place under a spot of the viewport."""
        inverse = self.viewportTransform().inverted()[0]
        at = inverse.map(spot)
        return mercator.unproject(at.x() / WORLD, at.y() / WORLD)

    def spot_of(self, latitude: float, longitude: float) -> QPointF:
        """Where in the viewport a place lies."""
        return self.viewportTransform().map(plane(latitude, longitude))

    @property
    def metres_per_pixel(self) -> float:
        """At the middle of the view."""
        latitude, _ = self.place_of(QPointF(self.viewport().rect().center()))
        across: float = SIDE * 2.0**self.level
        return mercator.metres_across(latitude) / across

    def zoom_by(self, steps: float, around: QPointF | None = None) -> None:
        """Nearer or farther by so many doublings; what lies under `around` stays there."""
        spot = around or QPointF(self.viewport().rect().center())
        under = self.viewportTransform().inverted()[0].map(spot)
        self.level = min(max(self.level + steps, SHALLOWEST), DEEPEST)
        self._rescale()
        self.shift(self.viewportTransform().map(under) - spot)
        self.zoomed.emit()

    def fit(self, places: Sequence[tuple[float, float]]) -> None:
        """All these places in sight, with room around them."""
        if not places:
            return
        points = QPolygonF([plane(*place) for place in places])
        box = points.boundingRect()
        room = self.viewport().rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        share = max(box.width() / max(room.width(), 1), box.height() / max(room.height(), 1), 1e-9)
        self.level = min(max(6 - math.log2(share), SHALLOWEST), 15.0)
        self._rescale()
        self.centerOn(box.center())
        self.zoomed.emit()

    def centre_on(self, latitude: float, longitude: float) -> None:
        """That place in the middle."""
        self.centerOn(plane(latitude, longitude))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._last = event.position().toPoint()
        self._dragged = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        spot = event.position().toPoint()
        if self._dragged or (spot - self._pressed).manhattanLength() > TAP_PX:
            self._dragged = True
            self.shift(QPointF(self._last - spot))
            self._last = spot

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and not self._dragged:
            self.tap(event.position())
        self._pressed = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(event.angleDelta().y() / 240, event.position())

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture) and pinch.scaleFactor() > 0:
                self.zoom_by(math.log2(pinch.scaleFactor()), pinch.centerPoint())
                event.accept()
                return True
        return super().viewportEvent(event)

    def _rescale(self) -> None:
        scale = 2.0 ** (self.level - 6)
        self.resetTransform()
        self.scale(scale, scale)

    def shift(self, by: QPointF) -> None:
        """Move the view over the plane by so many pixels."""
        middle = QPointF(self.viewport().rect().center()) + by
        self.centerOn(self.viewportTransform().inverted()[0].map(middle))


def plane(latitude: float, longitude: float) -> QPointF:
    """Where a place lies on the scene."""
    east, south = mercator.project(latitude, longitude)
    return QPointF(east * WORLD, south * WORLD)
