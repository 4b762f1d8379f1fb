"""承诺与分期的履行: each sum promised in a talk or agreed in a settlement, what was paid on it since, and what is left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One sum by its day: `paid` of `amount` (yuan) so far, `paid_on` the day that made it whole, None before.

    `amount` is None where the docket does not say it; then nothing is counted on it. `entry` is the record that holds
    it, "" for the docket's own.
    """

    what: str
    on: dt.date
    amount: Decimal | None
    paid: Decimal = Decimal(0)
    paid_on: dt.date | None = None
    note: str = ""
    entry: str = ""

    @property
    def rest(self) -> Decimal | None:
        """What is still to be paid; None where the sum is not known."""
        return None if self.amount is None else self.amount - self.paid


Payments = Sequence[tuple[dt.date, Decimal]]


def used(sums: Iterable[Decimal | None], payments: Payments) -> Iterator[tuple[Decimal, dt.date | None]]:
    """How much of each sum the payments cover, the first sums first, and on which day each became whole."""
    left = [(on, amount) for on, amount in sorted(payments) if amount > 0]
    for owed in sums:
        paid, whole_on = Decimal(0), None
        while owed is not None and paid < owed and left:
            on, amount = left[0]
            part = min(amount, owed - paid)
            paid += part
            left[0] = (on, amount - part)
            if left[0][1] == 0:
                left.pop(0)
            if paid == owed:
                whole_on = on
        yield paid, whole_on
