"""执行和解: its duties green, each turned red, and every item of D23 and D24 in its place."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

from services.docket.proceedings import Instalment
from services.position.fix import NoFix
from services.records.duties import Situation
from services.records.events import DutyMet
from services.records.kinds.settlement import IN_KIND, ORAL, SUSPEND, TOLD, Settlement
from services.records.values import Located, Person
from tests.unit.records import seized
from tests.unit.records.judging import (
    AT,
    TRANSCRIPT,
    Change,
    Row,
    answered,
    journal,
    signed_on_paper,
    situation,
    without_step,
)

KIND = Settlement
CREDITOR = Person(name="张禾生", role="申请执行人")
DEBTOR = Person(name="何岩松", role="被执行人")
AGENT = Person(name="季文", role="被执行人代理人")
PLAN = tuple(
    Instalment(due_on=on, amount=Decimal(20000))
    for on in (dt.date(2026, 12, 24), dt.date(2027, 1, 24), dt.date(2027, 2, 24))
)


def answers(**changes: Any) -> dict[str, Any]:
    """Sixty thousand in three parts, the debtor's agent at the table, a guarantor; None takes an answer away."""
    given: dict[str, Any] = {
        "form": ORAL, "reached_at": AT, "place": seized.ROADSIDE, "located": Located.of(seized.FIX),
        "officers": ("方立", "毛一帆"), "recorder": "毛一帆", "id_shown": True, "recorder_on": True,
        "present": (CREDITOR, DEBTOR, AGENT), "agent_authorised": True, "frail": ("老人",), "care": "已请老人坐下",
        "changed": ("期限", "方式"), "total": Decimal(60000), "instalments": PLAN, "way": IN_KIND, "thing": "木料一批",
        "interest": "按期付清的免除", "fee_borne": "被执行人", "default_clause": "任一期未付，恢复执行原判",
        "afterwards": SUSPEND, "told": TOLD, "guarantor": "徐云芝", "guarantee_kind": "保证",
        "guarantee_scope": "担保全部和解款项", "direct_promise": True, "creditor_consents": True,
    }  # fmt: skip
    return {name: value for name, value in {**given, **changes}.items() if value is not None}


_SIGNED = (
    *signed_on_paper("transcript", TRANSCRIPT, ("张禾生", "何岩松", "季文", "徐云芝", "方立", "毛一帆")),
)
_RULED = DutyMet(duty="ruled_after", text="已裁定中止", number="（2026）浙0822执900003号之三")
_ENTERED = DutyMet(duty="entered_at_court", text="已录入")
AGREED = situation(answers(), Settlement, happenings=journal(*_SIGNED, _RULED, _ENTERED), subject="")
GREEN = (AGREED,)
PROVED = {"transcript_signed"}


def only_journal(*said: Any) -> Change:
    """The same with only this in the journal."""
    happened = journal(*said)

    def change(here: Situation) -> Situation:
        return dataclasses.replace(here, happenings=happened)

    return change


def untold(*words: str) -> Change:
    """The same without having told these."""
    return answered(told=tuple(w for w in TOLD if w not in words))


EVIDENCE: list[Row] = [
    (Settlement, AGREED, "two_officers", answered(officers=("方立",))),
    (Settlement, AGREED, "id_shown", answered(id_shown=False)),
    (Settlement, AGREED, "recorder", answered(recorder_on=False)),
    (Settlement, AGREED, "place_and_time", answered(located=Located.of(NoFix("室内", AT)))),
    (Settlement, AGREED, "care_noted", answered(care=None)),
    (Settlement, AGREED, "both_sides", answered(present=(DEBTOR, AGENT))),
    (Settlement, AGREED, "both_sides", answered(present=(CREDITOR,))),
    (Settlement, AGREED, "agent_authorised", answered(agent_authorised=None)),
    (Settlement, AGREED, "default_agreed", answered(default_clause=None)),
    (Settlement, AGREED, "resumption_told", untold(TOLD[1])),
    (Settlement, AGREED, "term_told", untold(TOLD[2])),
    (Settlement, AGREED, "in_kind_told", untold(TOLD[3])),
    (Settlement, AGREED, "guarantor_promises", answered(direct_promise=False)),
    (Settlement, AGREED, "creditor_consents", answered(creditor_consents=None)),
    (Settlement, AGREED, "transcript_signed", without_step(TRANSCRIPT, "photographed")),
    (Settlement, AGREED, "ruled_after", only_journal(*_SIGNED, _ENTERED)),
    (Settlement, AGREED, "entered_at_court", only_journal(*_SIGNED, _RULED)),
]

