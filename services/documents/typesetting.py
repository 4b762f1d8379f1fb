"""The measures of a court paper: the type area, its grid, and the styles text is set in (all lengths in pt)."""

from __future__ import annotations

import dataclasses
from typing import Literal

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
MARGIN_TOP, MARGIN_LEFT, MARGIN_RIGHT, MARGIN_BOTTOM = 37 * MM, 28 * MM, 26 * MM, 35 * MM
AREA_WIDTH, AREA_HEIGHT = 156 * MM, 225 * MM
CHARACTERS_PER_LINE, LINES_PER_PAGE = 28, 22
PITCH = AREA_WIDTH / CHARACTERS_PER_LINE
LEADING = AREA_HEIGHT / LINES_PER_PAGE
STRETCH_LIMIT = (
    0.15  # em; beyond it justified text falls apart into single characters, so the line stays ragged
)

Role = Literal["fang", "song", "hei", "kai"]
Alignment = Literal["left", "center", "right", "justify"]


@dataclasses.dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set: face role, size, leading, pitch added per character, indents in pt, alignment."""

    role: Role = "fang"
    size: float = 16.0
    leading: float = LEADING
    tracking: float = 0.0
    align: Alignment = "justify"
    first_indent: float = 0.0
    left_indent: float = 0.0
    right_indent: float = 0.0
    before: float = 0.0
    after: float = 0.0
    grey: float = 0.0

    @property
    def pitch(self) -> float:
        """The advance of one full-width character."""
        return self.size + self.tracking


@dataclasses.dataclass(frozen=True, slots=True)
class Styles:
    """The styles one kind of paper is set in: body text, headings, table cells and what stands around them."""

    body: Style
    court: Style
    title: Style
    number: Style
    heading: Style
    subheading: Style
    cell: Style
    cell_head: Style
    small: Style

    @property
    def plain(self) -> Style:
        """The body without its first-line indent."""
        return dataclasses.replace(self.body, first_indent=0.0)


def _styles(size: float, per_line: int, lines: int, cell: float, cell_leading: float) -> Styles:
    tracking = AREA_WIDTH / per_line - size
    leading = AREA_HEIGHT / lines
    body = Style(size=size, leading=leading, tracking=tracking, first_indent=2 * (size + tracking))
    plain = dataclasses.replace(body, first_indent=0.0, align="left")
    table = Style(size=cell, leading=cell_leading, align="left")
    return Styles(
        body=body,
        court=Style(role="song", size=22, leading=1.5 * LEADING, tracking=4.0, align="center"),
        title=Style(role="song", size=22, leading=1.5 * LEADING, tracking=2.0, align="center"),
        number=dataclasses.replace(plain, align="right", right_indent=2 * (size + tracking)),
        heading=dataclasses.replace(body, role="hei"),
        subheading=dataclasses.replace(body, role="kai"),
        cell=table,
        cell_head=dataclasses.replace(table, role="hei", align="center"),
        small=dataclasses.replace(table, size=cell - 1.5, leading=cell_leading - 2),
    )


RULING = _styles(size=16, per_line=CHARACTERS_PER_LINE, lines=LINES_PER_PAGE, cell=12, cell_leading=18)
"""裁定书、决定书、通知: 3号 on the 28 x 22 grid."""
FORM = _styles(size=12, per_line=37, lines=30, cell=10.5, cell_leading=15)
"""清单、笔录 and forms: 小四 text, 五号 tables."""
