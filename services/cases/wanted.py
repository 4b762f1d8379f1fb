"""在册车辆: what the cases say of one car: who sealed it, in which rank, for how long, and what to do now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from services.cases.measures import InForce, waiting_rank
from services.docket.case import Case
from services.docket.property import MEASURE_TITLES, Property
from services.identifiers import plate as plates
from services.law.articles import article
from services.wording import listed

SOON = 30  # days left from which the renewal comes first


@dataclass(frozen=True, slots=True, kw_only=True)
class CarCase:
    """One case that has the car, with the measure that stands on it there; None where none is on record."""

    case: Case
    thing: Property
    held: InForce | None

    @property
    def owed(self) -> Decimal | None:
        """The claim less what has come in, in yuan and without interest; None where the docket does not say."""
        if self.case.claim is None:
            return None
        return self.case.claim - (self.case.recovered or Decimal(0))

    @property
    def creditors(self) -> str:
        """申请执行人, as one word; 移送执行 where nobody applied."""
        return self.case.applicant

    @property
    def debtors(self) -> str:
        """被执行人, as one word."""
        return listed(p.name for p in self.case.debtors)

    @property
    def rank(self) -> str:
        """首封, 轮候第 2 位; 无查封 where no measure is on record."""
        return "无查封" if self.held is None else self.held.measure.rank or "顺位未查明"

    def days_left(self, today: dt.date) -> int | None:
        """Days to the printed expiry, negative when past; None where there is no measure or no date."""
        return None if self.held is None else self.held.days_left(today)

    def lapsed(self, today: dt.date) -> bool:
        """True where the measure's term is over (查扣冻规定 27)."""
        left = self.days_left(today)
        return left is not None and left < 0

    @property
    def taken(self) -> bool:
        """True where the car itself has been seized and is held by the court."""
        return self.held is not None and self.held.measure.kind == "seizure" and self.held.measure.held

    @property
    def sealed_by(self) -> str:
        """Who sealed it and by which paper, in words; "" where no measure is on record."""
        if self.held is None:
            return ""
        measure = self.held.measure
        paper = measure.ruling or (f"{listed(self.held.by)}现场记录" if self.held.by else "现场记录")
        first = f"，在先：{measure.former}" if measure.former else ""
        return f"{MEASURE_TITLES[measure.kind]}：{paper}{first}"

    def order(self, today: dt.date) -> tuple[bool, bool, bool, int, str]:
        """The case under which one would act comes first: live, with a measure that stands, in the best rank."""
        rank = waiting_rank(self.held.measure) if self.held else 0
        return not self.case.live, self.held is None, self.lapsed(today), rank, self.case.number


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedCar:
    """A car with all of the officer's cases that have it, the one to act under first, and what to do in order."""

    plate: str
    thing: Property
    cases: tuple[CarCase, ...]
    steps: tuple[str, ...]
    may_seize: bool

    @property
    def lead(self) -> CarCase:
        """The case under which one would act."""
        return self.cases[0]

    @property
    def risks(self) -> tuple[str, ...]:
        """The safety notes of all its cases, each once."""
        return tuple(dict.fromkeys(r.text for c in self.cases for r in c.case.risks))


def of_plate(
    plate: str, found: Iterable[tuple[Case, tuple[InForce, ...]]], today: dt.date
) -> WantedCar | None:
    """The car of that bare plate in these cases (each with what is in force on it); None where none has it."""
    listed_cases = sorted(_with_car(plate, found), key=lambda c: c.order(today))
    if not listed_cases:
        return None
    lead = listed_cases[0]
    stops = tuple(_stops(lead, today))
    return WantedCar(
        plate=plate,
        thing=lead.thing,
        cases=tuple(listed_cases),
        steps=(*(stops or ("查封在册，可以扣押。",)), *_cares(lead, today)),
        may_seize=not stops,
    )


def _with_car(plate: str, found: Iterable[tuple[Case, tuple[InForce, ...]]]) -> Iterator[CarCase]:
    for case, held in found:
        for thing in case.vehicles:
            if thing.vehicle is not None and plates.bare(thing.vehicle.plate) == plates.bare(plate):
                on_it = [h for h in held if h.measure.property_id == thing.id]
                taken = [h for h in on_it if h.measure.kind == "seizure"]
                yield CarCase(case=case, thing=thing, held=next(iter(taken or on_it), None))


def _stops(lead: CarCase, today: dt.date) -> Iterator[str]:
    """What stands in the way of seizing it now, each with the way out."""
    if lead.taken:
        yield "册上记载已经扣押：先核对是不是同一辆车、怎么到了这里，不要重复扣押。"
    if not lead.case.live:
        yield f"案件状态是“{lead.case.state}”：先请院里恢复执行，再扣押。"
    if lead.thing.unfit:
        yield f"册上记载不可执行：{lead.thing.unfit}"
    if lead.held is None:
        yield f"没有查封记录：要有扣押裁定并送达才能扣押（{article('ckd-1').brief}）。"
    elif lead.lapsed(today):
        yield f"期限已经届满，效力消灭（{article('ckd-27').brief}）：先请院里重新裁定。"
    if lead.held is not None and lead.held.waits(today):
        behind = f"（{lead.held.measure.former}）" if lead.held.measure.former else ""
        yield f"轮候中，尚未生效（{article('ckd-26').brief}）：记下地点，通知首封法院{behind}。"


def _cares(lead: CarCase, today: dt.date) -> Iterator[str]:
    """What to take care of when it is seized."""
    left, car = lead.days_left(today), lead.thing.vehicle
    if left is not None and 0 <= left <= SOON:
        yield f"期限只剩 {left} 天，同时办续行手续。"
    names = {p.name for p in lead.case.debtors}
    if car is not None and car.owner and car.owner not in names:
        yield f"登记在{car.owner}名下，不是被执行人：要有其书面确认（{article('ckd-2').brief}）。"
    if car is not None and car.mortgagee:
        yield f"有抵押：扣押后通知抵押权人{car.mortgagee}（{article('ckd-25').brief}）。"
    if lead.thing.note:
        yield lead.thing.note
