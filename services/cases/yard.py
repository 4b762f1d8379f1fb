"""在库车辆: each seized car with the steps recorded on it, where it stands, what it costs and what it is worth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from services.clock import local
from services.docket.case import Case
from services.docket.property import Property
from services.identifiers import plate as plates
from services.law import storage_fees
from services.law.storage_fees import Clock, Rate
from services.law.tables import Content
from services.records import related
from services.records.declared import Happening
from services.records.kinds.vehicle_disposal import (
    DELIVERED,
    FREED,
    HELD,
    INSPECTED,
    ORDER,
    RESULT,
    SETTLED,
    SOLD,
    STORED,
    VALUED,
    VehicleDisposal,
    next_step,
)
from services.records.kinds.vehicle_seizure import TAKEN, VehicleSeizure

STAGES = ("扣押", "入库", "询价", "挂拍", "成交", "交付", "结清")


@dataclass(frozen=True, slots=True, kw_only=True)
class YardCar:
    """One seized car: the record of its seizure and those of its steps, in the order of their making."""

    seizure: Happening
    steps: tuple[Happening, ...]
    cases: tuple[str, ...]
    thing: Property | None = None

    @property
    def seized(self) -> VehicleSeizure:
        """What the seizure says."""
        assert isinstance(self.seizure.said, VehicleSeizure)
        return self.seizure.said

    @property
    def said(self) -> tuple[VehicleDisposal, ...]:
        """What the steps say."""
        return tuple(h.said for h in self.steps if isinstance(h.said, VehicleDisposal))

    def last(self, *steps: str) -> VehicleDisposal | None:
        """The latest record of one of these steps."""
        return next((s for s in reversed(self.said) if s.step in steps), None)

    @property
    def seized_on(self) -> dt.date:
        """The day of the seizure."""
        return local(self.seized.began_at).date()

    @property
    def since(self) -> dt.date:
        """The first day in the yard: of 入库, else as the seizure says, else the day of the seizure."""
        first = next((s for s in self.said if s.step == STORED), None)
        moment = first.at if first else self.seized.stored_at or self.seized.ended_at
        return local(moment).date()

    @property
    def delivered_on(self) -> dt.date | None:
        """The day it left the yard; None while it stands there."""
        done = self.last(DELIVERED)
        return local(done.at).date() if done else None

    @property
    def sale(self) -> VehicleDisposal | None:
        """The auction that found a buyer, None before."""
        done = self.last(RESULT)
        return done if done is not None and done.outcome == SOLD else None

    @property
    def sold_on(self) -> dt.date | None:
        """The day of the sale."""
        return local(self.sale.at).date() if self.sale else None

    @property
    def unsold(self) -> int:
        """How often it found no buyer."""
        return sum(1 for s in self.said if s.step == RESULT and s.outcome != SOLD)

    @property
    def stage(self) -> int:
        """How far it has come in STAGES; 0 once seized."""
        done = [s.step for s in self.said if s.step in ORDER and (s.step != RESULT or s.outcome == SOLD)]
        return max((ORDER.index(step) + 1 for step in done), default=0)

    @property
    def next_step(self) -> str:
        """The step to record next."""
        return next_step(self.said)

    @property
    def over(self) -> bool:
        """Settled: nothing more to do."""
        return self.last(SETTLED) is not None

    @property
    def hold(self) -> VehicleDisposal | None:
        """The hold that keeps it in the yard, None where there is none."""
        last = self.last(HELD, FREED)
        return last if last is not None and last.step == HELD else None

    @property
    def yard(self) -> str:
        """Where it stands."""
        stored = self.last(STORED)
        return stored.yard if stored else self.seized.yard

    @property
    def spot(self) -> str:
        """In which place of the yard."""
        found = next((s.yard_spot for s in reversed(self.said) if s.yard_spot), "")
        return found or self.seized.yard_spot

    @property
    def keys(self) -> str:
        """How many keys, and where they are."""
        stored = self.last(STORED)
        count = stored.keys if stored is not None and stored.keys is not None else self.seized.keys
        return f"{count} 把" + (f"，{stored.key_place}" if stored and stored.key_place else "")

    @property
    def inspected_on(self) -> dt.date | None:
        """The day of the latest inspection."""
        done = self.last(INSPECTED)
        return local(done.at).date() if done else None

    @property
    def worth(self) -> Decimal | None:
        """What it is worth in yuan: price, value, estimate of the seizure or of the docket; None where nobody says."""
        valued = self.last(VALUED)
        known = (
            self.sale.price if self.sale else None,
            valued.value if valued else None,
            self.seized.estimate,
            self.thing.estimate if self.thing else None,
        )
        return next((v for v in known if v is not None), None)

    def rates(self, content: Content | None = None) -> tuple[Rate, ...]:
        """The yard's rates by the table, else the one that was agreed for this car."""
        by_table = storage_fees.rates_for(self.yard, content)
        stored = self.last(STORED)
        agreed = stored.fee_per_day if stored and stored.fee_per_day is not None else self.seized.fee_per_day
        if by_table:
            return by_table
        return (Rate(per_day=agreed, valid_from=self.since, source="记录载明"),) if agreed is not None else ()

    def clock(self, today: dt.date, content: Content | None = None) -> Clock | None:
        """What the yard has cost up to today, or up to the delivery; None where no rate is known."""
        until = self.delivered_on or today
        found = storage_fees.clock(self.since, until, self.rates(content))
        if found is None or self.delivered_on is None:
            return found
        return Clock(days=found.days, fee=found.fee, per_day=Decimal(0), source=found.source)

    def days_left(self, today: dt.date, content: Content | None = None) -> int | None:
        """Days until the fee has eaten up the worth; None where either is unknown, or it never does."""
        if self.worth is None or self.delivered_on is not None:
            return None
        return storage_fees.days_to_break_even(self.worth, self.since, today, self.rates(content))