WANTED: dict[str, tuple[str, ...]] = {
    "D23": (
        "officers write it and all parties sign; agent needs 特别授权; may change subject/object/term/place/way",
        "no 以物抵债裁定 from it; guarantor's promise to accept direct execution; each instalment date/amount/way",
        "interest handling; release of measures and when; costs (申请执行费); default clause; 中止 or 撤回",
        "恢复执行 term runs from the last day",
    ),
    "D24": (
        "担保人的基本信息, 暂缓执行期限, 担保期间, 被担保的债权种类及数额, 担保范围, 担保方式, 直接强制执行的承诺",
        "担保财产的名称、状况、权属; creditor's consent; 暂缓 ≤ 1 year",
    ),
    "5.1": (
        "officers show ID; ≥2 officers; recorder on; care notes; position/time stamp; refused signature; two recorders",
    ),
}
ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "D23": {
        "officers write it and all parties sign": ("field:form", "duty:transcript_signed", "duty:both_sides"),
        "agent needs 特别授权": ("field:agent_authorised", "duty:agent_authorised", "slot:授权委托书"),
        "may change subject/object/term/place/way": ("field:changed",),
        "no 以物抵债裁定 from it": ("field:thing", "duty:in_kind_told"),
        "guarantor's promise to accept direct execution": ("field:direct_promise", "duty:guarantor_promises"),
        "each instalment date/amount/way": ("field:instalments", "field:total", "field:way", "field:account"),
        "interest handling": ("field:interest", "field:waived"),
        "release of measures and when": ("field:kept_measures",),
        "costs (申请执行费)": ("field:fee_borne",),
        "default clause": ("field:default_clause", "duty:default_agreed", "duty:resumption_told"),
        "中止 or 撤回": ("field:afterwards", "duty:ruled_after"),
        "恢复执行 term runs from the last day": (
            "duty:term_told", "duty:entered_at_court", "paper:the transcript prints the last day and the radar counts on",
        ),
    },
    "D24": {
        "担保人的基本信息": ("field:guarantor", "field:guarantor_id", "field:guarantor_contact"),
        "暂缓执行期限": ("field:deferred_until",),
        "担保期间": ("field:guarantee_until",),
        "被担保的债权种类及数额": ("field:total", "docket:Case.claim"),
        "担保范围": ("field:guarantee_scope",),
        "担保方式": ("field:guarantee_kind",),
        "直接强制执行的承诺": ("field:direct_promise", "duty:guarantor_promises"),
        "担保财产的名称、状况、权属": ("field:guarantee_scope", "slot:担保财产权证"),
        "creditor's consent": ("field:creditor_consents", "duty:creditor_consents"),
        "暂缓 ≤ 1 year": ("field:deferred_until",),
    },
    "5.1": {
        "officers show ID": ("duty:id_shown", "field:id_shown"),
        "≥2 officers": ("duty:two_officers",),
        "recorder on": ("duty:recorder", "field:recorder_on"),
        "care notes": ("duty:care_noted", "field:care"),
        "position/time stamp": ("duty:place_and_time", "field:located"),
        "refused signature": ("value:Signature.reason",),
        "two recorders": ("because:asked of seizure, search and eviction only",),
    },
}  # fmt: skip
