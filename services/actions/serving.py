"""送达: the cases with their papers marked as the records of this vault prove them, and what became of papers made here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from services.cases import served
from services.clock import local
from services.docket.case import Case
from services.documents.paper import PaperState
from services.entries.entry import Entry
from services.records import catalogue
from services.session import Session
from services.store import exchanged, journal, registry
from services.wording import date_text

FEW = 20  # beyond so many cases one walk over all records of service is shorter than one for each case


def cases(session: Session, numbers: Sequence[str], today: dt.date) -> tuple[Case, ...]:
    """The docket's cases with what 送达 and 张贴 records say of their papers, from this terminal's and colleagues'."""
    found = registry.cases(session.vault, numbers)
    told = _told(session, [case.number for case in found])
    return tuple(
        served.counted(case, map(catalogue.read, told.get(case.number, ())), today) for case in found
    )


def marked(session: Session, case: Case, today: dt.date) -> Case:
    """The same of a case that was read already."""
    told = _told(session, [case.number])[case.number]
    return served.counted(case, map(catalogue.read, told), today)


def of_papers(session: Session, papers: Iterable[PaperState]) -> Mapping[str, str]:
    """By the paper's id: when, how and on whom it was served, or what is under way; papers of nobody are left out."""
    listed = tuple(papers)
    numbers = tuple(dict.fromkeys(n for paper in listed for n in paper.cases[:1]))
    told = {n: _services(session, n) for n in numbers[:FEW]}
    found = {}
    for paper in listed:
        known = told.get(paper.cases[0], ()) if paper.cases else ()
        on = local(paper.issued_at).date()
        service = served.of_paper(paper.name, paper.serial, paper.to, on, known)
        if service is not None and (words := words_of(service)):
            found[paper.id] = words
    return found


def words_of(service: served.Service) -> str:
    """How one service stands, in a line: 2026年11月24日送达（留置送达）, or what is under way."""
    if service.on is None:
        return service.note
    return f"{date_text(service.on)}送达" + (f"（{service.way}）" if service.way else "")


def _services(session: Session, number: str) -> tuple[served.Service, ...]:
    told = _told(session, [number]).get(number, ())
    found = registry.cases(session.vault, [number])
    return served.told(found[0], map(catalogue.read, told)) if found else ()


def _told(session: Session, numbers: Sequence[str]) -> Mapping[str, Sequence[Entry]]:
    """The records of service of these cases, by case number; for a series without the papers of this terminal, which
    would be thousands: what was handed over stands in the single case.
    """
    if len(numbers) > FEW:
        every = [
            *journal.entries(session.vault, kinds=served.KINDS),
            *(e for kind in served.KINDS for e in exchanged.colleagues_entries(session.vault, kind=kind)),
        ]
        return {n: [e for e in every if n in e.cases] for n in numbers} if every else {}
    return {
        n: [
            *journal.entries(session.vault, case=n, kinds=(*served.KINDS, *served.HANDED)),
            *(e for e in exchanged.colleagues_entries(session.vault, case=n) if e.kind in served.KINDS),
        ]
        for n in numbers
    }
