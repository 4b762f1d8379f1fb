"""到期: what falls due on a case, from dates printed in papers, noted in the docket, or counted from an event by law.

`dues` are facts of the case alone, without a today, so that they can be kept; a Deadline sets one against a day. A date
that is printed is taken as printed; only where a paper prints none is the law's term counted. What is done is not due.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from services.cases import (
    answering,
    claimed,
    clearing_dues,
    closing,
    courses,
    posted,
    promised,
    renewals,
    served,
    settlements,
    takings,
)
from services.cases.due import SORT_TITLES, Due, Sort, near, ripe
from services.cases.measures import InForce
from services.docket.case import Case
from services.law import terms
from services.law.periods import BUNDLED, HolidayTables
from services.records.declared import Happening

__all__ = [
    "SORT_TITLES",
    "STEPS",
    "Deadline",
    "Due",
    "Sort",
    "against",
    "counted",
    "dues",
    "of_case",
    "over",
    "step_of",
]

STEPS = (1, 7, 30, 90)
Step = Literal[1, 7, 30, 90]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """Something that falls due: what, when, and how many days that is from the day asked for.

    `on` and `days_left` are None where the paper's date is missing from the record: that must be looked up, not guessed.
    """

    what: str
    on: dt.date | None
    days_left: int | None
    sort: Sort = "paper"
    term: str = ""
    note: str = ""
    thing: str = ""
    entry: str = ""
    answer: str = ""

    @property
    def step(self) -> int | None:
        """The smallest of 1, 7, 30, 90 days it falls into; None when further away or undated."""
        return step_of(near(self.sort, self.days_left))

    @property
    def ripe(self) -> bool:
        """True for what may be done since its day, and is late for nobody."""
        return ripe(self.sort, self.days_left)

    @property
    def source(self) -> str:
        """The law that sets the term, with its mark where that is not confirmed; "" for an agreed or printed day."""
        return source_of(self.term)


def source_of(term: str) -> str:
    """The law behind a term's key, marked where it is not confirmed; "" for a key that is none."""
    row = terms.find(term)
    if row is None:
        return ""
    return f"{row.source}（未经核实）" if row.mark else row.source


def step_of(days_left: int | None) -> int | None:
    """The smallest of the steps that holds so many days; what is overdue falls into the first."""
    return None if days_left is None else next((s for s in STEPS if days_left <= s), None)


def dues(
    case: Case,
    measures: Iterable[InForce],
    happenings: Iterable[Happening] = (),
    *,
    tables: HolidayTables = BUNDLED,
) -> tuple[Due, ...]:
    """Everything that is still open on the case, the soonest first, undated ones last; nothing for a closed case."""
    if not case.live:
        return ()
    held, happened = tuple(measures), tuple(happenings)
    vacated = clearing_dues.vacated(case, happened)
    case = served.counted(case, happened)
    found = [
        *renewals.dues_of(held, happened),
        *courses.of_the_term(case, tables),
        *(d for d in courses.of_papers(case, tables) if d.sort != "leave" or not vacated),
        *courses.of_settlement(settlements.settled(case, happened), tables),
        *courses.of_sales(case, tables),
        *courses.of_money(case, tables),
        *takings.dues(happened),
        *answering.dues(happened, tables),
        *claimed.dues(case, happened, tables),
        *courses.of_petitions(case, tables),
        *courses.of_objections(case, tables),
        *courses.of_pauses(case),
        *promised.dues_of(case, happened),
        *(d for d in posted.dues_of(case, happened) if d.sort != "leave" or not vacated),
        *clearing_dues.inspections(held),
        *clearing_dues.evictions(case, happened),
        *closing.due(case, held, happened),
    ]
    return tuple(sorted(found, key=lambda d: d.on or dt.date.max))


def of_case(
    case: Case,
    measures: Iterable[InForce],
    today: dt.date,
    happenings: Iterable[Happening] = (),
    *,
    tables: HolidayTables = BUNDLED,
) -> tuple[Deadline, ...]:
    """The case's deadlines, soonest first; a right that nobody used in time is over and no longer listed."""
    found = dues(case, measures, happenings, tables=tables)
    return tuple(against(due, today) for due in found if not over(due, today))


def over(due: Due, today: dt.date) -> bool:
    """True when the day has passed and nothing more is to be done about it."""
    return due.fades and due.on is not None and due.on < today


def against(due: Due, today: dt.date) -> Deadline:
    """A due set against a day."""
    return Deadline(
        what=due.what,
        on=due.on,
        days_left=None if due.on is None else (due.on - today).days,
        sort=due.sort,
        term=due.term,
        note=due.note,
        thing=due.thing,
        entry=due.entry,
        answer=due.answer,
    )


def counted(days: Iterable[int | None]) -> dict[int, int]:
    """How many fall into each of the steps 1, 7, 30, 90 days (each counted once, at its smallest step)."""
    counts = dict.fromkeys(STEPS, 0)
    for left in days:
        step = step_of(left)
        if step is not None:
            counts[step] += 1
    return counts
