"""随手拍: photos and sound taken before there is time to say which record they belong to; filed from the record's form.

Nothing is moved when they are filed: the record's draft names the same original, and what a draft or the journal names
waits no longer. A draft that is given up lets its captures wait again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

import msgspec

from services.actions import recording
from services.entries.entry import Attachment
from services.records.values import Film, Photo
from services.session import Session
from services.store import journal, scratch

KEPT = "captures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One original with the moment it was taken in, and a word about it."""

    at: dt.datetime
    photo: Photo | None = None
    film: Film | None = None
    note: str = ""

    @property
    def attachment(self) -> Attachment:
        """The original."""
        taken = self.photo or self.film
        assert taken is not None
        return taken.attachment


def keep(session: Session, taken: Photo | Film, now: dt.datetime) -> Capture:
    """Lets an original that is on the disk already wait for its record; the same original waits once."""
    made = Capture(at=now, photo=taken) if isinstance(taken, Photo) else Capture(at=now, film=taken)
    others = [c for c in kept(session) if c.attachment.digest != made.attachment.digest]
    filed = journal.named(session.vault, [c.attachment.digest for c in others])
    _write(session, (*(c for c in others if c.attachment.digest not in filed), made))
    return made


def waiting(session: Session) -> tuple[Capture, ...]:
    """What no draft and no record names yet, in the order it was taken in."""
    taken = kept(session)
    if not taken:
        return ()
    named = {a.digest for draft in recording.drafts(session) for a in recording.files_of(draft)}
    named |= journal.named(session.vault, [c.attachment.digest for c in taken])
    return tuple(c for c in taken if c.attachment.digest not in named)


def annotate(session: Session, digest: str, note: str) -> None:
    """A word about one of them, so that it is known again later."""
    _write(
        session,
        (replace(c, note=note.strip()) if c.attachment.digest == digest else c for c in kept(session)),
    )


def drop(session: Session, digest: str) -> None:
    """Gives one up; its original is swept away when the session ends, unless a record names it."""
    _write(session, (c for c in kept(session) if c.attachment.digest != digest))


def kept(session: Session) -> tuple[Capture, ...]:
    """All that were taken, filed or not."""
    return msgspec.convert(scratch.setting(session.vault, KEPT, []), tuple[Capture, ...])


def _write(session: Session, captures: Iterable[Capture]) -> None:
    scratch.set_setting(session.vault, KEPT, msgspec.to_builtins(tuple(captures)))
