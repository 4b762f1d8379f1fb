"""成批上交: which attachments go up in one request, and what became of each."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import BinaryIO

from services.errors import Damaged
from services.session import Session
from services.store import restoring
from services.sync import messages, parcels
from services.sync.messages import Wanted
from services.sync.parcels import Part, Reached

SMALL = 4 * 1024 * 1024  # read at once; more of it than this would stand in memory beside what goes
_DAMAGED = "本机附件 {} 已损坏或不完整，没有发出。请用第二份留存恢复。"


@dataclass(frozen=True, slots=True)
class Packed:
    """What goes in one request; `bad` attachments (digest, why) cannot."""

    wanted: tuple[Wanted, ...]
    parts: tuple[tuple[Part, bytes], ...]
    bad: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class After:
    """What became of a parcel: `whole` is at the hub, `left` goes on where it now stands, `bad` (digest, why) does not."""

    whole: tuple[Wanted, ...]
    left: tuple[Wanted, ...]
    bad: tuple[tuple[str, str], ...] = ()


def next_together(waiting: deque[Wanted], room: int) -> list[Wanted]:
    """Takes the next ones that fit together into `room` bytes; the first is taken whatever its size."""
    together = [waiting.popleft()]
    left = room - _rest(together[0])
    while waiting and _rest(waiting[0]) <= left and len(together) < parcels.MOST_PARTS:
        left -= _rest(waiting[0])
        together.append(waiting.popleft())
    return together


def _rest(wanted: Wanted) -> int:
    return wanted.size - wanted.offset


def pack(session: Session, together: Sequence[Wanted]) -> Packed:
    """Reads them out of the vault's folder, beside the vault's thread."""
    good, parts, bad = [], [], []
    for wanted in together:
        try:
            raw = _raw(session, wanted)
        except Damaged as error:
            bad.append((wanted.digest, error.sentence))
            continue
        good.append(wanted)
        parts.append((Part(digest=wanted.digest, offset=wanted.offset, size=len(raw)), raw))
    return Packed(tuple(good), tuple(parts), tuple(bad))


def _raw(session: Session, wanted: Wanted) -> bytes:
    """What the hub lacks of it; raises Damaged when that is not all there."""
    if wanted.size <= SMALL:
        raw = restoring.small_original(session.vault, wanted.digest)[wanted.offset : wanted.size]
    else:
        with closing(opened(session, wanted.digest, wanted.offset)) as original:
            raw = original.read(_rest(wanted))
    if len(raw) < _rest(wanted):
        raise Damaged(_DAMAGED.format(wanted.digest[:8]))
    return raw


def after(sent: Sequence[Wanted], reached: Sequence[Reached]) -> After:
    """What the hub says of each."""
    told: Mapping[str, Reached] = {r.digest: r for r in reached}
    whole, left, bad = [], [], []
    for wanted in sent:
        said = told.get(wanted.digest)
        if said is not None and said.why:
            bad.append((wanted.digest, said.why))
        elif said is not None and said.offset == wanted.size:
            whole.append(wanted)
        else:
            left.append(wanted)  # sending it from where it stood finds out where it stands
    return After(tuple(whole), tuple(left), tuple(bad))


def after_cut(sent: Sequence[Wanted], lacking: Sequence[Wanted]) -> After:
    """What the hub lacks of them after a cut; where it names only part of what it lacks, nothing counts as there."""
    still = {w.digest: w for w in lacking}
    complete = len(lacking) < messages.MOST_WANTED
    whole = tuple(w for w in sent if complete and w.digest not in still)
    gone = {w.digest for w in whole}
    return After(
        whole,
        tuple(replace(w, offset=still.get(w.digest, w).offset) for w in sent if w.digest not in gone),
    )


def opened(session: Session, digest: str, offset: int) -> BinaryIO:
    """An attachment's original bytes from `offset` on."""
    opened = restoring.original(session.vault, digest)
    while offset:
        passed = opened.read(min(offset, 1024 * 1024))
        if not passed:
            opened.close()
            raise Damaged(_DAMAGED.format(digest[:8]))
        offset -= len(passed)
    return opened
