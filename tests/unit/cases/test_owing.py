"""The account of a case: from the docket's own words and money, or a sentence that says what the docket lacks."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from services.cases import owing
from services.docket.case import Basis, Case, ClaimItem, Liability
from services.docket.party import Party
from services.docket.proceedings import EnforcementMoney, Pause
from tests.factories import make_case

D = Decimal
UNTIL = dt.date(2025, 1, 31)


def lent(**more: Any) -> Case:
    """The part-payment example of domain.md §4.3 as a docket has it."""
    facts: dict[str, Any] = {
        "basis": Basis(kind="民事判决书", number="1", made_by="院", due_on=dt.date(2024, 7, 15)),
        "claim_items": (
            ClaimItem(
                kind="本金",
                amount=D(200_000),
                rate="自2024年1月1日起按年利率6%计算至实际清偿之日止",
                accrues_from=dt.date(2024, 1, 1),
            ),
            ClaimItem(kind="案件受理费", amount=D(4300)),
        ),
        "recovered": D(50_000),
        "enforcement_money": (EnforcementMoney(arrived_on=dt.date(2024, 10, 23), amount=D(50_000)),),
        "fee": D(100),
        "pauses": (),
    }
    return make_case(**{**facts, **more})


def test_the_docket_gives_the_worked_example_to_the_cent() -> None:
    account = owing.account(lent(), UNTIL)
    assert account.due == D("173098.47")
    assert account.due_with_fee == D("173198.47")


def test_money_taken_on_site_is_used_in_the_order_of_the_law() -> None:
    paid = owing.Payment(UNTIL, D(3000))
    account = owing.account(lent(), UNTIL, more=(paid,))
    assert account.allotted[-1].interest == D("2696.41")
    assert account.allotted[-1].principal == D("303.59")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"claim_items": ()}, "没有执行标的的分项"),
        ({"basis": None}, "不知道履行期限"),
        ({"enforcement_money": ()}, "50,000.00元没有到账日期"),
        ({"claim_items": (ClaimItem(kind="本金"),)}, "“本金”没有金额"),
        ({"claim_items": (ClaimItem(kind="本金", amount=D(1), rate="按约定"),)}, "读不出利率"),
    ],
)
def test_what_the_docket_lacks_is_said_and_nothing_guessed(facts: dict[str, Any], said: str) -> None:
    found = owing.owing(lent(**facts), UNTIL)
    assert found.account is None
    assert not found.ended
    assert said in found.trouble


TWO = ("甲", "乙")


def two(*liabilities: Liability, **more: Any) -> Case:
    """The example with two debtors; `d0` paid the part payment."""
    debtors = (Party(id=f"d{n}", role="debtor", kind="person", name=name) for n, name in enumerate(TWO))
    parties = (*lent().creditors, *debtors)
    paid = EnforcementMoney(arrived_on=dt.date(2024, 10, 23), amount=D(50_000), payer="d0")
    return lent(**{"parties": parties, "liabilities": liabilities, "enforcement_money": (paid,), **more})


def test_two_debtors_of_whom_the_docket_says_nothing_are_not_told_apart() -> None:
    found = owing.owing(two(), UNTIL)
    assert found.account is not None
    assert found.account.due == D("173098.47")
    assert found.account.owed == ()
    assert "没有写各被执行人如何承担" in found.unsplit


def test_guarantor_up_to_a_limit_owes_no_more_than_it() -> None:
    account = owing.account(
        two(Liability(debtor="d0", way="primary"), Liability(debtor="d1", way="joint", cap=D(80_000))), UNTIL
    )
    first, second = account.owed
    assert first.due == account.due == D("173098.47")
    assert (second.debt, second.double) == (D(80_000), D("2800.00"))
    assert owing.way_text(second) == "连带，限额80,000.00"


def test_halves_of_the_basis_are_debts_of_their_own() -> None:
    account = owing.account(
        two(*(Liability(debtor=d, way="share", share="二分之一") for d in ("d0", "d1"))), UNTIL
    )
    first, second = account.owed
    assert first.due + second.due == account.due
    assert first.due < second.due
    assert owing.way_text(first) == "按份，1/2"


@pytest.mark.parametrize(
    ("liabilities", "said"),
    [
        ((Liability(debtor="x", way="joint"),), "不是本案被执行人"),
        ((Liability(debtor="d0", way="share", share="一半多"),), "读不出来"),
        ((Liability(debtor="d0", way="share", share="1/2"),), "合计不是全部"),
    ],
)
def test_liability_that_is_not_whole_leaves_the_sum_unsaid(
    liabilities: tuple[Liability, ...], said: str
) -> None:
    assert said in owing.owing(two(*liabilities), UNTIL).trouble


def test_foreign_money_is_turned_by_the_rate_that_was_given_or_not_at_all() -> None:
    debt = ClaimItem(kind="货款", amount=D(10_000), currency="美元")
    facts: dict[str, Any] = {"recovered": D(0), "enforcement_money": ()}
    assert "没有折算汇率" in owing.owing(lent(claim_items=(debt,), **facts), UNTIL).trouble
    turned = replace(debt, exchange=D("7.1234"), exchange_on=dt.date(2024, 7, 16))
    assert owing.account(lent(claim_items=(turned,), **facts), UNTIL).principal == D("71234.00")


def test_interest_that_the_basis_has_summed_up_is_paid_before_the_principal() -> None:
    items = (ClaimItem(kind="本金", amount=D(100)), ClaimItem(kind="欠付利息", amount=D(30)))
    paid = EnforcementMoney(arrived_on=dt.date(2024, 10, 23), amount=D(50))
    account = owing.account(lent(claim_items=items, recovered=D(50), enforcement_money=(paid,)), UNTIL)
    assert (account.interest, account.principal) == (D(0), D(80))


def test_account_of_an_earlier_day_leaves_later_money_out() -> None:
    account = owing.account(lent(), dt.date(2024, 9, 1))
    assert account.allotted == ()
    assert account.principal == D(200_000)


def test_a_table_that_ends_is_told_apart_from_a_docket_that_lacks() -> None:
    item = ClaimItem(
        kind="款", amount=D(90_000), rate="按一年期贷款市场报价利率", accrues_from=dt.date(2024, 1, 1)
    )
    found = owing.owing(lent(claim_items=(item,)), dt.date(2026, 11, 24))
    assert found.ended
    assert "导入新表" in found.trouble


def test_only_a_retrial_suspension_is_taken_off_by_itself() -> None:
    span = {"from_on": dt.date(2024, 8, 1), "until_on": dt.date(2024, 8, 10)}
    retried = lent(pauses=(Pause(kind="再审中止", **span),))
    appraised = lent(pauses=(Pause(kind="评估", **span),))
    plain = owing.account(lent(), UNTIL).double
    assert plain - owing.account(retried, UNTIL).double == D("350.00")
    assert owing.account(appraised, UNTIL).double == plain
    assert owing.uncounted(appraised) == ("评估",)
