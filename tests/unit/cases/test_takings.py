"""Money taken on site lowers what is owed until finance reports it, is counted once, and must be handed in the same day."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from services.cases import deadlines, owing, takings
from services.cases.takings import BOOKED_WITHIN
from services.clock import ZONE
from services.demo import penalties
from services.docket.case import Case
from services.docket.proceedings import EnforcementMoney
from services.records import payment_duties
from services.records.declared import Happening
from services.records.events import DutyMet
from services.records.kinds.payment import FEE, FINE, OF_THE_CASE, PENALTY, RESTITUTION, TRANSFER, Payment
from services.records.received import Received
from tests.unit.cases.happened import chain
from tests.unit.cases.test_owing import UNTIL, lent
from tests.unit.records.of_kinds import payment

D = Decimal
PAID_AT = dt.datetime(2025, 1, 20, 15, 30, tzinfo=ZONE)
CASE = lent()


def taken(**changes: Any) -> Payment:
    """A payment of three thousand in cash, not handed in."""
    given = payment.answers(
        received=Received(amount=D(3000), trouble="未算"), paid_at=PAID_AT, handed_in_at=None, handed_in_to=None, **changes
    )  # fmt: skip
    return Payment(**given)


def entries(*said: Payment) -> tuple[Happening, ...]:
    return chain([(one, "", "") for one in said], CASE.number)


def test_what_was_taken_lowers_what_is_owed_and_counts_as_recovered() -> None:
    before = owing.account(CASE, UNTIL)
    with_it = takings.counted(CASE, entries(taken()))
    after = owing.account(with_it, UNTIL)
    assert after.allotted[-1].payment == owing.Payment(PAID_AT.date(), D(3000), "现场收款 0090012345")
    assert before.due_with_fee - after.due_with_fee > D(3000)  # the principal that was paid bears no more
    assert with_it.recovered == D(53000)


def test_the_docket_says_the_same_of_a_case_where_nothing_was_taken() -> None:
    assert takings.counted(CASE, ()) is CASE
    fine = taken(purpose=FINE, amount=D(3000))
    assert takings.counted(CASE, entries(dataclasses.replace(fine, received=None))) is CASE


@pytest.mark.parametrize("purpose", OF_THE_CASE)
def test_restitution_and_a_criminal_fine_lower_their_case_like_any_debt(purpose: str) -> None:
    with_it = takings.counted(CASE, entries(taken(purpose=purpose)))
    assert with_it.recovered == D(53000)
    assert takings.unreported(CASE, entries(taken(purpose=purpose))) == [(PAID_AT.date(), D(3000))]


@pytest.mark.parametrize(
    ("amount", "items"),
    [
        (30_000, (("责令退赔被害人经济损失", D(30_000)),)),
        (35_700, (("责令退赔被害人经济损失", D(35_600)), ("罚金", D(100)))),
    ],
)
def test_of_a_criminal_judgment_the_victims_are_repaid_before_the_fine(
    amount: int, items: tuple[tuple[str, Decimal], ...]
) -> None:
    judged = penalties.moved(CASE)
    assert judged.basis
    assert judged.basis.due_on
    day = judged.basis.due_on
    paid = owing.Payment(day, D(amount), "现场收款")
    (used,) = owing.account(judged, day, more=(paid,)).allotted
    assert used.items == items
    assert used.principal == D(amount)


def test_what_is_most_likely_paid_is_filled_in_by_what_the_judgment_still_orders() -> None:
    judged = penalties.moved(CASE)
    repaid = dataclasses.replace(judged, recovered=D(35_600))
    for case, purpose in ((judged, RESTITUTION), (repaid, PENALTY), (CASE, "")):
        assert payment_duties.purpose_of((case,), RESTITUTION, PENALTY) == purpose


def reported(case: Case, **money: Any) -> Case:
    """The case once finance has told of an arrival."""
    arrival = EnforcementMoney(**{"arrived_on": PAID_AT.date(), "amount": D(3000), **money})
    total = D(50_000) + (arrival.amount or D(0))
    return dataclasses.replace(case, enforcement_money=(*case.enforcement_money, arrival), recovered=total)


@pytest.mark.parametrize(
    "money",
    [
        {},
        {"arrived_on": PAID_AT.date() + dt.timedelta(days=BOOKED_WITHIN)},
        {"arrived_on": dt.date(2025, 3, 1), "note": "票据0090012345"},
    ],
)
def test_a_payment_that_finance_has_reported_is_counted_once(money: dict[str, Any]) -> None:
    case = reported(CASE, **money)
    assert takings.counted(case, entries(taken())) is case


def test_one_arrival_stands_for_one_payment_only() -> None:
    case = reported(CASE)
    other = taken(receipt_number="0090012346")
    assert takings.counted(case, entries(taken(), other)).recovered == D(56000)


def test_another_sum_or_a_later_one_is_other_money() -> None:
    for money in ({"amount": D(2999)}, {"arrived_on": PAID_AT.date() + dt.timedelta(days=BOOKED_WITHIN + 1)}):
        case = reported(CASE, **money)
        assert len(takings.counted(case, entries(taken())).enforcement_money) == 3


def test_a_payment_that_was_corrected_counts_as_corrected() -> None:
    right = taken()
    wrong = dataclasses.replace(right, received=Received(amount=D(30000), trouble="未算"))
    told = chain([(wrong, "", ""), (right, "0", "多写一个零")], CASE.number)
    assert takings.counted(CASE, told).recovered == D(53000)


def test_the_fee_that_was_paid_is_owed_no_more() -> None:
    paid = dataclasses.replace(taken(purpose=FEE, amount=D(100)), received=None)
    with_it = takings.counted(CASE, entries(paid))
    assert (with_it.fee, with_it.recovered) == (D(0), CASE.recovered)


def test_cash_is_due_at_finance_on_the_day_it_was_taken() -> None:
    (due,) = takings.dues(entries(taken()))
    assert (due.on, due.sort, due.term) == (PAID_AT.date(), "money", "cash_handed_in")
    assert "3,000.00" in due.what
    assert due.what in [d.what for d in deadlines.dues(CASE, (), entries(taken()))]


@pytest.mark.parametrize(
    "paid",
    [
        taken(way=TRANSFER, account="一案一账号"),
        dataclasses.replace(taken(), handed_in_at=PAID_AT + dt.timedelta(hours=1), handed_in_to="财务季某"),
    ],
)
def test_what_finance_has_or_no_hand_held_is_due_nowhere(paid: Payment) -> None:
    assert list(takings.dues(entries(paid))) == []


def test_the_reminder_goes_with_the_evidence() -> None:
    told = chain([(taken(), "", ""), (DutyMet(duty="handed_in", text="交财务季某"), "", "")], CASE.number)
    assert list(takings.dues(told)) == []
