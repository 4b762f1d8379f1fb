"""The ink of a sample's signatures."""

from __future__ import annotations

import math
import random

from services.records.values import Stroke


def strokes(chance: random.Random) -> tuple[Stroke, ...]:
    """A scribble of nine strokes, as a hurried hand writes."""
    return tuple(_stroke(chance, number) for number in range(9))


def _stroke(chance: random.Random, number: int) -> Stroke:
    left, top = 0.06 + 0.1 * (number // 3 * 3) + chance.random() * 0.1, 0.05 + 0.1 * (number % 3)
    tilt, bend, length = (chance.uniform(*r) for r in ((-0.06, 0.12), (-0.05, 0.05), (0.1, 0.24)))
    points = []
    for step in range(14):
        along = step / 13
        x, y = left + length * along, top + tilt * along + bend * math.sin(3 * along)
        points.append(
            (
                round(x, 4),
                round(max(0.0, y), 4),
                round(0.25 + 0.6 * math.sin(3 * along) ** 2, 3),
                step / 100,
            )
        )
    return tuple(points)
