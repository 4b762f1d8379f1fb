"""标点的现状: what counts of where an address lies by now, own marks and colleagues', and cases with these places put in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from services.clock import local
from services.docket.case import Case
from services.docket.party import Place
from services.entries.entry import Entry
from services.position.fix import NoFix
from services.records import catalogue
from services.records.declared import Happening
from services.records.events import MarkWay, PlaceMarked
from services.records.record import Record
from services.records.values import Photo
from services.session import Session
from services.store import exchanged, journal

WAYS: Mapping[MarkWay, str] = {
    "map": "手工标点", "typed": "手填经纬度", "receiver": "接收机定位", "photo": "照片里的坐标", "visit": "上次上门的定位",
    "service": "院内地址服务", "undone": "已撤销",
}  # fmt: skip


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
    """What counts for an address by now, which entry says so, and whether it is this officer's own."""

    found: Found
    entry: str
    by: str
    made_at: dt.datetime
    own: bool = True

    @property
    def words(self) -> str:
        """手工标点，方立 11-24 10:00; a colleague's is said to be one."""
        whose = "" if self.own else "同事"
        return f"{WAYS[self.found.way]}，{whose}{self.by} {local(self.made_at):%m-%d %H:%M}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place that a record's address may be given: of which address, in what words, WGS-84 degrees."""

    place: str
    words: str
    latitude: float
    longitude: float


def marks(session: Session) -> dict[str, Mark]:
    """What counts by now, by address: the latest entry, whoever made it; one taken back counts no more."""
    own = journal.entries(session.vault, kinds=(PlaceMarked.code,))
    theirs = exchanged.colleagues_entries(session.vault, kind=PlaceMarked.code)
    mine = {entry.id for entry in own}
    listed = {entry.id: entry for entry in (*own, *theirs)}
    found: dict[str, Mark] = {}
    for entry in sorted(listed.values(), key=_order):
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
            found=at,
            entry=entry.id,
            by="、".join(entry.officers),
            made_at=entry.made_at,
            own=entry.id in mine,
        )
    return found


def located(cases: Iterable[Case], known: Mapping[str, Mark]) -> tuple[Case, ...]:
    """The cases with marked addresses in their marked places: an officer's word counts before the docket's."""
    return tuple(_located(case, known) for case in cases) if known else tuple(cases)


def spots(
    cases: Iterable[Case], happenings: Iterable[Happening], known: Mapping[str, Mark], demo: bool
) -> tuple[Spot, ...]:
    """For the addresses of these cases: the mark, then the fixes and photographed places of earlier records there."""
    happened = tuple(happenings)
    found: dict[str, Spot] = {}
    for place in dict.fromkeys(p.text for case in cases for p in case.places):
        offered = [(mark.words, mark.found) for mark in [known[place]] if mark] if place in known else []
        seen = sorted(of_records(happened, place, demo), key=_latest, reverse=True)
        for words, at in (*offered, *((_said(f), f) for f in seen)):
            spot = Spot(place=place, words=words, latitude=at.latitude, longitude=at.longitude)
            found.setdefault(f"{place}|{at.words}", spot)
    return tuple(found.values())


def of_records(happenings: Iterable[Happening], place: str, demo: bool) -> Iterator[Found]:
    """Where these records at this address say that they were made or photographed; a replayed log only in the demo."""
    for happening in happenings:
        yield from _of_record(happening, place, demo)


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


def _located(case: Case, known: Mapping[str, Mark]) -> Case:
    parties = tuple(replace(p, places=_moved(p.places, known)) if p.places else p for p in case.parties)
    things = tuple(
        replace(t, home=replace(t.home, place=_moved((t.home.place,), known)[0])) if t.home else t
        for t in case.properties
    )
    return replace(case, parties=parties, properties=things)


def _moved(places: Sequence[Place], known: Mapping[str, Mark]) -> tuple[Place, ...]:
    return tuple(
        replace(p, latitude=mark.found.latitude, longitude=mark.found.longitude)
        if (mark := known.get(p.text))
        else p
        for p in places
    )


def _said(found: Found) -> str:
    day = f" {local(found.at):%m-%d}" if found.at else ""
    return f"{WAYS[found.way]}{day}"


def _latest(found: Found) -> dt.datetime:
    return found.at or dt.datetime.min.replace(tzinfo=dt.UTC)


def _order(entry: Entry) -> tuple[dt.datetime, str, int]:
    return entry.made_at, entry.device, entry.seq
