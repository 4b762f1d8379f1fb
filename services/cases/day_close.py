"""当日小结: what one day's journal holds, line by line, with the counts and hashes by which it can be checked later."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

TITLE = "外勤当日小结"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """One record or paper: when, on which case, what, how many files, where it stands, its row in the journal, its hash."""

    at: dt.datetime
    case: str
    what: str
    files: int
    state: str
    seq: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayChain:
    """A chain's rows of the day: its device, the first and last of them, and the link of the last."""

    device: str
    first: int
    last: int
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayClose:
    """A day: whose, its records and papers, other rows by what they are called, files (bytes), chains, what is left.

    `proof` is the hub's word at the last exchange, "" before the first; `receipt` the link it has signed last.
    """

    day: dt.date
    officer: str
    records: tuple[DayLine, ...]
    papers: tuple[DayLine, ...]
    others: tuple[tuple[str, int], ...]
    amended: int
    cases: int
    files: int
    size: int
    chains: tuple[DayChain, ...]
    drafts: int
    waiting: int
    proof: str
    receipt: str
