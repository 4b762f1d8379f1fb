"""A QR code drawn as one path, so that no printer shows seams between its modules."""

from __future__ import annotations

import functools
from typing import Any

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from reportlab.pdfgen.pathobject import PDFPathObject

from services.documents.flow import Flow
from services.documents.typesetting import MM

_QUIET = 2  # modules left white around the code; the page's own margin gives the rest


@functools.lru_cache(maxsize=4)
def _dark_runs(text: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """The side in modules and the dark runs as (row, first column, length)."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    side = code.getModuleCount()
    runs: list[tuple[int, int, int]] = []
    for row in range(side):
        column = 0
        while column < side:
            start = column
            while column < side and code.isDark(row, column):
                column += 1
            if column > start:
                runs.append((row, start, column - start))
            column += 1
    return side, tuple(runs)


@functools.lru_cache(maxsize=4)
def _squares(text: str, x: float, y: float, size: float) -> Any:
    """The code as a path, drawn once for all pages of a paper."""
    side, runs = _dark_runs(text)
    module = size / (side + 2 * _QUIET)
    path = PDFPathObject()
    for row, column, length in runs:
        path.rect(
            x + (_QUIET + column) * module, y + size - (_QUIET + row + 1) * module, length * module, module
        )
    return PDFPathObject([path.getCode()])


def draw_qr(canvas: Any, text: str, x: float, y: float, size: float) -> None:
    """Draws the code of a text into the square of `size` pt whose lower left corner is (x, y)."""
    canvas.setFillGray(0)
    canvas.drawPath(_squares(text, x, y, size), stroke=0, fill=1, fillMode=1)


class QR(Flow):
    """A QR code in the flow of a page, `size` pt wide."""

    def __init__(self, text: str, size: float = 25 * MM) -> None:
        super().__init__()
        self._text = text
        self.width = self.height = size

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Its own square; reportlab's name."""
        return self.width, self.height

    def draw(self) -> None:
        """Draws the code; reportlab's name."""
        draw_qr(self.canv, self._text, 0, 0, self.width)
