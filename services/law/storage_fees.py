"""扣押车辆存放费: what a yard costs by a dated table of rates with caps, up to a day, and when it has eaten up the car."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from services.law import tables
from services.law.tables import Content, Problem, row_problems

ANY = "*"
WEEK = 7
_HIGHEST = Decimal(100_000)
_FAR = 36_500  # days


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A rate in yuan for each begun day; the first `free_days` days cost nothing, `cap` is the most while it holds."""

    per_day: Decimal
    valid_from: dt.date
    valid_until: dt.date | None = None
    free_days: int = 0
    cap: Decimal | None = None
    source: str = ""

    def days(self, since: dt.date, until: dt.date) -> int:
        """The days of [since, until) that it charges: those on which it holds, less the free ones at the beginning."""
        first = max(since + dt.timedelta(days=self.free_days), self.valid_from)
        last = until if self.valid_until is None else min(until, self.valid_until + dt.timedelta(days=1))
        return max(0, (last - first).days)

    def fee(self, since: dt.date, until: dt.date) -> Decimal:
        """What it charges for [since, until), never above its cap."""
        whole = self.per_day * self.days(since, until)
        return whole if self.cap is None else min(whole, self.cap)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """What a car has cost by a day, and what it goes on to cost."""

    days: int
    fee: Decimal
    per_day: Decimal
    source: str

    @property
    def per_week(self) -> Decimal:
        """What another week costs at the present rate; nothing once the cap is reached."""
        return self.per_day * WEEK


def rates_for(yard: str, content: Content | None = None) -> tuple[Rate, ...]:
    """The rates of a yard, of every yard where it has none; empty where the table says nothing."""
    rows = (BUNDLED if content is None else content)["rates"]
    own = [row for row in rows if row["yard"] == yard] or [row for row in rows if row["yard"] == ANY]
    return tuple(_rate(row) for row in own)


def clock(since: dt.date, until: dt.date, rates: Sequence[Rate]) -> Clock | None:
    """The fee of a car that came on `since`, up to `until`; a car in and out on one day costs one day.

    None where no rate holds on some day of it: then the fee is unknown, never a part of it.
    """
    end = max(until, since + dt.timedelta(days=1))
    if not rates or not _covered(since, end, rates):
        return None
    now = next(r for r in rates if _holds(r, end - dt.timedelta(days=1)))
    capped = now.cap is not None and now.fee(since, end) >= now.cap
    return Clock(
        days=(end - since).days,
        fee=sum((r.fee(since, end) for r in rates), Decimal(0)),
        per_day=Decimal(0) if capped else now.per_day,
        source=now.source,
    )


def days_to_break_even(worth: Decimal, since: dt.date, today: dt.date, rates: Sequence[Rate]) -> int | None:
    """Days from today until the fee has eaten up what the car is worth; 0 when it has.

    None where it never does, because a cap stops it, and where no rate is known for so long.
    """
    low, high = 0, _FAR
    last = clock(since, today + dt.timedelta(days=high), rates)
    if last is None or last.fee < worth:
        return None
    while low < high:
        middle = (low + high) // 2
        found = clock(since, today + dt.timedelta(days=middle), rates)
        assert found is not None
        low, high = (low, middle) if found.fee >= worth else (middle + 1, high)
    return low


def problems(content: Content) -> Iterator[Problem]:
    """What is wrong with a table that a court hands in."""
    rows = content.get("rates")
    if not isinstance(rows, list):
        yield Problem(("rates",), "缺少“rates”，应是一行一个标准的列表")
        return
    wanted: dict[str, type] = {"yard": str, "per_day": str, "valid_from": dt.date, "source": str}
    optional: dict[str, type] = {"valid_until": dt.date, "free_days": int, "cap": str, "mark": str}
    for number, row in enumerate(rows):
        place = ("rates", number)
        found = list(row_problems(row, place, wanted, optional))
        yield from found
        if not found:
            yield from _row_problems(row, rows[:number], place)


def _row_problems(row: dict[str, Any], before: list[Any], place: tuple[str | int, ...]) -> Iterator[Problem]:
    for name in ("per_day", "cap"):
        if name in row and not _amount(row[name]):
            yield Problem((*place, name), f"“{row[name]}”不是 0 到 {_HIGHEST} 之间的金额（元）")
    if row.get("free_days", 0) < 0:
        yield Problem((*place, "free_days"), "免费天数不能为负")
    until = row.get("valid_until")
    if until is not None and until < row["valid_from"]:
        yield Problem((*place, "valid_until"), f"止日{until}早于起日{row['valid_from']}")
    for other in before:
        if other["yard"] == row["yard"] and _meet(other, row):
            yield Problem(place, f"与“{row['yard']}”的另一行期间重叠")


def _meet(one: dict[str, Any], other: dict[str, Any]) -> bool:
    begins: dt.date = max(one["valid_from"], other["valid_from"])
    ends: dt.date = min(r.get("valid_until", dt.date.max) for r in (one, other))
    return begins <= ends


def _amount(text: str) -> bool:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return False
    return amount.is_finite() and 0 <= amount <= _HIGHEST


def _holds(rate: Rate, day: dt.date) -> bool:
    return rate.valid_from <= day and (rate.valid_until is None or day <= rate.valid_until)


def _covered(since: dt.date, end: dt.date, rates: Sequence[Rate]) -> bool:
    day = since
    while day < end:
        holding = next((r for r in rates if _holds(r, day)), None)
        if holding is None:
            return False
        if holding.valid_until is None:
            return True
        day = holding.valid_until + dt.timedelta(days=1)
    return True


def _rate(row: dict[str, Any]) -> Rate:
    return Rate(
        per_day=Decimal(row["per_day"]), valid_from=row["valid_from"], valid_until=row.get("valid_until"),
        free_days=row.get("free_days", 0), cap=Decimal(row["cap"]) if "cap" in row else None, source=row["source"],
    )  # fmt: skip


BUNDLED: Content = tables.load("storage_fees")
FORM = tables.Form(
    name="storage_fees",
    title="车辆存放费标准",
    origin="院里与停车场的保管合同、价格主管部门文件",
    problems=problems,
    ahead=True,
)
