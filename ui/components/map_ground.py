"""What lies under the pins: the schematic of towns where there is no tile, the day's way, and my own place."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ui import look
from ui.components import painting

_WIDE = 56
LACKING = "底图没有这一块"


@dataclass(frozen=True, slots=True)
class Area:
    """A named stretch of ground in the schematic: the places that lie in it, latitude and longitude in degrees."""

    name: str
    places: tuple[tuple[float, float], ...]


def draw_areas(painter: QPainter, areas: Sequence[tuple[str, Sequence[QPointF]]]) -> None:
    """Every town by its hull, rounded, with its name below; no border is claimed."""
    tokens = look.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for border in (2.0 * tokens.border, 0.0):
        ground = QColor(tokens.line if border else tokens.surface)
        painter.setBrush(ground)
        painter.setPen(_round(ground, _WIDE + 2 * border))
        for _, hull in areas:
            if len(hull) > 1:
                painter.drawPolygon(QPolygonF(list(hull)))
            else:
                painter.drawPoint(hull[0])
    for name, spots in areas:
        middle = sum(s.x() for s in spots) / len(spots)
        below = max(s.y() for s in spots) + 14
        line = QRectF(middle - 80, below - 11, 160, 22)
        painting.write(painter, line, name, look.face(16, 700), tokens.ink2, painting.CENTRE)


def draw_way(painter: QPainter, spots: Sequence[QPointF]) -> None:
    """The day's way as straight stretches with a light edge; one by one, which is ten times as fast as in one line."""
    if len(spots) < 2:
        return
    tokens = look.current()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((tokens.surface, 9), (tokens.act, 5)):
        painter.setPen(_round(QColor(colour), width))
        painter.drawLines([QLineF(a, b) for a, b in itertools.pairwise(spots)])


def draw_here(painter: QPainter, spot: QPointF, accuracy: float, circle: float) -> None:
    """My own place; the radius of its accuracy and of what counts as on the way, in pixels."""
    tokens = look.current()
    fill = QColor(tokens.act)
    fill.setAlpha(28)
    if circle:
        painter.setBrush(fill)
        painter.setPen(painting.pen(tokens.act, 1.5, dashed=True))
        painter.drawEllipse(spot, circle, circle)
    if accuracy > 15:
        painter.setBrush(fill)
        painter.setPen(QPen(QColor(tokens.act), 1.5))
        painter.drawEllipse(spot, accuracy, accuracy)
    painter.setPen(Qt.PenStyle.NoPen)
    for radius, colour in ((15, tokens.surface), (13, tokens.act), (8, tokens.surface), (5, tokens.act)):
        painter.setBrush(QColor(colour))
        painter.drawEllipse(spot, radius, radius)


def draw_aim(painter: QPainter, middle: QPointF, spot: QPointF | None) -> None:
    """While a place is being marked: cross hairs in the middle for the keyboard, and a ringed dot where it was tapped."""
    tokens = look.current()
    for width, colour in ((5.0, tokens.surface), (2.0, tokens.ink)):
        painter.setPen(QPen(QColor(colour), width))
        for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            painter.drawLine(middle + QPointF(8 * x, 8 * y), middle + QPointF(22 * x, 22 * y))
    if spot is None:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    for radius, fill in ((17, tokens.surface), (14, tokens.ink), (10, tokens.surface), (6, tokens.ink)):
        painter.setBrush(QColor(fill))
        painter.drawEllipse(spot, radius, radius)


def _round(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def hull(points: Sequence[QPointF]) -> list[QPointF]:
    """The convex hull, by Andrew's monotone chain."""
    ordered = sorted({(p.x(), p.y()) for p in points})
    if len(ordered) < 3:
        return [QPointF(*p) for p in ordered]
    halves = []
    for side in (ordered, ordered[::-1]):
        half: list[tuple[float, float]] = []
        for p in side:
            while len(half) > 1 and _turn(half[-2], half[-1], p) <= 0:
                half.pop()
            half.append(p)
        halves += half[:-1]
    return [QPointF(*p) for p in halves]


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def draw_lacking(painter: QPainter, cell: QRectF) -> None:
    """A piece of ground for which the court's file has no tile: said, so that nobody takes it for open country."""
    tokens = look.current()
    painting.hatch(painter, cell, tokens.line, tokens.sunk)
    painting.write(painter, cell, LACKING, look.font("second"), tokens.ink2, painting.CENTRE)
