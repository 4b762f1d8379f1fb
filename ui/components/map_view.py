"""The map: a plane in Web Mercator that is moved by finger, mouse, wheel, pinch or keys, with pins that are tapped.

The scene's plane is the world at zoom 6, so that a county takes coordinates of a few pixels and no item is needed:
tiles lie in the background, way, pins and my own place in the foreground, both drawn in the window's pixels.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
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
from ui import look
from ui.components import map_ground, painting
from ui.components.map_ground import Area
from ui.components.map_pins import PIN, Mark, Pictures, Pin, gathered
from ui.components.map_tiles import SIDE, Tiles

WORLD = SIDE * 2.0**6
SHALLOWEST, DEEPEST = 7.0, 18.0
TAP_PX = 10
PAN_PX = 96
_MARGIN = 64


class MapView(QGraphicsView):
    """`picked(payloads)` when a pin or cluster is tapped, `placed(latitude, longitude)` after a tap while `placing`.

    Everything given is in degrees of the map's datum; converting is the page's business.
    """

    picked = Signal(tuple)
    placed = Signal(float, float)
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
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self.setAccessibleName("地图")
        self.placing = False
        self._zoom = 11.0
        self._pins: tuple[Pin, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._chosen = -1
        self._way: tuple[QPointF, ...] = ()
        self._areas: tuple[Area, ...] = ()
        self._here: tuple[float, float, float | None] | None = None
        self._circle_m = 0.0
        self._tiles: Tiles | None = None
        self._pictures = Pictures()
        self._pressed: QPoint | None = None
        self._scale()
        look.changes.changed.connect(self._relook)

    def sizeHint(self) -> QSize:
        return QSize(640, 480)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What stands on the map at this zoom, in drawing order."""
        return self._marks

    def setPins(self, pins: Sequence[Pin]) -> None:
        """Other pins; the way stays."""
        self._pins, self._chosen = tuple(pins), -1
        self._gather()

    def setWay(self, points: Sequence[tuple[float, float]]) -> None:
        """The day's way as straight stretches."""
        self._way = tuple(_plane(*point) for point in points)
        self.viewport().update()

    def setAreas(self, areas: Sequence[Area]) -> None:
        """The towns of the schematic, drawn where there is no tile."""
        self._areas = tuple(areas)
        self.viewport().update()

    def setHere(
        self, here: tuple[float, float] | None, accuracy_m: float | None = None, circle_m: float = 0
    ) -> None:
        """My own place with the radius of its accuracy, and a circle of what counts as on the way."""
        self._here = None if here is None else (*here, accuracy_m)
        self._circle_m = circle_m
        self.viewport().update()

    def setTiles(self, tiles: Tiles | None) -> None:
        """Another background; None draws the schematic."""
        self._tiles = tiles
        if tiles is not None:
            tiles.arrived.connect(self.viewport().update)
        self.viewport().update()

    def place_of(self, spot: QPointF) -> tuple[float, float]:
        """The place under a spot of the viewport."""
        inverse = self.viewportTransform().inverted()[0]
        at = inverse.map(spot)
        return mercator.unproject(at.x() / WORLD, at.y() / WORLD)

    def spot_of(self, latitude: float, longitude: float) -> QPointF:
        """Where in the viewport a place lies."""
        return self.viewportTransform().map(_plane(latitude, longitude))

    @property
    def metres_per_pixel(self) -> float:
        """At the middle of the view."""
        latitude, _ = self.place_of(QPointF(self.viewport().rect().center()))
        across: float = SIDE * 2.0**self._zoom
        return mercator.metres_across(latitude) / across

    def zoom_by(self, steps: float, around: QPointF | None = None) -> None:
        """Nearer or farther by so many doublings; what lies under `around` stays there."""
        spot = around or QPointF(self.viewport().rect().center())
        under = self.viewportTransform().inverted()[0].map(spot)
        self._zoom = min(max(self._zoom + steps, SHALLOWEST), DEEPEST)
        self._scale()
        self._shift(self.viewportTransform().map(under) - spot)
        self._gather()
        self.zoomed.emit()

    def fit(self, places: Sequence[tuple[float, float]]) -> None:
        """All these places in sight, with room around them."""
        if not places:
            return
        points = QPolygonF([_plane(*place) for place in places])
        box = points.boundingRect()
        room = self.viewport().rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        share = max(box.width() / max(room.width(), 1), box.height() / max(room.height(), 1), 1e-9)
        self._zoom = min(max(6 - math.log2(share), SHALLOWEST), 15.0)
        self._scale()
        self.centerOn(box.center())
        self._gather()
        self.zoomed.emit()

    def centre_on(self, latitude: float, longitude: float) -> None:
        """That place in the middle."""
        self.centerOn(_plane(latitude, longitude))

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        tokens = look.current()
        painter.save()
        painter.resetTransform()
        painter.fillRect(self.viewport().rect(), QColor(tokens.sunk))
        if self._tiles is not None:
            self._draw_tiles(painter, self._tiles)
        else:
            map_ground.draw_areas(
                painter, [(a.name, [self.spot_of(*p) for p in a.places]) for a in self._areas]
            )
        painter.restore()

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        map_ground.draw_way(painter, [self.viewportTransform().map(point) for point in self._way])
        if self._here is not None:
            latitude, longitude, accuracy = self._here
            spot, scale = self.spot_of(latitude, longitude), self.metres_per_pixel
            map_ground.draw_here(painter, spot, (accuracy or 0) / scale, self._circle_m / scale)
        origin = self.viewportTransform().map(QPointF(0, 0))
        window = QRectF(self.viewport().rect()).adjusted(-PIN, -PIN, PIN, PIN)
        for number, mark in enumerate(self._marks):
            spot = QPointF(mark.x, mark.y) + origin
            if window.contains(spot):
                picture, point = self._pictures.of(mark, self.devicePixelRatioF())
                painter.drawPixmap(spot - point, picture)
                if number == self._chosen:
                    painting.ring(painter, QRectF(spot.x() - PIN / 2, spot.y() - point.y(), PIN, PIN))
        painter.restore()

    def _draw_tiles(self, painter: QPainter, tiles: Tiles) -> None:
        level = min(max(round(self._zoom), tiles.shallowest), tiles.deepest)
        side = SIDE * 2.0 ** (self._zoom - level)
        origin = self.viewportTransform().map(QPointF(0, 0))
        window = self.viewport().rect()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        most = 2**level - 1
        for column in range(
            max(0, int(-origin.x() // side)), min(most, int((window.width() - origin.x()) // side)) + 1
        ):
            for row in range(
                max(0, int(-origin.y() // side)), min(most, int((window.height() - origin.y()) // side)) + 1
            ):
                if (found := tiles.get((level, column, row))) is not None:
                    target = QRectF(
                        origin.x() + column * side, origin.y() + row * side, side + 0.5, side + 0.5
                    )
                    painter.drawPixmap(target, found[0], found[1])
        if look.current().night:
            painter.fillRect(window, QColor(0, 0, 0, 120))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._last = event.position().toPoint()
        self._dragged = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        spot = event.position().toPoint()
        if self._dragged or (spot - self._pressed).manhattanLength() > TAP_PX:
            self._dragged = True
            self._shift(QPointF(self._last - spot))
            self._last = spot

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and not self._dragged:
            self._tap(event.position())
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Left: QPointF(-PAN_PX, 0), Qt.Key.Key_Right: QPointF(PAN_PX, 0),
            Qt.Key.Key_Up: QPointF(0, -PAN_PX), Qt.Key.Key_Down: QPointF(0, PAN_PX),
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in moves:
            self._shift(moves[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom_by(-1 if key == Qt.Key.Key_Minus else 1)
        elif key in (Qt.Key.Key_N, Qt.Key.Key_P) and self._marks:
            self._choose((self._chosen + (1 if key == Qt.Key.Key_N else -1)) % len(self._marks))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and 0 <= self._chosen < len(
            self._marks
        ):
            self._pick(self._marks[self._chosen])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._gather()

    def _choose(self, number: int) -> None:
        """The keyboard stands on a mark: bring it into sight and say it."""
        self._chosen = number
        mark = self._marks[number]
        self.setAccessibleDescription("；".join(pin.spoken for pin in mark.pins[:3]))
        spot = QPointF(mark.x, mark.y) + self.viewportTransform().map(QPointF(0, 0))
        if not self.viewport().rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN).contains(spot.toPoint()):
            self._shift(spot - QPointF(self.viewport().rect().center()))
        self.viewport().update()

    def _tap(self, spot: QPointF) -> None:
        if self.placing:
            self.placed.emit(*self.place_of(spot))
            return
        origin = self.viewportTransform().map(QPointF(0, 0))
        for mark in reversed(self._marks):
            middle = QPointF(mark.x, mark.y - (PIN / 2 - 3 if mark.stop else 0)) + origin
            if max(abs(middle.x() - spot.x()), abs(middle.y() - spot.y())) <= PIN / 2:
                self._pick(mark)
                return

    def _pick(self, mark: Mark) -> None:
        """A cluster that falls apart when seen nearer is opened; any other mark is picked."""
        apart = {(pin.latitude, pin.longitude) for pin in mark.pins}
        if len(apart) > 1 and self._zoom < DEEPEST - 1:
            self.fit(tuple(apart))
        else:
            self.picked.emit(tuple(pin.payload for pin in mark.pins))

    def _gather(self) -> None:
        scale = 2.0 ** (self._zoom - 6)
        placed = [
            (pin, p.x() * scale, p.y() * scale)
            for pin in self._pins
            for p in (_plane(pin.latitude, pin.longitude),)
        ]
        self._marks = gathered(placed)
        self.viewport().update()

    def _scale(self) -> None:
        scale = 2.0 ** (self._zoom - 6)
        self.resetTransform()
        self.scale(scale, scale)

    def _shift(self, by: QPointF) -> None:
        """Move the view over the plane by so many pixels."""
        middle = QPointF(self.viewport().rect().center()) + by
        self.centerOn(self.viewportTransform().inverted()[0].map(middle))

    def _relook(self) -> None:
        self._pictures.forget()
        self.viewport().update()


def _plane(latitude: float, longitude: float) -> QPointF:
    east, south = mercator.project(latitude, longitude)
    return QPointF(east * WORLD, south * WORLD)
