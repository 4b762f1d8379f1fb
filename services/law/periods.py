"""期间: when a period of days, months, years or working days ends, over the yearly holiday tables.

民诉法 article 85 and 民诉法解释 article 125: the first day or hour does not count, and a last day that is
a holiday moves to the first day after. 民法典 article 202: a month or year ends on the corresponding day, or
else on the last day of the month. A weekend day worked in place of a holiday is a working day.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from services.errors import FieldworkError
from services.law import holiday_notice
from services.law import tables as law_tables

Unit = Literal["day", "month", "year", "workday"]


class NoHolidayTable(FieldworkError):
    """The period runs into a year whose holidays are not known on this device."""

    message = "本机没有该年的放假安排，无法推算节假日，请导入国务院办公厅的放假通知后再算。"

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(f"本机没有{year}年的放假安排，无法推算节假日，请导入国务院办公厅的放假通知后再算。")


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """One year's days off, the weekend days worked in their place, and the notice they come from."""

    off: frozenset[dt.date]
    worked: frozenset[dt.date]
    source: str


HolidayTables = Mapping[int, HolidayYear]


def read_tables(data: Mapping[str, Any]) -> dict[int, HolidayYear]:
    """Holiday tables by year from the form of resources/law/holidays.toml.

    A 元旦 that begins on the last days of December counts in the year those days belong to, if that year is known.
    """
    found = {year: _holiday_year(row) for year, row in holiday_notice.years(data).items()}
    for year, table in tuple(found.items()):
        if year - 1 in found and (early := {day for day in table.off if day.year < year}):
            found[year - 1] = replace(found[year - 1], off=found[year - 1].off | early)
    return found


def _holiday_year(row: Mapping[str, Any]) -> HolidayYear:
    return HolidayYear(
        off=frozenset(day for holiday in row["holidays"] for day in _days(holiday["from"], holiday["to"])),
        worked=frozenset(day for holiday in row["holidays"] for day in holiday.get("worked", ())),
        source=row["source"],
    )


def _days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    return (first + dt.timedelta(days=step) for step in range((last - first).days + 1))


BUNDLED: HolidayTables = read_tables(law_tables.load("holidays"))


def is_workday(day: dt.date, tables: HolidayTables = BUNDLED) -> bool:
    """Whether courts work on this day. Raises NoHolidayTable for a year without a table."""
    if day.year not in tables:
        raise NoHolidayTable(day.year)
    year = tables[day.year]
    return day in year.worked or (day.weekday() < 5 and day not in year.off)


def end(
    start: dt.date,
    count: int,
    unit: Unit,
    *,
    holidays_extend: bool = True,
    travel_days: int = 0,
    tables: HolidayTables = BUNDLED,
) -> dt.date:
    """The last day of a period that begins by an event on `start`; the day of the event does not count.

    `holidays_extend=False` is for terms of seizure, freezing and other maximums: no holiday lengthens them.
    `travel_days` is 在途时间, proved days on the way that the period does not contain (民诉法 article 85-4).
    Raises NoHolidayTable where the answer hangs on a year without a table.
    """
    if count < 1 or travel_days < 0:
        raise ValueError("a period has at least one unit and no time on the way below nought")
    if unit == "workday":
        last = _after_workdays(start, count, tables)
    else:
        last = start + dt.timedelta(days=count) if unit == "day" else _after_months(start, count, unit)
    if unit == "workday" and not travel_days:
        return last
    last += dt.timedelta(days=travel_days)
    while holidays_extend and not is_workday(last, tables):
        last += dt.timedelta(days=1)
    return last


def _after_workdays(start: dt.date, count: int, tables: HolidayTables) -> dt.date:
    day = start
    while count:
        day += dt.timedelta(days=1)
        count -= is_workday(day, tables)
    return day


def _after_months(start: dt.date, count: int, unit: Unit) -> dt.date:
    months = start.year * 12 + start.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return dt.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def end_time(start: dt.datetime, hours: int, *, first_hour_counts: bool = False) -> dt.datetime:
    """The moment a period of hours ends; the hour in which it begins does not count (民诉法 article 85).

    `first_hour_counts=True` is for limits that bind the court, such as the 8 or 24 hours of 拘传: they run
    from the moment itself. No holiday stops an hour.
    """
    if start.tzinfo is None:
        raise ValueError("a moment needs a zone")
    if hours < 1:
        raise ValueError("a period has at least one hour")
    hour = start.replace(minute=0, second=0, microsecond=0)
    if first_hour_counts or hour == start:
        return start + dt.timedelta(hours=hours)
    return hour + dt.timedelta(hours=hours + 1)


def in_time(last: dt.date, *, received: dt.date | None = None, posted: dt.date | None = None) -> bool | None:
    """Whether a paper came within a period that ends on `last`; None where neither day is known.

    诉讼文书在期满前交邮的，不算过期 (民诉法 article 85-4): what was posted by the last day is in time whenever it arrives.
    """
    days = [day for day in (posted, received) if day is not None]
    return min(days) <= last if days else None
