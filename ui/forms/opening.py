"""A draft opened: begun, resumed or corrected, with all that a form needs from the vault, read in one go."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from services.actions import (
    caring,
    finding,
    freezing,
    gates,
    gathering,
    marking,
    measuring,
    planning,
    promising,
    recording,
    sealed,
    serving,
)
from services.actions.caring import Noted
from services.actions.gathering import Capture
from services.actions.marking import Spot
from services.clock import local
from services.docket.case import Case
from services.docket.property import Property
from services.position.fix import Fix, NoFix
from services.records import catalogue
from services.records.declared import Happening
from services.records.draft import Draft
from services.records.duties import Situation
from services.records.fields import Settles
from services.records.record import Incomplete, Problem, Record
from services.records.values import Handed, HeldMeasure, Pledged
from services.session import Session
from ui.desk import ContinueDraft, CorrectEntry, StartRecord

MOST_CASES = 3  # a serial case has hundreds; what is known of the first few is enough beside a form


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """All that the page needs from the vault, read in one go; `around` is what the duties look at.

    `sums` is what is open of promises and instalments, `dangers` what stands to be read before knocking, `frail` where
    the parties were met with frail people, `spots` where the addresses have been marked or measured.
    """

    draft: Draft
    kind: type[Record]
    cases: tuple[Case, ...]
    happenings: tuple[Happening, ...]
    around: Situation
    signed_papers: tuple[str, ...]
    things: tuple[Property | HeldMeasure, ...]
    last: dict[str, Any]
    narrative: str
    captures: tuple[Capture, ...] = ()
    sealed: tuple[Handed, ...] = ()
    sums: tuple[Pledged, ...] = ()
    dangers: tuple[str, ...] = ()
    frail: tuple[Noted, ...] = ()
    spots: tuple[Spot, ...] = ()


def open_draft(
    session: Session, to: StartRecord | ContinueDraft | CorrectEntry, now: dt.datetime, position: Fix | NoFix
) -> Opened:
    """Begins, resumes or corrects; belongs on the vault's thread."""
    match to:
        case StartRecord():
            crew = recording.last_crew(session, to.kind)
            draft = recording.start(
                session,
                to.kind,
                to.cases,
                now,
                position,
                subject=to.subject,
                companions=crew,
                known=dict(to.known),
            )
        case ContinueDraft():
            draft = recording.resume(session, to.draft)
        case CorrectEntry():
            draft = recording.correct(session, to.entry, to.reason, now)
    kind = catalogue.kind(draft.kind)
    numbers = draft.cases[:MOST_CASES]
    today = local(now).date()
    known = marking.marks(session)
    cases = marking.located(serving.cases(session, numbers, today), known)
    outside = "place" in kind.fields()
    remembered = [n for n, field in kind.fields().items() if field.remembered]
    last = {n: recording.last_answer(session, kind, n) for n in remembered}
    happened = tuple(h for n in numbers for h in finding.happenings(session, n))
    return Opened(
        draft=draft,
        kind=kind,
        cases=cases,
        happenings=happened,
        around=gates.situation(session, draft, now),
        signed_papers=freezing.names(draft.kind),
        things=measuring.for_kind(session, kind, numbers) or kind.things(cases),
        last={n: value for n, value in last.items() if value is not None},
        narrative=recording.narrative(session, draft),
        captures=gathering.waiting(session),
        sealed=_sealed(session, draft.cases, kind),
        sums=promising.open_sums(session, draft.cases, draft.amends) if _settling(kind) else (),
        dangers=planning.dangers(session, cases, today) if outside else (),
        frail=caring.of_persons(session, cases, today) if outside else (),
        spots=marking.spots(cases, happened, known, session.demo) if outside else (),
    )


def _sealed(session: Session, cases: tuple[str, ...], kind: type[Record]) -> tuple[Handed, ...]:
    """What the court has sealed for such an act on the one case, to be served or posted."""
    if len(cases) != 1:
        return ()
    found = sealed.papers(session, cases[0], kind)
    return tuple(
        Handed(title=p.name, number=p.serial) for p in found if p.state not in ("delivered", "voided")
    )


def _settling(kind: type[Record]) -> bool:
    return any(isinstance(field, Settles) for field in kind.fields().values())


def headline(opened: Opened) -> str:
    """Case number and debtor, as the header says them."""
    if not opened.cases:
        return ""
    case, count = opened.cases[0], len(opened.draft.cases)
    names = "、".join(p.name for p in case.debtors[:2])
    return f"{case.number}{f' 等 {count} 案' if count > 1 else ''} · {names}"


def lacking(kind: type[Record], draft: Draft) -> tuple[Problem, ...]:
    """What is missing or wrong besides unconfirmed answers."""
    try:
        kind.from_draft(replace(draft, prefilled=frozenset()))
    except Incomplete as incomplete:
        return incomplete.problems
    return ()
