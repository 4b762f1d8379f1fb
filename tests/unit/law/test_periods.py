"""Periods end on the day the law says, holidays and make-up Saturdays included."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.clock import ZONE
from services.law import periods

D = dt.date

ENDS = [
    (D(2026, 9, 30), 3, "day", D(2026, 10, 8)),  # review of a fine: the last day lies in 国庆
    (D(2026, 2, 3), 15, "day", D(2026, 2, 24)),  # the last day lies in 春节
    (D(2025, 8, 31), 6, "month", D(2026, 2, 28)),  # no 31 February; a make-up Saturday is worked
    (D(2026, 3, 2), 10, "day", D(2026, 3, 12)),
    (D(2026, 1, 31), 1, "month", D(2026, 2, 28)),
    (D(2024, 2, 29), 1, "year", D(2025, 2, 28)),
    (D(2024, 5, 10), 1, "day", D(2024, 5, 11)),  # a worked Saturday
    (D(2026, 3, 5), 1, "day", D(2026, 3, 6)),
    (D(2026, 3, 6), 1, "day", D(2026, 3, 9)),  # an ordinary weekend
    (D(2025, 12, 31), 1, "workday", D(2026, 1, 4)),  # a worked Sunday
    (D(2026, 2, 13), 3, "workday", D(2026, 2, 25)),
    (D(2025, 1, 27), 1, "day", D(2025, 2, 5)),  # 除夕 is a holiday since 2025
]


@pytest.mark.parametrize(("start", "count", "unit", "last"), ENDS)
def test_period_ends_on_the_day_the_law_says(start: D, count: int, unit: periods.Unit, last: D) -> None:
    assert periods.end(start, count, unit) == last


def test_term_of_a_measure_is_not_lengthened_by_a_holiday() -> None:
    assert periods.end(D(2026, 9, 30), 3, "day", holidays_extend=False) == D(2026, 10, 3)
    assert periods.end(D(2040, 1, 1), 2, "year", holidays_extend=False) == D(2042, 1, 1)


def test_year_without_a_table_is_said_to_be_unknown() -> None:
    with pytest.raises(periods.NoHolidayTable, match="2027年的放假安排") as caught:
        periods.end(D(2026, 12, 30), 5, "day")
    assert caught.value.year == 2027


def test_imported_table_makes_the_next_year_known() -> None:
    notice = {"source": "通知", "holidays": [{"name": "元旦", "from": D(2027, 1, 1), "to": D(2027, 1, 3)}]}
    tables = {**periods.BUNDLED, **periods.read_tables({"2027": notice})}
    assert periods.end(D(2026, 12, 30), 2, "day", tables=tables) == D(2027, 1, 4)


def test_hour_of_the_event_does_not_count() -> None:
    start = dt.datetime(2026, 10, 1, 9, 20, tzinfo=ZONE)
    assert periods.end_time(start, 24) == dt.datetime(2026, 10, 2, 10, 0, tzinfo=ZONE)
    assert periods.end_time(start.replace(minute=0), 8) == dt.datetime(2026, 10, 1, 17, 0, tzinfo=ZONE)
    assert periods.end_time(start, 8, first_hour_counts=True) == start + dt.timedelta(hours=8)
    with pytest.raises(ValueError, match="zone"):
        periods.end_time(dt.datetime(2026, 1, 1), 1)


@given(
    st.dates(D(2024, 1, 1), D(2026, 6, 1)),
    st.integers(0, 20),
    st.integers(1, 30),
    st.integers(0, 5),
    st.sampled_from(["day", "workday"]),
)
def test_later_event_and_longer_period_never_end_earlier(
    start: D, later: int, count: int, travel: int, unit: periods.Unit
) -> None:
    last = periods.end(start, count, unit)
    assert last <= periods.end(start + dt.timedelta(days=later), count, unit)
    assert last <= periods.end(start, count + 1, unit)
    assert last <= periods.end(start, count, unit, travel_days=travel)
    assert periods.end(start, count, unit, holidays_extend=False) <= last


@given(st.dates(D(2024, 1, 1), D(2025, 9, 1)), st.integers(0, 40), st.integers(1, 6))
def test_months_never_end_earlier_for_a_later_event(start: D, later: int, count: int) -> None:
    assert periods.end(start, count, "month") <= periods.end(start + dt.timedelta(days=later), count, "month")
    assert periods.end(start, 12, "month", holidays_extend=False) == periods.end(
        start, 1, "year", holidays_extend=False
    )


def test_time_on_the_way_is_not_contained_in_the_period() -> None:
    start = D(2026, 3, 2)
    assert periods.end(start, 10, "day", travel_days=2) == D(2026, 3, 16)  # 14 March is a Saturday
    assert periods.end(start, 3, "workday", travel_days=2) == D(2026, 3, 9)
    assert periods.end(start, 3, "workday") == D(2026, 3, 5)
    with pytest.raises(ValueError, match="on the way"):
        periods.end(start, 10, "day", travel_days=-1)


def test_paper_posted_by_the_last_day_is_in_time_whenever_it_comes() -> None:
    last = D(2026, 3, 12)
    assert periods.in_time(last, received=D(2026, 3, 17), posted=D(2026, 3, 12))
    assert periods.in_time(last, received=D(2026, 3, 12))
    assert periods.in_time(last, received=D(2026, 3, 17), posted=D(2026, 3, 13)) is False
    assert periods.in_time(last) is None


@given(st.dates(D(2024, 1, 1), D(2026, 9, 1)), st.integers(1, 60))
def test_period_of_days_never_ends_on_a_day_off_nor_early(start: D, count: int) -> None:
    last = periods.end(start, count, "day")
    assert periods.is_workday(last)
    assert last >= start + dt.timedelta(days=count)


@pytest.mark.parametrize(("year", "days_off", "worked"), [(2024, 28, 8), (2025, 28, 5), (2026, 33, 6)])
def test_table_holds_every_day_of_the_notice(year: int, days_off: int, worked: int) -> None:
    table = periods.BUNDLED[year]
    assert (len(table.off), len(table.worked)) == (days_off, worked)
    assert all(day.weekday() >= 5 for day in table.worked)
    assert not table.off & table.worked
    assert f"{year}年" in table.source
