"""查封、扣押、冻结期限: the longest terms by kind of property, and the last day as notices print it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

from services.law import tables

TermKind = Literal["deposit", "movable", "real_estate", "other_right"]


@dataclass(frozen=True, slots=True)
class Term:
    """The longest term of one kind of measure, with the passage of law that sets it."""

    title: str
    years: int
    article: str
    valid_from: dt.date


def _term(row: dict[str, Any]) -> Term:
    return Term(row["title"], row["years"], row["article"], row["valid_from"])


_TABLE = tables.load("terms")
VERSION: dt.date = _TABLE["version"]
TERMS: dict[str, Term] = {kind: _term(row) for kind, row in _TABLE.items() if kind != "version"}


def maximum_end(kind: TermKind, start: dt.date) -> dt.date:
    """The latest last day of a measure effective on `start`: 自2024年11月24日至2026年11月23日 for a vehicle.

    The first day counts and no holiday lengthens the term (民诉法解释 article 485). Vehicles are movables.
    """
    year = start.year + TERMS[kind].years
    if (start.month, start.day) == (2, 29):  # no anniversary in a common year: the term ends with February
        return dt.date(year, 3, 1) - dt.timedelta(days=1)
    return start.replace(year=year) - dt.timedelta(days=1)
