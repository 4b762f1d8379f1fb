"""The calendar file is one that other programs read: whole days, reminders, no names unless they were ticked."""

from __future__ import annotations

import datetime as dt
from typing import Any

import icalendar

from services.cases import calendar, radar
from services.cases.due import Due
from services.cases.radar import Row
from services.clock import ZONE

NOW = dt.datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)
NUMBER = "（2026）浙0822执900001号"


def row(days: int | None = 7, **about: Any) -> Row:
    on = None if days is None else NOW.date() + dt.timedelta(days=days)
    due = Due(
        sort="measure",
        what="小型轿车 浙H·YS9A7 查封到期",
        on=on,
        term="movable",
        thing="car",
        note="轮候第 1 位",
    )
    given = {"creditors": "张禾生", "debtors": "何岩松", "cause": "民间借贷纠纷", **about}
    return radar.row(given.pop("number", NUMBER), due, NOW.date(), **given)


def events(*rows: Row, names: bool = False) -> list[Any]:
    raw = calendar.of_rows(rows, NOW, names=names)
    assert raw.startswith(b"BEGIN:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n")), "RFC 5545 folds lines at 75 octets"
    return icalendar.Calendar.from_ical(raw).walk("VEVENT")


def test_a_deadline_is_a_whole_day_with_three_reminders_in_the_morning() -> None:
    (event,) = events(row())
    assert event.decoded("dtstart") == dt.date(2026, 12, 1)
    assert event.decoded("dtend") == dt.date(2026, 12, 2)
    assert event.decoded("dtstamp") == NOW
    triggers = [alarm.decoded("trigger") for alarm in event.walk("VALARM")]
    half_past_eight = dt.timedelta(hours=8, minutes=30)
    assert triggers == [half_past_eight - dt.timedelta(days=days) for days in (7, 1, 0)]
    assert str(event["class"]) == "CONFIDENTIAL"


def test_no_party_thing_or_note_is_in_the_file_unless_the_officer_ticked_it() -> None:
    plain = calendar.of_rows([row()], NOW).decode().replace("\r\n ", "")
    for told in ("何岩松", "张禾生", "YS9A7", "轮候"):
        assert told not in plain
    assert NUMBER in plain
    assert "续封到期" in plain
    named = calendar.of_rows([row()], NOW, names=True).decode().replace("\r\n ", "")
    for told in ("张禾生 → 何岩松", "YS9A7", "轮候"):
        assert told in named


def test_a_later_file_moves_the_event_instead_of_doubling_it() -> None:
    (first,), (later,) = events(row(7)), events(row(30))
    assert first["uid"] == later["uid"]
    (other,) = events(row(number="（2026）浙0822执900002号"))
    assert other["uid"] != first["uid"]


def test_rows_without_a_date_and_doubles_are_left_out() -> None:
    assert events(row(None)) == []
    assert len(events(row(), row())) == 1
