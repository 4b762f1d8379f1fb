"""传输状态: where each record stands between this tablet and the court, said only from the hub's receipts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.entries.entry import Entry
from services.session import Session
from services.store import exchanged, parting
from services.store.exchanged import Receipted


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One entry: the word of its state and its tone; `held` of `files` attachments are at the hub; `why` of a trouble."""

    words: str
    tone: str
    files: int
    held: int
    why: str = ""


def of(session: Session, entries: Iterable[Entry]) -> Mapping[str, Standing]:
    """The state of each entry, by its id."""
    listed = list(entries)
    receipts = exchanged.receipts(session.vault)
    troubles = {t.item: t.why for t in exchanged.troubles(session.vault)}
    held = exchanged.delivered(session.vault, {a.digest for e in listed for a in e.attachments})
    apart = parting.parted(session.vault)
    places = {e.id: parting.place_of(apart, e.device, e.seq) for e in listed}
    return {e.id: _standing(e, _is_there(receipts, *places[e.id]), held, troubles) for e in listed}


def _is_there(receipts: Mapping[str, Receipted], device: str, seq: int) -> bool:
    return device in receipts and seq <= receipts[device].seq


def _standing(entry: Entry, received: bool, held: set[str], troubles: Mapping[str, str]) -> Standing:
    digests = {a.digest for a in entry.attachments}
    there = len(digests & held) if received else 0
    why = next((troubles[item] for item in (entry.device, *sorted(digests)) if item in troubles), "")
    if received and there == len(digests):
        words, tone, why = "院端已收", "ok", ""
    elif why:
        words, tone = "需处理", "red"
    else:
        words, tone = ("记录已收" if received else "待回传"), "amb"
    return Standing(words=words, tone=tone, files=len(digests), held=there, why=why)
