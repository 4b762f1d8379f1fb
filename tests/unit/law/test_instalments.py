"""A sum laid out over instalments comes back to the cent, on days that rise and keep the day of the month."""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.law import instalments
from services.law.instalments import BadPlan, Part

FIRST = dt.date(2026, 12, 31)
sums = st.integers(360, 10**12).map(lambda n: D(n) / 100)


def test_hundred_yuan_in_three_leaves_the_cent_to_the_last() -> None:
    assert instalments.equal(D(100), 3, FIRST) == (
        Part(dt.date(2026, 12, 31), D("33.33")),
        Part(dt.date(2027, 1, 31), D("33.33")),
        Part(dt.date(2027, 2, 28), D("33.34")),
    )


def test_what_is_paid_down_stands_first_and_the_31st_comes_back_after_a_short_month() -> None:
    plan = instalments.equal(D(70_000), 4, FIRST, down=D(10_000))
    assert [(p.on.month, p.on.day, p.amount) for p in plan] == [
        (12, 31, D(10_000)), (1, 31, D(15_000)), (2, 28, D(15_000)), (3, 31, D(15_000)), (4, 30, D(15_000)),
    ]  # fmt: skip


def test_so_much_a_quarter_until_it_is_paid() -> None:
    plan = instalments.monthly(D("10500.50"), D(3000), dt.date(2027, 1, 15), months=3)
    assert [p.amount for p in plan] == [D(3000), D(3000), D(3000), D("1500.50")]
    assert plan[-1].on == dt.date(2027, 10, 15)


@given(sums, st.integers(1, 360), st.dates(dt.date(2020, 1, 1), dt.date(2060, 1, 1)))
def test_equal_parts_make_up_the_sum_and_days_rise(total: D, count: int, first: dt.date) -> None:
    plan = instalments.equal(total, count, first)
    assert sum(p.amount for p in plan) == total
    assert len(plan) == count
    assert len({p.amount for p in plan[:-1]}) <= 1
    assert plan[0].amount <= plan[-1].amount < plan[0].amount + D(count) / 100
    assert all(one.on < other.on for one, other in itertools.pairwise(plan))


@given(sums, sums)
def test_so_much_a_month_makes_up_the_sum(total: D, each: D) -> None:
    if total > each * instalments.MOST:
        with pytest.raises(BadPlan, match="要超过360期"):
            instalments.monthly(total, each, FIRST)
        return
    plan = instalments.monthly(total, each, FIRST)
    assert sum(p.amount for p in plan) == total
    assert all(p.amount == each for p in plan[:-1])
    assert 0 < plan[-1].amount <= each


@pytest.mark.parametrize(
    ("total", "count", "why"),
    [
     ("0", 3, "大于0"), ("-5", 3, "大于0"), ("1.001", 3, "大于0"), ("0.02", 3, "不到一分"), ("9", 0, "期数"),
     ("9", 361, "期数")],
)  # fmt: skip
def test_what_cannot_be_laid_out_is_refused(total: str, count: int, why: str) -> None:
    with pytest.raises(BadPlan, match=why):
        instalments.equal(D(total), count, FIRST)


@pytest.mark.parametrize("each", ["0", "-1", "0.005", "NaN"])
def test_no_amount_for_a_month_is_refused(each: str) -> None:
    with pytest.raises(BadPlan, match="每期金额"):
        instalments.monthly(D(100), D(each), FIRST)


def test_more_paid_down_than_the_sum_is_refused() -> None:
    with pytest.raises(BadPlan, match="首付"):
        instalments.equal(D(100), 2, FIRST, down=D(101))
