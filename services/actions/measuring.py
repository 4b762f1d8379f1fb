"""在案措施: what is in force on cases, the docket's and what journals have added, as a follow-up record is begun from it."""

from __future__ import annotations

from collections.abc import Sequence

from services.cases import measures
from services.cases.measures import InForce
from services.docket.case import Case
from services.records import catalogue
from services.records.record import Record
from services.records.values import HeldMeasure
from services.session import Session
from services.store import exchanged, journal, registry


def in_force(session: Session, case: Case) -> tuple[InForce, ...]:
    """What is in force on a case, first to expire on top, own and colleagues' records counted."""
    own = (catalogue.read(e) for e in journal.entries(session.vault, case=case.number))
    colleagues = (catalogue.read(e) for e in exchanged.colleagues_entries(session.vault, case=case.number))
    return measures.in_force(case, own, colleagues)


def for_kind(session: Session, kind: type[Record], cases: Sequence[str]) -> tuple[HeldMeasure, ...]:
    """The measures that a record of this kind can be about, each once; none for kinds that follow up no measure."""
    if not kind.about_measures:
        return ()
    held = (one.as_found for case in registry.cases(session.vault, cases) for one in in_force(session, case))
    return tuple({h.measure.id: h for h in held if kind.fits(h)}.values())


def kinds_for(held: HeldMeasure) -> tuple[type[Record], ...]:
    """The kinds that can follow up this measure, in the catalogue's order."""
    return tuple(kind for kind in catalogue.KINDS if kind.about_measures and kind.fits(held))


def chosen(held: Sequence[HeldMeasure], about: str) -> HeldMeasure | None:
    """The measure of that id, or the only one on that thing or made by that entry; None where that is not clear."""
    found = [h for h in held if h.measure.id == about]
    found = found or [h for h in held if about and about in (h.measure.property_id, h.entry)]
    return found[0] if len(found) == 1 else None
