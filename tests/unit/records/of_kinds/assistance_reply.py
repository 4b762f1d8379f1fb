"""协助回复: its duties green, each turned red, and every item of the 回执 in its place."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from services.records.duties import Situation
from services.records.events import DutyMet
from services.records.kinds.assistance_reply import REFUSED, AssistanceReply
from tests.unit.records.judging import AT, Row, answered, journal, situation

KIND = AssistanceReply


def answers(**changes: Any) -> dict[str, Any]:
    """A bank that refuses in writing; None takes an answer away."""
    given: dict[str, Any] = {
        "notice_number": "（2026）浙0822执900003号协助一", "unit": "演示银行", "replied_at": AT + dt.timedelta(days=1),
        "came_by": "邮寄", "result": REFUSED, "content": "不予办理", "reply_number": "演示复字9号", "refusal": "系统检修",
        "officers": ("方立",),
    }  # fmt: skip
    return {name: value for name, value in {**given, **changes}.items() if value is not None}


DEALT_WITH = DutyMet(duty="refusal_answered", text="已责令履行", number="（2026）浙0822司惩2号")
SAID_NO = situation(answers(), AssistanceReply, happenings=journal(DEALT_WITH), subject="")
GREEN = (SAID_NO,)
PROVED: set[str] = set()


def not_dealt_with(here: Situation) -> Situation:
    """The same before anything was done about the refusal."""
    return dataclasses.replace(here, happenings=())


EVIDENCE: list[Row] = [
    (AssistanceReply, SAID_NO, "reply_kept", answered(reply_number=None)),
    (AssistanceReply, SAID_NO, "refusal_answered", not_dealt_with),
]
WANTED: dict[str, tuple[str, ...]] = {
    "D16 回执": ("处理结果; date; unit seal; number; amount deducted or frozen; term; answer time",)
}
ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "D16 回执": {
        "处理结果": ("field:result", "field:content", "field:refusal", "duty:refusal_answered"),
        "date": ("field:replied_at",),
        "unit seal": ("slot:回执", "duty:reply_kept"),
        "number": ("field:notice_number", "field:reply_number"),
        "amount deducted or frozen": ("field:amount",),
        "term": ("field:frozen_from", "field:frozen_until"),
        "answer time": ("field:replied_at", "field:came_by"),
    },
}
