"""A handwritten signature as vectors: smooth curves whose width follows the pressure of the pen."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from services.documents.flow import Flow

Point = tuple[float, float, float, float]
"""x, y (y downwards), pressure (0..1), time in seconds."""

_THINNEST, _THICKEST = 0.35, 1.5  # pt
_LARGEST = 400.0  # pt per unit: a small mark is not blown up to fill the place


@dataclasses.dataclass(frozen=True, slots=True)
class Ink:
    """The strokes of one signature; x is multiplied by `aspect`, which is 1 where x and y share one unit."""

    strokes: tuple[tuple[Point, ...], ...]
    aspect: float = 1.0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not any(self.strokes)


class InkMark(Flow):
    """A signature fitted into a box of width x height pt, aligned left, in the middle of the height."""

    def __init__(self, ink: Ink, width: float, height: float) -> None:
        super().__init__()
        self._ink = ink
        self.width, self.height = width, height

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The box, or less where less is there; reportlab's name."""
        self.width = min(self.width, available_width)
        return self.width, self.height

    def draw(self) -> None:
        """Draws the strokes; reportlab's name."""
        draw_ink(self.canv, self._ink, 0.0, 0.0, self.width, self.height)


def draw_ink(canvas: Any, ink: Ink, x: float, y: float, width: float, height: float) -> None:
    """Draws the signature's ink as large as fits into the box with its lower left corner at (x, y)."""
    points = [(px * ink.aspect, py) for stroke in ink.strokes for px, py, _, _ in stroke]
    if not points:
        return
    left, top = min(p[0] for p in points), min(p[1] for p in points)
    span_x, span_y = max(p[0] for p in points) - left, max(p[1] for p in points) - top
    inner_width, inner_height = width - _THICKEST, height - _THICKEST
    scale = min(
        inner_width / max(span_x, 1e-6),
        inner_height / max(span_y, 1e-6),
        _LARGEST,
    )
    shift_y = y + height - (height - span_y * scale) / 2
    canvas.saveState()
    canvas.setStrokeGray(0)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    for stroke in ink.strokes:
        placed = [
            (x + _THICKEST / 2 + (px * ink.aspect - left) * scale, shift_y - (py - top) * scale)
            for px, py, _, _ in stroke
        ]
        _draw_stroke(canvas, placed, _widths(stroke))
    canvas.restoreState()


def _widths(stroke: Sequence[Point]) -> list[float]:
    """Line widths in pt: pressure averaged over three points, in steps so that equal neighbours share a path."""
    widths = []
    for index in range(len(stroke)):
        near = stroke[max(0, index - 1) : index + 2]
        pressure = min(1.0, max(0.0, sum(point[2] for point in near) / len(near)))
        widths.append(round((_THINNEST + (_THICKEST - _THINNEST) * pressure) * 10) / 10)
    return widths


def _draw_stroke(canvas: Any, points: Sequence[tuple[float, float]], widths: Sequence[float]) -> None:
    """One stroke as Catmull-Rom curves; a new path wherever the width changes, the round caps hide the joint."""
    if len(points) == 1:
        canvas.setLineWidth(widths[0])
        canvas.line(*points[0], points[0][0] + 0.01, points[0][1])
        return
    path, drawn_with = None, 0.0
    for index in range(len(points) - 1):
        if path is None or widths[index] != drawn_with:
            _finish(canvas, path)
            drawn_with = widths[index]
            canvas.setLineWidth(drawn_with)
            path = canvas.beginPath()
            path.moveTo(*points[index])
        before, start = points[max(0, index - 1)], points[index]
        end, after = points[index + 1], points[min(len(points) - 1, index + 2)]
        path.curveTo(
            start[0] + (end[0] - before[0]) / 6,
            start[1] + (end[1] - before[1]) / 6,
            end[0] - (after[0] - start[0]) / 6,
            end[1] - (after[1] - start[1]) / 6,
            *end,
        )
    _finish(canvas, path)


def _finish(canvas: Any, path: Any) -> None:
    if path is not None:
        canvas.drawPath(path, stroke=1, fill=0)
