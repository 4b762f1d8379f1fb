"""What the tests of duties share: entries of a matter, situations, and how one answer or step is taken away."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from services.entries import entry as entries
from services.entries.entry import FIRST_LINK, Attachment
from services.position.fix import NoFix
from services.records import catalogue
from services.records.declared import Event, Happening
from services.records.duties import GATES, Owed, Situation, Standing, standings
from services.records.events import DocumentIssued, PaperStep
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.records.record import Record
from tests.factories import make_unsigned
from tests.unit.records import seized

AT = seized.AT
PICTURE = Attachment(digest="ab" * 32, size=4_200_000, media_type="image/jpeg", role="photo")
PAPER = Attachment(digest="cd" * 32, size=90_000, media_type="application/pdf", role="paper")
Change = Callable[[Situation], Situation]
Row = tuple[type[Record], Situation, str, Change]


# --- what happened in the matter, as real entries of a chain


def journal(*said: Event | tuple[str, Event]) -> tuple[Happening, ...]:
    """The events as entries, one after another; a pair gives the entry's own id."""
    found: list[Happening] = []
    for item in said:
        entry_id, event = item if isinstance(item, tuple) else (None, item)
        given = {"id": entry_id} if entry_id else {}
        unsigned = make_unsigned(
            seized.CASE.number, kind=event.code, version=event.version, position=NoFix("室内", AT), made_at=AT,
            body={"values": event.encode()}, matter="matter-1", **given,
        )  # fmt: skip
        previous = found[-1].entry.link if found else FIRST_LINK
        raw = entries.compose(unsigned, "device-1", len(found) + 1, previous)
        found.append(catalogue.read(entries.decode(raw, b"", "ed25519")))
    return tuple(found)


def issued(role: Any, entry_id: str) -> tuple[str, Event]:
    return entry_id, DocumentIssued(
        document="paper",
        name="文书",
        role=role,
        subject="record-1",
        serial="D-1",
        pages=2,
        copies=3,
        paper=PAPER,
    )


INVENTORY, TRANSCRIPT = "01935a00-0000-7000-8000-000000000001", "01935a00-0000-7000-8000-000000000002"
SIGNERS = ("徐云芝", "季文", "郑保管", "方立", "毛一帆")


def signed_on_paper(
    role: Any, entry_id: str, names: tuple[str, ...] = (*SIGNERS, "何岩松")
) -> tuple[Event | tuple[str, Event], ...]:
    return (
        issued(role, entry_id),
        PaperStep(issued=entry_id, step="signed", persons=names),
        PaperStep(issued=entry_id, step="photographed", photo=PICTURE),
    )


HANDED_OVER = PaperStep(issued=INVENTORY, step="delivered", to="何岩松")
PAPERS = journal(
    *signed_on_paper("inventory", INVENTORY), *signed_on_paper("transcript", TRANSCRIPT), HANDED_OVER
)


# --- situations in which every duty is green


def situation(values: dict[str, Any], kind: type[Record] = VehicleSeizure, **changes: Any) -> Situation:
    drawn: dict[str, Any] = {
        "fields": kind.fields(), "values": values, "prefilled": frozenset(), "cases": (seized.CASE,),
        "happenings": PAPERS, "overrides": (),
        "now": AT, "subject": "p1", "officers": ("方立", "毛一帆"),
    }  # fmt: skip
    return Situation(**{**drawn, **changes})


def standing_of(kind: type[Record], code: str, here: Situation) -> Standing:
    duty = next(d for d in kind.duties if d.code == code)
    return next(s for s in standings(kind.duties, here, duty.at) if s.duty.code == code)


def missing(kind: type[Record], here: Situation) -> set[str]:
    """The codes of all duties that are not green, over the three gates."""
    return {s.duty.code for gate in GATES for s in standings(kind.duties, here, gate) if s.state != "met"}


def answered(**changes: Any) -> Change:
    """The same with these answers; None takes one away."""
    return lambda here: dataclasses.replace(here, values={**here.values, **changes})


def in_case(**changes: Any) -> Change:
    return lambda here: dataclasses.replace(
        here, cases=tuple(dataclasses.replace(case, **changes) for case in here.cases)
    )


def without_step(entry_id: str, step: str) -> Change:
    def change(here: Situation) -> Situation:
        left = tuple(
            h
            for h in here.happenings
            if not (isinstance(h.said, PaperStep) and h.said.issued == entry_id and h.said.step == step)
        )
        return dataclasses.replace(here, happenings=left)

    return change


def without_photo(slot: str) -> Change:
    return lambda here: answered(photos=tuple(p for p in here.values["photos"] if p.slot != slot))(here)


def owes(due: str | None, **more: Any) -> Change:
    """What is owed in the case as the account counts it, or that it can't be told."""

    def change(here: Situation) -> Situation:
        found = Owed(due=None if due is None else Decimal(due), why="" if due else "利率读不出", **more)
        return dataclasses.replace(here, owed={here.cases[0].number: found})

    return change
