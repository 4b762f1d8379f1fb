"""How a case's money is counted: as its officers last set it, by whom and on what ground; differences are said."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal as D

from services.cases import conventions, owing
from services.cases.conventions import USUAL, Convention
from services.records.declared import Happening
from services.records.events import ConventionSet
from tests.unit.cases.happened import chain
from tests.unit.cases.test_owing import UNTIL, lent

CASE = "（2026）浙0822执900001号"
FIRST = ConventionSet(payment_day_counts=False, fee_first=False, year_days=365, reason="合议庭意见")
LATER = ConventionSet(payment_day_counts=False, fee_first=True, year_days=360, reason="双方约定")


def set_by(*said: ConventionSet, device: str = "device") -> tuple[Happening, ...]:
    made = chain([(one, "", "") for one in said], CASE)
    return tuple(replace(h, entry=replace(h.entry, device=device)) for h in made)


def test_nobody_has_set_anything() -> None:
    assert conventions.of_case(()) == USUAL
    assert USUAL.origin == "未另行设定，按通常口径"


def test_the_last_one_of_a_chain_holds_with_its_author_and_ground() -> None:
    found = conventions.of_case(set_by(FIRST, LATER))
    assert found.words == "一年按360天，付款日不计加倍部分，执行申请费先扣"
    assert found.origin == "方立2026-11-24设定，依据：双方约定"
    assert found.dispute == ""


def test_colleagues_choice_holds_where_this_device_made_none() -> None:
    assert conventions.of_case((), set_by(LATER, device="other")).fee_first


def test_two_devices_that_differ_are_said_and_the_own_one_is_used() -> None:
    found = conventions.of_case(set_by(FIRST), set_by(LATER, device="other"))
    assert not found.fee_first
    assert "计算口径不一致" in found.dispute
    assert conventions.of_case(set_by(FIRST), set_by(FIRST, device="other")).dispute == ""


def test_the_account_follows_the_choices() -> None:
    usual = owing.account(lent(), UNTIL)
    day = owing.account(lent(), UNTIL, convention=Convention(payment_day_counts=False))
    assert usual.double - day.double == D("35.00")
    fee = owing.account(lent(), UNTIL, convention=Convention(fee_first=True))
    assert fee.fee == 0
    assert fee.allotted[0].fee == D(100)


def test_year_of_360_days_is_for_clauses_that_name_none() -> None:
    convention = Convention(year_days=360)
    assert {s.basis for s in owing.account(lent(), UNTIL, convention=convention).steps} == {360, 1}
    named = replace(lent().claim_items[0], rate="自2024年1月1日起按年利率6%（一年按365天）计算")
    account = owing.account(lent(claim_items=(named,)), UNTIL, convention=convention)
    assert {s.basis for s in account.steps} == {365, 1}


def test_payment_day_of_the_worked_example() -> None:
    """The payment of 2024-10-23 and the last day drop out of the doubled part, its base falling a day earlier."""
    account = owing.account(lent(), dt.date(2024, 10, 23), convention=Convention(payment_day_counts=False))
    assert account.double == D("3465.00")
