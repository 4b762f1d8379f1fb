"""逐段: the stretches of days in which neither base nor rate changes, each as one product that is rounded once."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from services.law import lpr
from services.law.rates import Rate
from services.law.reckoning import Item, Pause, RateFrom, Step
from services.law.tables import Content

DOUBLE_RATE = Decimal("0.000175")  # a day; 法释〔2014〕8号 article 1
_CENT = Decimal("0.01")


def general(
    item: Item, base: Decimal, start: dt.date, until: dt.date, table: Content | None = None
) -> Iterator[Step]:
    """一般债务利息 from `start`, that day counted, to `until`, that day not, cut where the rate changes. NoRate."""
    turns = [RateFrom(start, item.rate), *(turn for turn in item.then if start < turn.on < until)]
    for before in item.then:
        if before.on <= start:
            turns[0] = RateFrom(start, before.rate)
    for turn, end in zip(turns, [*(t.on for t in turns[1:]), until], strict=True):
        if turn.rate is not None:
            yield from _stretch(item.name, base, turn.rate, turn.on, end, table)


def _stretch(
    name: str, base: Decimal, rate: Rate, start: dt.date, until: dt.date, table: Content | None
) -> Iterator[Step]:
    cuts = lpr.changes(start, until, rate.term, table) if rate.unit == "lpr" else ()
    for first, end in itertools.pairwise([start, *cuts, until]):
        factor, basis, words = _daily(rate, first, end, table)
        days = (end - first).days
        yield Step(
            sort="interest",
            item=name,
            start=first,
            end=end,
            days=days,
            base=base,
            rate=words,
            factor=factor,
            basis=basis,
            result=rounded(base * factor * days / basis),
        )


def _daily(rate: Rate, first: dt.date, end: dt.date, table: Content | None) -> tuple[Decimal, int, str]:
    """What a day costs: a fraction over the days of a year (for a daily rate over 1), and its words."""
    if rate.unit == "day":
        return rate.figure / 10_000, 1, str(rate)
    if rate.unit == "lpr":
        lpr.rate(end - dt.timedelta(days=1), rate.term, table)  # refuses a stretch past the table's end
        percent = lpr.rate(first, rate.term, table)
        times = f"的{rate.figure.normalize():f}倍" if rate.figure != 1 else ""
        return percent * rate.figure / 100, rate.basis, f"LPR {percent}%{times}÷{rate.basis}"
    months = 12 if rate.unit == "month" else 1
    words = f"{rate}的12倍÷{rate.basis}" if months == 12 else f"{rate}÷{rate.basis}"
    return rate.figure * months / 100, rate.basis, words


def doubled(
    title: str, base: Decimal, start: dt.date, last: dt.date, pauses: Sequence[Pause]
) -> Iterator[Step]:
    """加倍部分债务利息 for the days after `start` up to `last` that no pause covers."""
    if not base or last <= start:
        return
    for first, end in _without(start, last, pauses):
        days = (end - first).days
        yield Step(
            sort="double",
            item=title,
            start=first,
            end=end,
            days=days,
            base=base,
            rate="日万分之1.75",
            factor=DOUBLE_RATE,
            basis=1,
            result=rounded(base * DOUBLE_RATE * days),
        )


def _without(start: dt.date, last: dt.date, pauses: Sequence[Pause]) -> Iterator[tuple[dt.date, dt.date]]:
    """The stretches of days after `start` up to `last` that no pause covers, as (day before the first, last day)."""
    for pause in sorted(pauses, key=lambda p: p.first):
        before = min(pause.first - dt.timedelta(days=1), last)
        if before > start:
            yield start, before
        start = max(start, pause.last)
    if last > start:
        yield start, last


def rounded(amount: Decimal) -> Decimal:
    """To the cent, half up."""
    return amount.quantize(_CENT, ROUND_HALF_UP)
