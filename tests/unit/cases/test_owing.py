"""The account of a case: from the docket's own words and money, or a sentence that says what the docket lacks."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from services.cases import owing
from services.docket.case import Basis, Case, ClaimItem
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
