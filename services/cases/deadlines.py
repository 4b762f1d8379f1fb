"""到期: what falls due on a case from dates that are printed in papers or set by the docket."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from services.cases.measures import InForce
from services.docket.case import Case
from services.docket.property import MEASURE_TITLES

STEPS = (1, 7, 30, 90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """Something that falls due: what, when, and how many days that is from the day asked for."""

    what: str
    on: dt.date
    days_left: int

    @property
    def step(self) -> int | None:
        """The smallest of 1, 7, 30, 90 days it falls into; None when further away."""
        return next((s for s in STEPS if self.days_left <= s), None)


def of_case(case: Case, measures: Iterable[InForce], today: dt.date) -> tuple[Deadline, ...]:
    """The case's deadlines, soonest first."""
    found: list[Deadline] = []
    for held in measures:
        if held.measure.expires_on is not None:
            name = held.thing.name if held.thing else held.measure.note
            gap = " " if name[-1:].isascii() else ""  # 尾号 6229 冻结到期
            what = f"{name}{gap}{MEASURE_TITLES[held.measure.kind]}到期"
            found.append(_deadline(what, held.measure.expires_on, today))
    if case.due_on is not None:
        found.append(_deadline("执行期限届满", case.due_on, today))
    return tuple(sorted(found, key=lambda d: d.on))


def _deadline(what: str, on: dt.date, today: dt.date) -> Deadline:
    return Deadline(what=what, on=on, days_left=(on - today).days)


def counted(days: Iterable[int]) -> dict[int, int]:
    """How many fall into each of the steps 1, 7, 30, 90 days (each counted once, at its smallest step)."""
    counts = dict.fromkeys(STEPS, 0)
    for left in days:
        step = next((s for s in STEPS if left <= s), None)
        if step is not None:
            counts[step] += 1
    return counts
