"""A paragraph of Chinese text as a reportlab flowable: it wraps, splits over pages, and works in table cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable

from services.documents.atoms import Span, atoms_of
from services.documents.flow import Flow
from services.documents.lines import Line, set_lines
from services.documents.typesetting import Style

KEPT_LINES = 2  # a paragraph leaves at least this many lines on either page


class Paragraph(Flow):
    """Text in one style, or spans of (style, text) on the grid of the first; refuses a character no face has."""

    def __init__(self, text: str | Sequence[Span], style: Style, *, keep_with_next: bool = False) -> None:
        super().__init__()
        self.style = style
        self.spans: Sequence[Span] = [(style, text)] if isinstance(text, str) else text
        self.keepWithNext = keep_with_next
        self._atoms = atoms_of(self.spans)
        self._begins = True
        self._lines: list[Line] = []
        self._set_for = -1.0

    @property
    def lines(self) -> list[Line]:
        """The lines as last wrapped."""
        return self._lines

    def getSpaceBefore(self) -> float:
        """Space wanted above in pt; reportlab's name."""
        return self.style.before

    def getSpaceAfter(self) -> float:
        """Space wanted below in pt; reportlab's name."""
        return self.style.after

    def minWidth(self) -> float:
        """The narrowest sensible width; reportlab's name."""
        return 2 * self.style.pitch

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Breaks the text for a width and says how much room it takes."""
        if self._set_for != available_width:
            style = self.style
            self._lines = set_lines(
                self._atoms,
                available_width - style.left_indent - style.right_indent,
                style.first_indent if self._begins else 0.0,
                style.align,
            )
            self._set_for = available_width
        self.width, self.height = available_width, len(self._lines) * self.style.leading
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """The part that fits and the rest, never leaving one line alone; empty when nothing should stay."""
        self.wrap(available_width, available_height)
        count = len(self._lines)
        fitting = int((available_height + 0.01) / self.style.leading)
        if fitting >= count:
            return [self]
        fitting = min(fitting, count - KEPT_LINES)
        if fitting < KEPT_LINES:
            return []
        return [self._part(0, fitting), self._part(fitting, count)]

    def part_lines(self, start: int, stop: int) -> Paragraph:
        """Lines start to stop of the wrapped paragraph as a paragraph of their own."""
        return self._part(start, stop)

    def _part(self, start: int, stop: int) -> Paragraph:
        part = Paragraph("", self.style, keep_with_next=self.keepWithNext)
        part._lines = self._lines[start:stop]
        part._atoms = [atom for line in part._lines for atom in line.atoms]
        part._begins = self._begins and start == 0
        part._set_for = self._set_for
        return part

    def draw(self) -> None:
        """Draws the lines, the em box of each in the middle of its leading."""
        draw_lines(self.canv, self._lines, self.style, self.style.left_indent, self.height)


def draw_lines(canvas: Any, lines: Sequence[Line], style: Style, x: float, top: float) -> None:
    """Draws set lines below `top`; characters with equal spacing in one face go out as one string."""
    text = canvas.beginText()
    text.setFillGray(style.grey)
    state: tuple[str, float] | None = None
    spacing = 0.0
    for number, line in enumerate(lines):
        baseline = top - number * style.leading - (style.leading - style.size) / 2 - 0.87 * style.size
        for piece, offset, tracking in _runs(line):
            first = piece[0]
            if state != (first.face.fontName, first.style.size):
                state = (first.face.fontName, first.style.size)
                text.setFont(*state)
            if abs(spacing - tracking) > 0.001:
                text.setCharSpace(tracking)
                spacing = tracking
            text.setTextOrigin(x + offset, baseline)
            text.textOut("".join(atom.text for atom in piece))
    if spacing:
        text.setCharSpace(0)
    canvas.drawText(text)


def _runs(line: Line) -> list[tuple[list[Any], float, float]]:
    """Atoms grouped by face and by the space after each: (atoms, offset of the first, character spacing)."""
    runs: list[tuple[list[Any], float, float]] = []
    open_run = False
    for index, atom in enumerate(line.atoms):
        offset = line.offsets[index]
        tracking = atom.style.tracking
        after = tracking
        if index + 1 < len(line.atoms):
            after += line.offsets[index + 1] - offset - atom.width
        if open_run and _joins(runs[-1], atom, after):
            runs[-1][0].append(atom)
        else:
            single = len(atom.text) == 1
            runs.append(([atom], offset, round(after if single else tracking, 3)))
        open_run = abs(after - runs[-1][2]) < 0.005
    return runs


def _joins(run: tuple[list[Any], float, float], atom: Any, after: float) -> bool:
    first = run[0][0]
    same = first.face is atom.face and first.style.size == atom.style.size
    return same and (len(atom.text) == 1 or abs(atom.style.tracking - run[2]) < 0.005)


def draw_text(canvas: Any, text: str, style: Style, x: float, top: float, width: float) -> None:
    """Draws text outside the flow (footers, page numbers) below `top`, in the style's alignment within `width`."""
    draw_lines(
        canvas, set_lines(atoms_of([(style, text)]), width, style.first_indent, style.align), style, x, top
    )
