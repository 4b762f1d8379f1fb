"""案款分配: the parts of a sum make it up to the cent over 740 creditors; nobody's share is guessed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal as D

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.cases import distribution, owing
from services.cases.distribution import BadDistribution, Creditor
from tests.unit.cases.test_owing import UNTIL, lent

ON = dt.date(2026, 11, 24)


def creditor(number: int, owed: D | None, trouble: str = "") -> Creditor:
    return Creditor(number=f"{number}号", names="张某", owed=owed, trouble=trouble)


cents = st.integers(0, 10**8).map(lambda n: D(n) / 100)


@settings(max_examples=40)
@given(cents.filter(bool), st.lists(cents, min_size=1, max_size=740).filter(any))
def test_the_parts_make_up_the_sum(total: D, owed: list[D]) -> None:
    made = distribution.distribute(total, [creditor(n, one) for n, one in enumerate(owed)], ON, "due")
    assert made.shared == min(total, sum(owed))
    assert made.left_over == total - made.shared >= 0
    assert all(0 <= share.part <= share.owed for share in made.shares)
    exact = [one * made.shared / sum(owed) for one in owed]
    assert all(abs(share.part - part) < D("0.01") for share, part in zip(made.shares, exact, strict=True))


def test_last_row_sums_up_what_the_rows_say() -> None:
    made = distribution.distribute(D(100), [creditor(n, D(100)) for n in range(3)], ON, "due")
    *rows, sums = distribution.table(made)[1:]
    assert [row[5] for row in rows] == ["33.34", "33.33", "33.33"]
    assert sums == ("", "合计", "3件", "300.00", "100%", "100.00", "200.00")


def test_creditor_whose_claim_is_not_known_stops_the_whole_and_is_named() -> None:
    with pytest.raises(BadDistribution, match="2号：LPR表只到2026年7月19日"):
        distribution.distribute(
            D(5), [creditor(1, D(1)), creditor(2, None, "LPR表只到2026年7月19日。")], ON, "due"
        )


@pytest.mark.parametrize("total", ["0", "-1", "NaN"])
def test_no_sum_no_shares(total: str) -> None:
    with pytest.raises(BadDistribution, match="请输入要分配的金额"):
        distribution.distribute(D(total), [creditor(1, D(1))], ON, "due")


def test_case_counts_by_its_account_or_by_the_dockets_claim_and_never_with_the_courts_fee() -> None:
    case = lent(claim=D(204_300))
    account = owing.owing(case, UNTIL)
    assert distribution.creditor(case, account, "due").owed == D("173098.47")
    assert distribution.creditor(case, account, "claim").owed == D(154_300)
    lacking = lent(claim=None, claim_items=())
    found = distribution.creditor(lacking, owing.owing(lacking, UNTIL), "due")
    assert (found.owed, "没有执行标的的分项" in found.trouble) == (None, True)
