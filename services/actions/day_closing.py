"""当日小结: the day's journal read into a sheet of what was done, counts and hashes; made in memory and never stored."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from services.actions import exchanging, recording, standing
from services.cases.day_close import TITLE, DayChain, DayClose, DayLine
from services.clock import ZONE, local
from services.documents import day_close_sheet
from services.entries.entry import Entry
from services.errors import Damaged
from services.records import catalogue
from services.records.declared import Declared
from services.records.events import DocumentIssued
from services.records.record import Record
from services.session import Session
from services.store import exchanged, journal

__all__ = ["TITLE", "DayClose", "paper", "told"]


def told(session: Session, day: dt.date) -> DayClose:
    """Everything that the vault's journal has of this day (the court's time), on the vault's thread."""
    begin = dt.datetime.combine(day, dt.time(), tzinfo=ZONE)
    found = journal.between(session.vault, begin, begin + dt.timedelta(days=1))
    said = [(entry, _said(entry)) for entry in found]
    records = [(e, s) for e, s in said if _is_record(e)]
    papers = [(e, s) for e, s in said if e.kind == DocumentIssued.code]
    states = standing.of(session, [e for e, _ in (*records, *papers)])
    files = {a.digest: a.size for e in found for a in e.attachments}
    others = Counter(
        catalogue.title(e.kind) for e in found if not _is_record(e) and e.kind != DocumentIssued.code
    )
    proof = exchanging.proof(session)
    receipt = exchanged.receipts(session.vault).get(session.device)
    return DayClose(
        day=day,
        officer=session.officer.name,
        records=tuple(_line(e, s, states[e.id].words) for e, s in records),
        papers=tuple(_line(e, s, states[e.id].words) for e, s in papers),
        others=tuple(sorted(others.items())),
        amended=sum(bool(e.amends) for e, _ in records),
        cases=len({n for e, _ in records for n in e.cases}),
        files=len(files),
        size=sum(files.values()),
        chains=_chains(found),
        drafts=len(recording.drafts(session)),
        waiting=exchanged.waiting(session.vault).entries,
        proof=f"{proof}（{local(proof.at):%m-%d %H:%M}）" if proof else "",
        receipt=receipt.link if receipt else "",
    )


def paper(session: Session, close: DayClose, now: dt.datetime) -> bytes:
    """The PDF; for a working lane. Raises CharacterMissing, TooLarge."""
    return day_close_sheet.pdf(close, session.court, now, demo=session.demo)


def _is_record(entry: Entry) -> bool:
    return entry.kind in {k.code for k in catalogue.KINDS}


def _said(entry: Entry) -> Declared | None:
    """What an entry says, None where this program cannot read it: its line then has its title alone."""
    try:
        return catalogue.read(entry).said
    except Damaged:
        return None


def _line(entry: Entry, said: Declared | None, state: str) -> DayLine:
    title = catalogue.title(entry.kind)
    if isinstance(said, DocumentIssued):
        what = " · ".join(filter(None, (f"《{said.name}》{said.pages} 页", said.serial)))
    elif isinstance(said, Record):
        what = " · ".join(filter(None, (title, said.summary())))
    else:
        what = title
    more = f" 等 {len(entry.cases)} 案" if len(entry.cases) > 1 else ""
    return DayLine(
        at=entry.made_at,
        case=(entry.cases[0] if entry.cases else "") + more,
        what=f"更正：{what}" if entry.amends else what,
        files=len(entry.attachments),
        state=state,
        seq=entry.seq,
        digest=entry.digest,
    )


def _chains(found: Sequence[Entry]) -> tuple[DayChain, ...]:
    chains: dict[str, list[Entry]] = {}
    for entry in found:
        chains.setdefault(entry.device, []).append(entry)
    made = []
    for device, entries in chains.items():
        ordered = sorted(entries, key=lambda e: e.seq)
        first, last = ordered[0], ordered[-1]
        made.append(DayChain(device=device, first=first.seq, last=last.seq, link=last.link))
    return tuple(made)
