"""已控制的财产: what a case's measures hold, thing by thing, first-ranked or waiting, with the value on record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from services.docket.case import Case
from services.docket.property import Measure
from services.law.overseizure import Held

FIRST = "首封"
_MONEY = ("存款", "账户", "现金", "资金", "支付宝", "微信")


def holdings(
    case: Case, measures: Iterable[Measure], on: dt.date, *, without: str = ""
) -> tuple[tuple[Held, ...], tuple[Held, ...]]:
    """First-ranked and waiting things on a day, each once; a lapsed measure holds nothing. `without`: a thing's id."""
    first: dict[str, Held] = {}
    waiting: dict[str, Held] = {}
    for measure in measures:
        lapsed = measure.expires_on is not None and measure.expires_on < on
        if lapsed or measure.released_on is not None or measure.property_id == without != "":
            continue
        into = first if FIRST in measure.rank else waiting
        into.setdefault(measure.property_id or measure.id, _held(case, measure))
    return tuple(first.values()), tuple(h for key, h in waiting.items() if key not in first)


def _held(case: Case, measure: Measure) -> Held:
    thing = case.property(measure.property_id)
    name = thing.name if thing is not None else measure.note or measure.ruling
    kind = thing.kind if thing is not None else ""
    is_money = measure.kind == "freezing" and (not kind or any(word in kind for word in _MONEY))
    value = measure.amount if is_money else None
    if thing is not None and thing.estimate is not None:
        value = thing.estimate
    return Held(name, value if value is not None else measure.amount, is_money)
