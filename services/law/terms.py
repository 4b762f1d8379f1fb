"""期间、期限: every term the officer must keep, as rows of a dated table; when it ends, whom to tell, what lapses.

The longest terms of sealing, seizure and freezing are among them (民诉法解释 article 485): their last day is the one
that notices print. What the table cannot prove by a statute's text bears a mark, which screens and papers repeat.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal, cast

from services.law import periods, tables
from services.law.periods import BUNDLED, HolidayTables, NoHolidayTable, Unit

TermKind = Literal["deposit", "movable", "real_estate", "other_right"]
TermUnit = Literal["day", "month", "year", "workday", "hour"]
Mark = Literal["", "M", "P"]
UNIT_WORDS: dict[str, str] = {
    "day": "日",
    "month": "个月",
    "year": "年",
    "workday": "个工作日",
    "hour": "小时",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One row. `count` is None where no statute gives a number and the paper or agreement names the day.

    `before` counts back from an event to come; `least` is a shortest time. `acts` is who has to act in it, `tell` who
    must be told, `lapse` what its end brings. `mark` M: from memory, P: from public pages or practice; both unconfirmed.
    """

    key: str
    title: str
    start: str
    count: int | None
    unit: TermUnit | None
    holidays_extend: bool
    before: bool
    least: bool
    acts: str
    tell: tuple[str, ...]
    lapse: str
    article: str
    source: str
    valid_from: dt.date
    mark: Mark
    note: str

    @property
    def length(self) -> str:
        """十五日 as screens say it: 15日, 6个月; 以文书载明的为准 where there is no number."""
        return "以文书载明的为准" if self.unit is None else f"{self.count}{UNIT_WORDS[self.unit]}"

    @property
    def years(self) -> int:
        """The length of a term of years; for terms of another unit 0."""
        return self.count or 0 if self.unit == "year" else 0

    def last_day(self, event: dt.date, tables: HolidayTables = BUNDLED) -> dt.date:
        """The day the term ends, counted from (or back from) the day of its event.

        A term counted back ends that many days before, whatever day that is: a day off does not shorten it. Raises
        ValueError for a term without a number or of hours, NoHolidayTable where the end hangs on an unknown year.
        """
        if self.count is None or self.unit is None or self.unit == "hour":
            raise ValueError(f"{self.key} has no length in days")
        if self.before:
            return event - dt.timedelta(days=self.count)
        return periods.end(event, self.count, self.unit, holidays_extend=self.holidays_extend, tables=tables)

    def last_day_at_least(self, event: dt.date, tables: HolidayTables = BUNDLED) -> tuple[dt.date, str]:
        """`last_day`, or the same without its holidays and a sentence why, where the year's table is missing.

        Days off only ever make a term longer, so the day given is never later than the true one.
        """
        try:
            return self.last_day(event, tables), ""
        except NoHolidayTable as missing:
            if self.unit == "workday":
                end = periods.end(event, self.count or 1, "day", holidays_extend=False, tables=tables)
            else:
                end = periods.end(event, self.count or 1, cast(Unit, self.unit), holidays_extend=False)
            return end, f"本机没有{missing.year}年的放假安排，未计节假日顺延"


def _term(key: str, row: dict[str, Any]) -> Term:
    return Term(
        key=key,
        title=row["title"],
        start=row["start"],
        count=row.get("count"),
        unit=row.get("unit"),
        holidays_extend=row["holidays_extend"],
        before=row.get("before", False),
        least=row.get("least", False),
        acts=row["acts"],
        tell=tuple(row.get("tell", ())),
        lapse=row["lapse"],
        article=row.get("article", ""),
        source=row["source"],
        valid_from=row["valid_from"],
        mark=row.get("mark", ""),
        note=row.get("note", ""),
    )


_TABLE = tables.load("terms")
VERSION: dt.date = _TABLE["version"]
TERMS: dict[str, Term] = {key: _term(key, row) for key, row in _TABLE.items() if key != "version"}
MAXIMUMS: tuple[TermKind, ...] = ("deposit", "movable", "real_estate", "other_right")


def term(key: str) -> Term:
    """The row of that key. Raises KeyError: keys are written by us, never by the officer."""
    return TERMS[key]


def maximum_end(kind: TermKind, start: dt.date) -> dt.date:
    """The latest last day of a measure effective on `start`: 自2024年11月24日至2026年11月23日 for a vehicle.

    The first day counts and no holiday lengthens the term (民诉法解释 article 485). Vehicles are movables.
    """
    year = start.year + TERMS[kind].years
    if (start.month, start.day) == (2, 29):  # no anniversary in a common year: the term ends with February
        return dt.date(year, 3, 1) - dt.timedelta(days=1)
    return start.replace(year=year) - dt.timedelta(days=1)
