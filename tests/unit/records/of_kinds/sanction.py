"""罚款拘留: its duties green, each turned red, and every item of D20 in its place."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from services.position.fix import NoFix
from services.records.kinds.sanction import ACTS, BOTH, Sanction
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

KIND = Sanction
OFFENDER = Person(name="何岩松", role="行为人")
FILM = InventoryRow(number=1, name="执法记录仪录像", quantity=Decimal(1), unit="段", disposition="录像")


def answers(**changes: Any) -> dict[str, Any]:
    """A debtor who tore seals off and pushed the officers: fined and detained in calm; None takes an answer away."""
    given: dict[str, Any] = {
        "measure": BOTH, "offender": "何岩松", "offender_is": "被执行人", "unit": False, "act": (ACTS[2],),
        "happened_at": AT, "place": seized.ROADSIDE, "located": Located.of(seized.FIX), "officers": ("方立", "毛一帆"),
        "recorder": "毛一帆", "id_shown": True, "recorder_on": True, "facts": "撕毁封条，推搡", "present": (OFFENDER,),
        "evidence": (FILM,), "punished_before": False, "fine": Decimal(20000), "days": 10, "urgent": False,
        "approved_by": "季院长", "approval_number": "（2026）浙0822司惩9号", "review_told": True, "health": "身体健康",
        "detained_at": AT + dt.timedelta(hours=2), "police_station": "常山县公安局", "police_at": AT + dt.timedelta(hours=3),
        "bailiffs": "汪法警", "family_told_at": AT + dt.timedelta(hours=4), "family_who": "徐云芝",
    }  # fmt: skip
    return {name: value for name, value in {**given, **changes}.items() if value is not None}


_SIGNED = journal(*signed_on_paper("transcript", TRANSCRIPT))
CALM = situation(answers(), Sanction, happenings=_SIGNED, subject="")
URGENT = situation(answers(urgent=True), Sanction, happenings=_SIGNED, subject="")
GREEN = (CALM, URGENT)
LAST_WORD = {"president_approved"}
PROVED = {"transcript_signed"}
EVIDENCE: list[Row] = [
    (Sanction, CALM, "two_officers", answered(officers=("方立",))),
    (Sanction, CALM, "id_shown", answered(id_shown=False)),
    (Sanction, CALM, "recorder", answered(recorder_on=False)),
    (Sanction, CALM, "place_and_time", answered(located=Located.of(NoFix("室内", AT)))),
    (Sanction, CALM, "facts_evidenced", answered(evidence=())),
    (Sanction, CALM, "facts_evidenced", answered(facts=None)),
    (Sanction, CALM, "president_approved", answered(approval_number=None)),
    (Sanction, CALM, "president_approved", answered(approved_by=None)),
    (Sanction, URGENT, "approved_at_once_after", answered(approval_number=None)),
    (Sanction, CALM, "not_twice", answered(punished_before=True)),
    (Sanction, CALM, "review_told", answered(review_told=None)),
    (Sanction, CALM, "care_before_detention", answered(health=None)),
    (Sanction, CALM, "transcript_signed", without_step(TRANSCRIPT, "photographed")),
    (Sanction, CALM, "handed_to_police", answered(bailiffs=None)),
    (Sanction, CALM, "handed_to_police", answered(police_station=None)),
    (Sanction, CALM, "family_told", answered(family_told_at=None)),
    (Sanction, CALM, "family_told", answered(family_told_at=AT + dt.timedelta(hours=27))),
]
WANTED: dict[str, tuple[str, ...]] = {
    "D20": (
        "person/unit; facts of obstruction; CPL 114 item; amount; days; president's approval; 复议 three days; limits",
        "same act not repeatedly; family told within 24 h; handed to police by 司法警察; urgent: approval at once after",
    ),
    "D20 SCZX": ("原因, 发现日期, 日期, 金额/天数, 文书, 开始/解除日期, 执行拘留单位, 复议",),
    "5.1": (
        "officers show ID; ≥2 officers; recorder on; position/time stamp; refused signature; evidence by item",
    ),
}
ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "D20": {
        "person/unit": ("field:offender", "field:offender_is", "field:unit", "field:offender_id"),
        "facts of obstruction": ("field:facts", "duty:facts_evidenced"),
        "CPL 114 item": ("field:act",),
        "amount": ("field:fine",),
        "days": ("field:days",),
        "president's approval": ("field:approved_by", "field:approval_number", "duty:president_approved"),
        "复议 three days": ("field:review_told", "duty:review_told"),
        "limits": ("paper:the record refuses more than 民诉法 118 allows", "field:fine"),
        "same act not repeatedly": ("field:punished_before", "duty:not_twice"),
        "family told within 24 h": ("field:family_told_at", "field:family_who", "duty:family_told"),
        "handed to police by 司法警察": ("field:police_station", "field:bailiffs", "duty:handed_to_police"),
        "urgent: approval at once after": ("field:urgent", "duty:approved_at_once_after"),
    },
    "D20 SCZX": {
        "原因": ("field:act", "field:facts"),
        "发现日期": ("field:happened_at",),
        "日期": ("field:detained_at",),
        "金额/天数": ("field:fine", "field:days"),
        "文书": ("field:approval_number", "paper:决定书 as 待签发稿"),
        "开始/解除日期": ("field:detained_at", "because:an early release is decided at the court (民诉法解释 182)"),
        "执行拘留单位": ("field:police_station", "field:police_at"),
        "复议": ("because:a review is handled by the higher court; the radar counts its days from the served paper",),
    },
    "5.1": {
        "officers show ID": ("duty:id_shown",),
        "≥2 officers": ("duty:two_officers",),
        "recorder on": ("duty:recorder",),
        "position/time stamp": ("duty:place_and_time",),
        "refused signature": ("duty:transcript_signed", "value:Signature.reason"),
        "evidence by item": ("field:evidence", "duty:care_before_detention"),
    },
}  # fmt: skip
