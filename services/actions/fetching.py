"""取照片: a colleague's photos on the officer's cases come down when he asks for them, and stay encrypted in the vault.

Each is proved by the digest that stands in the colleague's signed entry. What has come stays when he stops or the line
breaks; the rest comes the next time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import Any

from services.actions import bringing, exchanging
from services.actions.steps import Work, run
from services.entries.entry import Attachment, Entry
from services.errors import BadInput
from services.session import Session
from services.store import attachments, exchanged, fetched, scratch
from services.sync.client import Line

LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """How far it is: photos and bytes, of all that lack."""

    photos: int
    photos_all: int
    bytes: int
    bytes_all: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What has come; `told` are sentences on photos that have not."""

    came: int
    told: tuple[str, ...]


class Fetching:
    """The photos of one entry on their way; `tell` hears of progress on whichever lane it happens."""

    def __init__(
        self, session: Session, entry: Entry, line: Line, tell: Callable[[Going], None] = lambda going: None
    ) -> None:
        self._session, self._entry, self._line, self._tell = session, entry, line, tell

    def close(self) -> None:
        """Hangs up; doing it twice is harmless."""
        self._line.close()

    def steps(self) -> Generator[Work, Any, Fetched]:
        """Photo by photo; raises LineCut, Busy, Stopped."""
        wanted: tuple[Attachment, ...] = yield Work(
            "vault", partial(fetched.lacking, self._session.vault, self._entry)
        )
        told: list[str] = []
        came = done = 0
        every = sum(a.size for a in wanted)

        def going(more: int) -> None:
            self._tell(Going(photos=came, photos_all=len(wanted), bytes=done + more, bytes_all=every))

        for photo in wanted:
            going(0)
            raw = None
            if photo.size <= LARGEST:
                raw = yield from bringing.fetched(self._line, photo.digest, photo.size, going)
            why = _unlike(photo, raw)
            if raw is not None and not why:
                yield Work("vault", partial(fetched.keep, self._session.vault, self._entry, photo, raw))
                came += 1
            else:
                told.append(why)
            done += photo.size
        keeping = partial(scratch.set_setting, self._session.vault, exchanging.NONCE, self._line.nonce)
        yield Work("vault", keeping)
        return Fetched(came=came, told=tuple(told))


def _unlike(photo: Attachment, raw: bytes | None) -> str:
    """Why a photo was not taken, "" where it is what the entry says."""
    if photo.size > LARGEST:
        return f"“{photo.name or photo.digest[:8]}”超过 64 MB，请在院里查看原件。"
    if raw is None:
        return f"“{photo.name or photo.digest[:8]}”还没有到院里，或案件已不在你名下、原件已依法销毁。"
    if len(raw) != photo.size or hashlib.sha256(raw).hexdigest() != photo.digest:
        return f"“{photo.name or photo.digest[:8]}”与记录里的校验值不符，没有采用。请再取一次，仍不行的请与院里联系。"
    return ""


def photos(session: Session, entry_id: str) -> tuple[tuple[Attachment, bool], ...]:
    """A colleague's photos, each once, and whether it lies here; none for an entry that is not a colleague's."""
    for entry in exchanged.colleagues_entries(session.vault, id=entry_id):
        lacks = {a.digest for a in fetched.lacking(session.vault, entry)}
        named = {a.digest: a for a in entry.attachments if a.media_type.startswith("image/")}
        return tuple((a, a.digest not in lacks) for a in named.values())
    return ()


def original(session: Session, photo: Attachment) -> bytes:
    """The original bytes of a photo that has come; raises Damaged."""
    return attachments.read(session.vault, photo.digest)


def begin(session: Session, entry_id: str, tell: Callable[[Going], None] = lambda going: None) -> Fetching:
    """Is about to fetch, on the vault's thread; raises BadInput for an entry that is not a colleague's, or without a hub."""
    found = exchanged.colleagues_entries(session.vault, id=entry_id)
    if not found:
        raise BadInput("这条同事记录已不在本机，案件可能已改分。请同步后再看。")
    line = Line(exchanging.address(session), exchanging.nonce(session))
    return Fetching(session, found[0], line, tell)


def fetch(session: Session, entry_id: str) -> Fetched:
    """Everything on this thread, where no screen waits."""
    with closing(begin(session, entry_id)) as fetching:
        return run(fetching.steps())
