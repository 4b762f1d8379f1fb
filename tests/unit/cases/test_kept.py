"""A payment settles what was promised or agreed, whole or in part: the radar shows the rest, the promise what was paid."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

from services.cases import deadlines, promised, settlements
from services.cases.kept import used
from services.clock import ZONE
from services.docket.case import Case
from services.docket.party import Party
from services.docket.proceedings import EnforcementMoney, Instalment
from services.records.declared import Declared, Happening
from services.records.kinds.interview import Interview
from services.records.kinds.payment import Payment
from services.records.received import Received
from services.records.values import Person, Promise
from tests.factories import make_case
from tests.unit.cases.happened import chain
from tests.unit.cases.test_takings import taken
from tests.unit.records.of_kinds import interview

D = Decimal
HIM = Party(id="d1", role="debtor", kind="person", name="何岩松")
WIFE = Party(id="d2", role="debtor", kind="person", name="徐云芝")
CASE = make_case(serial=900001, parties=(HIM, WIFE), claim=D(60000), fee=D(800), recovered=D(0))
BOTH = (Promise(on=dt.date(2026, 12, 10), amount=D(5000)), Promise(on=dt.date(2026, 12, 31), amount=D(7000)))


def talk(name: str = HIM.name, promises: tuple[Promise, ...] = BOTH) -> Interview:
    person = (Person(name=name, role="被执行人"),)
    return Interview(**interview.answers(person=person, promises=promises))


def paid(amount: int, payer: str = HIM.name, day: int = 1) -> Payment:
    at = dt.datetime(2026, 12, day, 10, 0, tzinfo=ZONE)
    one = taken(
        receipt_number=f"00900123{day:02}", payer_is="被执行人本人", for_whom=None,
        present=(Person(name=payer, role="交款人"),),
    )  # fmt: skip
    return dataclasses.replace(one, received=Received(amount=D(amount), trouble="未算"), paid_at=at)


def told(*said: Declared) -> tuple[Happening, ...]:
    return chain([(one, "", "") for one in said], CASE.number)


def on_radar(happenings: tuple[Happening, ...], case: Case = CASE, sort: str = "promise") -> list[str]:
    return [d.what for d in deadlines.dues(case, (), happenings) if d.sort == sort]


def test_cash_taken_on_site_keeps_the_promise_before_finance_has_booked_it() -> None:
    happened = told(talk(), paid(5000))
    assert on_radar(happened) == ["何岩松承诺付款第 2 笔 7,000.00 元"]
    first, second = promised.kept(CASE, happened)
    assert (first.paid, first.paid_on, first.rest) == (D(5000), dt.date(2026, 12, 1), D(0))
    assert (second.paid, second.paid_on) == (D(0), None)


def test_a_part_leaves_the_rest_on_the_radar() -> None:
    happened = told(talk(), paid(3000), paid(6000, day=2))
    (due,) = (d for d in deadlines.dues(CASE, (), happened) if d.sort == "promise")
    assert due.what == "何岩松承诺付款第 2 笔 3,000.00 元"
    assert "原 7,000.00 元，已到账 4,000.00 元" in due.note


def test_what_finance_books_of_it_later_counts_once() -> None:
    booked = EnforcementMoney(arrived_on=dt.date(2026, 12, 3), amount=D(5000), note="票据 0090012301")
    case = dataclasses.replace(CASE, enforcement_money=(booked,), recovered=D(5000))
    assert on_radar(told(talk(), paid(5000)), case) == ["何岩松承诺付款第 2 笔 7,000.00 元"]


def test_money_of_one_debtor_keeps_no_promise_of_another() -> None:
    happened = told(talk(), talk(WIFE.name, BOTH[:1]), paid(5000, WIFE.name))
    assert on_radar(happened) == ["何岩松承诺付款第 1 笔 5,000.00 元", "何岩松承诺付款第 2 笔 7,000.00 元"]


def test_money_of_nobody_in_particular_is_used_once() -> None:
    arrived = EnforcementMoney(arrived_on=dt.date(2026, 12, 3), amount=D(5000))
    case = dataclasses.replace(CASE, enforcement_money=(arrived,))
    happened = told(talk(promises=BOTH[:1]), talk(WIFE.name, BOTH[:1]))
    assert on_radar(happened, case) == ["徐云芝承诺付款第 1 笔 5,000.00 元"]


def test_an_instalment_of_the_docket_is_lowered_by_cash_that_is_not_booked_yet() -> None:
    plan = (
        Instalment(due_on=dt.date(2026, 11, 30), amount=D(4000), paid_on=dt.date(2026, 11, 30)),
        Instalment(due_on=dt.date(2026, 12, 30), amount=D(4000)),
        Instalment(due_on=dt.date(2027, 1, 30), amount=D(4000)),
    )
    case = dataclasses.replace(CASE, instalments=plan)
    assert on_radar(told(paid(5000)), case, "instalment")[0] == "和解第 3 期 3,000.00 元"
    first, second, third = settlements.kept(case, told(paid(5000)))
    assert (first.paid_on, second.paid_on) == (dt.date(2026, 11, 30), dt.date(2026, 12, 1))
    assert (third.paid, third.rest) == (D(1000), D(3000))


def test_a_sum_is_whole_on_the_day_of_the_payment_that_fills_it() -> None:
    days = [dt.date(2026, 12, n) for n in (1, 2, 3)]
    payments: Any = [(days[2], D(50)), (days[0], D(60)), (days[1], D(70))]
    assert list(used((D(100), D(50), None, D(100)), payments)) == [
        (D(100), days[1]), (D(50), days[2]), (D(0), None), (D(30), None),
    ]  # fmt: skip
