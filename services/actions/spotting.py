"""看车牌: a plate typed in the street against the docket's cars, the row of parked cars, and the car that was hit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from services.actions import finding
from services.actions.sighting import difference
from services.cases import measures, wanted
from services.cases.wanted import CarCase, WantedCar
from services.clock import local
from services.docket.case import Case
from services.errors import BadInput
from services.identifiers import plate as plates
from services.identifiers.finding import plain
from services.identifiers.plate_match import UNREAD, Candidate, KnownPlates
from services.identifiers.plate_prefix import Beginnings
from services.records import catalogue
from services.session import Session
from services.store import exchanged, registry, scratch, vehicles
from services.store.vehicles import VehicleRow

__all__ = [
    "CarCase",
    "CarsKnown",
    "Narrowed",
    "Seen",
    "Sighting",
    "VehicleRow",
    "Verdict",
    "WantedCar",
    "add",
    "car",
    "keep_row",
    "known",
    "look",
    "narrowed",
    "row",
]  # fmt: skip

Verdict = Literal["hit", "near", "none"]
FULL = 7  # signs of an ordinary plate; a new-energy plate has one more
_ROW = "plate_row"
_MOST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The docket's plates with their cars, as they were read."""

    cars: Mapping[str, tuple[VehicleRow, ...]]
    made_at: dt.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CarsKnown:
    """The docket's plates, ready to be asked: made once, 50,000 of them answer within milliseconds."""

    match: KnownPlates
    beginnings: Beginnings
    cars: Mapping[str, tuple[VehicleRow, ...]]
    made_at: dt.datetime | None = None

    @property
    def count(self) -> int:
        """How many different plates there are."""
        return len(self.cars)


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """How many plates still fit what is typed, and the first of them."""

    count: int
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What the docket has of a plate that was seen: the same, nearly the same, or nothing."""

    seen: str
    verdict: Verdict
    candidates: tuple[Candidate, ...]
    note: str


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """One parked car of the row: what was typed, when, and what the docket had of it then."""

    text: str
    at: dt.datetime
    verdict: Verdict
    plate: str = ""
    note: str = ""
    denied: bool = False


def listed(session: Session) -> Listed:
    """Reads the docket's plates; belongs on the vault's lane."""
    facts = registry.docket_facts(session.vault)
    return Listed(cars=vehicles.plates(session.vault), made_at=facts.made_at if facts else None)


def indexed(found: Listed) -> CarsKnown:
    """The plates made ready to be asked: a third of a second for 50,000, so off the vault's lane and once for a page."""
    cars = found.cars
    return CarsKnown(match=KnownPlates(cars), beginnings=Beginnings(cars), cars=cars, made_at=found.made_at)


def known(session: Session) -> CarsKnown:
    """Both in one go, where no screen waits."""
    return indexed(listed(session))


def narrowed(cars: CarsKnown, typed: str, most: int = _MOST) -> Narrowed:
    """What still fits after this key."""
    fitting = cars.beginnings.fitting(typed)
    return Narrowed(count=len(fitting), first=cars.beginnings.first(typed, most))


def look(cars: CarsKnown, seen: str) -> Sighting:
    """What the docket has of a plate. Raises BadSighting for more than one unread sign, BadInput for too few signs."""
    read = plates.bare(plain(seen))
    if len(read) < 5:
        raise BadInput("至少输入号牌最后 5 位再查。")
    found = cars.match.match(read)
    exact = any(c.exact for c in found)
    shown = tuple(c for c in found if c.exact) if exact else found
    verdict: Verdict = "hit" if exact else "near" if found else "none"
    return Sighting(seen=read, verdict=verdict, candidates=shown, note=_note(cars, read, shown))


def _note(cars: CarsKnown, seen: str, found: Sequence[Candidate]) -> str:
    """Whose car it is, what was read otherwise, or why there is none."""
    if not found:
        unread = "有一位看不清" if any(sign in UNREAD for sign in seen) else ""
        elsewhere = "" if seen.startswith(cars.beginnings.home[:1]) else "外省"
        return " · ".join(filter(None, (unread, elsewhere, "不在册")))
    first = found[0]
    if not first.exact:
        return f"与 {plates.display(first.plate)} {difference(seen, first) or '末几位相同'}"
    known_as = cars.cars[first.plate][0]
    return " ".join(filter(None, (known_as.number, known_as.owner)))


def car(session: Session, plate: str, today: dt.date) -> WantedCar:
    """Everything the officer's cases say of the car of that plate. Raises BadInput when it has left the docket."""
    rows = vehicles.of_plate(session.vault, plate)
    cases = registry.cases(session.vault, dict.fromkeys(r.number for r in rows))
    found = wanted.of_plate(plate, [(c, _in_force(session, c)) for c in cases], today)
    if found is None:
        raise BadInput(f"案件册里已经没有 {plates.display(plate)}，它所在的案件可能刚刚变动。请重新查一次。")
    return found


def _in_force(session: Session, case: Case) -> tuple[measures.InForce, ...]:
    others = tuple(catalogue.read(e) for e in exchanged.colleagues_entries(session.vault, case=case.number))
    return measures.in_force(case, finding.happenings(session, case.number), others)


def row(session: Session, today: dt.date) -> tuple[Seen, ...]:
    """这一排: the cars looked at today, the latest first. It is the device's own, and never sent."""
    kept = msgspec.convert(scratch.setting(session.vault, _ROW, []), list[Seen])
    return tuple(s for s in kept if local(s.at).date() == today)


def keep_row(session: Session, seen: Sequence[Seen]) -> None:
    """Keeps the row on the disk."""
    scratch.set_setting(session.vault, _ROW, msgspec.to_builtins(list(seen)))


def add(
    row: Sequence[Seen], sighting: Sighting, at: dt.datetime, *, instead: bool = False
) -> tuple[Seen, ...]:
    """The row with one more car on top; `instead` of the latest while the officer still types the same plate."""
    first = sighting.candidates[0].plate if sighting.candidates else ""
    one = Seen(text=sighting.seen, at=at, verdict=sighting.verdict, plate=first, note=sighting.note)
    rest = tuple(row[1:] if instead else row)
    return (one, *(s for s in rest if s.text != one.text))


def deny(row: Sequence[Seen], text: str) -> tuple[Seen, ...]:
    """不是这辆: the line of that plate says that the car was looked at and is another."""
    return tuple(msgspec.structs.replace(s, denied=True) if s.text == text else s for s in row)
