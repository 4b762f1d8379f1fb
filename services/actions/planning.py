"""出行: where the cases lie, the day's plan, its route, what lies on the way, and what is known of a door."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import msgspec

from services.actions import finding, placing, preferences
from services.actions.placing import Mark
from services.cases import memory, route
from services.cases.memory import Call, Memory
from services.cases.route import Leg, Pace, Place, Route
from services.errors import FieldworkError
from services.position.tiles import Cover, Datum, TileFile
from services.session import Session
from services.settings import MAP_DATUM, MAP_FILE, MINUTES_AT_STOP, STRAIGHT_PACE
from services.store import registry, scratch, summaries
from services.store.summaries import Summary

__all__ = [
    "Call", "Change", "Layer", "Leg", "Made", "Memory", "Nearby", "NoFixYet", "Pace", "Plan", "PlanStop", "Route", "Target",
    "TileFile", "base_map", "door", "keep", "look_into", "nearby", "pace", "planned", "proposed", "read", "targets", "way",
]  # fmt: skip

Layer = Literal["due", "live", "homes"]
DUE_DAYS = 30
ON_THE_WAY_M = 500.0
PROPOSED = 8
_MOST = 5_000
_KEY = "day_plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A case at a place one can go to; WGS-84 degrees, None where nobody has set them. `days_left` to what lapses next.

    `marked` says who set the coordinates and how, "" where they are the docket's.
    """

    case: str
    cause: str
    creditors: str
    debtors: str
    place: str
    town: str
    latitude: float | None
    longitude: float | None
    days_left: int | None
    risk: str = ""
    thing: str = ""
    marked: str = ""

    @property
    def at(self) -> Place | None:
        """Latitude and longitude, where they are known."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)

    @property
    def id(self) -> str:
        """Case and address: what a plan remembers."""
        return f"{self.case}|{self.place}"


class PlanStop(msgspec.Struct, frozen=True, kw_only=True):
    """One stop of a plan: the case, the address and, for an appointment, its window."""

    case: str
    place: str
    since: dt.datetime | None = None
    until: dt.datetime | None = None

    @property
    def id(self) -> str:
        """As Target.id."""
        return f"{self.case}|{self.place}"


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A day's stops in order; `closed` comes back to the start, `by_hand` keeps the officer's own order."""

    day: dt.date
    stops: tuple[PlanStop, ...] = ()
    closed: bool = False
    by_hand: bool = False

    def with_stop(self, stop: PlanStop) -> Plan:
        """With one stop more at its end; a stop that is in it already stays as it is."""
        known = any(s.id == stop.id for s in self.stops)
        return self if known else msgspec.structs.replace(self, stops=(*self.stops, stop))

    def without(self, id: str) -> Plan:
        """Without that stop."""
        return msgspec.structs.replace(self, stops=tuple(s for s in self.stops if s.id != id))


class NoFixYet(FieldworkError):
    """Where I am is asked while no receiver has a fix."""

    message = "还没有定位。请接上接收机，或到窗边、室外等它搜到卫星。"


Change = Callable[[Plan], Plan]
Made = Callable[[], Plan]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby:
    """A target that lies on the way: how many metres off it."""

    target: Target
    metres: float


def targets(session: Session, today: dt.date, layer: Layer) -> tuple[Target, ...]:
    """The targets of a layer: what falls due within 30 days, all live cases, or the homes to clear; urgent ones first."""
    marks = placing.marks(session)
    if layer == "homes":
        page = summaries.summaries(session.vault, live=True, chip="homes", today=today, limit=_MOST)
        return tuple(_marked(t, marks) for t in _homes(session, page.rows, today))
    page = summaries.summaries(session.vault, live=True, today=today, limit=_MOST)
    found = (_marked(_target(row, today), marks) for row in page.rows)
    return tuple(t for t in found if layer == "live" or (t.days_left is not None and t.days_left <= DUE_DAYS))


def planned(session: Session, plan: Plan, today: dt.date) -> tuple[Target, ...]:
    """The plan's stops as targets, in its order; a case that left the docket falls out of the plan."""
    whole = {c.number: c for c in registry.cases(session.vault, [s.case for s in plan.stops])}
    rows = {s.number: s for s in summaries.of_numbers(session.vault, whole)}
    marks, found = placing.marks(session), []
    for stop in plan.stops:
        if stop.case not in whole:
            continue
        place = next((p for p in whole[stop.case].places if p.text == stop.place), None)
        target = _target(rows[stop.case], today)
        if place is not None:
            target = replace(
                target, place=place.text, town=place.town, latitude=place.latitude, longitude=place.longitude
            )
        found.append(_marked(target, marks))
    return tuple(found)


