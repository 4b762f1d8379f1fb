"""Samples for what the demo docket has not: rows without end, two dozen debtors, sealed goods."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

from services.docket.case import Case
from services.docket.party import Party
from services.docket.property import Measure, Property
from services.records.record import Record
from services.records.values import Clue, InventoryRow, Line
from services.wording import chinese_number

CROWD = 24
_ROWS = 60
_REPEATED = (InventoryRow, Line, Clue)


def lengthened(record: Record) -> Record:
    """The record with its inventories, transcripts and clues grown to sixty rows, numbered on, without photos."""
    grown: dict[str, Any] = {}
    for name in record.fields():
        value = getattr(record, name)
        if isinstance(value, tuple) and value and isinstance(value[0], _REPEATED):
            meaning = record.fields()[name]
            kept = (getattr(meaning, "taking", ()) or getattr(meaning, "dispositions", ()))[-1:]
            grown[name] = tuple(_row(value[n % len(value)], n + 1, *kept) for n in range(_ROWS))
    return dataclasses.replace(record, **grown)  # type: ignore[type-var]


def with_goods(case: Case, on: dt.date) -> Case:
    """The case with a machine sealed where it stands."""
    owner = case.debtors[0].name
    goods = Property(
        id="goods", kind="机器设备", name="数控车床2台", owner=owner, detail="CK6140型，出厂编号900117、900118",
        estimate=Decimal(86_000),
    )  # fmt: skip
    begun = case.filed_on + dt.timedelta(days=20)
    measure = Measure(
        id="goods-m", kind="sealing", property_id="goods", ruling=f"{case.number}之二", effective_on=begun,
        expires_on=on + dt.timedelta(days=400),
    )  # fmt: skip
    return dataclasses.replace(case, properties=(*case.properties, goods), measures=(*case.measures, measure))


def _row(row: Any, number: int, disposition: str = "") -> Any:
    """The row under its own number; goods stay in the list (the last way in which a kind takes or keeps them)."""
    if isinstance(row, InventoryRow):
        return dataclasses.replace(row, number=number, photo=None, disposition=disposition)
    return row


def crowded(case: Case) -> Case:
    """The case with two dozen debtors in place of its own, each with a name, number and address to tell apart."""
    first = case.debtors[0]
    more = tuple(_copy(first, n) for n in range(2, CROWD + 1))
    others = tuple(p for p in case.parties if p.role != "debtor")
    return dataclasses.replace(case, parties=(*others, first, *more))


def _copy(party: Party, number: int) -> Party:
    """A further debtor: 何岩松（演示十二）, an identity number nobody can have."""
    return dataclasses.replace(
        party,
        id=f"{party.id}-{number}",
        name=f"{party.name}（演示{chinese_number(number)}）",
        id_number=f"{party.id_number[:-4]}{number:04}" if party.id_number else "",
    )
