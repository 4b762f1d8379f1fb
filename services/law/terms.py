"""期间、期限: every term the officer must keep, as rows of a dated table; when it ends, whom to tell, what lapses.

The longest terms of sealing, seizure and freezing are among them (民诉法解释 article 485): their last day is the one
that notices print. What the table cannot prove by a statute's text bears a mark, which screens and papers repeat.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from services import digests
from services.law import articles, in_force, periods
from services.law.in_force import Current
from services.law.periods import BUNDLED, HolidayTables, NoHolidayTable, Unit
from services.law.tables import Content, Form, Path_, Problem, row_problems

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


def _term(key: str, row: Mapping[str, Any]) -> Term:
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


def _read(content: Content) -> dict[str, Term]:
    return {key: _term(key, row) for key, row in content.items() if key != "version"}


MAXIMUMS: tuple[TermKind, ...] = ("deposit", "movable", "real_estate", "other_right")
_WANTED: Mapping[str, type] = {
    "title": str, "start": str, "holidays_extend": bool, "acts": str, "lapse": str, "source": str, "valid_from": dt.date,
}  # fmt: skip
_OPTIONAL: Mapping[str, type] = {
    "count": int, "unit": str, "before": bool, "least": bool, "tell": list, "article": str, "mark": str, "note": str,
}  # fmt: skip
_LONGEST: Mapping[str, int] = {"day": 3650, "workday": 3650, "month": 120, "year": 20, "hour": 720}


def problems(content: Content) -> Iterator[Problem]:
    """What is wrong with a table that a court hands in; it may hold those rows alone that have changed."""
    for section in in_force.sections(content, CURRENT.bundled, "期限"):
        if isinstance(section, Problem):
            yield section
            continue
        key, row = section
        found = list(row_problems(row, (key,), _WANTED, _OPTIONAL))
        yield from found or _row_problems(CURRENT.bundled[key], row, (key,))


def _row_problems(known: Term, row: Mapping[str, Any], place: Path_) -> Iterator[Problem]:
    count, unit = row.get("count"), row.get("unit")
    if (count is None) != (unit is None):
        yield Problem(place, "“count”和“unit”要写就都写")
    elif unit is not None and unit not in UNIT_WORDS:
        yield Problem((*place, "unit"), f"“{unit}”不是{'、'.join(UNIT_WORDS)}之一")
    elif unit is not None and not 1 <= (count or 0) <= _LONGEST[unit]:
        yield Problem((*place, "count"), f"“count”应在1到{_LONGEST[unit]}之间")
    elif known.count is not None and count is None:
        yield Problem(place, f"“{known.title}”要有长度，到期靠它推算")
    elif known.key in MAXIMUMS and unit != "year":
        yield Problem((*place, "unit"), "查封、扣押、冻结的最长期限按年计")
    elif unit is not None and known.unit is not None and (unit == "hour") != (known.unit == "hour"):
        yield Problem(
            (*place, "unit"),
            f"“{known.title}”是按{UNIT_WORDS[known.unit]}计的，不能改成按{UNIT_WORDS[unit]}计",
        )
    for name, was in (("before", known.before), ("least", known.least)):
        if row.get(name, False) != was:
            yield Problem((*place, name), f"“{name}”应与程序自带的一样，写作{str(was).lower()}")
    if row.get("mark", "M") not in ("M", "P"):
        yield Problem((*place, "mark"), "“mark”只能是 M 或 P，已核实的不写")
    if (article := row.get("article")) and not articles.known(article):
        yield Problem((*place, "article"), f"法律条文表里没有“{article}”")
    if not all(isinstance(who, str) and who for who in row.get("tell", ())):
        yield Problem((*place, "tell"), "“tell”里应都是文字")


def joined(before: Content, newer: Content) -> Content:
    """The rows of the newer table laid over those known; a term that it does not name stays as it is."""
    return {**before, **newer}


FORM = Form(name="terms", title="期间和期限", origin="民事诉讼法及司法解释", problems=problems, joined=joined)
CURRENT = Current(FORM, _read)
VERSION = CURRENT.version


def term(key: str) -> Term:
    """The row of that key. Raises KeyError: keys are written by us, never by the officer."""
    return CURRENT.rows[key]


def find(key: str) -> Term | None:
    """The row of a key that may be none of this table's."""
    return CURRENT.rows.get(key)


def stamp() -> str:
    """What tells these terms from others: what was computed by the one is stale under the other."""
    return digests.hex_sha256(repr(sorted(CURRENT.rows.items())).encode())[:16]


def maximum_end(kind: TermKind, start: dt.date) -> dt.date:
    """The latest last day of a measure effective on `start`: 自2024年11月24日至2026年11月23日 for a vehicle.

    The first day counts and no holiday lengthens the term (民诉法解释 article 485). Vehicles are movables.
    """
    year = start.year + term(kind).years
    if (start.month, start.day) == (2, 29):  # no anniversary in a common year: the term ends with February
        return dt.date(year, 3, 1) - dt.timedelta(days=1)
    return start.replace(year=year) - dt.timedelta(days=1)
