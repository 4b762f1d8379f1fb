"""现场收款计入到位: what was taken on site and finance has not yet reported, put into the case's money for its account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from services.cases.due import Due
from services.cases.measures import current
from services.clock import local
from services.docket.case import Case
from services.docket.proceedings import EnforcementMoney
from services.records.declared import Happening
from services.records.events import DutyMet
from services.records.kinds.payment import CASH, FEE, OF_THE_CASE, Payment
from services.wording import money

# Finance books what was handed in within these days, so that an arrival of the same sum then is the same money.
BOOKED_WITHIN = 10


def counted(case: Case, happenings: Iterable[Happening]) -> Case:
    """The case with what was taken on site among its money, each payment once; the docket's own case for none.

    A payment that finance has reported by now (its receipt's number in the arrival's note, or the same sum within
    BOOKED_WITHIN days) stands in the docket and is left out here. One that is recorded in several cases lowers none.
    """
    found = tuple(_unreported(case, happenings))
    debt = tuple(p for p in found if p.purpose in OF_THE_CASE)
    fee = sum((p.total for p in found if p.purpose == FEE), Decimal(0))
    if not debt and not fee:
        return case
    arrivals = tuple(
        EnforcementMoney(
            arrived_on=_day(p),
            amount=p.total,
            note=f"现场收款 {p.receipt_number}".strip(),
            payer=debtor_of(case, p.for_whom, p.payers),
        )
        for p in debt
    )
    taken = sum((p.total for p in debt), Decimal(0))
    return replace(
        case,
        enforcement_money=(*case.enforcement_money, *arrivals),
        recovered=(case.recovered or Decimal(0)) + taken if taken else case.recovered,
        fee=case.fee if case.fee is None else max(Decimal(0), case.fee - fee),
    )


def unreported(case: Case, happenings: Iterable[Happening]) -> list[tuple[dt.date, Decimal]]:
    """Day and sum of each payment towards the debt that was taken on site and that finance has not reported yet."""
    return [(_day(p), p.total) for p in _unreported(case, happenings) if p.purpose in OF_THE_CASE]


def debtor_of(case: Case, for_whom: str, payers: Iterable[str]) -> str:
    """The id of the debtor whose debt was paid: the one named as paid for, else the payer; empty where it is nobody's."""
    named = (for_whom,) if for_whom else tuple(payers)
    found = [p.id for p in case.debtors if p.name in named]
    return found[0] if len(found) == 1 else ""


def dues(happenings: Iterable[Happening]) -> Iterator[Due]:
    """Cash that nobody has handed in yet: due the day it was taken (domain.md §4.2)."""
    listed = tuple(happenings)
    met = {h.entry.matter for h in listed if isinstance(h.said, DutyMet) and h.said.duty == "handed_in"}
    for happening in current(listed):
        paid = happening.said
        if (
            not isinstance(paid, Payment)
            or paid.way != CASH
            or happening.entry.matter in met
            or paid.handed_in_at
        ):
            continue
        yield Due(
            sort="money",
            what=f"现场收取的现金 {money(paid.total)} 元须上交财务",
            on=_day(paid),
            term="cash_handed_in",
            note=f"票据 {paid.receipt_number}" if paid.receipt_number else "没有票据号码",
            entry=happening.entry.id,
        )


def _unreported(case: Case, happenings: Iterable[Happening]) -> Iterator[Payment]:
    reported = list(case.enforcement_money)
    for happening in current(happenings):
        paid = happening.said
        if not isinstance(paid, Payment) or len(happening.entry.cases) != 1:
            continue
        arrival = next((m for m in reported if _same(m, paid)), None)
        if arrival is not None:
            reported.remove(arrival)
        else:
            yield paid


def _same(arrival: EnforcementMoney, paid: Payment) -> bool:
    if paid.receipt_number and paid.receipt_number in arrival.note:
        return True
    days = (arrival.arrived_on - _day(paid)).days
    return arrival.amount == paid.total and 0 <= days <= BOOKED_WITHIN


def _day(paid: Payment) -> dt.date:
    return local(paid.paid_at).date()
