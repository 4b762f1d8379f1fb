"""交付房屋: its duties green, each turned red, and the items of the hand-over in their places."""

from __future__ import annotations

import dataclasses

from services.records.duties import Situation
from services.records.kinds.eviction_close import EvictionClose
from services.records.kinds.eviction_handover import EvictionHandover
from services.records.values import Person
from tests.unit.records import cleared
from tests.unit.records.judging import (
    TRANSCRIPT,
    PaperStep,
    Row,
    answered,
    issued,
    journal,
    situation,
    without_step,
)

KIND = EvictionHandover
_SIGNED = journal(
    issued("transcript", TRANSCRIPT),
    PaperStep(issued=TRANSCRIPT, step="signed", persons=(cleared.CREDITOR.name, "方立", "毛一帆")),
    PaperStep(issued=TRANSCRIPT, step="photographed", photo=cleared.PICTURE),
)
HANDED = situation(
    cleared.handover(), KIND, cases=(cleared.CASE,), subject="h1", happenings=_SIGNED,
    related=cleared.entered(EvictionClose(**cleared.close())),
)  # fmt: skip
BUYER = answered(
    receiver_role="买受人",
    receiver="汪买",
    basis="拍卖成交裁定书",
    basis_number="（2026）浙0822执恢900057号之三",
)(HANDED)
GREEN = (HANDED, BUYER)
PROVED = {"house_empty", "handover_signed"}


def before_the_day(here: Situation) -> Situation:
    """The same where nothing says that the house was cleared."""
    return dataclasses.replace(here, related=())


EVIDENCE: list[Row] = [
    (KIND, HANDED, "two_officers", answered(officers=("方立",))),
    (KIND, HANDED, "id_shown", answered(id_shown=False)),
    (KIND, HANDED, "house_empty", before_the_day),
    (KIND, HANDED, "keys_received", answered(keys=None)),
    (KIND, BUYER, "receiver_entitled", answered(basis_number=None)),
    (KIND, HANDED, "receiver_entitled", answered(receiver="汪某")),
    (KIND, HANDED, "meters_read", answered(water=None, power=None, gas=None)),
    (KIND, HANDED, "handover_signed", without_step(TRANSCRIPT, "photographed")),
    (KIND, HANDED, "handover_signed", answered(present=(Person(name="汪买", role="买受人"),))),
]

WANTED: dict[str, tuple[str, ...]] = {
    "5.3 hand-over": (
        "hand-over minutes to creditor/buyer, keys, meters, house emptied, receiver signs (CPL 260), two officers, ID shown",
    ),
    "拍抵移交 SCZX": ("占有人是否拒不移交, 移交依据, 接收人",),
}
ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "5.3 hand-over": {
        "hand-over minutes to creditor/buyer": (
            "field:receiver_role",
            "field:receiver",
            "duty:receiver_entitled",
        ),
        "keys": ("field:keys", "field:key_note", "duty:keys_received"),
        "meters": ("field:water", "field:power", "field:gas", "duty:meters_read"),
        "house emptied": ("field:condition", "duty:house_empty"),
        "receiver signs (CPL 260)": ("field:signatures", "duty:handover_signed"),
        "two officers": ("duty:two_officers",),
        "ID shown": ("duty:id_shown",),
    },
    "拍抵移交 SCZX": {
        "占有人是否拒不移交": ("field:occupier_refused",),
        "移交依据": ("field:basis", "field:basis_number"),
        "接收人": ("field:receiver", "field:receiver_id", "field:authority"),
    },
}
