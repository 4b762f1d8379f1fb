"""标点: where an address lies, said by an officer and journalled; taken back by another entry, never overwritten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from services.actions import evidence, finding, unlocking
from services.actions.evidence import Looked
from services.clock import local
from services.docket.case import Case
from services.entries.entry import Entry
from services.errors import BadInput, NotAllowed
from services.position import china, datum
from services.position.fix import Fix, NoFix, set_by_hand
from services.position.tiles import Datum
from services.records import catalogue
from services.records.declared import Happening
from services.records.events import MarkWay, PlaceMarked
from services.records.record import Record
from services.records.values import Photo
from services.session import Session
from services.store import journal, registry, summaries

__all__ = [
    "Found", "Mark", "from_fix", "from_photo", "from_text", "known", "look_at", "mark", "marks", "seen_here", "take_back",
]  # fmt: skip

WAYS: Mapping[MarkWay, str] = {
    "map": "手工标点", "typed": "手填经纬度", "receiver": "接收机定位", "photo": "照片里的坐标", "visit": "上次上门的定位",
    "service": "院内地址服务", "undone": "已撤销",
}  # fmt: skip
_MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Coordinates that may be those of an address: WGS-84 degrees, the way they came and where from."""

    latitude: float
    longitude: float
    way: MarkWay
    source: str
    accuracy_m: float | None = None
    at: dt.datetime | None = None

    @property
    def words(self) -> str:
        """The coordinates with their datum."""
        return f"{self.latitude:.6f}, {self.longitude:.6f}（WGS-84）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What counts for an address by now, and which entry says so."""

    found: Found
    entry: str
    by: str
    made_at: dt.datetime

    @property
    def words(self) -> str:
        """手工标点，方立 11-24 10:00."""
        return f"{WAYS[self.found.way]}，{self.by} {local(self.made_at):%m-%d %H:%M}"


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


def marks(session: Session) -> dict[str, Mark]:
    """What counts by now, by address; the latest entry of an address is the one."""
    found: dict[str, Mark] = {}
    for entry in journal.entries(session.vault, kinds=(PlaceMarked.code,)):
        said = catalogue.read(entry).said
        if not isinstance(said, PlaceMarked):
            continue
        if said.latitude is None or said.longitude is None:
            found.pop(said.place, None)
            continue
        at = Found(
            latitude=said.latitude, longitude=said.longitude, way=said.way, source=said.source,
            accuracy_m=said.accuracy_m,
        )  # fmt: skip
        found[said.place] = Mark(
            found=at, entry=entry.id, by="、".join(entry.officers), made_at=entry.made_at
        )
    return found


def known(session: Session, place: str) -> tuple[Mark | None, tuple[Found, ...]]:
    """What counts for an address, and what earlier records there would offer: what the sheet 标点 shows."""
    return marks(session).get(place), seen_here(session, place)


def seen_here(session: Session, place: str) -> tuple[Found, ...]:
    """Fixes and photographed coordinates of earlier records at this address, the latest first.

    A replayed log is no place where anybody was; only the demo offers it.
    """
    happened = [h for case in _cases(session, place) for h in finding.happenings(session, case.number)]
    unique = {h.entry.id: h for h in happened}
    found = [f for h in unique.values() for f in _of_record(h, place, session.demo)]
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


def _of_record(happening: Happening, place: str, demo: bool) -> Iterator[Found]:
    said, entry = happening.said, happening.entry
    if not isinstance(said, Record) or getattr(getattr(said, "place", None), "text", "") != place:
        return
    fix = entry.position
    if not isinstance(fix, NoFix) and (fix.source == "receiver" or (demo and fix.source == "replay")):
        yield Found(
            latitude=fix.latitude, longitude=fix.longitude, way="visit", source=f"{said.title}，{fix.text}",
            accuracy_m=fix.accuracy_m, at=entry.made_at,
        )  # fmt: skip
    for photo in _photos(said):
        if photo.latitude is not None and photo.longitude is not None:
            yield Found(
                latitude=photo.latitude, longitude=photo.longitude, way="photo", source=f"{said.title}的{photo.slot}照片",
                at=photo.taken_at or entry.made_at,
            )  # fmt: skip


def _photos(said: Any) -> Iterator[Photo]:
    for one in fields(said):
        value = getattr(said, one.name)
        if isinstance(value, tuple):
            yield from (item for item in value if isinstance(item, Photo))
