"""存放费: by day, free days, validity and caps; unknown stays unknown; the day on which the fee has eaten up the car."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.law import storage_fees, tables
from services.law.storage_fees import FORM, Rate, clock, days_to_break_even, rates_for
from services.law.tables import BadTable

DAY = dt.date(2026, 3, 1)
OPEN = Rate(per_day=Decimal(20), valid_from=dt.date(2026, 1, 1))
CONTENT: dict[str, Any] = {
    "version": dt.date(2026, 11, 1),
    "rates": [
        {
            "yard": "定阳", "per_day": "20", "valid_from": dt.date(2026, 1, 1), "valid_until": dt.date(2026, 6, 30),
            "source": "合同",
        },
        {"yard": "定阳", "per_day": "30", "cap": "600", "valid_from": dt.date(2026, 7, 1), "source": "补充合同"},
        {"yard": "*", "per_day": "15", "free_days": 3, "valid_from": dt.date(2026, 1, 1), "source": "文件"},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("days", "rate", "fee"),
    [
        (0, OPEN, "20"),
        (1, OPEN, "20"),
        (10, OPEN, "200"),
        (10, Rate(per_day=Decimal(20), valid_from=DAY, free_days=3), "140"),
        (2, Rate(per_day=Decimal(20), valid_from=DAY, free_days=3), "0"),
        (100, Rate(per_day=Decimal(20), valid_from=DAY, cap=Decimal(1500)), "1500"),
    ],
)
def test_a_begun_day_costs_free_days_do_not_and_a_cap_holds(days: int, rate: Rate, fee: str) -> None:
    found = clock(DAY, DAY + dt.timedelta(days=days), [rate])
    assert found is not None
    assert found.fee == Decimal(fee)
    assert found.days == max(1, days)


def test_a_week_costs_nothing_more_once_the_cap_is_reached() -> None:
    capped = Rate(per_day=Decimal(20), valid_from=DAY, cap=Decimal(100))
    before, after = (clock(DAY, DAY + dt.timedelta(days=n), [capped]) for n in (4, 5))
    assert before is not None
    assert after is not None
    assert (before.per_week, after.per_week) == (140, 0)


def test_each_rate_counts_for_its_own_days() -> None:
    rates = rates_for("定阳", CONTENT)
    found = clock(dt.date(2026, 6, 21), dt.date(2026, 7, 11), rates)
    assert found is not None
    assert found.fee == 10 * 20 + 10 * 30
    assert (found.per_day, found.source) == (30, "补充合同")


def test_a_day_without_a_rate_makes_the_whole_unknown() -> None:
    assert clock(dt.date(2025, 12, 31), DAY, [OPEN]) is None
    assert clock(DAY, DAY, []) is None
    ended = Rate(per_day=Decimal(20), valid_from=DAY, valid_until=DAY)
    assert clock(DAY, DAY + dt.timedelta(days=2), [ended]) is None


def test_a_yard_without_rows_takes_those_for_all_and_the_program_knows_none() -> None:
    assert [r.per_day for r in rates_for("别处", CONTENT)] == [15]
    assert rates_for("定阳") == ()


@pytest.mark.parametrize(
    ("worth", "rate", "left"),
    [
        ("1000", OPEN, 40),
        ("1001", OPEN, 41),
        ("200", OPEN, 0),
        ("100", OPEN, 0),
        ("9999", Rate(per_day=Decimal(20), valid_from=DAY, cap=Decimal(9998)), None),
        ("1000", Rate(per_day=Decimal(20), valid_from=DAY, free_days=15), 55),
        ("1000", Rate(per_day=Decimal(0), valid_from=DAY), None),
    ],
)
def test_the_day_on_which_the_fee_has_eaten_up_the_car(worth: str, rate: Rate, left: int | None) -> None:
    today = DAY + dt.timedelta(days=10)
    assert days_to_break_even(Decimal(worth), DAY, today, [rate]) == left


@given(st.integers(0, 400), st.integers(1, 90), st.integers(0, 9), st.integers(0, 20_000))
def test_a_day_by_day_count_gives_the_same(stay: int, per_day: int, free: int, cap: int) -> None:
    rate = Rate(per_day=Decimal(per_day), valid_from=DAY, free_days=free, cap=Decimal(cap))
    found = clock(DAY, DAY + dt.timedelta(days=stay), [rate])
    assert found is not None
    assert found.fee == min(sum(per_day for n in range(max(1, stay)) if n >= free), cap)


def test_a_courts_own_table_is_taken() -> None:
    text = (
        "version = 2026-11-02\nrates = [\n"
        '  { yard = "定阳", per_day = "20.50", cap = "6000", free_days = 2, valid_from = 2026-01-01, source = "合同" },\n]\n'
    )
    content = tables.parse("存放费.toml", text.encode(), FORM)
    (rate,) = rates_for("定阳", content)
    assert (rate.per_day, rate.cap, rate.free_days) == (Decimal("20.50"), 6000, 2)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ('{ yard = "定阳", per_day = "二十", valid_from = 2026-01-01, source = "合同" }', "金额"),
        ('{ yard = "定阳", per_day = "-1", valid_from = 2026-01-01, source = "合同" }', "金额"),
        ('{ yard = "定阳", per_day = "20", cap = "x", valid_from = 2026-01-01, source = "合同" }', "金额"),
        (
            '{ yard = "定阳", per_day = "20", free_days = -1, valid_from = 2026-01-01, source = "合同" }',
            "不能为负",
        ),
        (
            '{ yard = "定阳", per_day = "20", valid_from = 2026-02-01, valid_until = 2026-01-01, source = "合同" }',
            "早于起日",
        ),
        ('{ yard = "定阳", per_day = "20", valid_from = 2026-01-01 }', "缺少“source”"),
        ('{ yard = "别处", per_day = "20", valid_from = 2026-05-01, source = "合同" }', "期间重叠"),
    ],
)
def test_a_row_that_does_not_fit_is_named_with_its_line(row: str, why: str) -> None:
    first = '  { yard = "别处", per_day = "1", valid_from = 2026-01-01, source = "合同" },\n'
    text = f"version = 2026-11-02\nrates = [\n{first}  {row},\n]\n"
    with pytest.raises(BadTable, match=why) as refused:
        tables.parse("存放费.toml", text.encode(), FORM)
    assert "第 4 行" in refused.value.sentence


def test_the_programs_own_table_fits_its_form() -> None:
    assert list(storage_fees.problems(storage_fees.BUNDLED)) == []
    assert next(iter(storage_fees.problems({"version": DAY}))).place == ("rates",)
