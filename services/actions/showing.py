"""一条完成的记录: all that its page shows, whether this terminal made it or a colleague's and the court handed it down."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from services.actions import gates, recording, standing
from services.actions.gates import Aftermath
from services.actions.standing import Standing
from services.entries.entry import Entry
from services.records import catalogue
from services.records.declared import Happening
from services.records.record import Setting
from services.session import Session
from services.store import exchanged

OTHERS = "同事记录"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A finished record, how it stands, and whether it is of another terminal: then it is read and nothing more.

    Only the terminal that made a record corrects it, issues its papers and deals with its duties.
    """

    happening: Happening
    setting: Setting
    aftermath: Aftermath
    standing: Standing
    by_another: bool


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
    )
