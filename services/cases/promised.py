"""承诺付款: a sum promised in an interview falls due on its day, until it has come in or was promised anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from services.cases.due import Due
from services.cases.measures import current
from services.clock import local
from services.docket.case import Case
from services.records.declared import Happening
from services.records.kinds.interview import Interview
from services.records.kinds.visit import Visit
from services.wording import listed, money


def dues_of(case: Case, happenings: Iterable[Happening]) -> Iterator[Due]:
    """The promises of each person's latest interview that has any, less what finance has received since that day.

    A promise is neither a term of law nor a settlement: the radar reminds of it and nothing is lost by its day.
    """
    latest: dict[str, Happening] = {}
    for happening in current(happenings):
        if isinstance(happening.said, Interview) and happening.said.promises:
            latest[listed(p.name for p in happening.said.person)] = happening
    for who, happening in latest.items():
        assert isinstance(happening.said, Interview)
        since = local(happening.said.began_at).date()
        came = (m.amount or Decimal(0) for m in case.enforcement_money if m.arrived_on >= since)
        yield from _open(who, happening, sum(came, start=Decimal(0)))


def _open(who: str, happening: Happening, paid: Decimal) -> Iterator[Due]:
    """The promises in the order of their days; what was paid is used for the first ones first."""
    assert isinstance(happening.said, Interview)
    for number, promise in enumerate(sorted(happening.said.promises, key=lambda p: p.on), 1):
        used = min(paid, promise.amount)
        paid -= used
        if used < promise.amount:
            part = f"，已到账 {money(used)} 元" if used else ""
            yield Due(
                sort="promise",
                what=f"{who}承诺付款第 {number} 笔 {money(promise.amount)} 元",
                on=promise.on,
                note=f"{local(happening.said.began_at):%Y-%m-%d}约谈笔录{part}",
                entry=happening.entry.id,
                answer=Visit.code,
            )
