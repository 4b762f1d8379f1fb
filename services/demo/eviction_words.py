"""Sample words and days of an eviction, by the name of the question; nobody's data, all marked 演示."""

from __future__ import annotations

from decimal import Decimal

WORDS = {
    "notified": "演示被执行人",
    "number": "（2026）浙0822执恢900057号公告（演示）", "notice_number": "（2026）浙0822执恢900057号公告（演示）",
    "signed_by": "演示院长", "approved_by": "演示院长", "certificate": "浙（2021）常山县不动产权第9000001号",
    "store": "定阳仓储一号库（演示）", "store_phone": "演示仓管 19000000003", "moved_to": "定阳仓储一号库（演示）",
    "gathering": "7时30分在本院大厅集合", "route": "定阳北路、320国道，约25分钟", "notary": "常山县公证处（演示）",
    "risk_measures": "先由女干警和社区人员劝导；关闭燃气阀；救护车在楼下待命", "hospital": "县人民医院（演示），约8分钟",
    "low_income_report": "已报告，民政部门答复不属低保对象", "opened_by": "演示开锁行", "resisted": "经劝导后自行离开",
    "opened_note": "由开锁人员开启，社区人员在场", "bags": "F900101、F900102", "moved_by": "演示搬家公司",
    "arrival": "2026年11月24日9时40分到场 3F2A91C0", "result_why": "储藏室内有租户物品，暂不搬出", "handed_to": "演示家属",
    "water": "317", "power": "12408", "gas": "96", "door_seals": "900734", "seals_removed": "900734",
    "basis_number": "（2026）浙0822民初900057号", "receiver": "演示接收人", "receiver_id": "330899198001019007",
    "collector": "演示家属", "collector_id": "330899198001019007", "remaining": "大件2件，另日领取", "buyer": "演示买受人",
}  # fmt: skip
# Days from the day of the samples on.
DAYS = {
    "signed_on": -16, "until": 15, "notice_until": -9, "visited_on": -12, "notice_served_on": -120, "approved_on": -6,
    "collect_until": 30,
}  # fmt: skip
# Thirty days in the store at thirty yuan; the sale brings more, and the rest is deposited.
AMOUNTS = {"price": Decimal("18600.00"), "costs": Decimal("900.00"), "deposit_sum": Decimal("17700.00")}
