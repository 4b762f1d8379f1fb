"""到期雷达: what falls due over all cases, read from the kept rows; as a list on paper and as a calendar file."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from services.actions import lawbook, unlocking
from services.cases import radar, renewals
from services.cases.radar import Filter, Row
from services.documents import due_list
from services.errors import BadInput
from services.records.events import CalendarMade
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
PIECE = kept.PIECE
ENDING = ".ics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Radar:
    """Everything within the horizon, ranked; `stale` cases have changed since and are not counted anew yet."""

    rows: tuple[Row, ...]
    day: dt.date
    stale: int


def document_for(row: Row) -> str:
    """The document of the case that answers a row, "" where there is none: the ruling that renews a measure in time.

    A measure that has lapsed can't be renewed, and what 财产保全 took is renewed by the court that preserves.
    """
    in_time = row.days_left is not None and row.days_left >= 0
    renewable = row.due.sort == "measure" and bool(row.due.thing) and "执保" not in row.number
    return RENEWAL if renewable and in_time and not row.due.entry else ""


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
        said = CalendarMade(rows=dated, names=names, sums=hashlib.sha256(raw).hexdigest())
        journal.append(session.vault, unlocking.event(session, said, (), now))
        making.replace(target)
    except OSError as error:
        raise BadInput(f"日历文件没有写成：{target.parent} 写不进去。请换一个位置再导出。") from error
    finally:
        making.unlink(missing_ok=True)
    return target
