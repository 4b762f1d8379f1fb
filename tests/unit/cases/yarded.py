"""Seized cars for tests: entries of seizures and of steps, made as cheaply as possible, each plate its own car."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from services.entries import entry as entries
from services.entries.entry import FIRST_LINK, Attachment
from services.position.fix import NoFix
from services.records import catalogue
from services.records.declared import Happening
from services.records.kinds.vehicle_disposal import VehicleDisposal
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.records.record import Record
from tests.factories import make_unsigned
from tests.unit.records import seized
from tests.unit.records.of_kinds.vehicle_disposal import STEPS

PHOTO = Attachment(digest="ab" * 32, size=10, media_type="image/jpeg", role="photo")
AT = seized.AT


def seizure(plate: str = "浙H9A3K7", at: dt.datetime = AT, **changes: Any) -> VehicleSeizure:
    """A car taken away that day."""
    given = seized.answers(PHOTO, plate=plate, began_at=at, ended_at=at, stored_at=at, towed_at=at, **changes)
    return VehicleSeizure(**{n: v for n, v in given.items() if v is not None})


def step(name: str, at: dt.datetime = AT, plate: str = "浙H9A3K7", **changes: Any) -> VehicleDisposal:
    """A step, without photos."""
    given = {
        **STEPS[name],
        "step": name,
        "at": at,
        "officers": ("方立",),
        "plate": plate,
        "photos": (),
        **changes,
    }
    return VehicleDisposal(**{n: v for n, v in given.items() if v is not None})


def sold(plate: str, on: dt.datetime, start: Decimal, price: Decimal) -> VehicleDisposal:
    """A sale on that day at that price."""
    return step("拍卖结果", on, plate, start_price=start, price=price)


def entered(
    *records: Record, number: str = seized.CASE.number, subject: str = "p1", amends: dict[int, int] | None = None
) -> tuple[Happening, ...]:  # fmt: skip
    """The records as entries of one chain; `amends` says which (by place) corrects which."""
    found: list[Happening] = []
    for n, said in enumerate(records):
        corrects = found[amends[n]].entry.id if amends and n in amends else ""
        unsigned = make_unsigned(
            number, kind=said.code, version=said.version, position=NoFix("室内", AT), made_at=AT + dt.timedelta(minutes=n),
            body={"values": said.encode(), "subject": subject}, attachments=said.attachments, matter=f"m-{n}",
            amends=corrects, reason="更正" if corrects else "",
        )  # fmt: skip
        raw = entries.compose(unsigned, "device-1", n + 1, found[-1].entry.link if found else FIRST_LINK)
        found.append(catalogue.read(entries.decode(raw, b"", "ed25519")))
    return tuple(found)
