"""利息条款: the interest clause of a basis in its own words, as rates one after the other and the days they begin on."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from services.law import rates
from services.law.rates import BadRate, Rate
from services.law.reckoning import RateFrom
from services.wording import date_text

_DAY = r"(\d{4})[年\-./](\d{1,2})[月\-./](\d{1,2})日?"
_FROM = re.compile(rf"(?:自|从){_DAY}(?:之日)?(?:起|开始)?")
_TO = re.compile(rf"(?:至|到){_DAY}(?:之日)?(?:止|为止)?")
_BEFORE = re.compile(rf"{_DAY}(?:之前|以前|前)")
_AFTER_THAT = re.compile(r"此后|其后|之后|剩余期间")
_YEAR = re.compile(r"(?<!\d)(36[05])[天日]")
_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Clause:
    """The first rate (None: no interest is awarded), the first day that bears it, and what holds from later days."""

    rate: Rate | None
    runs_from: dt.date | None
    then: tuple[RateFrom, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """One rate with the days that its own words name; `goes_on` where they say 此后."""

    rate: Rate
    first: dt.date | None
    last: dt.date | None
    goes_on: bool


def read(words: str, runs_from: dt.date | None = None, year_days: int = 365) -> Clause:
    """The clause as rates by days; `runs_from` is the day on record beside it, if any, `year_days` where it names no year.

    Raises BadRate where a rate or the day it begins on can't be read, or the days contradict each other: nothing is guessed.
    """
    text = re.sub(r"\s", "", words)
    if not text:
        return Clause(None, runs_from)
    own = _YEAR.search(text)
    days = int(own[1]) if own else year_days
    pieces = [_piece(piece, words, days) for piece in _pieces(text)]
    named = pieces[0].first
    if named and runs_from and named != runs_from:
        raise BadRate(
            f"“{words}”自{date_text(named)}起算，起算日期栏写的是{date_text(runs_from)}，请对照裁判文书核对。"
        )
    return Clause(pieces[0].rate, named or runs_from, tuple(_turns(pieces, words, named or runs_from)))


def _pieces(text: str) -> list[str]:
    """The clause cut at its stops, so that each piece holds a rate; what holds none belongs to its neighbour."""
    found: list[str] = []
    ahead = ""
    for piece in filter(None, re.split(r"[，,；;。]", text)):
        if rates.names_one(piece):
            found.append(ahead + piece)
            ahead = ""
        elif _FROM.search(piece) or _BEFORE.search(piece) or not found or _AFTER_THAT.search(piece):
            ahead += piece
        else:
            found[-1] += piece
    if not found:
        return [ahead]
    if ahead and found:
        found[-1] += ahead
    return found


def _piece(piece: str, words: str, year_days: int) -> _Piece:
    rate = rates.read(piece)
    if rate is None:
        raise BadRate(f"“{words}”里读不出利率，请对照裁判文书填写，程序不代为推定。")
    first, last = _day(_FROM, piece, words), _day(_TO, piece, words)
    before = _day(_BEFORE, piece, words)
    if before and not last:
        last = before - _ONE_DAY
    return _Piece(replace(rate, basis=year_days), first, last, bool(_AFTER_THAT.search(piece)))


def _day(pattern: re.Pattern[str], piece: str, words: str) -> dt.date | None:
    found = pattern.findall(piece)
    if len(found) > 1:
        raise BadRate(f"“{words}”里一段有不止一个起止日，请按段用分号分开，每段一个利率。")
    try:
        return dt.date(*map(int, found[0])) if found else None
    except ValueError as error:
        raise BadRate(f"“{words}”里的日期不存在，请对照裁判文书核对。") from error


def _turns(pieces: list[_Piece], words: str, start: dt.date | None) -> list[RateFrom]:
    """The later rates with their first days, and the end of all interest where the clause names a last day."""
    turns: list[RateFrom] = []
    before, last = start, pieces[0].last
    for number, piece in enumerate(pieces[1:], 2):
        first = piece.first or (last + _ONE_DAY if last and piece.goes_on else None)
        if first is None:
            raise BadRate(
                f"“{words}”有不止一个利率，第{number}段没有起算日，请对照裁判文书填写，程序不代为推定。"
            )
        if last and first != last + _ONE_DAY:
            raise BadRate(f"“{words}”第{number}段没有接着上一段的止日，请对照裁判文书核对。")
        if before and first <= before:
            raise BadRate(f"“{words}”第{number}段的起算日不晚于上一段，请对照裁判文书核对。")
        turns.append(RateFrom(first, piece.rate))
        before, last = first, piece.last
    if last:
        if before and last < before:
            raise BadRate(f"“{words}”的止日早于起算日，请对照裁判文书核对。")
        turns.append(RateFrom(last + _ONE_DAY, None))
    return turns
