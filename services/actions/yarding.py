"""在库车辆: the seized cars of this officer and of colleagues on his cases, their figures, auction results taken in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from services import spreadsheet
from services.actions import lawbook
from services.cases import auction_facts, yard, yard_figures
from services.cases.auction_facts import BadFacts, Lot
from services.cases.yard import STAGES, YardCar
from services.cases.yard_figures import Compared, Figures
from services.entries.entry import Unsigned, new_id
from services.identifiers import plate as plates
from services.law.storage_fees import Clock
from services.law.tables import Content
from services.position.fix import NoFix
from services.records import catalogue
from services.records.declared import Happening
from services.records.kinds.vehicle_disposal import VehicleDisposal
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.session import Session
from services.store import exchanged, journal, offsets, registry

__all__ = [
    "STAGES", "BadFacts", "Clock", "Compared", "Figures", "Lot", "Yard", "YardCar", "figures", "read", "results",
    "take_results", "years",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Yard:
    """Every seized car, those to settle in the order of what a week costs, and the table of fees in force."""

    cars: tuple[YardCar, ...]
    open: tuple[YardCar, ...]
    fees: Content
    today: dt.date

    @property
    def per_week(self) -> tuple[str, int]:
        """What all of them cost in a week, in yuan as text, and of how many nobody knows."""
        clocks = [self.clock(car) for car in self.standing]
        known = [c for c in clocks if c is not None]
        return f"{sum(c.per_week for c in known):,.0f}", len(clocks) - len(known)

    @property
    def standing(self) -> tuple[YardCar, ...]:
        """Those that still stand in a yard."""
        return tuple(c for c in self.open if c.delivered_on is None)

    def clock(self, car: YardCar) -> Clock | None:
        """What the yard has cost for a car."""
        return car.clock(self.today, self.fees)

    def days_left(self, car: YardCar) -> int | None:
        """Days until the fee has eaten it up."""
        return car.days_left(self.today, self.fees)


def read(session: Session, today: dt.date) -> Yard:
    """Reads every seizure and step, own and colleagues'; belongs on the vault's lane."""
    found = _happenings(session)
    numbers = dict.fromkeys(n for h in found if isinstance(h.said, VehicleSeizure) for n in h.entry.cases)
    cases = {c.number: c for c in registry.cases(session.vault, numbers)}
    fees = lawbook.table(session, "storage_fees").content
    cars = yard.cars(found, cases)
    return Yard(cars=cars, open=yard.by_loss(cars, today, fees), fees=fees, today=today)


def figures(found: Yard, year: int) -> Compared:
    """The figures of a year beside the one before; pure."""
    return yard_figures.compared(found.cars, year, found.today)


def years(found: Yard) -> tuple[int, ...]:
    """The years there are figures for, the latest first."""
    return yard_figures.years(found.cars, found.today)


def results(session: Session, path: Path, now: dt.datetime) -> tuple[Lot, ...]:
    """What a file says of the lots; nothing is kept. Raises BadFacts, BadInput."""
    cars: Mapping[str, YardCar] = {plates.bare(c.seized.plate): c for c in read(session, now.date()).cars}
    return auction_facts.read(spreadsheet.read(path), cars, session.officer.name, now)


def take_results(session: Session, path: Path, now: dt.datetime) -> tuple[Lot, ...]:
    """导入拍卖结果: a record for each lot that is not on record yet, all of them or none. Raises BadFacts, BadInput."""
    found = results(session, path, now)
    fresh = [_unsigned(session, lot, now) for lot in found if not lot.known]
    journal.append_all(session.vault, fresh)
    return found


def _unsigned(session: Session, lot: Lot, now: dt.datetime) -> Unsigned:
    """A lot as a record of its own, as if it had been filled in by hand."""
    subject = str(lot.car.seizure.entry.body.get("subject", ""))
    return Unsigned(
        kind=VehicleDisposal.code,
        version=VehicleDisposal.version,
        cases=lot.car.cases,
        made_at=now,
        officers=(session.officer.name,),
        position=NoFix(reason="由拍卖结果表导入", at=now),
        body={
            "values": lot.said.encode(),
            "started_at": now.isoformat(),
            **({"subject": subject} if subject else {}),
        },
        clock=offsets.clock_offset(session.vault),
        matter=str(new_id()),
    )


def _happenings(session: Session) -> tuple[Happening, ...]:
    kinds = (VehicleSeizure.code, VehicleDisposal.code)
    entries = journal.entries(session.vault, kinds=kinds)
    entries += [e for kind in kinds for e in exchanged.colleagues_entries(session.vault, kind=kind)]
    return tuple(catalogue.read(e) for e in {e.id: e for e in entries}.values())
