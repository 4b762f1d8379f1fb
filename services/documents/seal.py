"""院印的位置: the date of a sealed paper with 42 mm kept free around it for the seal, which is never drawn here."""

from __future__ import annotations

import dataclasses
import datetime as dt

from services.documents.atoms import atoms_of
from services.documents.blocks import SEAL_DIAMETER
from services.documents.flow import Flow
from services.documents.paragraph import Paragraph, draw_text
from services.documents.typesetting import Styles
from services.wording import chinese_date

_GREY = 0.55


def open_date(on: dt.date) -> str:
    """The year, with month and day left for the day of sealing: 二〇二六年　　月　　日."""
    return f"{chinese_date(on).partition('年')[0]}年　　月　　日"


class SealPlace(Flow):
    """The date line in the middle of a dashed circle of the seal's size; nothing else comes into its height."""

    def __init__(self, on: dt.date, styles: Styles) -> None:
        super().__init__()
        self._style = dataclasses.replace(styles.plain, align="right", right_indent=4 * styles.body.pitch)
        self._date = Paragraph(open_date(on), self._style)
        self._small = dataclasses.replace(styles.small, align="center", grey=_GREY)
        self._half = sum(atom.width for atom in atoms_of([(self._style, open_date(on))])) / 2

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The whole width, as high as the seal; reportlab's name."""
        self.width, self.height = available_width, SEAL_DIAMETER
        self._date.wrap(available_width, available_height)
        return self.width, self.height

    def draw(self) -> None:
        """Draws circle and date; reportlab's name."""
        middle = self.height / 2
        centre = self.width - self._style.right_indent - self._half
        self.canv.saveState()
        self.canv.setLineWidth(0.5)
        self.canv.setStrokeGray(_GREY)
        self.canv.setDash(4, 3)
        self.canv.circle(centre, middle, SEAL_DIAMETER / 2, stroke=1, fill=0)
        self.canv.restoreState()
        self._date.drawOn(self.canv, 0, middle - self._date.height / 2)
        top = middle - self._date.height / 2
        draw_text(self.canv, "院印", self._small, centre - self._half, top, 2 * self._half)
