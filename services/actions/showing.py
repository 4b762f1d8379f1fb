"""一条完成的记录: all that its page shows, whether this terminal made it or a colleague's and the court handed it down."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from services.actions import gates, recording, standing
from services.actions.gates import Aftermath
from services.actions.standing import Standing
from services.cases import promised, settlements
from services.cases.kept import Kept
from services.entries.entry import Entry
from services.records import catalogue
from services.records.declared import Happening
from services.records.kinds.interview import Interview
from services.records.kinds.settlement import Settlement
from services.records.record import Setting
from services.session import Session
from services.store import exchanged, journal, registry

OTHERS = "同事记录"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A finished record, how it stands, and whether it is of another terminal: then it is read and nothing more.

    Only the terminal that made a record corrects it, issues its papers and deals with its duties. `kept` says what was
    paid on the sums that it holds.
    """

    happening: Happening
    setting: Setting
    aftermath: Aftermath
    standing: Standing
    by_another: bool
    kept: tuple[Kept, ...] = ()


def record(session: Session, entry_id: str, now: dt.datetime) -> Shown:
    """A record by the id of its entry; raises BadInput when it is not in this vault."""
    theirs = exchanged.colleagues_entries(session.vault, id=entry_id)
    if theirs:
        return _of_another(session, theirs[0])
    happening = recording.happening(session, entry_id)
    return Shown(
        happening=happening,
        setting=recording.setting(session, happening.entry.cases),
        aftermath=gates.aftermath(session, entry_id, now),
        standing=standing.of(session, (happening.entry,))[entry_id],
        by_another=False,
        kept=_kept(session, happening.entry),
    )


def _of_another(session: Session, entry: Entry) -> Shown:
    case = entry.cases[0] if entry.cases else ""
    later = exchanged.colleagues_entries(session.vault, case=case, kind=entry.kind)
    amended_by = next((e.id for e in later if e.amends == entry.id), "")
    files = len({a.digest for a in entry.attachments})
    return Shown(
        happening=catalogue.read(entry),
        setting=recording.setting(session, entry.cases),
        aftermath=Aftermath(leave=(), office=(), confirmed_by="", waits_for=(), superseded_by=amended_by),
        standing=Standing(words=OTHERS, tone="ok", files=files, held=files),
        by_another=True,
        kept=_kept(session, entry),
    )


def _kept(session: Session, entry: Entry) -> tuple[Kept, ...]:
    """What was paid on the sums that this record holds; nothing for a record that was corrected or holds none."""
    if entry.kind not in (Interview.code, Settlement.code) or len(entry.cases) != 1:
        return ()
    (number,) = entry.cases
    own = journal.entries(session.vault, case=number)
    known = [catalogue.read(e) for e in (*own, *exchanged.colleagues_entries(session.vault, case=number))]
    for case in registry.cases(session.vault, [number]):
        return tuple(
            k for k in (*promised.kept(case, known), *settlements.kept(case, known)) if k.entry == entry.id
        )
    return ()
