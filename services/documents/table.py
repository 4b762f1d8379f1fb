"""A ruled table of a court paper: thin lines, repeated heads, cells that wrap Chinese, long ones over many pages."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable

from services.documents.atoms import atoms_of
from services.documents.flow import Flow
from services.documents.paragraph import Paragraph
from services.documents.typesetting import AREA_HEIGHT, Alignment, Style

_PAD_X, _PAD_Y = 3.5, 3.0
_INNER, _OUTER = 0.5, 1.0
_SMALLEST = 6.0
_TALLEST = 0.9 * AREA_HEIGHT  # a row above this is divided itself
_ROOM = 3.0  # above and below, so that no text sits on the outer line
_LOW = 0.5 * AREA_HEIGHT  # below this height of the page a table does not begin with a single row


@dataclasses.dataclass(frozen=True, slots=True)
class Cell:
    """One cell: text (in the table's style or its own) or flowables, over `span` columns."""

    content: str | Flowable | Sequence[Flowable]
    span: int = 1
    style: Style | None = None
    align: Alignment | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Columns:
    """The columns: widths in any unit (scaled to the table's width) and the alignment of each one's text."""

    widths: tuple[float, ...]
    aligns: tuple[Alignment, ...] = ()

    def align(self, index: int, default: Alignment) -> Alignment:
        """The alignment of a column."""
        return self.aligns[index] if index < len(self.aligns) else default


@dataclasses.dataclass(slots=True)
class _Set:
    """A row whose cells are wrapped: (x, width, flowables, height of them) each."""

    cells: list[tuple[float, float, list[Flowable], float]]
    height: float


class Table(Flow):
    """Rows of texts or Cells; the first `head` rows repeat on each page. Rows stay whole unless taller than a page."""

    def __init__(
        self,
        rows: Sequence[Sequence[str | Cell]],
        columns: Columns,
        style: Style,
        head_style: Style,
        head: int = 1,
    ) -> None:
        super().__init__()
        self._columns, self._style, self._head_style, self._head = columns, style, head_style, head
        self._rows = rows
        self.spaceBefore = self.spaceAfter = _ROOM
        self._set: list[_Set] = []
        self._start, self._stop = head, len(rows)
        self._set_for = -1.0
        self._tops: list[float] = []

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Sets every row for a width, once, also for the parts of a split table; reportlab's name."""
        if self._set_for != available_width:
            self._set = [
                self._set_row(row, available_width, i < self._head) for i, row in enumerate(self._rows)
            ]
            self._tops = [0.0, *itertools.accumulate(row.height for row in self._set)]
            self._set_for = available_width
        self.width = available_width
        self.height = self._head_height() + self._tops[self._stop] - self._tops[self._start]
        return self.width, self.height

    def tail_height(self, rows: int) -> float:
        """The height of the last `rows` rows, as last wrapped."""
        return self._tops[self._stop] - self._tops[max(self._start, self._stop - rows)]

    def texts(self) -> Iterator[str]:
        """Each row's texts, cell by cell."""
        for row in self._rows:
            cells = (item.content if isinstance(item, Cell) else item for item in row)
            yield "　".join(text for text in cells if isinstance(text, str) and text)

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """The rows that fit and the rest under the same head; a row taller than a page is divided itself."""
        self.wrap(available_width, available_height)
        room = available_height - self._head_height()
        stop = self._start
        while stop < self._stop and self._tops[stop + 1] - self._tops[self._start] <= room:
            stop += 1
        if stop == self._stop:
            return [self]
        if self._stop - stop == 1 and stop - self._start > 2:
            stop -= 1  # no row goes over the page alone
        if self._start == self._head and room < _LOW and 1 in (stop - self._start, self._stop - stop):
            return []  # nor does a table begin with one at the foot of a page
        if stop > self._start:
            return [self._part(self._start, stop), self._part(stop, self._stop)]
        if self._set[stop].height < _TALLEST - self._head_height():
            return []
        return self._divide(stop, room)

    def draw(self) -> None:
        """Draws text and lines; reportlab's name."""
        y = self.height
        for row in [*self._set[: self._head], *self._set[self._start : self._stop]]:
            self._draw_row(row, y)
            y -= row.height
        self.canv.setLineWidth(_OUTER)
        self.canv.rect(0, 0, self.width, self.height)

    def _head_height(self) -> float:
        return self._tops[self._head]

    def _part(self, start: int, stop: int) -> Table:
        part = Table(self._rows, self._columns, self._style, self._head_style, self._head)
        part._set, part._tops, part._set_for = self._set, self._tops, self._set_for
        part._start, part._stop = start, stop
        return part

    def _divide(self, index: int, room: float) -> list[Flowable]:
        """The table with row `index` in two rows, the first as high as the room, split between them."""
        row = self._set[index]
        upper, lower = [], []
        for x, width, content, _ in row.cells:
            above, below = _parted(content, width - 2 * _PAD_X, room - 2 * _PAD_Y)
            upper.append((x, width, above, _stacked(above, width)))
            lower.append((x, width, below, _stacked(below, width)))
        if not any(content for _, _, content, _ in upper):
            return []
        halves = [_Set(cells, max(c[3] for c in cells) + 2 * _PAD_Y) for cells in (upper, lower)]
        divided = self._part(self._start, self._stop + 1)
        divided._rows = [*self._rows[:index], self._rows[index], *self._rows[index:]]
        divided._set = [*self._set[:index], *halves, *self._set[index + 1 :]]
        divided._tops = [0.0, *itertools.accumulate(r.height for r in divided._set)]
        return [divided._part(index, index + 1), divided._part(index + 1, divided._stop)]

    def _set_row(self, row: Sequence[str | Cell], width: float, is_head: bool) -> _Set:
        unit = width / sum(self._columns.widths)
        cells: list[tuple[float, float, list[Flowable], float]] = []
        column, x = 0, 0.0
        for item in row:
            cell = item if isinstance(item, Cell) else Cell(item)
            cell_width = unit * sum(self._columns.widths[column : column + cell.span])
            content = self._content(cell, column, is_head, cell_width - 2 * _PAD_X)
            cells.append((x, cell_width, content, _stacked(content, cell_width)))
            column, x = column + cell.span, x + cell_width
        return _Set(cells, max((c[3] for c in cells), default=0.0) + 2 * _PAD_Y)

    def _content(self, cell: Cell, column: int, is_head: bool, width: float) -> list[Flowable]:
        if not isinstance(cell.content, str):
            return [cell.content] if isinstance(cell.content, Flowable) else list(cell.content)
        style = cell.style or (self._head_style if is_head else self._style)
        align = cell.align or (
            style.align if is_head or cell.style else self._columns.align(column, style.align)
        )
        style = dataclasses.replace(style, align=align, first_indent=0.0)
        if align == "right":
            style = _shrunk(cell.content, style, width)
        return [Paragraph(cell.content, style)]

    def _draw_row(self, row: _Set, top: float) -> None:
        self.canv.setLineWidth(_INNER)
        self.canv.line(0, top - row.height, self.width, top - row.height)
        for x, _width, content, height in row.cells:
            if x:
                self.canv.line(x, top, x, top - row.height)
            y = top - (row.height - height) / 2
            for flowable in content:
                y -= flowable.height
                flowable.drawOn(self.canv, x + _PAD_X, y)


def _shrunk(text: str, style: Style, width: float) -> Style:
    """A smaller size for an amount or number that would else be broken over two lines."""
    natural = sum(atom.width for atom in atoms_of([(style, text)]))
    if natural <= width:
        return style
    return dataclasses.replace(style, size=max(_SMALLEST, style.size * width / natural * 0.995))


def _stacked(content: Sequence[Flowable], width: float) -> float:
    """The height of flowables one under the other in a cell."""
    return float(sum(flowable.wrap(width - 2 * _PAD_X, AREA_HEIGHT)[1] for flowable in content))


def _parted(content: Sequence[Flowable], width: float, room: float) -> tuple[list[Flowable], list[Flowable]]:
    """The flowables that fit into the room, and the rest."""
    above: list[Flowable] = []
    for index, flowable in enumerate(content):
        height = flowable.wrap(width, room)[1]
        if height > room:
            parts = flowable.split(width, room) or [flowable]
            rest = [*parts[1:], *content[index + 1 :]] if len(parts) > 1 else list(content[index:])
            return [*above, *parts[:1]] if len(parts) > 1 else above, rest
        above.append(flowable)
        room -= height
    return above, []
