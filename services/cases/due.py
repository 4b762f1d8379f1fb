"""到期事项: one thing that falls due, of which sort it is, and how the sorts stand to one another."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Sort = Literal[
    "measure", "term", "report", "review", "leave", "collect", "auction", "money", "instalment", "petition",
    "objection", "closing", "pause", "paper", "promise", "inspection",
]  # fmt: skip

SORT_TITLES: dict[Sort, str] = {
    "measure": "续封", "term": "六个月", "report": "财产报告", "review": "复议", "leave": "迁出期限", "collect": "取物期限",
    "auction": "拍卖公告", "money": "案款发放", "instalment": "和解分期", "petition": "信访答复", "objection": "异议审查",
    "closing": "终本条件", "pause": "暂缓中止", "paper": "文书期限", "promise": "承诺付款",
    "inspection": "活封查看",
}  # fmt: skip
SORT_ICONS: dict[Sort, str] = {
    "measure": "sealing", "term": "clock", "report": "documents", "review": "law", "leave": "eviction", "collect": "box",
    "auction": "bell", "money": "money", "instalment": "payment", "petition": "people", "objection": "law",
    "closing": "done", "pause": "stop", "paper": "documents", "promise": "payment", "inspection": "search",
}  # fmt: skip
# 0: a right is lost by itself at that day; 1: the court must have acted; 2: someone else must or may act; 3: a reminder.
SORT_WEIGHTS: dict[Sort, int] = {
    "measure": 0, "auction": 1, "money": 1, "petition": 1, "objection": 1, "term": 1, "leave": 1, "collect": 2,
    "report": 2, "instalment": 2, "review": 2, "paper": 2, "pause": 1, "closing": 3, "promise": 2, "inspection": 1,
}  # fmt: skip

RIPENS: frozenset[Sort] = frozenset({"closing"})  # from its day on it may be done; nobody is late for that
RIPE_DAYS = 30  # how near such a one stands once its day has passed


def ripe(sort: Sort, days_left: int | None) -> bool:
    """True when the day after which something may be done has passed."""
    return sort in RIPENS and days_left is not None and days_left < 0


def near(sort: Sort, days_left: int | None) -> int | None:
    """The days by which a due is ranked and counted: those that are left; RIPE_DAYS for what may be done since."""
    return RIPE_DAYS if ripe(sort, days_left) else days_left


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What falls due on which day; `on` is None where a paper's date is not on record.

    `term` is the key in law/terms.toml that sets the length, "" for a printed or agreed day; `note` says what does not
    fit or can't be computed; `thing` is the docket's property, `entry` the journal's entry that it comes from. One that
    `fades` is over with its day: a right that was not used, a stretch that has ended. `answer` is the code of the
    record kind that answers it on site, "" where none does.
    """

    sort: Sort
    what: str
    on: dt.date | None
    term: str = ""
    note: str = ""
    thing: str = ""
    entry: str = ""
    fades: bool = False
    answer: str = ""
