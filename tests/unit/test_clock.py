"""The clock: zones are never left out, and sleep is seen by comparing two clocks."""

from __future__ import annotations

import datetime as dt

import pytest

from services import clock


def test_now_is_a_moment_in_the_courts_zone_to_the_millisecond() -> None:
    before = dt.datetime.now(dt.UTC)
    moment = clock.now()
    assert moment.utcoffset() == dt.timedelta(hours=8)
    assert moment.microsecond % 1000 == 0
    assert abs(moment - before) < dt.timedelta(seconds=5)


def test_now_reads_back_from_its_own_text() -> None:
    moment = clock.now()
    assert dt.datetime.fromisoformat(moment.isoformat()) == moment


def test_today_turns_at_midnight_in_the_courts_zone() -> None:
    assert clock.today() in {dt.datetime.now(clock.ZONE).date(), clock.now().date()}
    last_utc_evening = dt.datetime(2026, 3, 1, 16, 30, tzinfo=dt.UTC)
    assert clock.local(last_utc_evening).date() == dt.date(2026, 3, 2)


def test_local_keeps_the_moment_and_changes_only_the_zone() -> None:
    elsewhere = dt.datetime(2026, 3, 1, 2, 15, tzinfo=dt.timezone(dt.timedelta(hours=-5)))
    assert clock.local(elsewhere) == elsewhere
    assert clock.local(elsewhere).isoformat() == "2026-03-01T15:15:00+08:00"


def test_local_refuses_a_moment_without_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        clock.local(dt.datetime(2026, 3, 1, 2, 15))


def test_a_machine_that_stayed_awake_did_not_sleep() -> None:
    assert clock.slept_seconds(*clock.readings()) < 1


def test_sleep_is_the_gap_between_boot_clock_and_monotonic_clock() -> None:
    boot, monotonic = clock.readings()
    assert clock.slept_seconds(boot - 3600, monotonic) == pytest.approx(3600, abs=1)


def test_a_boot_clock_that_lags_is_not_negative_sleep() -> None:
    boot, monotonic = clock.readings()
    assert clock.slept_seconds(boot + 3600, monotonic) == 0
