"""另起新链: a terminal that was restored from an old copy goes on as a new device, and nothing of either past is lost.

The hub has rows under this device's name that this vault has not: the old chain can't be written on. So the vault gets
a new device id and key; the hub enrols it on the old key's word; the first entry of the new chain names the old one;
rows that the old chain has here and not there come after it, each inside an entry of its own. A chain of another
device (from a second copy) that parts is carried over likewise, without a new device.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Generator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from services.actions import enrolling, exchanging
from services.actions.steps import Work
from services.entries.chain import Stored
from services.entries.entry import Unsigned, decode
from services.entries.keys import SigningKey
from services.errors import Refused
from services.position.fix import NoFix
from services.records import carried
from services.records.declared import Event
from services.records.events import ChainBegun
from services.session import Session
from services.store import exchanged, identities, journal, parting, scratch
from services.store.parting import Parted
from services.store.vault import Identities
from services.sync import protocol
from services.sync.client import Line
from services.sync.messages import Ask, Claim, Succeed, Succeeded

SUCCESSOR, SUCCESSION = "successor", "succession"


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """What became of a restored terminal: its new and its old device, the last common row, how many rows were carried."""

    at: dt.datetime
    device: str
    former: str
    after: int
    carried: int


def last(session: Session) -> Succession | None:
    """The last time that this vault had to begin a new chain, None where it never had."""
    kept = scratch.setting(session.vault, SUCCESSION)
    return None if kept is None else Succession(**{**kept, "at": dt.datetime.fromisoformat(kept["at"])})


def steps(
    session: Session, line: Line, chains: tuple[str, ...], now: dt.datetime
) -> Generator[Work, Any, None]:
    """Finds where these chains part from the hub's and begins anew; what a cut line interrupts is done the next time.

    Raises LineCut, Busy, Stopped, Refused.
    """
    common = {}
    for device in chains:
        common[device] = yield from _common(session, line, device)
    enrolment = b""
    if session.device in common:
        asked: Succeed = yield Work("vault", partial(prepare, session, common[session.device], now))
        answer: Succeeded = yield Work("network", partial(line.succeed, asked))
        enrolment = answer.enrolment
    yield Work("vault", partial(_begin, session, enrolment, common, now))


def _common(session: Session, line: Line, device: str) -> Generator[Work, Any, int]:
    """The last row that both sides have alike: looked for by halves."""
    low = 0
    high: int = yield Work("vault", lambda: exchanged.heads(session.vault).get(device, 0))
    while low < high:
        middle = (low + high + 1) // 2
        here: str = yield Work("vault", partial(exchanged.link_at, session.vault, device, middle))
        claim = Claim(device=device, seq=middle, link=here, receipted=0, held=0)
        answer = yield Work("network", partial(line.ask, _question(line, claim)))
        state = next((s for s in answer.chains if s.device == device), None)
        there = "" if state is None else (state.link if state.seq == middle else state.there)
        low, high = (middle, high) if there == here else (low, middle - 1)
    return low


def _question(line: Line, claim: Claim) -> Ask:
    return Ask(hub=line.address.hub, epoch="", chains=(claim,), rows=(), cursor=0, mark="", feed=False)


def prepare(session: Session, after: int, now: dt.datetime) -> Succeed:
    """The request of the device that is to go on; made once, so that a lost answer makes no second one."""
    vault = session.vault
    kept = scratch.setting(vault, SUCCESSOR)
    if kept is None:
        kept = {"device": str(uuid.uuid4()), "seed": SigningKey.generate().seed.hex()}
        scratch.set_setting(vault, SUCCESSOR, kept)
    signing = SigningKey(bytes.fromhex(kept["seed"]))
    request = protocol.RequestFile(
        device=kept["device"],
        public=signing.public.hex(),
        age_recipient=vault.identities.age_recipient,
        name=session.officer.name,
        badge=session.officer.badge,
        made_at=now,
        program=enrolling.PROGRAM,
    )
    return Succeed(request=protocol.write_request(request, signing), after=after)


def _begin(session: Session, enrolment: bytes, common: Mapping[str, int], now: dt.datetime) -> None:
    """One transaction: the new device, its chain's first entry, what is carried over, and where the old chains part."""
    vault, before = session.vault, session.vault.identities
    try:
        with exchanged.together(vault):
            if enrolment:
                _become(session, enrolment, now)
            moved = sum(_carry(session, device, after, now) for device, after in common.items())
            if enrolment:
                done = {"device": session.device, "former": before.device, "after": common[before.device]}
                scratch.set_setting(vault, SUCCESSION, {**done, "at": now.isoformat(), "carried": moved})
    except BaseException:
        vault.identities = before
        raise


def _become(session: Session, enrolment: bytes, now: dt.datetime) -> None:
    """The vault's device is another from here on; the first entry of its chain names the old one and where it stood."""
    vault, old = session.vault, journal.head(session.vault)
    known = enrolling.enrolment(vault)
    new = _successor(vault.identities, scratch.setting(vault, SUCCESSOR))
    read = protocol.read_enrolment(enrolment, device=new.device, public=new.signing.public.hex())
    if known is None or (read.hub_public, read.officer.id) != (known.hub_public, known.officer.id):
        raise Refused("院端给的登记文件与本机原来的不是同一家法院、同一个人，没有采用。请与院里核对。")
    identities.replace_device(vault, new)
    scratch.set_setting(vault, enrolling.ENROLMENT, {"file": enrolment.hex()})
    scratch.set_setting(vault, exchanging.NONCE, "")
    scratch.forgetting(SUCCESSOR)(vault.db)
    begun = ChainBegun(
        public=new.signing.public.hex(),
        officer=session.officer.id,
        court=session.court.id,
        program=enrolling.PROGRAM,
        continues=old.device,
        continues_head=old.link,
    )
    journal.append(vault, _unsigned(session, begun, now))


def _successor(old: Identities, kept: Mapping[str, str]) -> Identities:
    return replace(old, device=kept["device"], signing=SigningKey(bytes.fromhex(kept["seed"])))


def _carry(session: Session, device: str, after: int, now: dt.datetime) -> int:
    """What the old chain has beyond the common part, in the order it was made; returns how many rows."""
    vault = session.vault
    rows: list[Stored] = list(journal.stored(vault, device, after))
    first = journal.head(vault).seq + 1
    for row in rows:
        files = decode(row.raw, row.signature, row.algorithm).attachments
        unsigned = _unsigned(session, carried.pack(row), now)
        journal.append(vault, replace(unsigned, attachments=files))
    parting.keep_parted(vault, device, Parted(after=after, by=session.device, first=first))
    exchanged.forget_trouble(vault, device)
    return len(rows)


def _unsigned(session: Session, said: Event, now: dt.datetime) -> Unsigned:
    return Unsigned(
        kind=said.code,
        version=said.version,
        cases=(),
        made_at=now,
        officers=(session.officer.name,),
        position=NoFix(reason="程序自动记录", at=now),
        body={"values": said.encode()},
    )
