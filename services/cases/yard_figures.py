"""车辆质效指标: seized, sold, premium, days to the sale, money in and cases closed of a year, against the year before.

The formulas are working definitions (domain.md §6.1); numerator and denominator stand beside each, and they are this
terminal's own count, for reference only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from services.cases.yard import YardCar
from services.clock import local
from services.records.kinds.vehicle_disposal import SETTLED, VehicleDisposal

_PERCENT, _TENTH = Decimal("0.01"), Decimal("0.1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One year's figures; percentages with two decimals, None where there is nothing to divide by.

    `premium_mean` is the mean of each sale's ratio, `premium_sums` the ratio of the sums: they differ where dear and
    cheap cars do, and the court has not said which it means.
    """

    year: int
    until: dt.date
    seized: int
    sold: int
    starts: Decimal
    prices: Decimal
    priced: int
    premium_mean: Decimal | None
    premium_sums: Decimal | None
    days_to_sale: Decimal | None
    money_in: Decimal
    settled: int
    closed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A year beside the one before, up to the same day of it."""

    now: Figures
    before: Figures

    @property
    def growth(self) -> Decimal | None:
        """How many per cent more cars were seized; None where none was the year before."""
        return percent(self.now.seized - self.before.seized, self.before.seized)

    @property
    def sold_growth(self) -> Decimal | None:
        """How many per cent more were sold."""
        return percent(self.now.sold - self.before.sold, self.before.sold)


def compared(cars: Iterable[YardCar], year: int, today: dt.date) -> Compared:
    """A year up to today (whole where it is over) and the year before up to the same day."""
    found = tuple(cars)
    until = min(today, dt.date(year, 12, 31))
    return Compared(now=of_year(found, until), before=of_year(found, _year_before(until)))


def of_year(cars: Sequence[YardCar], until: dt.date) -> Figures:
    """The figures from 1 January up to that day."""
    since = dt.date(until.year, 1, 1)
    sales = [(c, s) for c in cars if (s := c.sale) is not None and since <= local(s.at).date() <= until]
    priced = [(s.start_price, s.price) for _, s in sales if s.start_price and s.price is not None]
    starts = sum((start for start, _ in priced), Decimal(0))
    prices = sum((price for _, price in priced), Decimal(0))
    ratios = [(price - start) / start for start, price in priced]
    days = [(local(s.at).date() - c.seized_on).days for c, s in sales]
    settled = [
        (c, s) for c in cars if (s := _settled(c)) is not None and since <= local(s.at).date() <= until
    ]
    closed = {n for c, s in settled if s.case_closed for n in c.cases}
    return Figures(
        year=until.year,
        until=until,
        seized=sum(1 for c in cars if since <= c.seized_on <= until),
        sold=len(sales),
        starts=starts,
        prices=prices,
        priced=len(priced),
        premium_mean=percent(sum(ratios, Decimal(0)), len(ratios)),
        premium_sums=percent(prices - starts, starts),
        days_to_sale=(Decimal(sum(days)) / len(days)).quantize(_TENTH, ROUND_HALF_UP) if days else None,
        money_in=sum((s.proceeds for _, s in settled if s.proceeds is not None), Decimal(0)),
        settled=len(settled),
        closed=len(closed),
    )


def years(cars: Iterable[YardCar], today: dt.date) -> tuple[int, ...]:
    """The years in which a car was seized, and this one; the latest first."""
    return tuple(sorted({today.year, *(c.seized_on.year for c in cars)}, reverse=True))


def percent(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """A share in per cent with two decimals, None of nothing."""
    return (Decimal(part) * 100 / Decimal(whole)).quantize(_PERCENT, ROUND_HALF_UP) if whole else None


def _settled(car: YardCar) -> VehicleDisposal | None:
    return car.last(SETTLED)


def _year_before(day: dt.date) -> dt.date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)