def proposed(session: Session, today: dt.date) -> Plan:
    """A plan from what presses: what lapses first, doors with safety notes before others on the same day."""
    due = [t for t in targets(session, today, "due") if t.at is not None]
    due.sort(key=lambda t: (t.days_left if t.days_left is not None else DUE_DAYS, not t.risk, t.case))
    stops = tuple(PlanStop(case=t.case, place=t.place) for t in due[:PROPOSED])
    return Plan(day=today, stops=stops)


def read(session: Session, today: dt.date) -> Plan:
    """The day's plan; an empty one when none was made for this day."""
    kept = scratch.setting(session.vault, _KEY)
    if kept is None:
        return Plan(day=today)
    plan = msgspec.convert(kept, Plan)
    return plan if plan.day == today else Plan(day=today)


def keep(session: Session, plan: Plan) -> Plan:
    """Puts the plan on the disk; it stays on this device."""
    scratch.set_setting(session.vault, _KEY, msgspec.to_builtins(plan))
    return plan


def pace(session: Session) -> Pace:
    """How fast the day goes, by the officer's settings."""
    return Pace(
        metres_per_minute=preferences.get(session, STRAIGHT_PACE) * 1000 / 60,
        minutes_at_stop=preferences.get(session, MINUTES_AT_STOP),
    )


def way(
    plan: Plan, stops: Sequence[Target], start: Place | None, leaving: dt.datetime, pace: Pace
) -> tuple[Plan, Route]:
    """The plan in the order to drive it, with its route; no session: it may take a tenth of a second off the vault's lane.

    Places without coordinates go last and have no leg. Without a start (no fix) the first stop is the start.
    """
    windows = {s.id: s for s in plan.stops}
    wanted = [
        route.Stop(id=t.id, place=t.at, since=windows[t.id].since, until=windows[t.id].until)
        for t in stops
        if t.at is not None
    ]
    if not wanted:
        return plan, Route(legs=())
    begin = start or wanted[0].place
    if plan.by_hand:
        found = route.measured(begin, wanted, leaving, pace, closed=plan.closed)
    else:
        kept = "" if start else wanted[0].id
        found = route.plan(begin, wanted, leaving, pace, closed=plan.closed, first=kept)
    order = {leg.stop: n for n, leg in enumerate(found.legs)}
    ordered = tuple(sorted(plan.stops, key=lambda s: order.get(s.id, len(order))))
    return msgspec.structs.replace(plan, stops=ordered), found


def base_map(session: Session) -> tuple[TileFile | None, Datum]:
    """The court's own map, if one is set, and its datum. Raises BadTiles."""
    file = preferences.get(session, MAP_FILE)
    datum: Datum = preferences.get(session, MAP_DATUM)
    return (TileFile(Path(file)) if file else None), datum


def look_into(file: str) -> Cover:
    """What a base map says of itself, before it is taken. Raises BadTiles."""
    tiles = TileFile(Path(file))
    tiles.close()
    return tiles.cover


def nearby(due: Iterable[Target], way: Sequence[Place], within: float = ON_THE_WAY_M) -> tuple[Nearby, ...]:
    """顺路: those of the targets that lie within so many metres of the way, or of here; the nearest first."""
    found = [Nearby(target=t, metres=route.detour(t.at, way)) for t in due if t.at is not None]
    return tuple(sorted((n for n in found if n.metres <= within), key=lambda n: n.metres))


def door(session: Session, place: str, today: dt.date) -> Memory:
    """What every earlier call at this address found, in any of the officer's cases."""
    page = summaries.summaries(session.vault, text=place, today=today, limit=50)
    cases = registry.cases(session.vault, [row.number for row in page.rows])
    return memory.of_place(place, ((case, finding.happenings(session, case.number)) for case in cases))


def _target(row: Summary, today: dt.date) -> Target:
    dates = [d for d in (row.next_expiry, row.due_on) if d is not None]
    return Target(
        case=row.number,
        cause=row.cause,
        creditors=row.creditors,
        debtors=row.debtors,
        place=row.place,
        town=row.town,
        latitude=row.latitude,
        longitude=row.longitude,
        days_left=(min(dates) - today).days if dates else None,
        risk=row.risk,
    )


def _marked(target: Target, marks: Mapping[str, Mark]) -> Target:
    """What an officer has said of the address counts before the docket's coordinates."""
    mark = marks.get(target.place)
    if mark is None:
        return target
    return replace(target, latitude=mark.found.latitude, longitude=mark.found.longitude, marked=mark.words)


def _homes(session: Session, rows: Sequence[Summary], today: dt.date) -> Iterator[Target]:
    known = {row.number: row for row in rows}
    for case in registry.cases(session.vault, known):
        for thing in case.properties:
            if thing.home is not None and thing.home.to_clear:
                place = thing.home.place
                yield replace(
                    _target(known[case.number], today), place=place.text, town=place.town, latitude=place.latitude,
                    longitude=place.longitude, thing=thing.name,
                )  # fmt: skip
