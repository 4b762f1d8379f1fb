"""今天的行程: what was done today at which address, and a day's stops and calls written as a file for a map."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from services.actions import unlocking
from services.actions.planning import Leg, Target
from services.cases import day_file
from services.cases.day_file import Day, Point
from services.cases.measures import current
from services.clock import local
from services.errors import BadInput
from services.position.fix import Fix
from services.records import catalogue
from services.records.events import DayExported
from services.records.kinds.visit import MET, Visit
from services.records.record import Record
from services.session import Session
from services.store import journal
from services.wording import chinese_date

__all__ = ["ENDINGS", "DayCall", "of_day", "write"]

ENDINGS = tuple(day_file.WRITERS)
_MOST = 200  # records of one officer in one day, with room to spare


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCall:
    """A finished record of the day: where, when, what came of it; `met` is None for a kind that meets nobody."""

    entry: str
    cases: tuple[str, ...]
    place: str
    at: dt.datetime
    words: str
    met: bool | None
    fix: Fix | None


def of_day(session: Session, day: dt.date) -> tuple[DayCall, ...]:
    """The records of one day in their order, a corrected one as it stands now."""
    codes = tuple(kind.code for kind in catalogue.KINDS)
    latest = journal.entries(session.vault, kinds=codes, newest_first=True, limit=_MOST)
    recent = (
        e for e in reversed(latest) if local(e.made_at).date() >= day
    )  # a call is written down after it was made
    happened = current(catalogue.read(e) for e in recent)
    found = []
    for happening in happened:
        said, entry = happening.said, happening.entry
        at = getattr(said, "arrived_at", None) or entry.made_at
        if not isinstance(said, Record) or local(at).date() != day:
            continue
        found.append(
            DayCall(
                entry=entry.id,
                cases=entry.cases,
                place=getattr(getattr(said, "place", None), "text", ""),
                at=at,
                words=f"{said.title}：{said.summary()}",
                met=said.outcome in MET if isinstance(said, Visit) else None,
                fix=entry.position if isinstance(entry.position, Fix) else None,
            )
        )
    return tuple(sorted(found, key=lambda c: c.at))


def write(
    session: Session,
    path: Path,
    stops: Sequence[Target],
    legs: Sequence[Leg],
    now: dt.datetime,
    *,
    names: bool,
) -> Path:
    """Writes the day's stops and calls where the officer asked for it, and into the journal that he did.

    The ending chooses the form: .geojson, .gpx or .kml. Nothing is left behind when the writing fails.
    Raises BadInput for another ending, for a day without a place, and where nothing can be written.
    """
    writer = day_file.WRITERS.get(path.suffix.lower())
    if writer is None:
        raise BadInput("行程文件只能写成 .geojson、.gpx 或 .kml，没有写。请改文件名的后缀。")
    points = (*_stops(stops, legs, names), *_calls(of_day(session, now.date())))
    if not points:
        raise BadInput("今天还没有带坐标的站和到访，行程文件没有写。")
    raw = writer(Day(title=f"{chinese_date(now.date())}外勤行程", points=points, made_at=now))
    making = path.with_name(f".{path.name}.new")
    said = DayExported(
        form=path.suffix.lower(), points=len(points), names=names, sums=hashlib.sha256(raw).hexdigest()
    )
    try:
        making.write_bytes(raw)
        journal.append(session.vault, unlocking.event(session, said, (), now))
        making.replace(path)
    except OSError as error:
        raise BadInput(f"行程文件没有写成：{path.parent} 写不进去。请换一个位置再导出。") from error
    finally:
        making.unlink(missing_ok=True)
    return path


def _stops(stops: Sequence[Target], legs: Sequence[Leg], names: bool) -> list[Point]:
    times = {leg.stop: leg.at for leg in legs}
    return [
        Point(
            sort="stop",
            name=f"{number} {target.debtors if names else target.case}",
            at=target.at,
            time=times.get(target.id),
            case=target.case,
            address=target.place,
            note=target.marked,
        )
        for number, target in enumerate(stops, 1)
        if target.at is not None
    ]


def _calls(calls: Sequence[DayCall]) -> list[Point]:
    """Calls whose place is known; what was said at the door stays in the vault."""
    return [
        Point(
            sort="call",
            name=f"{local(call.at):%H:%M} {call.words.partition('：')[0]}",
            at=(call.fix.latitude, call.fix.longitude),
            time=call.at,
            case="、".join(call.cases),
            address=call.place,
            note=call.fix.text,
        )
        for call in calls
        if call.fix is not None
    ]
