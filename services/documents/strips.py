"""封条 drawn: a strip with the court's name, the date, its number and place, and room for the seal, which is not drawn."""

from __future__ import annotations

import dataclasses
import datetime as dt

from services.documents.blocks import SEAL_DIAMETER
from services.documents.flow import Flow
from services.documents.paragraph import Paragraph
from services.documents.typesetting import MM, Style
from services.wording import chinese_date

HEIGHT = 62 * MM
_GREY, _CASE_WIDTH = 0.55, 200.0
_WIDE, _NARROW = 0x2E7F, 0.58  # signs above are as wide as they are high, the others about so much of it
_SIGN = Style(role="song", size=64, leading=72, align="center")
_COURT = Style(role="song", size=24, leading=34, tracking=3, align="center")
_LINE = Style(role="fang", size=15, leading=24, align="center")
_NUMBER = Style(role="hei", size=15, leading=24, align="center")
_SMALL = Style(role="fang", size=10, leading=14, align="center", grey=_GREY)


def _fitting(case: str) -> float:
    """The size in pt at which a number with its 等几案 stays on one line."""
    em = sum(1.0 if ord(sign) > _WIDE else _NARROW for sign in case)
    return min(_LINE.size, _CASE_WIDTH / em)


class Strip(Flow):
    """One strip of 62 mm over the whole width: 封 at left, the words in the middle, the seal's circle at right."""

    def __init__(self, court: str, case: str, on: dt.date, number: str) -> None:
        super().__init__()
        self._sign = Paragraph("封", _SIGN)
        self._words = [
            Paragraph(court, _COURT),
            Paragraph(case, dataclasses.replace(_LINE, size=_fitting(case))),
            Paragraph(f"{chinese_date(on)}封", dataclasses.replace(_LINE, role="song")),
            Paragraph(f"编号　{number}", _NUMBER),
        ]
        self._seal = Paragraph("院印", _SMALL)

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands on it, line by line."""
        return tuple("".join(words for _, words in part.spans) for part in self._words)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The whole width, 62 mm high; reportlab's name."""
        self.width, self.height = available_width, HEIGHT
        self._left, self._right = 34 * MM, SEAL_DIAMETER + 6 * MM
        self._sign.wrap(self._left, HEIGHT)
        for part in self._words:
            part.wrap(self.width - self._left - self._right, HEIGHT)
        self._seal.wrap(SEAL_DIAMETER, HEIGHT)
        return self.width, self.height

    def draw(self) -> None:
        """Draws the cutting line, the words and the circle; reportlab's name."""
        canvas, middle = self.canv, self.height / 2
        canvas.saveState()
        canvas.setLineWidth(0.6)
        canvas.setDash(5, 3)
        canvas.setStrokeGray(_GREY)
        canvas.rect(0, 3, self.width, self.height - 6, stroke=1, fill=0)
        centre = self.width - self._right / 2
        canvas.circle(centre, middle, SEAL_DIAMETER / 2, stroke=1, fill=0)
        canvas.restoreState()
        self._sign.drawOn(canvas, 0, middle - self._sign.height / 2)
        top = middle + sum(part.height for part in self._words) / 2
        for part in self._words:
            top -= part.height
            part.drawOn(canvas, self._left, top)
        self._seal.drawOn(canvas, centre - SEAL_DIAMETER / 2, middle - self._seal.height / 2)
