"""取回下发的内容: sealed papers and tables of law come down piece by piece after the changes, proved by their digest.

A cut line makes the pieces smaller and goes on at the byte where it broke; a paper that is not what the court named is
thrown away and noted, and blocks no other.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Generator, Sequence
from functools import partial
from typing import Any

from services.actions import enacting
from services.actions.steps import Work
from services.docket.sealed import SealedPaper
from services.session import Session
from services.store import attachments, exchanged, handed_down, sealed
from services.sync.client import Line, LineCut
from services.sync.messages import Law
from services.sync.protocol import MAX_LAW_FILE

PIECE, SMALLEST = 1024 * 1024, 16 * 1024
FAILURES = 8
PDF, ROLE = "application/pdf", "sealed"
_UNLIKE = "院发文书《{name}》的内容与院里登记的不符，没有采用。请再同步一次，仍不行的请与院里联系。"
_LAW_GONE = "院里下发的“{title}”院端已取不到，没有采用。请与院里联系，必要时重新下发。"
_GONE = "院发文书《{name}》院端已取不到。请与院里联系，必要时重新下发。"


def steps(
    session: Session, line: Line, now: Callable[[], dt.datetime], tell: Callable[[int, int], None]
) -> Generator[Work, Any, int]:
    """Brings every paper that lacks; returns how many came. `tell(done, all)`. Raises LineCut when nothing moves."""
    wanted: Sequence[SealedPaper] = yield Work("vault", partial(sealed.lacking, session.vault))
    came = 0
    for number, paper in enumerate(wanted):
        tell(number, len(wanted))
        raw = yield from fetched(line, paper.digest, paper.size)
        if raw is None:
            why = _GONE.format(name=paper.name)
            yield Work("vault", partial(exchanged.note_trouble, session.vault, paper.id, why, now()))
        else:
            came += yield Work("vault", partial(keep, session, paper, raw, now()))
    return came


def keep(session: Session, paper: SealedPaper, raw: bytes, now: dt.datetime) -> bool:
    """Keeps a paper's bytes, encrypted; False (and noted) when they are not those that the court named."""
    if len(raw) != paper.size or hashlib.sha256(raw).hexdigest() != paper.digest:
        exchanged.note_trouble(session.vault, paper.id, _UNLIKE.format(name=paper.name), now)
        return False
    attachments.put(session.vault, raw, media_type=PDF, role=ROLE, name=f"{paper.name}.pdf")
    exchanged.forget_trouble(session.vault, paper.id)
    return True


def keep_all(session: Session, given: Sequence[bytes], now: dt.datetime) -> int:
    """Keeps those papers that came in a reply and lack here; returns how many."""
    lacking = {paper.digest: paper for paper in sealed.lacking(session.vault)}
    came = 0
    for raw in given:
        paper = lacking.pop(hashlib.sha256(raw).hexdigest(), None)
        came += paper is not None and keep(session, paper, raw, now)
    for paper in lacking.values():
        exchanged.note_trouble(session.vault, paper.id, _GONE.format(name=paper.name), now)
    return came


def law_steps(
    session: Session, line: Line, now: Callable[[], dt.datetime], tell: Callable[[], None]
) -> Generator[Work, Any, tuple[str, ...]]:
    """Brings every table of law that lacks and uses what fits from now on; returns those. Raises LineCut."""
    wanted: Sequence[Law] = yield Work("vault", partial(handed_down.lacking, session.vault))
    for law in wanted:
        tell()
        raw = None
        if law.size <= MAX_LAW_FILE:
            raw = yield from fetched(line, law.digest, law.size)
        if raw is None:
            why = _LAW_GONE.format(title=enacting.title_of(law))
            yield Work("vault", partial(exchanged.note_trouble, session.vault, law.digest, why, now()))
        else:
            yield Work("vault", partial(enacting.receive, session, law, raw, now()))
    taken: tuple[str, ...] = yield Work("vault", partial(enacting.enact, session, now()))
    return taken


def fetched(
    line: Line, digest: str, full: int, tell: Callable[[int], None] = lambda done: None
) -> Generator[Work, Any, bytes | None]:
    """An attachment of `full` bytes, unproved; None where the hub has it no more. `tell(done)` hears of each piece."""
    raw, size, failures = bytearray(), PIECE, 0
    while len(raw) < full:
        try:
            piece: bytes | None = yield Work("network", partial(line.piece, digest, len(raw), size))
        except LineCut:
            failures += 1
            if failures > FAILURES:
                raise
            size = max(SMALLEST, size // 4)
            continue
        if not piece:
            return None
        raw += piece
        failures, size = 0, min(PIECE, size + SMALLEST)
        tell(len(raw))
    return bytes(raw)
