"""导入的一行: a row on its way from the file into a case, with what was found wrong or odd about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from services.hub.columns import Sheet
from services.hub.report import Line, Verdict


@dataclass(slots=True)
class Read:
    """One row on its way: the values by field, what is wrong (refuses) and what is odd (only said)."""

    sheet: Sheet
    number: int
    case: str
    values: dict[str, Any]
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def line(self) -> Line:
        """The row's line of the report."""
        verdict: Verdict = "refused" if self.errors else "warned" if self.warnings else "accepted"
        return Line(
            sheet=self.sheet.name,
            row=self.number,
            case=self.case,
            verdict=verdict,
            reasons=tuple((*self.errors, *self.warnings)),
        )
