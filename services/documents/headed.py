"""A heading over a table: they part only after the table's first rows, so that no heading ends a page."""

from __future__ import annotations

from reportlab.platypus import Flowable

from services.documents.flow import Flow
from services.documents.paragraph import Paragraph
from services.documents.table import Table
from services.documents.typesetting import AREA_HEIGHT


class Headed(Flow):
    """A heading with a little room above, and the table it names; a short one that must be read as a whole stays so."""

    def __init__(self, heading: Paragraph, table: Table, above: float, *, whole: bool = False) -> None:
        super().__init__()
        self._whole = whole
        self._heading, self._table, self._above = heading, table, above
        self.spaceAfter = table.getSpaceAfter()

    @property
    def parts(self) -> tuple[Paragraph, Table]:
        """Heading and table."""
        return self._heading, self._table

    def tail_height(self, rows: int) -> float:
        """The height of the table's last rows, as last wrapped."""
        return self._table.tail_height(rows)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The height of both; reportlab's name."""
        self.width = available_width
        self._top = self._above + self._heading.wrap(available_width, available_height)[1]
        self.height = self._top + self._table.wrap(available_width, available_height)[1]
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Heading with the rows that fit, then the rest of the table; all of it over the page if no row fits."""
        self.wrap(available_width, available_height)
        if self.height <= available_height:
            return [self]
        if self._whole and self.height <= AREA_HEIGHT:
            return []
        upper, *rest = self._table.split(available_width, available_height - self._top) or [None]
        if not isinstance(upper, Table) or (not rest and self.height <= AREA_HEIGHT):
            return []
        return [Headed(self._heading, upper, self._above), *rest]

    def draw(self) -> None:
        """Draws both; reportlab's name."""
        self._heading.drawOn(self.canv, 0, self.height - self._top)
        self._table.drawOn(self.canv, 0, 0)
