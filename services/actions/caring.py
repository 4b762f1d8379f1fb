"""老幼病残孕: what earlier records noted of frail people, carried on by address into the next record there, and by person
as a warning to wherever he is looked for next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.clock import local
from services.docket.case import Case
from services.docket.party import Party, Place
from services.records import catalogue
from services.records.declared import Happening
from services.records.record import Record
from services.records.related import current
from services.records.values import Person
from services.session import Session
from services.store import exchanged, journal, summaries
from services.wording import listed

FRAIL, CARE = "frail", "care"
KINDS = tuple(kind.code for kind in catalogue.KINDS if FRAIL in kind.fields())
MOST = 50  # cases of one person that are looked through
YEARS = 1  # who was ill or with child a year ago need not be so any more


@dataclass(frozen=True, slots=True)
class Noted:
    """Frail people met at a place: who, what was done for them, when, by which sort of record, where and with whom."""

    who: tuple[str, ...]
    care: str
    on: dt.date
    by: str
    place: str = ""
    person: str = ""

    @property
    def words(self) -> str:
        """In a line, for whoever goes to another address."""
        where = f"（{self.place}）" if self.place else ""
        return f"{self.person}处记过{listed(self.who)}：{self.on:%Y-%m-%d} {self.by}{where}"


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
        return None if old else Noted(said.frail, said.care, on, said.title, place.text)
    return None


def of_persons(session: Session, cases: Sequence[Case], today: dt.date) -> tuple[Noted, ...]:
    """The last note of frail people with each party of these cases within a year, whatever the address, the latest first.

    In his own case a party is known by his name, in another one by name and identity number together: a namesake is
    nobody's neighbour.
    """
    found: dict[str, Noted] = {}
    for case in cases:
        for party in (p for p in case.parties if p.is_citizen):
            notes = [_with(party, h, today, own=True) for h in _happened(session, case.number)]
            for number in _others(session, party, case.number, today):
                notes += [_with(party, h, today, own=False) for h in _happened(session, number)]
            latest = max((n for n in notes if n is not None), key=lambda n: n.on, default=None)
            if latest is not None:
                found[party.name] = latest
    return tuple(sorted(found.values(), key=lambda n: n.on, reverse=True))


def _with(party: Party, happening: Happening, today: dt.date, *, own: bool) -> Noted | None:
    """What a record that met this party noted of frail people; None where it met someone else or is too old."""
    said: Any = happening.said
    on = local(happening.entry.made_at).date()
    if not said.frail or (today - on).days > 366 * YEARS or not any(_is(party, p, own) for p in _met(said)):
        return None
    there = getattr(said, "place", None)
    return Noted(
        said.frail, said.care, on, said.title, there.text if isinstance(there, Place) else "", party.name
    )


def _is(party: Party, person: Person, own: bool) -> bool:
    if person.name != party.name:
        return False
    if person.id_number and party.id_number:
        return person.id_number == party.id_number
    return own


def _met(said: Record) -> Iterator[Person]:
    """Whoever the record names as there."""
    for name in said.fields():
        value = getattr(said, name)
        yield from (v for v in value if isinstance(v, Person)) if isinstance(value, tuple) else ()


def _others(session: Session, party: Party, own: str, today: dt.date) -> tuple[str, ...]:
    """The other cases of the same person, by his identity number."""
    if not party.id_number:
        return ()
    page = summaries.summaries(session.vault, text=party.id_number, today=today, limit=MOST)
    return tuple(row.number for row in page.rows if row.number != own)


def _happened(session: Session, number: str) -> tuple[Happening, ...]:
    """The records of a case that ask about frail people, own and colleagues', corrections in place of the corrected."""
    entries = [
        *journal.entries(session.vault, case=number, kinds=KINDS),
        *(e for e in exchanged.colleagues_entries(session.vault, case=number) if e.kind in KINDS),
    ]
    return current(map(catalogue.read, entries))


def carried(
    session: Session, kind: type[Record], cases: Sequence[str], place: object, today: dt.date
) -> Mapping[str, Any]:
    """The answer that a new record at this address begins with; it counts only once someone confirms it.

    What was done for them is asked anew: it is a fact of the day.
    """
    if FRAIL not in kind.fields() or not isinstance(place, Place) or len(cases) != 1:
        return {}
    noted = at_place(place, _happened(session, cases[0]), today)
    return {FRAIL: noted.who} if noted else {}
