"""A sealing that lapses in a week: seen on 今日, found on the radar, taken into the officer's own calendar."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import icalendar
import pytest

from services.demo.flagship import FLAGSHIP
from tests.fixtures_journey import SECRET, START, OpenHands, Station

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

A_WEEK_BEFORE = START - dt.timedelta(days=6)  # the car's sealing ends the day after START


def test_a_sealing_that_lapses_in_seven_days_is_seen_and_goes_into_the_calendar(
    station: Station, open_hands: OpenHands, tmp_path: Path
) -> None:
    hands = open_hands(station.root, at=A_WEEK_BEFORE)
    hands.unlock(SECRET)
    hands.until(lambda: hands.on("今日") and "查封到期" in hands.read())
    assert "余 7 天" in hands.read()
    hands.press("到期雷达")
    hands.until(lambda: hands.on("到期雷达") and "YS9A7" in hands.read())
    hands.tap(next(k for k in hands.page.days.keys if k.text().startswith("7 天内")))
    hands.press("导出日历")
    hands.until(lambda: hands.page.sheet is not None)
    sheet = hands.page.sheet
    hands.choose_file(sheet.file, tmp_path / "到期.ics")
    hands.press("写入日历文件")
    hands.until(lambda: (tmp_path / "到期.ics").exists())
    events = icalendar.Calendar.from_ical((tmp_path / "到期.ics").read_bytes()).walk("VEVENT")
    days = {str(event["summary"]): event.decoded("dtstart") for event in events}
    (car,) = [name for name in days if str(FLAGSHIP) in name and "续封" in name]
    assert days[car] == (START + dt.timedelta(days=1)).date()
    hands.tap_row("YS9A7")
    hands.until(lambda: hands.on("案件") and str(FLAGSHIP) in hands.read())
    hands.until(lambda: "终本条件" in hands.read())
