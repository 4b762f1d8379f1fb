"""往来: the exchange with the hub: gather on the vault's thread, send beside it, absorb on the vault's thread.

The journal behind the hub's word is the outbox: nothing is marked as sent, so nothing can be marked wrongly. Entries
go first, the newest attachments after them. A cut line halves the batch; the hub is then asked where it stands before
anything is sent twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

import msgspec

from services.actions import enrolling
from services.entries.chain import Stored
from services.errors import NotAllowed, Refused
from services.session import Session
from services.store import exchanged, journal, offsets, parting, registry, scratch
from services.store.exchanged import Receipted
from services.sync import messages
from services.sync.messages import Address, Answer, Ask, ChainState, Claim, Feed, Step, Wanted

MOST_ROWS, MOST_BYTES = 1_000, 4 * 1024 * 1024
NONCE = "exchange_nonce"
FORKED = "院端已有本机没有的记录：本机由旧副本恢复。请联网同步一次，本机会另起新链，两边都不会丢。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Absorbed:
    """What one answer has brought: `more` entries are to go, these attachments, this page of changes follows.

    `taken` entries are new at the hub by this answer; the chains `stopped` cannot go on for now. `parted` chains are
    not what the hub has under their name: this vault was restored from an old copy (succeeding).
    """

    more: bool
    taken: int
    stopped: frozenset[str]
    parted: tuple[str, ...]
    wanted: tuple[Wanted, ...]
    feed: Feed | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How both sides stood at the end of the last exchange: entries and attachments at the hub, of all there are."""

    at: dt.datetime
    entries: int
    entries_all: int
    files: int
    files_all: int

    @property
    def complete(self) -> bool:
        """True when the hub has everything."""
        return (self.entries, self.files) == (self.entries_all, self.files_all)

    def __str__(self) -> str:
        photos = f"，附件 {self.files}/{self.files_all}" if self.files_all else ""
        return f"院端已收 {self.entries}/{self.entries_all}{photos}"


def address(session: Session) -> Address:
    """Where this terminal's hub is; raises NotAllowed before the court has enrolled it."""
    accepted = enrolling.enrolment(session.vault)
    if accepted is None:
        raise NotAllowed("本机还没有院里的注册文件，不能与院端往来。请先完成初次使用。")
    return Address(
        url=accepted.hub_url,
        certificate=accepted.hub_certificate,
        hub=accepted.hub_id,
        hub_key=bytes.fromhex(accepted.hub_public),
        device=session.device,
        signing=session.signing,
    )


def nonce(session: Session) -> str:
    """The nonce that the hub named at the end of the last exchange."""
    kept: str = scratch.setting(session.vault, NONCE, "")
    return kept


def gather(
    session: Session,
    to: Address,
    *,
    most: int = MOST_ROWS,
    pages: int = messages.PAGE,
    skip: frozenset[str] = frozenset(),
    feed: bool = True,
) -> Ask:
    """What goes up next: at most `most` entries, none of the chains `skip`; with `feed` changes are asked for in the end.

    With `most` 0 the hub is only asked where it stands.
    """
    known, place = exchanged.receipts(session.vault), exchanged.place(session.vault)
    heads = exchanged.heads(session.vault)
    rows, left = _rows(session, {d: s for d, s in heads.items() if d not in skip}, known, most)
    return Ask(
        hub=to.hub,
        epoch=place.epoch,
        chains=tuple(_claim(session, device, seq, known.get(device)) for device, seq in heads.items()),
        rows=tuple((r.device, r.seq, r.raw, r.signature, r.algorithm) for r in rows),
        cursor=place.cursor,
        mark=place.mark,
        feed=feed and not left,
        most=pages,
    )


def following(ask: Ask, page: Step, *, pages: int) -> Ask:
    """The same question for the next page of changes."""
    return replace(ask, rows=(), chains=(), feed=True, after=page, most=pages)


def _claim(session: Session, device: str, seq: int, known: Receipted | None) -> Claim:
    return Claim(
        device=device,
        seq=seq,
        link=exchanged.link_at(session.vault, device, seq),
        receipted=known.seq if known else 0,
        held=known.held if known else 0,
    )


def _rows(
    session: Session, heads: Mapping[str, int], known: Mapping[str, Receipted], most: int
) -> tuple[list[Stored], bool]:
    """The next entries of each chain, and whether some are left."""
    rows: list[Stored] = []
    size = 0
    for device, head in heads.items():
        start = known[device].seq if device in known else 0
        if start >= head:
            continue
        for row in journal.stored(session.vault, device, start):
            if len(rows) >= most or (rows and size + len(row.raw) > MOST_BYTES):
                return rows, True
            rows.append(row)
            size += len(row.raw)
    return rows, False


