"""案外人异议: its duties green, each turned red, and every item that the notes ask for in its place."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import Any

from services.demo import penalties
from services.position.fix import NoFix
from services.records.duties import Situation
from services.records.events import DutyMet
from services.records.kinds.outsider_claim import TOLD, OutsiderClaim
from services.records.values import InventoryRow, Located, Person
from tests.unit.records import seized
from tests.unit.records.judging import (
    AT,
    TRANSCRIPT,
    Row,
    answered,
    journal,
    signed_on_paper,
    situation,
    without_step,
)

KIND = OutsiderClaim
CLAIMANT = Person(name="徐云芝", role="案外人")
INVOICE = InventoryRow(number=1, name="购买发票", quantity=Decimal(1), unit="份", disposition="原件")


def answers(**changes: Any) -> dict[str, Any]:
    """The wife says that the piano is hers and hands in a paper; None takes an answer away."""
    given: dict[str, Any] = {
        "claimant": "徐云芝", "claimed_things": "钢琴", "right": "所有权", "grounds": "系本人购买", "possessed_by": "他人",
        "said_at": AT, "place": seized.ROADSIDE, "located": Located.of(seized.FIX), "officers": ("方立", "毛一帆"),
        "recorder": "毛一帆", "id_shown": True, "recorder_on": True, "present": (CLAIMANT,), "evidence": (INVOICE,),
        "in_writing": True, "received_at": AT, "told": TOLD, "handled": "该财产暂不采取措施",
    }  # fmt: skip
    return {name: value for name, value in {**given, **changes}.items() if value is not None}


_SIGNED = signed_on_paper("transcript", TRANSCRIPT)
_ON = DutyMet(duty="objection_handed_on", text="已转立案", number="（2026）浙0822执异9号")
_MOVED_ON = dataclasses.replace(_ON, duty="moved_objection_handed_on")
CLAIMED = situation(answers(), OutsiderClaim, happenings=journal(*_SIGNED, _ON), subject="")
MOVED = situation(
    answers(told=(TOLD[0], TOLD[3], TOLD[4])), OutsiderClaim, happenings=journal(*_SIGNED, _MOVED_ON), subject="",
    cases=(penalties.moved(seized.CASE),),
)  # fmt: skip
GREEN = (CLAIMED, MOVED)
PROVED = {"transcript_signed"}


def kept_back(here: Situation) -> Situation:
    """The same before the paper has gone to the register."""
    return dataclasses.replace(here, happenings=journal(*_SIGNED))


EVIDENCE: list[Row] = [
    (OutsiderClaim, CLAIMED, "two_officers", answered(officers=("方立",))),
    (OutsiderClaim, CLAIMED, "id_shown", answered(id_shown=False)),
    (OutsiderClaim, CLAIMED, "recorder", answered(recorder_on=False)),
    (OutsiderClaim, CLAIMED, "place_and_time", answered(located=Located.of(NoFix("室内", AT)))),
    (OutsiderClaim, CLAIMED, "claim_written", answered(grounds=None)),
    (OutsiderClaim, CLAIMED, "claim_written", answered(claimed_things=None)),
    (OutsiderClaim, CLAIMED, "rights_told", answered(told=TOLD[1:])),
    (OutsiderClaim, CLAIMED, "rights_told", answered(told=TOLD[:1])),
    (OutsiderClaim, CLAIMED, "proof_asked", answered(evidence=())),
    (OutsiderClaim, CLAIMED, "transcript_signed", without_step(TRANSCRIPT, "photographed")),
    (OutsiderClaim, CLAIMED, "objection_handed_on", kept_back),
    (OutsiderClaim, MOVED, "moved_claim_written", answered(grounds=None)),
    (OutsiderClaim, MOVED, "moved_rights_told", answered(told=TOLD[:1])),
    (OutsiderClaim, MOVED, "moved_rights_told", answered(told=TOLD)),
    (OutsiderClaim, MOVED, "moved_objection_handed_on", kept_back),
]
WANTED: dict[str, tuple[str, ...]] = {
    "§8 third-party objection": (
        "accept in writing; 告知书; 15 days; who claims; which thing; which right; grounds; evidence; possession",
        "what was done about it; signature of the claimant",
    ),
    "5.1": ("officers show ID; ≥2 officers; recorder on; position/time stamp",),
}
ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "§8 third-party objection": {
        "accept in writing": ("field:in_writing", "field:received_at", "slot:书面异议",
            "duty:objection_handed_on", "duty:moved_objection_handed_on"),
        "告知书": ("field:told", "duty:rights_told", "duty:moved_rights_told",
            "paper:the notice of rights stands in the transcript in full"),
        "15 days": ("field:received_at", "paper:the radar counts them from the day the paper was taken in"),
        "who claims": ("field:claimant", "field:claimant_id", "field:contact", "field:relation"),
        "which thing": ("field:claimed_things", "field:seized"),
        "which right": ("field:right",),
        "grounds": ("field:grounds", "field:since", "duty:claim_written", "duty:moved_claim_written"),
        "evidence": ("field:evidence", "field:evidence_later", "duty:proof_asked"),
        "possession": ("field:possessed_by",),
        "what was done about it": ("field:handled",),
        "signature of the claimant": ("duty:transcript_signed", "field:present"),
    },
    "5.1": {
        "officers show ID": ("duty:id_shown",),
        "≥2 officers": ("duty:two_officers",),
        "recorder on": ("duty:recorder",),
        "position/time stamp": ("duty:place_and_time",),
    },
}  # fmt: skip
