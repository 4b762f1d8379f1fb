"""同一件事: the records that belong to one act over days, whichever terminal made them, and those still being written."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from services.entries.entry import Entry
from services.records import catalogue
from services.records import draft as drafts_form
from services.records.declared import Happening
from services.records.draft import Draft
from services.records.record import Record
from services.session import Session
from services.store import exchanged, journal, scratch

FEW = 20


def related(
    session: Session, kind: type[Record], cases: Sequence[str], subject: str, *, without: Collection[str] = ()
) -> tuple[Happening, ...]:  # fmt: skip
    """The records of the kind's group on these cases about this thing, and those of the kinds it looks at on these
    cases, each once; none for a kind with neither.

    `without` names entries to leave out: the record itself, and the one it corrects.
    """
    own = catalogue.codes_of(kind.group) if kind.group else ()
    codes = (*own, *kind.looks_at)
    if not codes:
        return ()
    found = {
        e.id: e
        for e in _entries(session, cases, codes)
        if e.kind in kind.looks_at or subject_of(e) == subject
    }
    return tuple(catalogue.read(e) for e in found.values() if e.id not in without)


def open_drafts(session: Session, kind: type[Record], subject: str) -> tuple[Draft, ...]:
    """The drafts of a grouped kind about this thing that are still being written on this terminal."""
    if not kind.group:
        return ()
    kept = (k for k in scratch.drafts(session.vault) if k.kind == kind.code)
    found = (drafts_form.decode(k.body, kind) for k in kept)
    return tuple(d for d in found if d.subject == subject)


def subject_of(entry: Entry) -> str:
    """The docket's thing that an entry is about; "" for none."""
    return str(entry.body.get("subject", ""))


def _entries(session: Session, cases: Sequence[str], codes: tuple[str, ...]) -> Iterator[Entry]:
    """The records of these kinds on these cases; for a series one walk over all of them is shorter than one for each."""
    if len(cases) > FEW:
        wanted = set(cases)
        every = [
            *journal.entries(session.vault, kinds=codes),
            *(e for code in codes for e in exchanged.colleagues_entries(session.vault, kind=code)),
        ]
        yield from (e for e in every if wanted & set(e.cases))
        return
    for case in cases:
        yield from journal.entries(session.vault, case=case, kinds=codes)
        yield from (e for e in exchanged.colleagues_entries(session.vault, case=case) if e.kind in codes)
