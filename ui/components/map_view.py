"""The map: tiles or towns in the background, the day's way, pins and my own place over them, all in the window's pixels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui import look
from ui.components import map_ground, painting
from ui.components.map_ground import Area
from ui.components.map_layer import Layer
from ui.components.map_pins import PIN, Mark, Pictures, Pin, gathered
from ui.components.map_plane import DEEPEST, MapPlane, plane
from ui.components.map_tiles import SIDE, Tiles

PAN_PX = 96
_MARGIN = 64
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class MapView(MapPlane):
    """`picked(payloads)` when a pin or cluster is tapped; `pointed(latitude, longitude)` instead while `pointing`.

    Everything given is in degrees of the map's datum; converting is the page's business.
    """

    picked = Signal(tuple)
    pointed = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("地图")
        self._pins: tuple[Pin, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._chosen = -1
        self._way: tuple[QPointF, ...] = ()
        self._areas: tuple[tuple[str, list[QPointF]], ...] = ()
        self._here: tuple[float, float, float | None] | None = None
        self._circle_m = 0.0
        self.pointing = False
        self._spot: tuple[float, float] | None = None
        self._tiles: Tiles | None = None
        self._pictures = Pictures()
        self._ground = Layer(self._paint_ground)
        self.zoomed.connect(self._gather)
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
        self._way = tuple(plane(*point) for point in points)
        self._repaint()

    def setAreas(self, areas: Sequence[Area]) -> None:
        """The towns of the schematic, drawn where there is no tile."""
        self._areas = tuple((a.name, map_ground.hull([plane(*p) for p in a.places])) for a in areas)
        self._repaint()

    def setHere(
        self, here: tuple[float, float] | None, accuracy_m: float | None = None, circle_m: float = 0
    ) -> None:
        """My own place with the radius of its accuracy, and a circle of what counts as on the way."""
        self._here = None if here is None else (*here, accuracy_m)
        self._circle_m = circle_m
        self.viewport().update()

    def setSpot(self, spot: tuple[float, float] | None) -> None:
        """The place that is about to be marked, None when none is."""
        self._spot = spot
        self.viewport().update()

    def setTiles(self, tiles: Tiles | None) -> None:
        """Another background; None draws the schematic."""
        self._tiles = tiles
        if tiles is not None:
            tiles.arrived.connect(self._repaint)
        self._repaint()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        painter.save()
        painter.resetTransform()
        origin = self.viewportTransform().map(QPointF(0, 0))
        key = (self.level, look.current().code)
        self._ground.draw(painter, origin, self.viewport().size(), self.devicePixelRatioF(), key)
        painter.restore()

    def _paint_ground(self, painter: QPainter, window: QRect) -> None:
        """Tiles or towns, and the day's way over them."""
        painter.fillRect(window, QColor(look.current().sunk))
        to_spot = self.viewportTransform().map
        if self._tiles is not None:
            self._draw_tiles(painter, self._tiles, window)
        else:
            map_ground.draw_areas(painter, [(name, [to_spot(p) for p in hull]) for name, hull in self._areas])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        map_ground.draw_way(painter, [to_spot(point) for point in self._way])

    def _repaint(self) -> None:
        self._ground.forget()
        self.viewport().update()

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
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
        if self.pointing:
            middle = QPointF(self.viewport().rect().center())
            map_ground.draw_aim(painter, middle, None if self._spot is None else self.spot_of(*self._spot))
        painter.restore()

    def _draw_tiles(self, painter: QPainter, tiles: Tiles, window: QRect) -> None:
        step = min(max(round(self.level), tiles.shallowest), tiles.deepest)
        side = SIDE * 2.0 ** (self.level - step)
        origin = self.viewportTransform().map(QPointF(0, 0))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        most = 2**step - 1
        columns = _between(window.left() - origin.x(), window.right() - origin.x(), side, most)
        rows = _between(window.top() - origin.y(), window.bottom() - origin.y(), side, most)
        for column in columns:
            for row in rows:
                key = (step, column, row)
                target = QRectF(origin.x() + column * side, origin.y() + row * side, side + 0.5, side + 0.5)
                if (found := tiles.get(key)) is not None:
                    painter.drawPixmap(target, found[0], found[1])
                elif tiles.lacks(key):
                    map_ground.draw_lacking(painter, target)
        if look.current().night:
            painter.fillRect(window, QColor(0, 0, 0, 120))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Left: QPointF(-PAN_PX, 0), Qt.Key.Key_Right: QPointF(PAN_PX, 0),
            Qt.Key.Key_Up: QPointF(0, -PAN_PX), Qt.Key.Key_Down: QPointF(0, PAN_PX),
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in moves:
            self.shift(moves[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom_by(-1 if key == Qt.Key.Key_Minus else 1)
        elif self.pointing and key in _OPENING:
            self.pointed.emit(*self.place_of(QPointF(self.viewport().rect().center())))
        elif key in (Qt.Key.Key_N, Qt.Key.Key_P) and self._marks:
            self._choose((self._chosen + (1 if key == Qt.Key.Key_N else -1)) % len(self._marks))
        elif key in _OPENING and 0 <= self._chosen < len(self._marks):
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
            self.shift(spot - QPointF(self.viewport().rect().center()))
        self.viewport().update()

    def tap(self, spot: QPointF) -> None:
        if self.pointing:
            self.pointed.emit(*self.place_of(spot))
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
        if len(apart) > 1 and self.level < DEEPEST - 1:
            self.fit(tuple(apart))
        else:
            self.picked.emit(tuple(pin.payload for pin in mark.pins))

    def _gather(self) -> None:
        scale = 2.0 ** (self.level - 6)
        placed = [
            (pin, p.x() * scale, p.y() * scale)
            for pin in self._pins
            for p in (plane(pin.latitude, pin.longitude),)
        ]
        self._marks = gathered(placed)
        self.viewport().update()

    def _relook(self) -> None:
        self._pictures.forget()
        self._repaint()


def _between(low: float, high: float, side: float, most: int) -> range:
    """The tiles that a stretch of the window touches."""
    return range(max(0, int(low // side)), min(most, int(high // side)) + 1)
