"""应答: one exchange with one terminal: what it brings goes in, receipts, wishes and changes go back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, bindparam, select

from services.entries.chain import Stored
from services.entries.entry import FIRST_LINK
from services.errors import Refused
from services.hub import attachments, feed, intake, roster, schema
from services.hub.counter import Position
from services.hub.desk import Desk
from services.hub.intake import Outcome
from services.hub.roster import Device
from services.sync import messages
from services.sync.messages import Answer, Ask, ChainState, Claim, Receipt, Wanted

# Asked with every request: a question that is made once costs half.
_CHAINS = select(schema.chain).where(schema.chain.c.device.in_(bindparam("devices", expanding=True)))


def answer(desk: Desk, device: Device, ask: Ask, now: dt.datetime) -> Answer:
    """Takes in what the device has brought and says what it should know; raises Refused for another hub's terminal."""
    if ask.hub != desk.policy.hub_id:
        raise Refused("终端登记的是另一个院端，没有接收。请用本院的登记文件重新登记。")
    rows = [Stored(*row) for row in ask.rows]
    outcomes = intake.take_in(desk.store, desk.court.id, device, rows, now=now, road="https") if rows else ()
    seen = Position(ask.cursor, ask.mark)
    with desk.store.reading() as connection:
        said = _standing(connection, desk, device, ask, outcomes, now)
        pulled = None
        if ask.feed and (ask.after is not None or not feed.is_current(connection, desk.court.id, seen)):
            # Read beside the one writer: fifty terminals that share a case would else queue for its thousand entries.
            pulled = feed.pull(
                connection, desk.court, desk.policy, device, seen, after=ask.after, most=ask.most
            )
    if pulled is None:
        return said
    if pulled.numbers:
        with desk.store.writing() as connection:
            feed.note(connection, device, pulled, now)
    return replace(said, feed=pulled.page)


def _standing(
    connection: Connection,
    desk: Desk,
    device: Device,
    ask: Ask,
    outcomes: Sequence[Outcome],
    now: dt.datetime,
) -> Answer:
    """Where the officer's chains stand and what the hub lacks of them, without any changes."""
    own = {d.id for d in roster.devices_of(connection, officer=device.officer)}
    claims = [c for c in ask.chains if c.device in own]
    states = chain_states(connection, desk, claims, outcomes, now, epoch=ask.epoch)
    strangers = [
        ChainState(device=o.device, seq=0, link=FIRST_LINK, named=0, held=0, refused=o.refused, refused_at=o.refused_at)
        for o in outcomes
        if o.device not in own
    ]  # fmt: skip
    return Answer(
        hub=desk.policy.hub_id,
        epoch=desk.policy.epoch,
        at=now,
        chains=(*states, *strangers),
        wanted=wanted(connection, desk, [s.device for s in states if s.held < s.named]),
        feed=None,
    )


def chain_states(
    connection: Connection,
    desk: Desk,
    claims: Sequence[Claim],
    outcomes: Sequence[Outcome],
    now: dt.datetime,
    *,
    epoch: str,
) -> tuple[ChainState, ...]:
    """Where the claimed chains stand, with a receipt for what the terminal has none for."""
    asked = [c.device for c in claims]
    rows = connection.execute(_CHAINS, {"devices": asked}) if asked else ()
    kept: Mapping[str, tuple[int, str, int, int]] = {r[0]: (r[1], r[2], r[3], r[4]) for r in rows}
    refused = {o.device: o for o in outcomes if o.refused}
    states = []
    for claim in claims:
        seq, link, named, held = kept.get(claim.device, (0, FIRST_LINK, 0, 0))
        news = (seq, held) != (claim.receipted, claim.held) or epoch != desk.policy.epoch
        bad = refused.get(claim.device)
        further = 0 < claim.seq < seq
        states.append(
            ChainState(
                device=claim.device,
                seq=seq,
                link=link,
                named=named,
                held=held,
                receipt=receipt(desk, claim.device, seq, link, held, now) if news and seq else b"",
                refused=bad.refused if bad else "",
                refused_at=bad.refused_at if bad else 0,
                there=_link_at(connection, claim.device, claim.seq) if further else "",
            )
        )
    return tuple(states)


def _link_at(connection: Connection, device: str, seq: int) -> str:
    table = schema.entry
    asked = select(table.c.link).where(table.c.device == device, table.c.seq == seq)
    return connection.scalar(asked) or ""


def receipt(desk: Desk, device: str, seq: int, link: str, held: int, now: dt.datetime) -> bytes:
    """The hub's signature under what it has of a chain."""
    said = Receipt(
        hub=desk.policy.hub_id, epoch=desk.policy.epoch, device=device, seq=seq, link=link, held=held, at=now
    )
    return messages.write_receipt(said, desk.keys.signing)


def wanted(connection: Connection, desk: Desk, devices: Sequence[str]) -> tuple[Wanted, ...]:
    """The attachments that these chains name and the hub lacks, the smallest first."""
    if not devices:
        return ()
    table, link = schema.attachment, schema.entry_attachment
    rows = connection.execute(
        select(table.c.digest, table.c.size)
        .join(link, link.c.digest == table.c.digest)
        .where(
            link.c.device.in_(devices),
            table.c.stored_at == "",
            table.c.size <= attachments.MAX_BYTES,
        )
        .distinct()
        .order_by(table.c.size, table.c.digest)
        .limit(messages.MOST_WANTED)
    )
    return tuple(
        Wanted(digest=digest, size=size, offset=attachments.offset(desk.folder, digest, size))
        for digest, size in rows
    )


def may_send(connection: Connection, device: Device, digests: Sequence[str]) -> set[str]:
    """Those of the attachments that an entry of one of the officer's devices names."""
    link, signer = schema.entry_attachment, schema.device
    asked = (
        select(link.c.digest)
        .join(signer, signer.c.id == link.c.device)
        .where(link.c.digest.in_(digests), signer.c.officer == device.officer)
    )
    return set(connection.scalars(asked))
