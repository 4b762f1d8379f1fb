"""Sample words for the acts about money, search and help: what text fields of these kinds say in a sample record."""

from __future__ import annotations

from services.records.kinds.outsider_claim import TOLD
from services.records.kinds.sanction import ACTS

WORDS = {
    "warrant_number": "（2026）浙0822执902003号之二（演示）", "searched": "演示被搜查人", "opened_by": "演示开锁公司",
    "account": "常山县人民法院案款专户（演示）", "thing": "木料一批，作价20000元（演示）", "guarantor": "演示担保人",
    "guarantor_contact": "常山县天马街道900号，19000000004（演示）",
    "unit": "演示保险公司常山支公司", "policy_number": "900000000000001", "debt": "货款48000元，有对账单（演示）",
    "ruling_number": "（2026）浙0822执902003号之一", "notice_number": "（2026）浙0822执902003号协助一（演示）",
    "reply_number": "演示复字第9号", "refusal": "演示经理，称须请示上级",
    "offender": "演示行为人", "facts": "在执行人员依法查封时推搡执行人员，撕毁封条，经警告仍不停止（演示）",
    "approval_number": "（2026）浙0822司惩9号（演示）", "approved_by": "演示院长", "police_station": "常山县公安局（演示）",
    "bailiffs": "演示法警", "family_who": "电话通知其父（演示）", "family_untold": "家属电话停机（演示）",
    "suspect": "演示嫌疑人",
    "duty": "偿还借款本金20万元及利息（演示）", "ability": "名下有营运货车两辆，月收入过万元（演示）",
    "measures_taken": "2026年3月2日发出执行通知书、报告财产令，4月1日限制消费（演示）",
    "prior_sanction": "（2026）浙0822司惩3号，2026年5月6日罚款（演示）", "station": "常山县公安局（演示）",
    "police_receipt": "演示民警，演示回执9号",
    "claimant": "演示案外人", "contact": "常山县天马街道901号（演示）", "claimed_things": "红木家具一套（演示）",
    "seized": "（2026）浙0822执902003号之一（演示）",
    "body_of": "演示被搜查人", "body_by": "演示女法警", "claimed_by": "演示家属", "kept_at": "本院执行物品保管室（演示）",
    "as_found": "装修七成新，门窗齐全，水电可用（演示）", "occupier": "演示占有人，19000000004",
    "rent": "每月1200元，付至本月（演示）", "residents": "一家三口居住，户口不在此处（演示）",
    "structure": "三层砖混，建筑面积约90平方米，朝南（演示）", "arrears_note": "物业费1800元，电费216元（演示）",
    "fixtures": "空调两台，橱柜一套（演示）", "costs": "无",
    "heard": "社区工作人员陈述与上述一致（演示）", "unknown": "抵押余额，回院向登记机构查询（演示）",
    "burden_note": "抵押给演示银行，余额不详（演示）", "identity_note": "阳台已封闭，与登记图不同（演示）",
    "key_papers": "钥匙一把，行驶证未见（演示）", "yearly": "年检、保险均已到期（演示）",
}  # fmt: skip
DAYS = {
    "warrant_on": -1, "found_on": -3, "return_on": 30, "notice_on": -1, "reply_by": 7, "frozen_from": 0, "frozen_until": 364,
    "guarantee_until": 400, "deferred_until": 200,
}  # fmt: skip
"""Days from today."""
PICKED = {"act": ACTS[2:4], "burdens": ("抵押",), "told": TOLD[:4]}
"""What is ticked where a draw would not fit the facts."""
