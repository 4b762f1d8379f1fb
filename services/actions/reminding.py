"""到期雷达: what falls due over all cases, read from the kept rows; as a list on paper and as a calendar file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from services import digests
from services.actions import lawbook, unlocking
from services.cases import advising, radar, renewals
from services.cases.due import Sort
from services.cases.radar import Filter, Row
from services.docket.property import MEASURE_TITLES
from services.documents import due_list
from services.errors import BadInput
from services.records.events import CalendarMade
from services.records.kinds.eviction_day import EvictionDay
from services.records.kinds.eviction_storage import EvictionStorage
from services.records.kinds.interview import Interview
from services.records.kinds.renewal import Renewal
from services.session import Session
from services.store import journal
from services.store import radar as kept

__all__ = [
    "HORIZON",
    "PIECE",
    "Filter",
    "Radar",
    "Row",
    "catch_up",
    "catch_up_all",
    "paper",
    "read",
    "write_calendar",
]

HORIZON = 90
RENEWAL = renewals.RENEWING
RENEWAL_KIND = Renewal.code
_NOTICE = "执行通知书"
PIECE = kept.PIECE
ENDING = ".ics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Radar:
    """Everything within the horizon, ranked; `stale` cases have changed since and are not counted anew yet."""

    rows: tuple[Row, ...]
    day: dt.date
    stale: int


# Which document of the case answers what falls due, by sort and term, and what its key says; the second ones only once
# the day has passed: until then it is still the other side's turn.
_PAPERS: Mapping[tuple[Sort, str], tuple[str, str]] = {
    ("petition", "petition_reply"): ("petition_notice", "告知书"),
    ("money", "pay_out"): ("money_statement", "计算书"),
    ("instalment", "instalment"): ("money_statement", "计算书"),
    ("objection", "objection"): ("objection_notice", "权利告知"),
    ("objection", "outsider_objection"): ("objection_notice", "权利告知"),
}
_LATE: Mapping[tuple[Sort, str], tuple[str, str]] = {
    ("report", "property_report"): ("dishonesty_decision", "失信决定"),
    ("paper", ""): ("spending_limit_order", "限制消费令"),
}
_LATE_KINDS: Mapping[Sort, str] = {"leave": EvictionDay.code, "collect": EvictionStorage.code}
_KINDS: Mapping[Sort, str] = {"petition": Interview.code, "closing": Interview.code}


@dataclass(frozen=True, slots=True)
class Answer:
    """A document of the case by its code, and the few words of the key that leads to it."""

    document: str
    words: str


def answer_to(row: Row) -> Answer | None:
    """The document of the case that answers a row, None where there is none.

    A measure is renewed by its ruling while it stands: one that has lapsed can't be, and what 财产保全 took is renewed by
    the court that preserves. A report that did not come, and a notice that was not obeyed, call for what follows them.
    """
    late = row.days_left is not None and row.days_left < 0
    due = row.due
    if due.sort == "measure":
        renewable = bool(due.thing) and "执保" not in row.number and not due.entry
        if not renewable or late or row.days_left is None:
            return None
        return Answer(RENEWAL, "续冻裁定" if MEASURE_TITLES["freezing"] in due.what else "续封裁定")
    if due.sort == "paper" and _NOTICE not in due.what:
        return None
    found = _PAPERS.get((due.sort, due.term)) or (_LATE.get((due.sort, due.term)) if late else None)
    return Answer(*found) if found else None


def document_for(row: Row) -> str:
    """The code of that document, "" where none answers."""
    answer = answer_to(row)
    return answer.document if answer else ""


def kind_for(row: Row) -> str:
    """The kind of record that answers a row on site, "" where none does; past its day another may than before it."""
    late = row.days_left is not None and row.days_left < 0
    if late and row.due.sort in _LATE_KINDS:
        return _LATE_KINDS[row.due.sort]
    return row.due.answer or _KINDS.get(row.due.sort, "")


def kinds_for(row: Row) -> tuple[str, ...]:
    """The codes of the records that answer a row: what is done on site, and for a measure in time its renewal.

    What 财产保全 took is renewed by the court that preserves; what has lapsed cannot be renewed.
    """
    in_time = row.days_left is not None and row.days_left >= 0
    renewable = row.due.sort == "measure" and in_time and "执保" not in row.number
    return tuple(filter(None, (kind_for(row), RENEWAL_KIND if renewable else "")))


_ALSO: tuple[tuple[Sort, str], ...] = (("objection", ""), ("auction", ""), ("paper", "third_party_debt"))


def advice_for(row: Row) -> str:
    """What is to be done about a row, in plain words, where no paper or record of ours does all of it; else ""."""
    partly = any(row.due.sort == sort and term in ("", row.due.term) for sort, term in _ALSO)
    answered = answer_to(row) is not None or bool(kinds_for(row))
    return advising.advice(row) if partly or not answered else ""


def catch_up(session: Session) -> int:
    """Counts up to PIECE changed cases anew; fewer than PIECE means that all are done. Short enough for the vault's lane."""
    return kept.catch_up(session.vault, PIECE, lawbook.holidays(session))


def catch_up_all(session: Session) -> None:
    """Counts every changed case anew, where no screen waits."""
    while catch_up(session) == PIECE:
        pass


def read(session: Session, day: dt.date, horizon: int = HORIZON) -> Radar:
    """What falls due within the horizon, what is overdue and what lacks its date, the most urgent first."""
    found = kept.rows(session.vault, day, day + dt.timedelta(days=horizon))
    return Radar(
        rows=radar.ranked(found), day=day, stale=kept.stale(session.vault, lawbook.holidays(session))
    )


def paper(session: Session, rows: Sequence[Row], now: dt.datetime, chosen: str = "") -> bytes:
    """The list as a PDF, made in memory and never stored; `chosen` names the filters that were set."""
    return due_list.pdf(rows, session.court, session.officer, now, chosen=chosen, demo=session.demo)


def write_calendar(
    session: Session, path: Path, rows: Sequence[Row], now: dt.datetime, *, names: bool
) -> Path:
    """Writes an .ics file where the officer asked for it, and into the journal that he did; it lies there in clear.

    Nothing is left behind when either fails. Raises BadInput when there is nothing to write or no place to write it.
    """
    from services.cases import calendar  # noqa: PLC0415  (75 ms and 10 MB; only an export needs it)

    target = path if path.suffix.lower() == ENDING else path.with_name(f"{path.name}{ENDING}")
    dated = sum(1 for row in rows if row.due.on)
    if not dated:
        raise BadInput("没有带日期的到期事项，日历文件没有写。")
    raw = calendar.of_rows(rows, now, names=names)
    making = target.with_name(f".{target.name}.new")
    try:
        making.write_bytes(raw)
        said = CalendarMade(rows=dated, names=names, sums=digests.hex_sha256(raw))
        journal.append(session.vault, unlocking.event(session, said, (), now))
        making.replace(target)
    except OSError as error:
        raise BadInput(f"日历文件没有写成：{target.parent} 写不进去。请换一个位置再导出。") from error
    finally:
        making.unlink(missing_ok=True)
    return target
