"""What was taken, in the words of the papers: one view of 查封 and 扣押 for the documents that serve both."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator
from dataclasses import dataclass

from services.documents import sealings, seizures
from services.documents.subject import MissingFact
from services.records import use_terms
from services.records.follow_ups import deed_of
from services.records.kinds.custody_change import DEBTOR, CustodyChange
from services.records.kinds.sealing import IN_USE as SEALED_IN_USE
from services.records.kinds.sealing import Sealing
from services.records.kinds.vehicle_seizure import IN_USE, VehicleSeizure
from services.records.record import Record
from services.records.values import Custody, Person, SalePermission

Row = tuple[str, str, str, str, str, str, str]
Goods = tuple[str, str, str, str, str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A seizure or sealing as papers tell it; `text` is the thing in a sentence, `rows` the list, `below` its foot."""

    deed: str
    text: str
    way: str
    ownership: str
    rows: tuple[Goods, ...]
    custody: Custody
    phone: str
    in_use: bool
    place: str
    began_at: dt.datetime
    ended_at: dt.datetime
    term_from: dt.date
    term_until: dt.date
    worth: str
    present: tuple[Person, ...]
    officers: tuple[str, ...]
    recorder: str
    upkeep: str
    sales: tuple[SalePermission, ...]
    below: tuple[tuple[str, str], ...]

    @property
    def keeper(self) -> str:
        """Who answers for it: the user of what is left in use, else the custodian."""
        return self.custody.user if self.in_use else self.custody.custodian

    @property
    def kept_by(self) -> str:
        """The custodian; of what is left in use without one its user."""
        return self.custody.custodian or self.keeper


@functools.singledispatch
def of(record: Record) -> Taken:
    """The record's view; raises MissingFact where the papers need what it lacks, TypeError for a kind that takes nothing."""
    raise TypeError(f"{type(record).__name__} takes nothing")


@of.register
def _(record: VehicleSeizure) -> Taken:
    seizures.check_ownership(record)
    return _taken(
        record,
        text=seizures.car_text(record),
        way=seizures.way(record),
        ownership=seizures.ownership(record),
        rows=seizures.goods(record),
        in_use=record.way == IN_USE,
        sales=(),
        below=_car_below(record),
    )


@of.register
def _(record: Sealing) -> Taken:
    sealings.check_ownership(record)
    return _taken(
        record,
        text=sealings.text(record),
        way=sealings.way(record),
        ownership=sealings.ownership(record),
        rows=sealings.rows(record),
        in_use=record.way == SEALED_IN_USE,
        sales=record.sales or (),
        below=seizures.answers(record, ("seals", "public_notice", "meters")),
    )


@of.register
def _(record: CustodyChange) -> Taken:
    """What another custodian gets: the measure's thing; the order says no more of it than the measure does."""
    about = record.measure.measure
    if about.effective_on is None or about.expires_on is None:
        raise MissingFact(
            "", f"案件册里没有{record.measure.name}的起止日期，文书没有出具。请院里补全案件册。"
        )
    kept = record.turns()[0].custody
    stored = f"，存放于{record.moved_to}" if record.moved_to else ""
    return Taken(
        deed=deed_of(record.measure),
        text=f"{record.measure.name}（在{record.place.text}交接{stored}）",
        way="",
        ownership="",
        rows=(),
        custody=kept or record.measure.custody,
        phone=record.custodian_phone,
        in_use=about.in_use and record.kept_by == DEBTOR and bool(kept and kept.user),
        place=record.place.text,
        began_at=record.began_at,
        ended_at=record.ended_at,
        term_from=about.effective_on,
        term_until=about.expires_on,
        worth="",
        present=record.present,
        officers=record.officers,
        recorder=record.recorder,
        upkeep="",
        sales=(),
        below=(),
    )


def _car_below(record: VehicleSeizure) -> Iterator[tuple[str, str]]:
    yield from seizures.answers(record, ("seals", "public_notice", "papers_why"))
    if back := seizures.taken_back(record):
        yield "随车物品", back


def _taken(
    record: VehicleSeizure | Sealing, *, text: str, way: str, ownership: str, rows: list[Row], in_use: bool,
    sales: tuple[SalePermission, ...], below: Iterator[tuple[str, str]],
) -> Taken:  # fmt: skip
    return Taken(
        deed=record.deed,
        text=text,
        way=way,
        ownership=ownership,
        rows=tuple((str(number), *row) for number, row in enumerate(rows, start=1)),
        custody=use_terms.custody_of(record),
        phone=record.custodian_phone,
        in_use=in_use,
        place=record.place.text,
        began_at=record.began_at,
        ended_at=record.ended_at,
        term_from=record.term_from,
        term_until=record.term_until,
        worth=seizures.worth_in_words(record.estimate),
        present=record.present,
        officers=record.officers,
        recorder=record.recorder,
        upkeep=record.use_upkeep or "",
        sales=sales,
        below=tuple(below),
    )
