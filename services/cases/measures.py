"""措施: what is in force on a case, from the docket and from what the journal has added since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from services.docket.case import Case
from services.docket.property import Measure, Property
from services.records.declared import Happening
from services.records.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """A measure with its thing; `entry` is the id of the journal's entry that made it, "" when the docket's own."""

    measure: Measure
    thing: Property | None
    entry: str = ""

    def days_left(self, today: dt.date) -> int | None:
        """Days to the printed expiry, negative when past; None where no date is known."""
        expires = self.measure.expires_on
        return None if expires is None else (expires - today).days

    def share_gone(self, today: dt.date) -> float:
        """How much of the term is gone, 0 to 1; 0 where a date is unknown."""
        start, end = self.measure.effective_on, self.measure.expires_on
        if start is None or end is None or end <= start:
            return 0.0
        return min(1.0, max(0.0, (today - start).days / (end - start).days))


def current(happenings: Iterable[Happening]) -> tuple[Happening, ...]:
    """The happenings without those that a later correction replaced, in their own order."""
    listed = tuple(happenings)
    replaced = {h.entry.amends for h in listed if h.entry.amends}
    return tuple(h for h in listed if h.entry.id not in replaced)


def in_force(case: Case, happenings: Iterable[Happening]) -> tuple[InForce, ...]:
    """Every measure, those that expire first on top and undated ones last."""
    found = [InForce(measure=m, thing=case.property(m.property_id)) for m in case.measures]
    for happening in current(happenings):
        if isinstance(happening.said, Record):
            found += [
                InForce(measure=m, thing=case.property(m.property_id), entry=happening.entry.id)
                for m in happening.said.measures(case)
            ]
    return tuple(sorted(found, key=lambda m: m.measure.expires_on or dt.date.max))
