"""报平安: an officer who goes to a door alone sets a time; what came of it is written into the journal."""

from __future__ import annotations

import datetime as dt

import msgspec

from services.actions import unlocking
from services.clock import local
from services.entries.entry import Entry
from services.errors import NotAllowed
from services.records.events import CheckedIn
from services.session import Session
from services.store import journal, scratch

__all__ = ["CheckIn", "answered", "begin", "running"]

_KEY = "check_in"


class CheckIn(msgspec.Struct, frozen=True, kw_only=True):
    """A call that somebody makes alone: where, since when, and when the tablet rings unless he says that all is well."""

    case: str
    place: str
    since: dt.datetime
    due: dt.datetime


def begin(session: Session, case: str, place: str, minutes: int, now: dt.datetime) -> CheckIn:
    """Starts the time. Raises NotAllowed while another one runs: one officer is at one door."""
    if running(session) is not None:
        raise NotAllowed("已经有一次独自上门在计时。先点“我没事”，再开始下一次。")
    made = CheckIn(case=case, place=place, since=now, due=now + dt.timedelta(minutes=minutes))
    scratch.set_setting(session.vault, _KEY, msgspec.to_builtins(made))
    return made


def running(session: Session) -> CheckIn | None:
    """The one that runs, also after the program was started anew; None where there is none."""
    kept = scratch.setting(session.vault, _KEY)
    return None if kept is None else msgspec.convert(kept, CheckIn)


def answered(session: Session, at: dt.datetime, now: dt.datetime) -> Entry | None:
    """我没事, said at that moment: one entry, and nothing runs any more; None where nothing ran in this vault."""
    ran = running(session)
    if ran is None:
        return None
    said = CheckedIn(
        place=ran.place, since=local(ran.since), due=local(ran.due), answered_at=local(max(at, ran.since))
    )
    unsigned = unlocking.event(session, said, (ran.case,), now)
    return journal.append(session.vault, unsigned, also=(scratch.forgetting(_KEY),))
