"""同步一览: everything that the page 同步 shows, read at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from services.actions import exchanging, finding, recording, standing, succeeding
from services.actions.exchanging import Proof
from services.actions.standing import Standing
from services.actions.succeeding import Succession
from services.records.declared import Happening
from services.records.draft import Draft
from services.session import Session
from services.store import exchanged, lease
from services.store.exchanged import Trouble, Waiting
from services.store.lease import Lease

SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What 同步 shows: the last proof and its chain's head, what waits, the latest records and drafts, troubles, lease.

    `reachable` is False where the enrolment names no hub to call; `succession` tells of a vault from an old copy.
    """

    proof: Proof | None
    head: str
    waiting: Waiting
    records: tuple[tuple[Happening, Standing], ...]
    drafts: tuple[Draft, ...]
    troubles: tuple[Trouble, ...]
    lease: Lease
    reachable: bool
    succession: Succession | None = None


def board(session: Session, now: dt.datetime) -> Board:
    """Everything that 同步 shows, read at once."""
    records = finding.records(session, SHOWN)
    states = standing.of(session, (h.entry for h in records))
    receipt = exchanged.receipts(session.vault).get(session.device)
    return Board(
        proof=exchanging.proof(session),
        head=receipt.link if receipt else "",
        waiting=exchanged.waiting(session.vault),
        records=tuple((h, states[h.entry.id]) for h in records),
        drafts=recording.drafts(session),
        troubles=exchanged.troubles(session.vault),
        lease=lease.state(session.vault, now),
        reachable=bool(exchanging.address(session).url),
        succession=succeeding.last(session),
    )
