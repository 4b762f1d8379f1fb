"""读入回执包: the hub's answer by stick does what its answer by the line does: receipts, changes, lease, proof."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from services.actions import bringing, enacting, exchanging, following
from services.actions.following import News
from services.actions.steps import Exchanged
from services.errors import BadInput, Refused
from services.session import Session
from services.store import exchanged, registry
from services.sync import reply
from services.sync.messages import Answer

SUFFIX = reply.SUFFIX


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply that has been opened and checked; `news` is None where the hub has no docket for this officer."""

    answer: Answer
    news: News | None
    papers: tuple[bytes, ...] = ()
    laws: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyKey:
    """What opens a reply for this terminal; never shown."""

    hub: str
    hub_key: bytes
    device: str
    age_identity: str = field(repr=False)


def key(session: Session) -> ReplyKey:
    """The first of three steps, on the vault's thread; raises NotAllowed before the court has enrolled this device."""
    to = exchanging.address(session)
    identity = session.vault.identities.age_identity
    return ReplyKey(hub=to.hub, hub_key=to.hub_key, device=to.device, age_identity=identity)


def read(own: ReplyKey, path: Path) -> Reply:
    """The second step, beside the vault's thread: opens and checks a file; raises BadInput, Refused."""
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= reply.MAX_BYTES else b""
    except OSError as error:
        raise BadInput(f"文件“{path.name}”读不出来。请检查优盘后再选一次。") from error
    if size > reply.MAX_BYTES:
        raise BadInput("文件超过 512 MB，不是回执包。请核对后重选。")
    opened = reply.read_reply(
        raw, hub_key=own.hub_key, hub=own.hub, device=own.device, age_identity=own.age_identity
    )
    answers = opened.answers
    pages = [a.feed for a in answers if a.feed is not None]
    news = following.read_news(answers[0], pages) if pages else None
    return Reply(answers[0], news, opened.papers, opened.laws)


def take(session: Session, read_in: Reply, now: dt.datetime) -> Exchanged:
    """The third step, on the vault's thread; raises Refused for one that is not newer than what the hub has said last."""
    answer, facts = read_in.answer, registry.docket_facts(session.vault)
    if facts is not None and answer.at <= facts.made_at:
        raise Refused("这份回执包不比本机已有的新，没有采用。请向院里领取最新的一份。")
    to, before = exchanging.address(session), exchanged.receipts(session.vault)
    absorbed = exchanging.absorb(session, to, exchanging.gather(session, to, most=0), answer, now)
    held = sum(r.held for r in before.values())
    loaded = following.take_news(session, read_in.news, now) if read_in.news else None
    papers = bringing.keep_all(session, read_in.papers, now)
    enacting.receive_all(session, read_in.laws, now)
    laws = enacting.enact(session, now)
    proof = exchanging.conclude(session, answer, exchanging.nonce(session), quiet=loaded is None)
    after = sum(r.held for r in exchanged.receipts(session.vault).values())
    return Exchanged(
        proof=proof,
        entries=absorbed.taken,
        files=max(0, after - held),
        loaded=loaded,
        papers=papers,
        laws=laws,
    )
