"""标点: where an address lies, said by an officer and journalled; taken back by another entry, never overwritten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from services.actions import evidence, finding, unlocking
from services.actions.evidence import Looked
from services.actions.marking import WAYS, Found, Mark, marks, of_records
from services.docket.case import Case
from services.entries.entry import Entry
from services.errors import BadInput, NotAllowed
from services.position import china, datum
from services.position.fix import Fix, set_by_hand
from services.position.tiles import Datum
from services.records.events import PlaceMarked
from services.session import Session
from services.store import journal, registry, summaries

__all__ = [
    "WAYS", "Found", "Mark", "from_fix", "from_photo", "from_text", "known", "look_at", "mark", "marks", "seen_here",
    "take_back",
]  # fmt: skip

_MOST = 50


def mark(session: Session, place: str, found: Found, now: dt.datetime) -> Entry:
    """Writes down where an address lies; the case's map follows it from now on, the docket stays as it is.

    Raises BadPosition for coordinates that are swapped or outside China, BadInput for an address of no case.
    """
    latitude, longitude = china.checked(round(found.latitude, 7), round(found.longitude, 7))
    said = PlaceMarked(
        place=place, way=found.way, source=found.source, latitude=latitude, longitude=longitude,
        accuracy_m=found.accuracy_m,
    )  # fmt: skip
    before = marks(session).get(place)
    numbers = tuple(case.number for case in _cases(session, place))
    if not numbers:
        raise BadInput("承办案件册里没有这个地址，没有标上。")
    unsigned = replace(
        unlocking.event(session, said, numbers, now),
        position=set_by_hand(latitude, longitude, f"地址标点：{WAYS[found.way]}", now),
        amends=before.entry if before else "",
        reason="重新标点" if before else "",
    )
    return journal.append(session.vault, unsigned)


def take_back(session: Session, place: str, reason: str, now: dt.datetime) -> Entry:
    """撤销标点: the docket's own place counts again; both entries stay readable. Raises NotAllowed, BadInput."""
    before = marks(session).get(place)
    if before is None:
        raise NotAllowed("这个地址没有标过点，不用撤销。")
    if len(reason.strip()) < 2:
        raise BadInput("请写明为什么撤销，理由会和记录一起显示。")
    numbers = tuple(case.number for case in _cases(session, place))
    said = PlaceMarked(place=place, way="undone")
    unsigned = replace(
        unlocking.event(session, said, numbers, now), amends=before.entry, reason=reason.strip()
    )
    return journal.append(session.vault, unsigned)


def known(session: Session, place: str) -> tuple[Mark | None, tuple[Found, ...]]:
    """What counts for an address, and what earlier records there would offer: what the sheet 标点 shows."""
    return marks(session).get(place), seen_here(session, place)


def seen_here(session: Session, place: str) -> tuple[Found, ...]:
    """Fixes and photographed coordinates of earlier records at this address, the latest first.

    A replayed log is no place where anybody was; only the demo offers it.
    """
    happened = [h for case in _cases(session, place) for h in finding.happenings(session, case.number)]
    found = of_records({h.entry.id: h for h in happened}.values(), place, session.demo)
    return tuple(sorted(found, key=lambda f: f.at or dt.datetime.min.replace(tzinfo=dt.UTC), reverse=True))


def from_fix(fix: Fix | None) -> Found:
    """Where the receiver is now. Raises BadInput while it has no fix."""
    if fix is None:
        raise BadInput("现在没有定位，没有标上。请接上接收机，或在地图上点。")
    return Found(
        latitude=fix.latitude, longitude=fix.longitude, way="receiver", source=fix.text, accuracy_m=fix.accuracy_m,
        at=fix.at,
    )  # fmt: skip


def from_photo(looked: Looked) -> Found:
    """Where a photo says it was taken. Raises BadInput for one that says nothing."""
    if looked.latitude is None or looked.longitude is None:
        raise BadInput("这张照片里没有坐标，没有标上。请换一张开着定位拍的照片，或在地图上点。")
    return Found(
        latitude=looked.latitude,
        longitude=looked.longitude,
        way="photo",
        source=looked.name,
        at=looked.taken_at,
    )


def from_text(text: str, stated: Datum) -> Found:
    """What was typed, in the datum it was copied from. Raises BadPosition."""
    latitude, longitude = china.parse(text)
    if stated == "gcj02":
        latitude, longitude = datum.to_wgs84(latitude, longitude)
    return Found(latitude=latitude, longitude=longitude, way="typed", source=text.strip())


def look_at(path: str) -> Found:
    """Reads a photo file and takes its coordinates; for a working lane. Raises NoPhoto, BadInput."""
    return from_photo(evidence.look_at(Path(path)))


def _cases(session: Session, place: str) -> Sequence[Case]:
    """The officer's cases that have this address."""
    page = summaries.numbers(session.vault, place, today=dt.date.min, limit=_MOST)
    return [c for c in registry.cases(session.vault, page) if any(p.text == place for p in c.places)]
