"""腾房收尾: its duties green, each turned red, and the items of D08 that the end of the day answers."""

from __future__ import annotations

import dataclasses
import datetime as dt

from services.docket.party import Place
from services.records.belongings_duties import REFUSED, room_label
from services.records.duties import Situation
from services.records.kinds.eviction_close import EvictionClose
from services.records.kinds.eviction_handover import EvictionHandover
from services.records.kinds.eviction_room import EvictionRoom
from services.records.kinds.eviction_storage import EvictionStorage
from tests.unit.records import cleared
from tests.unit.records.judging import (
    INVENTORY,
    TRANSCRIPT,
    Change,
    Row,
    answered,
    journal,
    signed_on_paper,
    situation,
    without_step,
)

KIND = EvictionClose
_ROOM = cleared.entered(EvictionRoom(**cleared.room()))
_AFTER = cleared.entered(
    EvictionHandover(**cleared.handover()),
    EvictionStorage(**cleared.storage(place=Place(text="一号库"))),
    device="d-2",
)
LABELS = tuple(room_label(h.said, h.entry.digest) for h in _ROOM)
_SIGNED = journal(*signed_on_paper("inventory", INVENTORY), *signed_on_paper("transcript", TRANSCRIPT))
ENDED = situation(
    cleared.close(rooms=LABELS, present=(cleared.COMMUNITY, cleared.WIFE)),
    KIND, cases=(cleared.CASE,), subject="h1", related=(*_ROOM, *_AFTER), happenings=_SIGNED,
)  # fmt: skip
TURNED_AWAY = answered(handed=REFUSED, refusal_told=True)(ENDED)
GREEN = (ENDED, TURNED_AWAY)
PROVED = {
    "term_over", "transcript_signed", "inventory_signed", "handed_over", "belongings_stored",
}  # fmt: skip


def without_stage(code: str) -> Change:
    """The same before that later stage is on record."""
    return lambda here: dataclasses.replace(
        here, related=tuple(h for h in here.related if h.said.code != code)
    )


def within_term(here: Situation) -> Situation:
    """The same while the term of the notice still runs."""
    served = (dataclasses.replace(cleared.NOTICE, due_on=dt.date(2026, 12, 1)),)
    return dataclasses.replace(here, cases=(dataclasses.replace(cleared.CASE, served=served),))


EVIDENCE: list[Row] = [
    (KIND, ENDED, "two_officers", answered(officers=("方立",))),
    (KIND, ENDED, "term_over", within_term),
    (KIND, ENDED, "debtor_side_told", answered(present=(cleared.COMMUNITY,), debtor_told=None)),
    (KIND, ENDED, "grassroots_present", answered(present=(cleared.WIFE,))),
    (KIND, ENDED, "rooms_listed", answered(rooms=None)),
    (KIND, ENDED, "rooms_listed", answered(rooms=("KTM2 客厅 00000000",))),
    (KIND, ENDED, "belongings_handed", answered(moved_to=None)),
    (KIND, TURNED_AWAY, "belongings_handed", answered(refusal_told=None)),
    (KIND, ENDED, "belongings_handed", answered(handed="没有需要搬出的财物")),
    (KIND, ENDED, "meters_read", answered(water=None, power=None, gas=None)),
    (KIND, ENDED, "locks_changed", answered(keys=None)),
    (KIND, ENDED, "filmed_throughout", answered(films=None)),
    (KIND, ENDED, "transcript_signed", without_step(TRANSCRIPT, "photographed")),
    (KIND, ENDED, "inventory_signed", without_step(INVENTORY, "signed")),
    (KIND, ENDED, "list_copy_given", answered(list_copy=None)),
    (KIND, ENDED, "handed_over", without_stage("eviction_handover")),
    (KIND, ENDED, "belongings_stored", without_stage("eviction_storage")),
]

WANTED: dict[str, tuple[str, ...]] = {
    "D08 end": (
        "time end; incidents; belongings: list no.; packed boxes no.; where taken; to whom handed",
        "refused to receive → law text; utilities read and closed (水电气); keys/locks changed, handed to whom",
        "recording devices; read back and signed; refusals noted; those present sign or seal",
    ),
    "D08 SCZX": ("执行结果, 财产处理情况, 见证人",),
    "5.3 on the day": (
        "minutes signed by those present; belongings carried to a named place and handed to debtor or adult family",
        "refusal → loss his (para 3); whole-course video; locks, keys receipt; meters; hand-over minutes to creditor/buyer",
        "notify debtor/adult family or legal rep.; unit or village/neighbourhood representative takes part (citizen)",
        "president's notice posted/served and term over (CPL 261); two officers; copy of the list",
    ),
}
ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "D08 end": {
        "time end": ("field:ended_at",),
        "incidents": ("field:incident",),
        "belongings: list no.": ("field:rooms", "duty:rooms_listed"),
        "packed boxes no.": ("paper:the list prints the box of every line", "field:rooms"),
        "where taken": ("field:moved_to", "field:moved_by", "field:trucks"),
        "to whom handed": ("field:handed", "field:handed_to", "duty:belongings_handed"),
        "refused to receive → law text": ("field:refusal_told", "paper:民诉法 261-3 is cited where it was refused"),
        "utilities read and closed (水电气)": ("field:water", "field:power", "field:gas", "field:shut", "duty:meters_read"),
        "keys/locks changed": ("field:locks", "field:door_seals", "field:keys", "duty:locks_changed"),
        "handed to whom": ("field:keys_to",),
        "recording devices": ("field:recorders", "field:films", "duty:filmed_throughout"),
        "read back and signed": ("field:signatures", "duty:transcript_signed"),
        "refusals noted": ("value:Signature.way", "value:Signature.reason"),
        "those present sign or seal": ("field:present", "duty:inventory_signed"),
    },
    "D08 SCZX": {
        "执行结果": ("field:result", "field:result_why"),
        "财产处理情况": ("field:handed", "field:moved_to"),
        "见证人": ("field:present",),
    },
    "5.3 on the day": {
        "minutes signed by those present": ("duty:transcript_signed",),
        "belongings carried to a named place and handed to debtor or adult family": ("duty:belongings_handed",),
        "refusal → loss his (para 3)": ("field:refusal_told",),
        "whole-course video": ("duty:filmed_throughout",),
        "locks": ("field:locks",),
        "keys receipt": ("field:keys_to",),
        "meters": ("duty:meters_read", "slot:水表"),
        "hand-over minutes to creditor/buyer": ("duty:handed_over", "duty:belongings_stored"),
        "notify debtor/adult family or legal rep.": ("duty:debtor_side_told",),
        "unit or village/neighbourhood representative takes part (citizen)": ("duty:grassroots_present",),
        "president's notice posted/served and term over (CPL 261)": ("duty:term_over", "field:notice_until"),
        "two officers": ("duty:two_officers",),
        "copy of the list": ("duty:list_copy_given",),
    },
}  # fmt: skip
