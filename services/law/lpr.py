"""贷款市场报价利率: the dated table of LPR, which rate holds on a day, and where a stretch of days has to be cut."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from services.errors import BadInput
from services.law import tables
from services.law.tables import Content, Problem, row_problems
from services.wording import date_text

Term = Literal["year", "five"]
TERM_TITLES: dict[Term, str] = {"year": "一年期", "five": "五年期以上"}
_HIGHEST = Decimal(20)


class NoRate(BadInput):
    """The table says nothing about a day: before LPR, or after the last publication known here."""

    message = "LPR表没有这一天的利率，不能推算。"


def rate(on: dt.date, term: Term, table: Content | None = None) -> Decimal:
    """The LPR in per cent a year that holds on a day. Raises NoRate."""
    content = BUNDLED if table is None else table
    first, until = content["rates"][0]["on"], content["until"]
    if on < first:
        raise NoRate(f"LPR自{date_text(first)}起才有，{date_text(on)}的利率请按裁判文书另行填写。")
    if on > until:
        raise NoRate(
            f"LPR表只到{date_text(until)}，不能算到{date_text(on)}。请导入新表，或把计算日改到表内。"
        )
    row = next(r for r in reversed(content["rates"]) if r["on"] <= on)
    return Decimal(row[term])


def changes(start: dt.date, end: dt.date, term: Term, table: Content | None = None) -> Iterator[dt.date]:
    """The days after `start` and before `end` on which another rate begins to hold."""
    before = None
    for row in (BUNDLED if table is None else table)["rates"]:
        if start < row["on"] < end and row[term] != before:
            yield row["on"]
        before = row[term]


def problems(content: Content) -> Iterator[Problem]:
    """What is wrong with a table that a court hands in."""
    until, rows = content.get("until"), content.get("rates")
    if type(until) is not dt.date:
        yield Problem(("until",), "缺少“until”，应写明利率到哪一天为止，如 until = 2026-07-19")
    if not isinstance(rows, list) or not rows:
        yield Problem(("rates",), "没有一行利率")
        return
    last: dt.date | None = None
    for number, row in enumerate(rows):
        place = ("rates", number)
        wanted: dict[str, type] = {"on": dt.date, "year": str, "five": str}
        found = list(row_problems(row, place, wanted, {"mark": str}))
        yield from found
        if not found:
            yield from _rate_problems(row, place)
            if last and row["on"] <= last:
                yield Problem(place, f"{row['on']}没有排在{last}之后")
            last = row["on"]
    if last and type(until) is dt.date and until < last:
        yield Problem(("until",), f"止日{until}早于最后一次公布{last}")


def _rate_problems(row: dict[str, Any], place: tuple[str | int, ...]) -> Iterator[Problem]:
    for term in TERM_TITLES:
        try:
            fits = 0 < Decimal(row[term]) < _HIGHEST
        except InvalidOperation:
            fits = False
        if not fits:
            yield Problem((*place, term), f"利率“{row[term]}”不是0到{_HIGHEST}之间的百分数")


def until(content: Content) -> dt.date | None:
    """The last day that the content covers."""
    day: dt.date = content["until"]
    return day


BUNDLED: Content = tables.load("lpr")
FORM = tables.Form(
    name="lpr",
    title="贷款市场报价利率（LPR）",
    origin="全国银行间同业拆借中心每月公布",
    problems=problems,
    until=until,
    ahead=True,
)
