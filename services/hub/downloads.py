"""附件下发: a piece of an attachment that a device may have, from any byte on, so that a cut line costs little."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from sqlalchemy import Connection, select

from services.hub import attachments, law, logbook, schema, sealed_register
from services.hub.attachments import Held
from services.hub.folder import Desk
from services.hub.roster import Device
from services.sync.messages import MAX_CHUNK

_RANGE = re.compile(r"bytes=(\d{1,15})-(\d{1,15})?")


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes `begin` and on of an attachment of `size` bytes."""

    raw: bytes
    begin: int
    size: int

    @property
    def content_range(self) -> str:
        """As the header says it (RFC 9110 §14.4)."""
        return f"bytes {self.begin}-{self.begin + len(self.raw) - 1}/{self.size}"


@dataclass(frozen=True, slots=True)
class _Ground:
    """Why a device may have an attachment, as the logbook says it, and of which cases it is."""

    deed: str
    numbers: tuple[str, ...] = ()


def allowed(desk: Desk, device: Device, digest: str, now: dt.datetime, *, first: bool) -> Held | None:
    """What the hub has of an attachment that this device may have, None for any other; the `first` look is written down."""
    with desk.store.reading() as connection:
        ground = _ground(connection, device, digest)
    known = attachments.held(desk.store, desk.folder, digest) if ground is not None else None
    if ground is None or known is None or not known.whole or known.erased:
        return None
    if first:
        with desk.store.writing() as connection:
            logbook.given(
                connection,
                officer=device.officer,
                device=device.id,
                deed=ground.deed,
                numbers=ground.numbers,
                now=now,
            )
    return known


def _ground(connection: Connection, device: Device, digest: str) -> _Ground | None:
    paper = sealed_register.may_have(connection, device.officer, digest)
    if paper is not None:
        return _Ground("下发院发文书", (paper.case,))
    if law.is_handed(connection, digest):
        return _Ground(law.deed(digest))
    numbers = _cases_with(connection, device.officer, digest)
    return _Ground("下发附件", numbers) if numbers else None


def _cases_with(connection: Connection, officer: str, digest: str) -> tuple[str, ...]:
    """The officer's cases on which an entry has this attachment."""
    file, case, given = schema.entry_file, schema.entry_case, schema.assignment
    asked = (
        select(case.c.number)
        .join(file, file.c.entry == case.c.entry)
        .join(given, (given.c.number == case.c.number) & (given.c.officer == officer))
        .where(file.c.digest == digest)
        .distinct()
        .order_by(case.c.number)
    )
    return tuple(connection.scalars(asked))


def span(field: str, size: int) -> tuple[int, int] | None:
    """Begin and length that a Range field asks of `size` bytes, not more than MAX_CHUNK; None where it asks beyond."""
    asked = _RANGE.fullmatch(field.strip()) if field else None
    begin = int(asked[1]) if asked else 0
    end = int(asked[2]) if asked and asked[2] else size - 1
    if begin >= size or end < begin:
        return None
    return begin, min(end - begin + 1, size - begin, MAX_CHUNK)


def read(desk: Desk, known: Held, begin: int, length: int) -> Piece:
    """The piece."""
    raw = attachments.piece_at(desk.store, desk.folder, known, begin, length)
    return Piece(raw, begin, known.size)
