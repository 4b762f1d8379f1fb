"""查找与查看: search, the case page, 今日; all reading, nothing here writes a record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from services.actions import gates, gathering, lawbook, recording, reminding, standing
from services.actions.gates import OfficeTask
from services.actions.gathering import Capture
from services.cases import (
    closing,
    conventions,
    deadlines,
    evictions,
    measures,
    overseizure,
    promised,
    radar,
    served,
    settlements,
    takings,
    timeline,
)
from services.cases.closing import Readiness
from services.cases.deadlines import Deadline
from services.cases.evictions import Eviction
from services.cases.kept import Kept
from services.cases.measures import InForce
from services.cases.overseizure import Measured
from services.cases.owing import Owing, owing
from services.cases.radar import Agenda
from services.cases.served import Service
from services.docket.case import Case
from services.records import catalogue, service_address
from services.records.declared import Happening
from services.records.draft import Draft
from services.records.record import Record
from services.records.service_address import Confirmed
from services.session import Session
from services.store import exchanged, journal, registry, summaries
from services.store.summaries import Chip, Counts, Order, Page, Summary

__all__ = [
    "Agenda", "CaseFile", "Chip", "Counts", "OfficeTask", "Order", "Page", "Summary", "Today", "case_file", "cases", "chips",
    "happenings", "matter", "records", "search", "today",
]  # fmt: skip

SHOWN = 40
TITLES = {k.code: k.title for k in catalogue.KINDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """Everything the case page shows; `readiness` is None where 终本 does not apply, `meter` where nothing is held.

    `taken` is what was taken on site and finance has not reported yet. `states` says by an entry's id where it stands
    on its way to the court: words and tone; `papers` tell which paper reached whom, `kept` what
    was paid on each sum promised or agreed, `confirmed` by the party's name where papers reach him.
    """

    case: Case
    measures: tuple[InForce, ...]
    deadlines: tuple[Deadline, ...]
    readiness: Readiness | None
    owing: Owing
    meter: Measured | None
    taken: Decimal
    timeline: tuple[timeline.Row, ...]
    happenings: tuple[Happening, ...]
    drafts: tuple[Draft, ...]
    states: Mapping[str, tuple[str, str]]
    evictions: tuple[Eviction, ...] = ()
    papers: tuple[Service, ...] = ()
    kept: tuple[Kept, ...] = ()
    confirmed: Mapping[str, Confirmed] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """Everything 今日 shows: `agenda` the most urgent rows of each group; `stale` cases wait to be counted anew.

    `tables` says which dated tables run out or have run out, `captures` are those that wait for their record.
    """

    agenda: Agenda
    steps: dict[int, int]
    stale: int
    office: tuple[OfficeTask, ...]
    live: int
    drafts: tuple[Draft, ...]
    pending: int
    tables: tuple[str, ...] = ()
    captures: tuple[Capture, ...] = ()


def search(
    session: Session,
    text: str,
    today: dt.date,
    *,
    chip: Chip = "all",
    order: Order = "urgency",
    offset: int = 0,
    limit: int = 200,
) -> Page:
    """Cases that match: number, names, pinyin initials, address, plate, identity number."""
    return summaries.summaries(
        session.vault, text=text, chip=chip, order=order, today=today, offset=offset, limit=limit
    )


def chips(session: Session, today: dt.date) -> Counts:
    """How many cases each filter chip would show."""
    return summaries.counts(session.vault, today)


def case_file(session: Session, number: str, today: dt.date) -> CaseFile:
    """The case page's content."""
    docketed = registry.case(session.vault, number)
    happened = happenings(session, number)
    own = tuple(d for d in recording.drafts(session) if number in d.cases)
    colleagues = tuple(catalogue.read(e) for e in exchanged.colleagues_entries(session.vault, case=number))
    known = (*happened, *colleagues)
    case = served.counted(docketed, known, today)
    held = measures.in_force(case, happened, colleagues)
    paid = takings.counted(case, known)
    account = owing(paid, today, lawbook.lpr(session), conventions.of_case(happened, colleagues))
    states = _states(session, happened)
    return CaseFile(
        case=case,
        measures=held,
        deadlines=deadlines.of_case(case, held, today, known, tables=lawbook.holidays(session)),
        readiness=closing.readiness(case, held, known, today) if closing.applies(case) else None,
        owing=account,
        meter=overseizure.measured(paid, held, account, today, lawbook.table(session, "realisation").content),
        taken=(paid.recovered or Decimal(0)) - (case.recovered or Decimal(0)),
        timeline=timeline.rows(
            case,
            happened,
            own,
            TITLES,
            states=states,
            colleagues=colleagues,
        ),
        happenings=happened,
        drafts=own,
        states=states,
        evictions=evictions.of_case(case, known, today),
        papers=served.services(docketed, known, today),
        confirmed=service_address.confirmed((docketed,), known),
        kept=(*promised.kept(docketed, known), *settlements.kept(docketed, known)),
    )


def happenings(session: Session, number: str) -> tuple[Happening, ...]:
    """The journal of one case, oldest first."""
    return tuple(catalogue.read(e) for e in journal.entries(session.vault, case=number))


def with_colleagues(session: Session, number: str) -> tuple[Happening, ...]:
    """The journal of one case and what colleagues have recorded on it, oldest first."""
    theirs = (catalogue.read(e) for e in exchanged.colleagues_entries(session.vault, case=number))
    listed = {h.entry.id: h for h in (*happenings(session, number), *theirs)}
    return tuple(sorted(listed.values(), key=lambda h: (h.entry.made_at, h.entry.device, h.entry.seq)))


def matter(session: Session, matter_id: str) -> tuple[Happening, ...]:
    """What belongs to one act: the record, its papers and what followed."""
    return tuple(catalogue.read(e) for e in journal.entries(session.vault, matter=matter_id))


def records(session: Session, limit: int = 200) -> tuple[Happening, ...]:
    """The latest field records of this terminal, corrections included, newest first."""
    codes = tuple(k.code for k in catalogue.KINDS)
    found = journal.entries(session.vault, kinds=codes, newest_first=True, limit=limit)
    return tuple(h for h in (catalogue.read(e) for e in found) if isinstance(h.said, Record))


def today(session: Session, day: dt.date, limit: int = SHOWN) -> Today:
    """What lapses soonest, what is half written, how much waits to be sent."""
    found = reminding.read(session, day)
    return Today(
        agenda=_shortened(radar.agenda(found.rows), limit),
        steps=deadlines.counted(r.near for r in found.rows),
        stale=found.stale,
        office=gates.open_office_tasks(session, day),
        live=summaries.live(session.vault),
        drafts=recording.drafts(session),
        pending=exchanged.waiting(session.vault).entries,
        tables=lawbook.running_out(session, day),
        captures=gathering.waiting(session),
    )


def _states(session: Session, happened: Sequence[Happening]) -> dict[str, tuple[str, str]]:
    return {i: (s.words, s.tone) for i, s in standing.of(session, (h.entry for h in happened)).items()}


def _shortened(found: Agenda, limit: int) -> Agenda:
    return Agenda(must=found.must[:limit], late=found.late[:limit], soon=found.soon[:limit])


def cases(session: Session, numbers: Sequence[str]) -> tuple[Case, ...]:
    """Whole cases by number, in that order."""
    return registry.cases(session.vault, numbers)
