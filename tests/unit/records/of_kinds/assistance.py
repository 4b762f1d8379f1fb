"""送交协助: its duties green, each turned red, and every item of D16 and the third-party notice in its place."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import Any

from services.position.fix import NoFix
from services.records.duties import Situation
from services.records.events import DutyMet
from services.records.kinds.assistance import DEBTOR_OF_DEBTOR, INSURER, NOT_TAKEN, Assistance
from services.records.values import Bound, Located, Person, Signature
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

KIND = Assistance
RECEIVER = Person(name="季文", role="接收人")


def answers(**changes: Any) -> dict[str, Any]:
    """An insurer is asked to freeze a policy's value and to keep back income; it will not take the notice."""
    given: dict[str, Any] = {
        "unit_kind": INSURER, "unit": "演示保险", "asked_for": ("冻结", "扣留、提取收入"), "content": "冻结保单现金价值",
        "cap": Decimal(50000), "policy_number": "900001", "policy_holder": True, "living_left": "每月保留2260元",
        "ruling_number": "（2026）浙0822执900003号之一", "notice_number": "（2026）浙0822执900003号协助一", "sealed": True,
        "handed_at": AT, "place": seized.ROADSIDE, "located": Located.of(seized.FIX), "officers": ("方立", "毛一帆"),
        "id_shown": True, "way": "留置送达", "present": (RECEIVER,), "reply": NOT_TAKEN, "refusal": "称须请示上级",
    }  # fmt: skip
    return {name: value for name, value in {**given, **changes}.items() if value is not None}


_INK = ((0.1, 0.1, 0.5, 0.0), (0.2, 0.2, 0.5, 0.1))
_BY_OFFICERS = tuple(
    Signature(
        name=name, role="执行人员", way="screen", at=AT, strokes=(_INK,),
        bound=(Bound(document="assistance_receipt", digest="cd" * 32),),
    )
    for name in ("方立", "毛一帆")
)  # fmt: skip
_SIGNED = signed_on_paper("receipt", TRANSCRIPT)
_DEALT_WITH = DutyMet(duty="refusal_reported", text="已责令履行", number="（2026）浙0822司惩1号")
REFUSED = situation(answers(), Assistance, happenings=journal(*_SIGNED, _DEALT_WITH), subject="")
THIRD = situation(
    answers(
        unit_kind=DEBTOR_OF_DEBTOR, asked_for=("履行到期债务",), policy_number=None, policy_holder=None, living_left=None,
        debt="货款48000元", way="直接送达", told_third_party=True,
    ),
    Assistance, happenings=journal(*_SIGNED, _DEALT_WITH), subject="",
)  # fmt: skip
GREEN = (REFUSED, THIRD)
LAST_WORD = {"served_directly"}
PROVED = {"receipt_signed"}


def not_dealt_with(here: Situation) -> Situation:
    """The same before anything was done about the refusal."""
    return dataclasses.replace(here, happenings=journal(*_SIGNED))


EVIDENCE: list[Row] = [
    (Assistance, REFUSED, "two_officers", answered(officers=("方立",))),
    (Assistance, REFUSED, "id_shown", answered(id_shown=False)),
    (Assistance, REFUSED, "place_and_time", answered(located=Located.of(NoFix("室内", AT)))),
    (Assistance, REFUSED, "ruling_and_notice", answered(ruling_number=None)),
    (Assistance, REFUSED, "ruling_and_notice", answered(notice_number=None)),
    (Assistance, REFUSED, "ruling_and_notice", answered(sealed=False)),
    (Assistance, REFUSED, "within_what_is_owed", answered(cap=Decimal(202901))),
    (Assistance, REFUSED, "living_costs_left", answered(living_left=None)),
    (Assistance, REFUSED, "holder_checked", answered(policy_holder=False)),
    (Assistance, THIRD, "served_directly", answered(way="邮寄")),
    (Assistance, THIRD, "fifteen_days_told", answered(told_third_party=None)),
    (Assistance, REFUSED, "receiver_named", answered(present=(), signatures=_BY_OFFICERS)),
    (Assistance, REFUSED, "receipt_signed", without_step(TRANSCRIPT, "photographed")),
    (Assistance, REFUSED, "refusal_reported", not_dealt_with),
]

WANTED: dict[str, tuple[str, ...]] = {
    "D16": (
        "协助义务人类型, 协助义务人, 协助事项, 协助通知发出日期, 给予协助, 履行情况, sealed notice, with the ruling",
        "officers' 工作证/执行公务证; 回执; policy no.; cap amount; number; served to, received by, refusal",
    ),
    "到期债务": ("direct service only; 15 days; pay the creditor, not the debtor; amount; consequences",),
    "5.1": ("officers show ID; ≥2 officers; position/time stamp; living costs",),
}
ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "D16": {
        "协助义务人类型": ("field:unit_kind",),
        "协助义务人": ("field:unit",),
        "协助事项": ("field:asked_for", "field:content"),
        "协助通知发出日期": ("field:notice_on", "field:handed_at"),
        "给予协助": ("field:reply", "field:refusal", "duty:refusal_reported"),
        "履行情况": ("field:done_what", "field:done_amount", "field:reply_by"),
        "sealed notice": ("field:sealed", "duty:ruling_and_notice", "slot:通知书"),
        "with the ruling": ("field:ruling_number", "duty:ruling_and_notice"),
        "officers' 工作证/执行公务证": ("field:id_shown", "duty:id_shown"),
        "回执": ("field:reply_number", "slot:回执", "duty:receipt_signed"),
        "policy no.": ("field:policy_number", "field:policy_holder", "duty:holder_checked"),
        "cap amount": ("field:cap", "duty:within_what_is_owed"),
        "number": ("field:notice_number",),
        "served to": ("field:unit", "field:place"),
        "received by": ("field:present", "duty:receiver_named"),
        "refusal": ("field:refusal",),
    },
    "到期债务": {
        "direct service only": ("field:way", "duty:served_directly"),
        "15 days": ("field:told_third_party", "duty:fifteen_days_told"),
        "pay the creditor": ("paper:the notice says so in its first item",),
        "not the debtor": ("paper:the notice says so in its first item",),
        "amount": ("field:debt", "field:cap"),
        "consequences": ("paper:the notice's last item",),
    },
    "5.1": {
        "officers show ID": ("duty:id_shown",),
        "≥2 officers": ("duty:two_officers",),
        "position/time stamp": ("duty:place_and_time",),
        "living costs": ("duty:living_costs_left", "field:living_left"),
    },
}  # fmt: skip
