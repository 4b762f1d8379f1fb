"""Sample words for the acts about money, search and help: what text fields of these kinds say in a sample record."""

from __future__ import annotations

WORDS = {
    "warrant_number": "（2026）浙0822执902003号之二（演示）", "searched": "演示被搜查人", "opened_by": "演示开锁公司",
    "account": "常山县人民法院案款专户（演示）", "thing": "木料一批，作价20000元（演示）", "guarantor": "演示担保人",
    "guarantor_contact": "常山县天马街道900号，19000000004（演示）",
    "unit": "演示保险公司常山支公司", "policy_number": "900000000000001", "debt": "货款48000元，有对账单（演示）",
    "ruling_number": "（2026）浙0822执902003号之一", "notice_number": "（2026）浙0822执902003号协助一（演示）",
    "reply_number": "演示复字第9号", "refusal": "演示经理，称须请示上级",
    "body_of": "演示被搜查人", "body_by": "演示女法警", "claimed_by": "演示家属", "kept_at": "本院执行物品保管室（演示）",
}  # fmt: skip
DAYS = {
    "warrant_on": -1, "return_on": 30, "notice_on": -1, "reply_by": 7, "frozen_from": 0, "frozen_until": 364,
    "guarantee_until": 400, "deferred_until": 200,
}  # fmt: skip
"""Days from today."""
