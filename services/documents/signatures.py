"""Places for signatures: on the screen, open for wet ink, or refused, with who and when."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from reportlab.platypus import Flowable, Spacer

from services.documents.flow import Flow
from services.documents.ink import Ink, InkMark
from services.documents.paragraph import Paragraph
from services.documents.typesetting import Style, Styles

_INK_HEIGHT = 30.0
_LABEL_SHARE = 0.36


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """One person's place: label (被执行人), printed name, then ink, or a note why there is none, or an open line."""

    label: str
    name: str = ""
    ink: Ink | None = None
    note: str = ""
    date: str = ""


class PlaceLine(Flow):
    """A place drawn: label and name, the mark over its line (or the note in full), and the date."""

    def __init__(self, place: Place, styles: Styles) -> None:
        super().__init__()
        self._place = place
        self._style = dataclasses.replace(styles.plain, align="left")
        lead: list[tuple[Style, str]] = [(dataclasses.replace(self._style, role="hei"), f"{place.label}：")]
        self._label = Paragraph(lead + ([(self._style, place.name)] if place.name else []), self._style)
        self._note = Paragraph(place.note, self._style) if place.note else None
        self._date = Paragraph(
            place.date or "　　年　月　日", dataclasses.replace(self._style, align="right")
        )

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """As high as its label, note or ink needs; reportlab's name."""
        self.width = available_width
        self._left = max(_LABEL_SHARE * available_width, 0.0)
        self._right = 0.0 if self._note else 10 * self._style.pitch
        self._middle = available_width - self._left - self._right - 8
        heights = [self._label.wrap(self._left, available_height)[1], _INK_HEIGHT]
        if self._note:
            heights.append(self._note.wrap(self._middle, available_height)[1])
        else:
            self._date.wrap(self._right, available_height)
        self.height = max(heights) + 6
        return self.width, self.height

    def draw(self) -> None:
        """Draws the place; reportlab's name."""
        self._label.drawOn(self.canv, 0, (self.height - self._label.height) / 2)
        x = self._left + 4
        if self._note:
            self._note.drawOn(self.canv, x, (self.height - self._note.height) / 2)
            return
        floor = (self.height - self._style.leading) / 2
        self.canv.setLineWidth(0.5)
        self.canv.line(x, floor, x + self._middle, floor)
        if self._place.ink is not None and not self._place.ink.is_empty:
            mark = InkMark(self._place.ink, self._middle - 8, _INK_HEIGHT)
            mark.drawOn(self.canv, x + 4, (self.height - _INK_HEIGHT) / 2)
        self._date.drawOn(self.canv, x + self._middle + 4, floor)


def block(places: Sequence[Place], styles: Styles, *, note: str = "") -> list[Flowable]:
    """Signature places one under the other, after an optional sentence (read-back statement, refusal)."""
    above: list[Flowable] = [Spacer(0, 0.4 * styles.body.leading)]
    if note:
        above.append(Paragraph(note, styles.body))
    return [*above, *(PlaceLine(place, styles) for place in places)]
