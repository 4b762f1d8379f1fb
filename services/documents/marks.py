"""Marks across a page (演示, 待签发稿): outlines in light grey under the text, and a word in the top margin."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

from fontTools.pens.basePen import BasePen
from reportlab.pdfgen.pathobject import PDFPathObject

from services.documents.faces import CharacterMissing, face_for
from services.documents.paragraph import draw_text
from services.documents.typesetting import MARGIN_RIGHT, MM, PAGE_HEIGHT, PAGE_WIDTH, Style

_GREY = 0.93
_NON_ZERO = 1


class _OutlinePen(BasePen):  # type: ignore[misc]  # fontTools has no types
    """Draws glyph outlines into a reportlab path, scaled and shifted."""

    def __init__(self, path: Any, scale: float, x: float) -> None:
        super().__init__(None)
        self._path, self._scale, self._x = path, scale, x

    def _at(self, point: tuple[float, float]) -> tuple[float, float]:
        return self._x + point[0] * self._scale, point[1] * self._scale

    def _moveTo(self, point: tuple[float, float]) -> None:
        self._path.moveTo(*self._at(point))

    def _lineTo(self, point: tuple[float, float]) -> None:
        self._path.lineTo(*self._at(point))

    def _curveToOne(self, first: Any, second: Any, end: Any) -> None:
        self._path.curveTo(*self._at(first), *self._at(second), *self._at(end))

    def _closePath(self) -> None:
        self._path.close()


@functools.lru_cache(maxsize=16)
def _outlines(word: str, size: float) -> Any:
    """The word's outlines as a path, drawn once for all pages and papers: it was a third of a draft's time."""
    path = PDFPathObject()
    for place, character in enumerate(word):
        face = face_for("hei", character)
        if face is None:
            raise CharacterMissing({character})
        face.outline(character, _OutlinePen(path, size / face.units_per_em, place * size * 1.15))
    return PDFPathObject([path.getCode()])


def draw_across(canvas: Any, words: Sequence[str]) -> None:
    """The words aslant, one above the other, as outlines so that the text layer stays the paper's own."""
    for index, word in enumerate(words):
        size = min(150.0, 620.0 / len(word)) / len(words) ** 0.5
        canvas.saveState()
        canvas.setFillGray(_GREY)
        canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT * (len(words) - index) / (len(words) + 1))
        canvas.rotate(52 if len(words) == 1 else 30)
        canvas.translate(-(len(word) * 1.15 - 0.15) * size / 2, -0.4 * size)
        canvas.drawPath(_outlines(word, size), stroke=0, fill=1, fillMode=_NON_ZERO)
        canvas.restoreState()


def draw_word(canvas: Any, words: str) -> None:
    """The words in the top margin, right, outside the type area."""
    style = Style(role="hei", size=10.5, leading=14, tracking=1, align="right", grey=0.35)
    draw_text(canvas, words, style, 28 * MM, PAGE_HEIGHT - 18 * MM, PAGE_WIDTH - 28 * MM - MARGIN_RIGHT)
