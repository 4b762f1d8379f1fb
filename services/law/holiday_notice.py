"""放假安排: what a table of holidays must hold before a period is counted over it (全国年节及纪念日放假办法)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from services.law.tables import Content, Form, Path_, Problem, row_problems

_WANTED: Mapping[str, type] = {"name": str, "from": dt.date, "to": dt.date}
_OPTIONAL: Mapping[str, type] = {"worked": list}
_FEASTS = ("元旦", "春节", "清明", "劳动", "端午", "中秋", "国庆")
_LONGEST = 12
_LEAST_YEAR, _LAST_YEAR = 2000, 2100


def years(content: Content) -> dict[int, Mapping[str, Any]]:
    """The years of a table; what stands beside them (version) is none."""
    return {int(key): row for key, row in content.items() if key.isdigit()}


def until(content: Content) -> dt.date | None:
    """31 December of the last year that follows without a gap on the first."""
    known = years(content)
    year = min(known)
    while year + 1 in known:
        year += 1
    return dt.date(year, 12, 31)


def problems(content: Content) -> Iterator[Problem]:
    """What is wrong in a table of holidays, row by row."""
    found = False
    for key, year in content.items():
        if key == "version":
            continue
        found = True
        if not key.isdigit() or not _LEAST_YEAR <= int(key) <= _LAST_YEAR:
            yield Problem((key,), f"“{key}”不是年份，应如 [2027]")
        else:
            yield from _year_problems(int(key), year, (key,))
    if not found:
        yield Problem((), "没有任何年份的放假安排")


def _year_problems(year: int, table: Any, place: Path_) -> Iterator[Problem]:
    wrong = list(row_problems(table, place, {"source": str, "holidays": list}))
    yield from wrong
    if wrong:
        return
    if f"{year}年" not in table["source"]:
        yield Problem((*place, "source"), f"来源应写明是{year}年的放假通知")
    for number, row in enumerate(table["holidays"]):
        at = (*place, "holidays", number)
        bad = list(row_problems(row, at, _WANTED, _OPTIONAL))
        yield from bad or _day_problems(year, row, at)
    names = "、".join(str(row.get("name", "")) for row in table["holidays"] if isinstance(row, dict))
    if lacking := [feast for feast in _FEASTS if feast not in names]:
        yield Problem(place, f"{year}年缺少{'、'.join(lacking)}")
    yield from _doubled(table["holidays"], place)


def _day_problems(year: int, row: Mapping[str, Any], at: Path_) -> Iterator[Problem]:
    first, last = row["from"], row["to"]
    if last < first:
        yield Problem(at, f"止日{last}早于起日{first}")
    elif (last - first).days >= _LONGEST:
        yield Problem(at, f"{row['name']}放假{(last - first).days + 1}天，过长")
    if last.year != year or not dt.date(year - 1, 12, 25) <= first:
        yield Problem(at, f"{first}至{last}不在{year}年")
    for day in row.get("worked", ()):
        if type(day) is not dt.date:
            yield Problem(at, "“worked”里应都是日期")
        elif day.weekday() < 5:
            yield Problem(at, f"补班日{day}不是周末")
        elif abs((day - first).days) > 31:
            yield Problem(at, f"补班日{day}离{row['name']}超过一个月")


def _doubled(rows: list[Any], place: Path_) -> Iterator[Problem]:
    """A day that is off twice, or off and worked, was typed wrongly somewhere."""
    seen: dict[dt.date, str] = {}
    for sort in ("off", "worked"):
        for number, row in enumerate(rows):
            for day in _days(row, sort):
                if day in seen:
                    yield Problem((*place, "holidays", number), f"{day}与“{seen[day]}”重复")
                    break
                seen[day] = str(row.get("name", ""))


def _days(row: Any, sort: str) -> list[dt.date]:
    if not isinstance(row, dict):
        return []
    if sort == "worked":
        worked = row.get("worked", [])
        return [day for day in worked if type(day) is dt.date] if isinstance(worked, list) else []
    first, last = row.get("from"), row.get("to")
    if type(first) is not dt.date or type(last) is not dt.date or (last - first).days >= _LONGEST:
        return []
    return [first + dt.timedelta(days=step) for step in range((last - first).days + 1)]


def joined(before: Content, newer: Content) -> Content:
    """The years of the newer table laid over those known: a notice tells of one year, and the others stay."""
    return {**before, **newer}


FORM = Form(
    name="holidays",
    title="放假安排",
    origin="国务院办公厅每年秋季公布次年部分节假日安排的通知",
    problems=problems,
    joined=joined,
    until=until,
    ahead=True,
)
