"""移送公安: its duties green, each turned red, and every item of D26 in its place."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from services.records.kinds.referral import ITEMS as CRIME
from services.records.kinds.referral import Referral
from services.records.values import InventoryRow
from tests.unit.records.judging import AT, Row, answered, situation

KIND = Referral
PAPER = InventoryRow(number=1, name="罚款决定书", quantity=Decimal(1), unit="份", disposition="复印件")


def answers(**changes: Any) -> dict[str, Any]:
    """A debtor fined before who reports falsely again; None takes an answer away."""
    given: dict[str, Any] = {
        "suspect": "何岩松", "duty": "偿还20万元", "found_on": dt.date(2026, 11, 20), "items": (CRIME[3],),
        "facts": "虚假报告财产，经罚款后仍不执行", "ability": "有货车两辆", "measures_taken": "2026年3月2日执行通知",
        "prior_sanction": "（2026）浙0822司惩3号", "reason": "有能力执行而拒不执行", "officers": ("方立",),
        "evidence": (PAPER,), "station": "常山县公安局", "handed_at": AT, "police_receipt": "季警官，回执9号",
    }  # fmt: skip
    return {name: value for name, value in {**given, **changes}.items() if value is not None}


HANDED = situation(answers(), Referral, happenings=(), subject="")
GREEN = (HANDED,)
LAST_WORD = {"sanctioned_before"}
PROVED: set[str] = set()
EVIDENCE: list[Row] = [
    (Referral, HANDED, "facts_evidenced", answered(evidence=())),
    (Referral, HANDED, "item_of_the_crime", answered(items=())),
    (Referral, HANDED, "sanctioned_before", answered(prior_sanction=None)),
    (Referral, HANDED, "ability_shown", answered(ability=None)),
    (Referral, HANDED, "taken_by_police", answered(police_receipt=None)),
    (Referral, HANDED, "taken_by_police", answered(handed_at=None)),
]
WANTED: dict[str, tuple[str, ...]] = {
    "D26": (
        "parties; basis and effect date; obligation; measures taken with dates; facts mapped to JZ24 art. 3/4 items",
        "prior fine/detention; ability to perform; material list; request",
    ),
    "D26 SCZX": (
        "犯罪嫌疑人, 移送日期, 受移单位, 移送原因, 发现日期, 涉嫌犯罪事实行为, 移送材料份数, 处理结果, 文书",
    ),
}
ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "D26": {
        "parties": ("docket:Case.parties", "field:suspect", "field:suspect_id"),
        "basis and effect date": ("docket:Case.basis", "field:duty"),
        "obligation": ("field:duty",),
        "measures taken with dates": ("field:measures_taken",),
        "facts mapped to JZ24 art. 3/4 items": ("field:items", "duty:item_of_the_crime", "duty:facts_evidenced"),
        "prior fine/detention": ("field:prior_sanction", "duty:sanctioned_before"),
        "ability to perform": ("field:ability", "duty:ability_shown"),
        "material list": ("field:evidence",),
        "request": ("paper:the letter's last sentence asks whether a case is opened",),
    },
    "D26 SCZX": {
        "犯罪嫌疑人": ("field:suspect",),
        "移送日期": ("field:handed_at",),
        "受移单位": ("field:station",),
        "移送原因": ("field:reason",),
        "发现日期": ("field:found_on",),
        "涉嫌犯罪事实行为": ("field:facts",),
        "移送材料份数": ("value:InventoryRow.quantity",),
        "处理结果": ("field:police_receipt", "duty:taken_by_police", "event:duty_met"),
        "文书": ("paper:移送公安机关函 as 待签发稿",),
    },
}  # fmt: skip
