"""腾房逐间: its duties green, each turned red, and the items of the list of things in their places."""

from __future__ import annotations

import dataclasses

from services.records.duties import Situation
from services.records.kinds.eviction_room import EvictionRoom
from tests.unit.records import cleared
from tests.unit.records.judging import (
    INVENTORY,
    Row,
    answered,
    journal,
    signed_on_paper,
    situation,
    without_step,
)

KIND = EvictionRoom
CLEARED = situation(
    cleared.room(present=(cleared.COMMUNITY, cleared.WIFE)),
    KIND, cases=(cleared.CASE,), subject="h1", happenings=journal(*signed_on_paper("inventory", INVENTORY)),
)  # fmt: skip
GREEN = (CLEARED,)
PROVED = {"sealed_list_signed"}
VAGUE = dataclasses.replace(cleared.row(1, "杂物", "运存放处所"), model="")


def beside_the_same_mark(here: Situation) -> Situation:
    """The same where another room of this clearing bears the mark already."""
    return dataclasses.replace(here, related=cleared.entered(EvictionRoom(**cleared.room(room="客厅"))))


EVIDENCE: list[Row] = [
    (KIND, CLEARED, "two_officers", answered(officers=("方立",))),
    (KIND, CLEARED, "number_of_its_own", beside_the_same_mark),
    (KIND, CLEARED, "list_made", answered(goods=(VAGUE,))),
    (KIND, CLEARED, "list_made", answered(goods=(cleared.row(1, "书", ""),))),
    (KIND, CLEARED, "photo_of_each", answered(goods=(cleared.row(1, "书", "运存放处所", photo=None),))),
    (KIND, CLEARED, "before_and_after", answered(after=None)),
    (KIND, CLEARED, "sealed_before_witnesses", answered(present=(cleared.COMMUNITY,))),
    (KIND, CLEARED, "sealed_before_witnesses", answered(bags=None)),
    (KIND, CLEARED, "sealed_before_witnesses", answered(seal_photos=(cleared.photo("清点"),))),
    (KIND, CLEARED, "given_at_once", answered(medicine=(cleared.row(1, "降压药", "封存带回法院"),))),
    (KIND, CLEARED, "sealed_list_signed", without_step(INVENTORY, "photographed")),
]

WANTED: dict[str, tuple[str, ...]] = {
    "D08 list": (
        "箱号 | 物品 | 数量 | 特征 | 贵重(单独封存) | 照片号 | 去向",
        "valuables, cash, papers, medicine, perishables in separate lists",
    ),
    "5.3 rooms": (
        "list (PC22 9); clearing room by room; room-by-room photos before/after",
        "valuables opened and sealed before witnesses",
        "papers and medicine given at once; animals",
    ),
    "issue": (
        "boxes, hazards, fixtures left in place, one tablet's numbers never meet another's, firearms and chemicals found",
    ),
}  # fmt: skip
ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "D08 list": {
        "箱号": ("value:InventoryRow.box", "field:mark"),
        "物品": ("value:InventoryRow.name",),
        "数量": ("value:InventoryRow.quantity", "value:InventoryRow.unit"),
        "特征": ("value:InventoryRow.model", "value:InventoryRow.condition", "duty:list_made"),
        "贵重(单独封存)": ("field:valuables", "field:bags", "duty:sealed_before_witnesses"),
        "照片号": ("value:InventoryRow.photo", "duty:photo_of_each"),
        "去向": ("value:InventoryRow.disposition",),
        "valuables": ("field:valuables", "duty:sealed_list_signed"),
        "cash": ("field:cash", "field:cash_total"),
        "papers": ("field:papers",),
        "medicine": ("field:medicine",),
        "perishables in separate lists": ("field:perishables",),
    },
    "5.3 rooms": {
        "list (PC22 9)": ("field:goods", "field:nothing_here", "duty:list_made"),
        "clearing room by room": ("field:room", "field:began_at", "field:ended_at", "duty:two_officers"),
        "room-by-room photos before/after": ("field:before", "field:after", "duty:before_and_after"),
        "valuables opened and sealed before witnesses": (
            "field:present", "field:seal_photos", "slot:封口", "duty:sealed_before_witnesses",
        ),
        "papers and medicine given at once": ("field:kept_why", "duty:given_at_once"),
        "animals": ("field:pets",),
    },
    "issue": {
        "boxes": ("value:InventoryRow.box",),
        "hazards": ("field:hazards", "field:hazard_note"),
        "fixtures left in place": ("field:left_in_place",),
        "one tablet's numbers never meet another's": ("field:mark", "duty:number_of_its_own"),
        "firearms and chemicals found": ("field:hazards",),
    },
}  # fmt: skip
