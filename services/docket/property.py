"""财产与措施: what the docket knows of the debtor's things and of the measures already taken on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from services.docket.party import Place

MeasureKind = Literal["sealing", "seizure", "freezing"]
MEASURE_TITLES: dict[str, str] = {"sealing": "查封", "seizure": "扣押", "freezing": "冻结"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """车辆, with the field names of the court's own system (domain.md D06)."""

    plate: str
    plate_kind: str = ""
    registry: str = ""
    brand: str = ""
    kind: str = ""
    model: str = ""
    vin: str = ""
    engine_number: str = ""
    colour: str = ""
    owner: str = ""
    owner_id_number: str = ""
    registered_on: dt.date | None = None
    produced_on: dt.date | None = None
    usage: str = ""
    state: str = ""
    inspected_until: dt.date | None = None
    insured_until: dt.date | None = None
    displacement: str = ""
    mortgagee: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """房屋 (住宅、商业等): certificate, place and what is known of those inside."""

    place: Place
    certificate: str = ""
    usage: str = ""
    area_m2: Decimal | None = None
    share: str = ""
    occupants: str = ""
    mortgagee: str = ""
    to_clear: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """One thing of a debtor; exactly one of vehicle and home is set for those kinds, else `detail` says what it is.

    `unfit` is why it can't be enforced upon (不可执行原因), empty while nothing is known against it.
    """

    id: str
    kind: str
    name: str
    owner: str = ""
    detail: str = ""
    estimate: Decimal | None = None
    vehicle: Vehicle | None = None
    home: Home | None = None
    note: str = ""
    unfit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """执行措施 on record; `expires_on` is the date as printed in the paper, never computed here (domain.md §4.1).

    `renews` is the id of the measure that this one prolongs; `preserved_in` the 执保 number it began under; `former`
    names whose measure a waiting one stands behind, `former_ends_on` when that one ends or ended, as far as known.
    """

    id: str
    kind: MeasureKind
    property_id: str
    ruling: str = ""
    effective_on: dt.date | None = None
    expires_on: dt.date | None = None
    rank: str = "首封"
    in_use: bool = False
    held: bool = False
    registered: bool = False
    amount: Decimal | None = None
    note: str = ""
    renews: str = ""
    preserved_in: str = ""
    former: str = ""
    former_ends_on: dt.date | None = None
    released_on: dt.date | None = None


def standing(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """Those that are neither released nor renewed by a later one, in their order.

    Measures that name each other in a ring are wrong on record: none of them is taken off the list for that.
    """
    listed = tuple(measures)
    by_id = {m.id: m for m in listed}
    renewed = {m.renews for m in listed if m.renews and m.renews != m.id}
    return tuple(m for m in listed if m.released_on is None and (m.id not in renewed or _in_a_ring(m, by_id)))


def _in_a_ring(measure: Measure, by_id: Mapping[str, Measure]) -> bool:
    first, seen = measure.id, set[str]()
    while measure.renews in by_id and measure.renews not in seen:
        measure = by_id[measure.renews]
        seen.add(measure.id)
    return first in seen
