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
from services.cases.memory import BANDS, Call, Memory
from services.cases.plan import Change, Plan, PlanStop
from services.cases.route import Leg, Pace, Place, Route
from services.clock import local
from services.docket.case import Case
from services.errors import FieldworkError
from services.position.tiles import Cover, Datum, TileFile
from services.session import Session
from services.settings import MAP_DATUM, MAP_FILE, MINUTES_AT_STOP, STRAIGHT_PACE
from services.store import registry, scratch, summaries
from services.store.summaries import Summary

__all__ = [
    "Call", "Change", "Layer", "Leg", "Made", "Memory", "Nearby", "NoFixYet", "Pace", "Plan", "PlanStop", "Route", "Sort",
    "Target", "TileFile", "ahead", "base_map", "dangers", "door", "keep", "look_into", "nearby", "nearest", "pace",
    "planned", "proposed", "read", "targets", "way",
]  # fmt: skip

Layer = Literal["due", "live", "homes"]
Sort = Literal["home", "vehicle", "term", "call"]
"""What is at a target: a home to clear, a car, a measure with its term, or nothing but a door to knock at."""
DUE_DAYS = 30
ON_THE_WAY_M = 500.0
PROPOSED = 8
SHOWN_NEAREST = 12
_LOOKED_INTO = 32  # so many of the most pressing are looked at door by door
_MOST = 5_000
_KEY = "day_plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A case at a place one can go to; WGS-84 degrees, None where nobody has set them. `days_left` to what lapses next.

    `marked` says who set the coordinates and how, "" where they are the docket's; `untried` the hour of the day at
    which nobody has tried the door, as far as this case knows.
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
    untried: str = ""
    sort: Sort = "call"

    @property
    def at(self) -> Place | None:
        """Latitude and longitude, where they are known."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)

    @property
    def id(self) -> str:
        """Case and address: what a plan remembers."""
        return f"{self.case}|{self.place}"


class NoFixYet(FieldworkError):
    """Where I am is asked while no receiver has a fix."""

    message = "还没有定位。请接上接收机，或到窗边、室外等它搜到卫星。"


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
        found.append(
            replace(_marked(target, marks), untried=_untried(session, whole[stop.case], target.place))
        )
    return tuple(found)


def proposed(session: Session, now: dt.datetime) -> Plan:
    """A plan from what presses: by grades of what lapses; within one, doors whose untried hour is still to come today
    and doors with safety notes before others, then the nearer deadline."""
    today = local(now).date()
    due = [t for t in targets(session, today, "due") if t.at is not None]
    due.sort(key=lambda t: (_grade(t), t.days_left, not t.risk, t.case))
    whole = {c.number: c for c in registry.cases(session.vault, [t.case for t in due[:_LOOKED_INTO]])}
    looked = [replace(t, untried=_untried(session, whole[t.case], t.place)) for t in due[:_LOOKED_INTO]]
    looked.sort(key=lambda t: (_grade(t), not ahead(t.untried, now), not t.risk, t.days_left, t.case))
    stops = tuple(PlanStop(case=t.case, place=t.place) for t in looked[:PROPOSED])
    return Plan(day=today, stops=stops)


def ahead(band: str, now: dt.datetime) -> bool:
    """Whether that part of the day is still to come, or goes on."""
    ends = {name: until for name, _, until in BANDS}
    return band in ends and local(now).hour < ends[band]


def _grade(target: Target) -> int:
    """How pressing: 0 for what has lapsed or lapses by tomorrow, then a week, two, and the rest."""
    left = DUE_DAYS if target.days_left is None else target.days_left
    return next((grade for grade, days in enumerate((1, 7, 14)) if left <= days), 3)


def _untried(session: Session, case: Case, place: str) -> str:
    """The hour nobody has tried at this door, as far as its own case knows."""
    return memory.of_place(place, [(case, finding.happenings(session, case.number))]).untried


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

    What is done stands at its beginning; places without coordinates go last and have no leg. Without a start (no fix)
    the tour begins where the last call was made, or at its first stop.
    """
    known = {t.id: t for t in stops}
    places = {i: t.at for i, t in known.items() if t.at is not None}
    wanted = [
        route.Stop(id=s.id, place=places[s.id], since=s.since, until=s.until)
        for s in plan.open
        if s.id in places
    ]
    if not wanted:
        return plan, Route(legs=())
    begin = start or next((places[s.id] for s in reversed(plan.stops) if s.done and s.id in places), None)
    if plan.by_hand:
        begin = begin or wanted[0].place
        found = route.measured(begin, wanted, leaving, pace, closed=plan.closed, home=plan.home)
    else:
        first = plan.first or ("" if begin else wanted[0].id)
        begin = begin or places.get(first, wanted[0].place)
        found = route.plan(
            begin, wanted, leaving, pace, closed=plan.closed, home=plan.home, first=first, last=plan.last
        )
    order = {leg.stop: n for n, leg in enumerate(found.legs)}
    ordered = tuple(sorted(plan.stops, key=lambda s: -1 if s.done else order.get(s.id, len(order))))
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


def nearest(found: Iterable[Target], here: Place, most: int = SHOWN_NEAREST) -> tuple[Nearby, ...]:
    """The targets by how far they are from here, in a straight line."""
    told = [Nearby(target=t, metres=route.detour(t.at, [here])) for t in found if t.at is not None]
    return tuple(sorted(told, key=lambda n: n.metres)[:most])


def door(session: Session, place: str, today: dt.date) -> Memory:
    """What every earlier call at this address found, in any of the officer's cases."""
    page = summaries.summaries(session.vault, text=place, today=today, limit=50)
    cases = registry.cases(session.vault, [row.number for row in page.rows])
    return memory.of_place(place, ((case, finding.with_colleagues(session, case.number)) for case in cases))


def dangers(session: Session, cases: Sequence[Case], today: dt.date) -> tuple[str, ...]:
    """What stands to be read before knocking: the safety notes of these cases, of every case at their addresses, and of
    every other case of the same person, each once."""
    found = dict.fromkeys(risk.text for case in cases for risk in case.risks)
    for place in dict.fromkeys(p.text for case in cases for p in case.places):
        found |= dict.fromkeys(door(session, place, today).risks)
    for number in dict.fromkeys(d.id_number for case in cases for d in case.debtors if d.id_number):
        page = summaries.summaries(session.vault, text=number, chip="risk", today=today, limit=50)
        others = registry.cases(session.vault, [row.number for row in page.rows])
        mine = (c for c in others if any(d.id_number == number for d in c.debtors))
        found |= dict.fromkeys(risk.text for case in mine for risk in case.risks)
    return tuple(found)


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
        sort="home" if row.homes else "vehicle" if row.vehicles else "term" if row.next_expiry else "call",
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
                    longitude=place.longitude, thing=thing.name, sort="home",
                )  # fmt: skip