def absorb(session: Session, to: Address, ask: Ask, answer: Answer, now: dt.datetime) -> Absorbed:
    """Takes in the hub's word: receipts, what it lacks and what it refused. Raises Refused when it is another hub.

    Nothing of the journal is touched; a receipt that does not fit is noted as trouble and blocks no other chain.
    """
    if answer.hub != to.hub:
        raise Refused("答复的不是登记的院端，没有采用。请与院里核对。")
    before, heads = exchanged.receipts(session.vault), exchanged.heads(session.vault)
    stopped, parted = set(), []
    for state in answer.chains:
        if _is_parted(session, state, heads.get(state.device, 0)):
            parted.append(state.device)
            stopped.add(state.device)
            exchanged.note_trouble(session.vault, state.device, FORKED, now)
            continue
        why = _take_word(session, to, answer, state, before.get(state.device))
        if why:
            stopped.add(state.device)
            exchanged.note_trouble(session.vault, state.device, why, now)
        elif state.seq >= heads.get(state.device, 0):
            exchanged.forget_trouble(session.vault, state.device)
    after = exchanged.receipts(session.vault)
    offsets.note_hub(session.vault, now, answer.at)
    behind = [d for d, s in heads.items() if d not in stopped and (after[d].seq if d in after else 0) < s]
    return Absorbed(
        more=bool(behind),
        taken=sum(max(0, r.seq - (before[d].seq if d in before else 0)) for d, r in after.items()),
        stopped=frozenset(stopped),
        parted=tuple(parted),
        wanted=answer.wanted,
        feed=answer.feed,
    )


def _is_parted(session: Session, state: ChainState, head: int) -> bool:
    """True when the hub has other rows in this chain than this vault, or more of it where this vault writes it."""
    if state.seq <= head:
        here = exchanged.link_at(session.vault, state.device, state.seq) if state.seq else state.link
        return here != state.link
    if state.device == session.device:
        return True
    apart = parting.parted(session.vault).get(state.device)
    if apart is not None and apart.after == head == 0:
        return False
    return exchanged.link_at(session.vault, state.device, head) != state.there


def _take_word(
    session: Session, to: Address, answer: Answer, state: ChainState, known: Receipted | None
) -> str:
    """Takes in where one chain stands; returns why it must stop here, "" when all is well."""
    if state.receipt:
        try:
            receipt = messages.read_receipt(state.receipt, hub_key=to.hub_key, hub=to.hub)
        except Refused as error:
            return error.sentence
        said = (receipt.device, receipt.seq, receipt.link, receipt.held, receipt.epoch)
        if said != (state.device, state.seq, state.link, state.held, answer.epoch):
            return "院端的收据与它说的不符，没有采用。请与院里联系。"
        kept = Receipted(
            device=receipt.device, seq=receipt.seq, link=receipt.link, named=state.named, held=receipt.held,
            epoch=receipt.epoch, at=receipt.at, raw=state.receipt,
        )  # fmt: skip
        lacks = [w.digest for w in answer.wanted]
        exchanged.keep_receipt(session.vault, kept, lacks, complete=len(lacks) < messages.MOST_WANTED)
    elif state.seq == 0 and known is not None:
        exchanged.drop_receipt(session.vault, state.device)
    return state.refused


def conclude(session: Session, answer: Answer, named: str, *, quiet: bool) -> Proof:
    """Compares both sides at the end and keeps the result, with the nonce that the hub has named for the next time.

    When the hub had no changes (`quiet`) the lease begins anew here.
    """
    before = proof(session)
    made = _compared(session, answer, before)
    with exchanged.together(session.vault):
        if quiet:
            registry.renew(session.vault, answer.at)
            place = exchanged.place(session.vault)
            if place.epoch != answer.epoch:
                exchanged.stand_at(session.vault, replace(place, epoch=answer.epoch))
        scratch.set_setting(session.vault, NONCE, named)
        exchanged.keep_proof(session.vault, msgspec.to_builtins(made))
    return made


def _compared(session: Session, answer: Answer, before: Proof | None) -> Proof:
    heads, known = exchanged.heads(session.vault), exchanged.receipts(session.vault)
    there = sum(min(known[d].seq, head) for d, head in heads.items() if d in known)
    every = sum(heads.values())
    if before and before.complete and before.entries == every == there and _all_held(known):
        return replace(before, at=answer.at)  # nothing has moved: the attachments need not be counted again
    waiting, files = exchanged.waiting(session.vault), exchanged.file_count(session.vault)
    return Proof(at=answer.at, entries=there, entries_all=every, files=files - waiting.files, files_all=files)


def _all_held(known: Mapping[str, Receipted]) -> bool:
    return all(r.held == r.named for r in known.values())


def proof(session: Session) -> Proof | None:
    """How the last exchange ended, None before the first."""
    kept = exchanged.proof(session.vault)
    return None if kept is None else msgspec.convert(kept, Proof)
