"""承诺与分期: what was promised or agreed on a case and is still open, offered where a payment says what it settles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from services.cases import promised, settlements
from services.cases.kept import Kept
from services.records import catalogue
from services.records.fields import Settles
from services.records.record import Record
from services.records.values import Pledged
from services.session import Session
from services.store import exchanged, journal, registry


def open_sums(session: Session, numbers: Sequence[str], amends: str = "") -> tuple[Pledged, ...]:
    """What is not paid whole by now, the first day first; nothing for an act on several cases.

    `amends` is a payment that is being corrected: what it paid is open again.
    """
    if len(numbers) != 1:
        return ()
    case = registry.case(session.vault, numbers[0])
    own = [catalogue.read(e) for e in journal.entries(session.vault, case=case.number) if e.id != amends]
    theirs = [catalogue.read(e) for e in exchanged.colleagues_entries(session.vault, case=case.number)]
    known = (*own, *theirs)
    found = [
        Pledged(what=one.what, on=one.on, rest=one.rest, note=_held_by(one), entry=one.entry)
        for one in (*promised.kept(case, known), *settlements.kept(case, known))
        if one.paid_on is None
    ]
    return tuple(sorted(found, key=lambda one: one.on))


def _held_by(one: Kept) -> str:
    """The record that holds it, the docket where none does."""
    return one.note if one.entry else "；".join(filter(None, (one.note, "案件册所载")))


def carried(
    session: Session, kind: type[Record], numbers: Sequence[str], today: dt.date
) -> Mapping[str, Any]:
    """The sum that has fallen due longest ago, for a kind that asks; it counts only once someone confirms it."""
    names = [n for n, f in kind.fields().items() if isinstance(f, Settles)]
    due = [one for one in open_sums(session, numbers) if one.on <= today] if names else []
    return dict.fromkeys(names, tuple(due[:1])) if due else {}
