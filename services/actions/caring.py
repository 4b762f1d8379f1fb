"""老幼病残孕: what an earlier record noted of frail people at an address, carried into the next record there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.clock import local
from services.docket.party import Place
from services.records import catalogue
from services.records.declared import Happening
from services.records.record import Record
from services.records.related import current
from services.session import Session
from services.store import exchanged, journal

FRAIL, CARE = "frail", "care"
KINDS = tuple(kind.code for kind in catalogue.KINDS if FRAIL in kind.fields())
YEARS = 1  # who was ill or with child a year ago need not be so any more


@dataclass(frozen=True, slots=True)
class Noted:
    """Frail people met at a place: who, what was done for them, when, and by which sort of record."""

    who: tuple[str, ...]
    care: str
    on: dt.date
    by: str


def at_place(
    place: Place | None, happenings: Iterable[Happening], today: dt.date | None = None
) -> Noted | None:
    """The last note of frail people at that address, within a year of `today` where it is given; None without one."""
    if place is None or not place.text:
        return None
    for happening in reversed(current(happenings, *KINDS)):
        said: Any = happening.said
        there = getattr(said, "place", None)
        on = local(happening.entry.made_at).date()
        if not isinstance(there, Place) or there.text != place.text or not said.frail:
            continue
        old = today is not None and (today - on).days > 366 * YEARS
        return None if old else Noted(said.frail, said.care, on, said.title)
    return None


def carried(
    session: Session, kind: type[Record], cases: Sequence[str], place: object, today: dt.date
) -> Mapping[str, Any]:
    """The answer that a new record at this address begins with; it counts only once someone confirms it.

    What was done for them is asked anew: it is a fact of the day.
    """
    if FRAIL not in kind.fields() or not isinstance(place, Place) or len(cases) != 1:
        return {}
    entries = [
        *journal.entries(session.vault, case=cases[0], kinds=KINDS),
        *(e for e in exchanged.colleagues_entries(session.vault, case=cases[0]) if e.kind in KINDS),
    ]
    noted = at_place(place, map(catalogue.read, entries), today)
    return {FRAIL: noted.who} if noted else {}
