"""What stands on the map: pins, their gathering into clusters, and the pictures of both, drawn once for each look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from ui import look
from ui.components import painting

Tone = Literal["hard", "plain", "way", "quiet"]
Sort = Literal["home", "vehicle", "term", "call"]
ICONS: dict[Sort, str] = {"home": "eviction", "vehicle": "vehicles", "term": "sealing", "call": "visit"}
CELL = 60.0  # pixels of the grid within which quiet pins gather
PIN, CLUSTER = 48.0, 52.0
_ORDER: dict[Tone, int] = {"quiet": 0, "plain": 1, "way": 2, "hard": 3}


@dataclass(frozen=True, slots=True)
class Pin:
    """A place on the map: degrees of the map's own datum; a `label` numbers a stop, which never gathers.

    `sort` gives shape and icon: a square for a home to clear, a wide one for a car, a hexagon for a measure, else a disc.
    """

    latitude: float
    longitude: float
    label: str = ""
    tone: Tone = "quiet"
    spoken: str = ""
    payload: object = None
    sort: Sort = "call"


@dataclass(frozen=True, slots=True)
class Mark:
    """What is drawn at one point of the map's plane (pixels at the present zoom): one pin or several together."""

    x: float
    y: float
    tone: Tone
    label: str
    pins: tuple[Pin, ...]

    @property
    def sort(self) -> Sort:
        """What all of its pins are; a mixed cluster is nothing in particular."""
        sorts = {pin.sort for pin in self.pins}
        return sorts.pop() if len(sorts) == 1 else "call"

    @property
    def stop(self) -> bool:
        """True for a numbered stop."""
        return len(self.pins) == 1 and bool(self.pins[0].label)


def gathered(placed: Sequence[tuple[Pin, float, float]]) -> tuple[Mark, ...]:
    """Marks in drawing order: stops stand alone, other pins within one cell of the grid become one mark."""
    stops: list[Mark] = []
    cells: dict[tuple[int, int], list[tuple[Pin, float, float]]] = {}
    for pin, x, y in placed:
        if pin.label:
            stops.append(Mark(x, y, pin.tone, pin.label, (pin,)))
        else:
            cells.setdefault((int(x // CELL), int(y // CELL)), []).append((pin, x, y))
    marks = [_together(cell) for cell in cells.values()]
    return (*sorted(marks, key=lambda m: _ORDER[m.tone]), *reversed(stops))


def _together(cell: list[tuple[Pin, float, float]]) -> Mark:
    pins = tuple(pin for pin, _, _ in cell)
    x = sum(x for _, x, _ in cell) / len(cell)
    y = sum(y for _, _, y in cell) / len(cell)
    tone = max((pin.tone for pin in pins), key=lambda t: _ORDER[t])
    return Mark(x, y, tone, str(len(pins)) if len(pins) > 1 else "", pins)


class Pictures:
    """Pixmaps of marks, kept until the look changes: drawing vectors each frame is three times as slow."""

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], QPixmap] = {}

    def forget(self) -> None:
        """Draw everything anew from now on."""
        self._kept.clear()

    def of(self, mark: Mark, ratio: float) -> tuple[QPixmap, QPointF]:
        """The picture and where its point lies in it."""
        sort = "stop" if mark.stop else "way" if mark.tone == "way" and len(mark.pins) == 1 else "disc"
        key = (sort, mark.tone, mark.label, mark.sort, ratio, look.current().code)
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = _drawn(sort, mark, ratio)
        return found, QPointF(PIN / 2, PIN - 3) if sort == "stop" else QPointF(PIN / 2, PIN / 2)


def _drawn(sort: str, mark: Mark, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(PIN * ratio), round(PIN * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    {"stop": _draw_stop, "way": _draw_way, "disc": _draw_disc}[sort](painter, mark)
    painter.end()
    return pixmap


def _draw_stop(painter: QPainter, mark: Mark) -> None:
    """A numbered drop whose tip is the place; what lapses is red, and has a double edge where colour can't speak."""
    tokens = look.current()
    fill, ink = (tokens.red, tokens.redink) if mark.tone == "hard" else (tokens.ink, tokens.surface)
    head = QRectF(6, 2, 36, 36)
    outline = QPainterPath()
    outline.addEllipse(head)
    outline.addPolygon(QPolygonF([QPointF(13, 33), QPointF(35, 33), QPointF(24, 46)]))
    painter.setPen(QPen(QColor(tokens.surface), 3))
    painter.setBrush(QColor(fill))
    painter.drawPath(outline.simplified())
    if tokens.shapes and mark.tone == "hard":
        painting.disc(painter, head.adjusted(3, 3, -3, -3), None, tokens.surface, 2)
    painting.write(painter, head, mark.label, look.face(17, 700), ink, painting.CENTRE)
    _draw_sort(painter, mark.sort, QRectF(30, 0, 18, 18), hard=False)


def _draw_way(painter: QPainter, mark: Mark) -> None:
    """An amber lozenge with 顺: it lies on the way."""
    tokens = look.current()
    centre = PIN / 2
    lozenge = QPolygonF([QPointF(centre, 5), QPointF(43, centre), QPointF(centre, 43), QPointF(5, centre)])
    painter.setPen(QPen(QColor(tokens.surface), 3))
    painter.setBrush(QColor(tokens.amb))
    painter.drawPolygon(lozenge)
    if tokens.shapes:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.ink), 2))
        painter.drawPolygon(lozenge)
    painting.write(painter, QRectF(0, 0, PIN, PIN), "顺", look.face(15, 700), tokens.ambink, painting.CENTRE)


