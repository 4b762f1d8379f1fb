"""Sample words of a car's way through the yard, by the name of the question; nobody's data, all marked 演示."""

from __future__ import annotations

from decimal import Decimal

WORDS = {
    "receipt_number": "SC900017", "change": "左前轮胎亏气，其余与入库时一致", "valued_by": "演示询价平台",
    "report_number": "演示询字〔2026〕900001号", "listing_number": "900001", "agency": "演示辅拍机构",
    "held_why": "案外人对车辆主张所有权（演示）", "key_place": "执行局钥匙柜",
}  # fmt: skip
AMOUNTS = {"tow_fee": Decimal("300.00"), "start_price": Decimal("1400.00"), "storage_fee": Decimal("900.00")}
