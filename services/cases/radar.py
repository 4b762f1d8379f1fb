"""到期雷达: what falls due over all cases: ranked, narrowed by filters, series folded; pure functions over rows."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from services.cases.deadlines import STEPS, step_of
from services.cases.due import SORT_WEIGHTS, Due, Sort, near, ripe

MUST = 1  # days left up to which something must be done today
Within = Literal["overdue", "1", "7", "30", "90", "undated", ""]
WITHIN_TITLES: dict[Within, str] = {
    "": "全部", "overdue": "已过期", "1": "1 天内", "7": "7 天内", "30": "30 天内", "90": "90 天内", "undated": "缺日期",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One due of one case, set against a day; `alike` counts the rows of a folded series, 1 for a single row."""

    number: str
    due: Due
    days_left: int | None
    creditors: str = ""
    debtors: str = ""
    cause: str = ""
    town: str = ""
    handler: str = ""
    risk: str = ""
    series: str = ""
    series_count: int = 0
    alike: int = 1

    @property
    def step(self) -> int | None:
        """The smallest of 1, 7, 30, 90 days it falls into; overdue in the first, None when further away or undated."""
        return step_of(self.near)

    @property
    def near(self) -> int | None:
        """The days by which it is ranked and counted; those left, but for what may be done since its day."""
        return near(self.due.sort, self.days_left)

    @property
    def ripe(self) -> bool:
        """True for what may be done since its day, and is late for nobody."""
        return ripe(self.due.sort, self.days_left)

    @property
    def overdue(self) -> bool:
        """True when its day has passed and someone is late."""
        return self.near is not None and self.near < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What the page asks for; "" asks for all. `handler` keeps the cases of that officer, `series` one series' rows."""

    sort: Sort | Literal[""] = ""
    within: Within = ""
    cause: str = ""
    town: str = ""
    handler: str = ""
    series: str = ""


def row(number: str, due: Due, today: dt.date, **about: str | int) -> Row:
    """A due as a row of that day."""
    days = None if due.on is None else (due.on - today).days
    return Row(number=number, due=due, days_left=days, **about)  # type: ignore[arg-type]


def ranked(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Overdue first, then undated (they must be looked up), then by step; in a step what is lost by itself comes first."""
    return tuple(sorted(rows, key=_rank))


def _rank(row: Row) -> tuple[int, int, int, str, str]:
    weight, days = SORT_WEIGHTS[row.due.sort], row.near
    if days is None:
        return (1, weight, 0, row.number, row.due.what)
    if days < 0:
        return (0, weight, days, row.number, row.due.what)
    place = next((n for n, step in enumerate(STEPS, 2) if days <= step), len(STEPS) + 2)
    return (place, weight, days, row.number, row.due.what)


def narrowed(rows: Iterable[Row], by: Filter) -> tuple[Row, ...]:
    """The rows that fit, in their order."""
    return tuple(
        r
        for r in rows
        if (not by.sort or r.due.sort == by.sort)
        and (not by.cause or r.cause == by.cause)
        and (not by.town or r.town == by.town)
        and (not by.handler or r.handler == by.handler)
        and (not by.series or r.series == by.series)
        and within(r, by.within)
    )


def within(row: Row, what: Within) -> bool:
    """Whether a row falls into what was asked; the day steps hold everything nearer, what is overdue included."""
    if not what:
        return True
    if what == "overdue":
        return row.overdue
    if what == "undated":
        return row.near is None
    return row.near is not None and row.near <= int(what)


def folded(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Rows of one series that say the same of the same day stand once, with their number; the cases stay apart."""
    found: dict[object, Row] = {}
    for one in rows:
        key = (one.series, one.due.sort, one.due.what, one.due.on) if one.series else (one.number, one.due)
        known = found.get(key)
        found[key] = one if known is None else replace(known, alike=known.alike + 1)
    return tuple(found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """今日: what can still be saved today, what is past or lacks its date, and what comes next."""

    must: tuple[Row, ...]
    late: tuple[Row, ...]
    soon: tuple[Row, ...]


def agenda(rows: Iterable[Row]) -> Agenda:
    """The ranked rows in three groups, series folded; what lapses today or tomorrow stands before what is past saving."""
    given = folded(rows)
    return Agenda(
        must=tuple(r for r in given if r.near is not None and 0 <= r.near <= MUST),
        late=tuple(r for r in given if r.near is None or r.near < 0),
        soon=tuple(r for r in given if r.near is not None and r.near > MUST),
    )


def counts(rows: Iterable[Row]) -> dict[Within, int]:
    """How many rows each of the day filters would show."""
    given = tuple(rows)
    return {what: sum(1 for r in given if within(r, what)) for what in WITHIN_TITLES}


def sorts(rows: Iterable[Row]) -> dict[Sort, int]:
    """How many rows there are of each sort, the most frequent first."""
    return dict(Counter(r.due.sort for r in rows).most_common())


def words(rows: Sequence[Row], field: Literal["cause", "town"]) -> tuple[str, ...]:
    """The causes or towns that occur, the most frequent first."""
    return tuple(word for word, _ in Counter(getattr(r, field) for r in rows).most_common() if word)
