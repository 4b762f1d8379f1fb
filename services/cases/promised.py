"""承诺付款: a sum promised in an interview falls due on its day, until it has come in or was promised anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from services.cases import takings
from services.cases.due import Due
from services.cases.kept import Kept, used
from services.cases.measures import current
from services.clock import local
from services.docket.case import Case
from services.docket.proceedings import EnforcementMoney
from services.records.declared import Happening
from services.records.kinds.interview import Interview
from services.records.kinds.visit import Visit
from services.wording import listed, money


def dues_of(case: Case, happenings: Iterable[Happening]) -> Iterator[Due]:
    """What is left of each promise, on its day.

    A promise is neither a term of law nor a settlement: the radar reminds of it and nothing is lost by its day.
    """
    for promise in kept(case, happenings):
        if promise.rest:
            part = f"，原 {money(promise.amount or Decimal(0))} 元，已到账 {money(promise.paid)} 元"
            yield Due(
                sort="promise",
                what=f"{promise.what} {money(promise.rest)} 元",
                on=promise.on,
                note=promise.note + (part if promise.paid else ""),
                entry=promise.entry,
                answer=Visit.code,
            )


def kept(case: Case, happenings: Iterable[Happening]) -> tuple[Kept, ...]:
    """The promises of each person's latest interview that has any, with what has come in on them since that day.

    What finance reported and what was taken on site counts, each once: money of one debtor for his own promises, money
    of nobody in particular for whoever promised first. The first days are paid first.
    """
    happened = tuple(happenings)
    left = list(takings.counted(case, happened).enforcement_money)
    found: list[Kept] = []
    for who, happening in _latest(happened).items():
        said = happening.said
        assert isinstance(said, Interview)
        since = local(said.began_at).date()
        debtors = {d.id for d in case.debtors}
        himself = {d.id for d in case.debtors if d.name in {p.name for p in said.person}}
        own = [m for m in left if m.arrived_on >= since and _is_his(m, himself, debtors)]
        promises = sorted(said.promises or (), key=lambda p: p.on)
        covered = list(used((p.amount for p in promises), [_dated(m) for m in own]))
        left = _after(left, own, sum((paid for paid, _ in covered), Decimal(0)))
        for number, (promise, (paid, on)) in enumerate(zip(promises, covered, strict=True), 1):
            found.append(
                Kept(
                    what=f"{who}承诺付款第 {number} 笔", on=promise.on, amount=promise.amount, paid=paid, paid_on=on,
                    note=f"{since:%Y-%m-%d}约谈笔录", entry=happening.entry.id,
                )
            )  # fmt: skip
    return tuple(found)


def _latest(happenings: Iterable[Happening]) -> Mapping[str, Happening]:
    """By who made them, the last interview that holds promises."""
    found: dict[str, Happening] = {}
    for happening in current(happenings):
        if isinstance(happening.said, Interview) and happening.said.promises:
            found[listed(p.name for p in happening.said.person)] = happening
    return found


def _is_his(arrived: EnforcementMoney, himself: set[str], debtors: set[str]) -> bool:
    """Money of a debtor keeps his own promises; a promise of family or employer is kept by whatever comes in."""
    return not arrived.payer or arrived.payer not in debtors or not himself or arrived.payer in himself


def _dated(arrived: EnforcementMoney) -> tuple[dt.date, Decimal]:
    return arrived.arrived_on, arrived.amount or Decimal(0)


def _after(
    left: list[EnforcementMoney], own: list[EnforcementMoney], spent: Decimal
) -> list[EnforcementMoney]:
    """The money that is left for others' promises once so much of these payments is spent, the earliest first."""
    rest = [m for m in left if not any(m is one for one in own)]
    for arrived in sorted(own, key=lambda m: m.arrived_on):
        whole = arrived.amount or Decimal(0)
        part = min(spent, whole)
        spent -= part
        if part < whole:
            rest.append(_reduced(arrived, whole - part))
    return rest


def _reduced(arrived: EnforcementMoney, amount: Decimal) -> EnforcementMoney:
    return EnforcementMoney(
        arrived_on=arrived.arrived_on, amount=amount, note=arrived.note, payer=arrived.payer
    )