def cars(happenings: Iterable[Happening], cases: Mapping[str, Case] | None = None) -> tuple[YardCar, ...]:
    """The cars that were taken away, in the order of their seizure; steps join by plate, corrections replace.

    A car seized under several records (one for each creditor) stands once, with all their cases.
    """
    known = related.current(happenings)
    steps: dict[str, list[Happening]] = {}
    for happening in known:
        if isinstance(happening.said, VehicleDisposal):
            steps.setdefault(plates.bare(happening.said.plate), []).append(happening)
    found: dict[str, YardCar] = {}
    for happening in known:
        said = happening.said
        if isinstance(said, VehicleSeizure) and said.way == TAKEN:
            key = plates.bare(said.plate) or said.vin or happening.entry.id
            before = found.get(key)
            if before is not None:
                numbers = tuple(dict.fromkeys((*before.cases, *happening.entry.cases)))
                found[key] = YardCar(
                    seizure=before.seizure, steps=before.steps, cases=numbers, thing=before.thing
                )
                continue
            own = tuple(steps.get(plates.bare(said.plate), ())) if said.plate else ()
            found[key] = YardCar(
                seizure=happening,
                steps=own,
                cases=happening.entry.cases,
                thing=_thing(happening, cases or {}),
            )
    return tuple(found.values())


def by_loss(found: Iterable[YardCar], today: dt.date, content: Content | None = None) -> tuple[YardCar, ...]:
    """Those that are not settled, the dearest week first, those whose fee nobody knows before the ones that cost nothing."""

    def rank(car: YardCar) -> tuple[Decimal, int]:
        clock = car.clock(today, content)
        return (-(clock.per_week if clock else Decimal("0.01")), car.seized_on.toordinal())

    return tuple(sorted((c for c in found if not c.over), key=rank))


def _thing(happening: Happening, cases: Mapping[str, Case]) -> Property | None:
    subject = str(happening.entry.body.get("subject", ""))
    found = (cases[n].property(subject) for n in happening.entry.cases if n in cases)
    return next((p for p in found if p is not None), None)