def _draw_disc(painter: QPainter, mark: Mark) -> None:
    """The shape and icon of one quiet pin's sort, a ring with a count for several; filled or red when one lapses."""
    tokens = look.current()
    hard = mark.tone == "hard"
    if not mark.label:
        _draw_sort(painter, mark.sort, QRectF(7, 7, 34, 34), hard)
        return
    ink = tokens.redtext if hard else tokens.ink
    across = 36 if len(mark.label) < 3 else 44
    ring = QRectF((PIN - across) / 2, (PIN - across) / 2, across, across)
    thick = 4 if hard else 2.5
    painting.disc(painter, ring, tokens.surface, ink, thick)
    painting.write(painter, ring, mark.label, look.face(16, 700), ink, painting.CENTRE)


def _draw_sort(painter: QPainter, sort: Sort, ground: QRectF, hard: bool) -> None:
    """Four shapes that are told apart without colour; what lapses is filled, with a double edge where colour can't speak."""
    tokens = look.current()
    painter.setPen(QPen(QColor(tokens.redink if hard else tokens.ink2), 2))
    painter.setBrush(QColor(tokens.red if hard else tokens.surface))
    painter.drawPath(_shape(sort, ground))
    if tokens.shapes and hard:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.ink), 2))
        painter.drawPath(_shape(sort, ground.adjusted(-4, -4, 4, 4)))
    side = ground.width() * 0.56
    icon = QRectF(ground.center().x() - side / 2, ground.center().y() - side / 2, side, side)
    painting.picture(painter, ICONS[sort], tokens.redink if hard else tokens.ink, icon)


def _shape(sort: Sort, ground: QRectF) -> QPainterPath:
    outline, radius = QPainterPath(), ground.width() * 0.12
    if sort == "home":
        outline.addRoundedRect(ground.adjusted(2, 2, -2, -2), radius, radius)
    elif sort == "vehicle":
        outline.addRoundedRect(ground.adjusted(0, 6, 0, -6), radius * 2, radius * 2)
    elif sort == "term":
        left, right, top, bottom = ground.left(), ground.right(), ground.top(), ground.bottom()
        third = ground.width() * 0.27
        corners = [(left, ground.center().y()), (left + third, top + 2), (right - third, top + 2),
                   (right, ground.center().y()), (right - third, bottom - 2), (left + third, bottom - 2)]  # fmt: skip
        outline.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        outline.closeSubpath()
    else:
        outline.addEllipse(ground.adjusted(1, 1, -1, -1))
    return outline
