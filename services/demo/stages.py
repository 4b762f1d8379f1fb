"""What lies behind a sample of a later stage: the earlier stages' samples as entries of a chain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from services.demo import disposal_words
from services.demo.answers import NOW
from services.entries import entry as entries
from services.entries.entry import FIRST_LINK, Unsigned
from services.position.fix import NoFix
from services.records import catalogue
from services.records.declared import Happening
from services.records.kinds.eviction_close import EvictionClose
from services.records.kinds.eviction_day import EvictionDay
from services.records.kinds.eviction_room import EvictionRoom
from services.records.kinds.eviction_storage import SOLD, STORED, TO_DEPOSIT, EvictionStorage
from services.records.kinds.sanction import DETENTION
from services.records.record import Record

BEFORE: dict[str, tuple[type[Record], ...]] = {
    EvictionClose.code: (EvictionDay, EvictionRoom, EvictionRoom),
    EvictionStorage.code: (EvictionDay, EvictionRoom, EvictionRoom),
}
"""Which stages a sample of a kind finds on record."""
SAID: dict[str, Mapping[str, Any]] = {
    **{paper: {"measure": DETENTION} for paper in ("detention_notice", "early_release_decision", "repentance")},
    "storage_receipt": {"step": STORED, "bulky": 0},
    EvictionStorage.code: {
        "step": SOLD, "disposed": "未领取的全部物品", "proceeds": TO_DEPOSIT, "costs_by": "被执行人负担，从价款中扣除",
    },
}  # fmt: skip
"""What a record must say before a paper of that code can be made of it; by the kind's code, for its other papers."""


def entered(record: Record, subject: str, before: Sequence[Happening], device: str) -> Happening:
    """The record as the entry that follows these; nobody's signature, since nobody verifies a sample."""
    unsigned = Unsigned(
        id=f"01935a00-0000-7000-8000-{len(before) + 1:012x}",
        kind=record.code,
        version=record.version,
        cases=("演示",),
        made_at=NOW,
        officers=("演示",),
        position=NoFix(reason="演示", at=NOW),
        body={"values": record.encode(), "subject": subject},
        attachments=record.attachments,
    )
    previous = before[-1].entry.link if before else FIRST_LINK
    raw = entries.compose(unsigned, device, len(before) + 1, previous)
    return catalogue.read(entries.decode(raw, b"", "ed25519"))


def behind(
    kind: type[Record], paper: str
) -> tuple[tuple[tuple[type[Record], Mapping[str, Any]], ...], Mapping[str, Any]]:  # fmt: skip
    """What a sample finds on record, oldest first, each with what it says; and what the sample itself says.

    `paper` is the code of the document that it is for, "" for none: a paper of one step asks for this step.
    """
    *steps, said = disposal_words.STEPS.get(paper, (SAID.get(paper) or SAID.get(kind.code, {}),))
    stages: list[tuple[type[Record], Mapping[str, Any]]] = [
        (stage, {}) for stage in BEFORE.get(kind.code, ())
    ]
    return (*stages, *((kind, step) for step in steps)), said
