"""日历文件: deadlines as iCalendar (RFC 5545) for the officer's own calendar: whole days, reminders, no names unasked.

A calendar leaves the vault: it carries case numbers and what falls due; parties only where the officer has ticked them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable

from icalendar import Alarm, Calendar, Event

from services.cases.deadlines import source_of
from services.cases.due import SORT_TITLES
from services.cases.radar import Row

PRODUCT = "-//Court Fieldwork//Deadlines 1//ZH"
MORNING = dt.timedelta(hours=8, minutes=30)
REMINDERS = (7, 1, 0)  # days before, at half past eight


def of_rows(rows: Iterable[Row], now: dt.datetime, *, names: bool = False) -> bytes:
    """One whole-day event per dated row; the same row keeps its UID, so that a later file takes its place.

    `names` adds who against whom. Rows without a date are left out: a calendar has no place for them.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "执行到期")
    seen: set[str] = set()
    for row in rows:
        if row.due.on is not None and (uid := uid_of(row)) not in seen:
            seen.add(uid)
            calendar.add_component(_event(row, row.due.on, uid, now, names))
    return bytes(calendar.to_ical())


def uid_of(row: Row) -> str:
    """The event's identity: the case and what it is about, hashed; a renewed day moves the event instead of adding one."""
    told = "\n".join((row.number, row.due.sort, row.due.term, row.due.thing, row.due.what))
    return f"{hashlib.sha256(told.encode()).hexdigest()[:32]}@court-fieldwork"


def _event(row: Row, on: dt.date, uid: str, now: dt.datetime, names: bool) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now.astimezone(dt.UTC))
    event.add("dtstart", on)
    event.add("dtend", on + dt.timedelta(days=1))
    event.add("summary", f"{_title(row, names)} {row.number}")
    event.add("description", _told(row, names))
    event.add("categories", [SORT_TITLES[row.due.sort]])
    event.add("class", "CONFIDENTIAL")
    event.add("transp", "TRANSPARENT")
    for days in REMINDERS:
        event.add_component(_alarm(row, days, names))
    return event


def _alarm(row: Row, days: int, names: bool) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"{f'{days} 天后' if days else '今天'}：{_title(row, names)}")
    alarm.add("trigger", MORNING - dt.timedelta(days=days))
    return alarm


def _title(row: Row, names: bool) -> str:
    """What falls due; without names only its sort, since a thing's or a person's name may stand in the sentence."""
    return row.due.what if names else f"{SORT_TITLES[row.due.sort]}到期"


def _told(row: Row, names: bool) -> str:
    parties = f"{row.creditors} → {row.debtors}" if names else ""
    alike = f"系列案共 {row.alike} 件" if row.alike > 1 else ""
    lines = (parties, row.cause, alike, row.due.note if names else "", source_of(row.due.term))
    return "\n".join(line for line in lines if line)
