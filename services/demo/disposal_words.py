"""Sample words of a car's way through the yard, by the name of the question; nobody's data, all marked 演示."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from services.clock import ZONE

WORDS = {
    "receipt_number": "SC900017", "change": "左前轮胎亏气，其余与入库时一致", "valued_by": "演示询价平台",
    "report_number": "演示询字〔2026〕900001号", "listing_number": "900001", "agency": "演示辅拍机构",
    "held_why": "案外人对车辆主张所有权（演示）", "key_place": "执行局钥匙柜",
}  # fmt: skip
AMOUNTS = {"tow_fee": Decimal("300.00"), "start_price": Decimal("1400.00"), "storage_fee": Decimal("900.00")}
_STORED: dict[str, Any] = {"step": "入库"}
_VALUED: dict[str, Any] = {"step": "询价", "way": "网络询价", "value": Decimal("65000.00")}
_LISTED: dict[str, Any] = {
    "step": "挂拍", "sale_round": "一拍", "platform": "演示拍卖平台", "start_price": Decimal("45500.00"),
    "deposit": Decimal("5000.00"), "pay_days": 10, "oversight_phone": "19000000005", "notice_on": dt.date(2026, 10, 12),
    "opens_at": dt.datetime(2026, 10, 28, 10, tzinfo=ZONE), "closes_at": dt.datetime(2026, 10, 29, 10, tzinfo=ZONE),
}  # fmt: skip
_SOLD: dict[str, Any] = {
    "step": "拍卖结果", "sale_round": "一拍", "outcome": "成交", "start_price": Decimal("45500.00"),
    "price": Decimal("62000.00"), "buyer": "演示买受人", "buyer_id": "330899198001019007",
}  # fmt: skip
_DELIVERED: dict[str, Any] = {
    "step": "交付", "handed_to": "演示买受人", "handed_id": "330899198001019007", "handed_place": "定阳停车场（演示）",
    "ruling_served_on": dt.date(2026, 11, 18), "handed_papers": ("钥匙", "行驶证", "成交裁定书"),
}  # fmt: skip
_SETTLED: dict[str, Any] = {
    "step": "结清", "proceeds": Decimal("62000.00"), "storage_fee": Decimal("900.00"), "other_fees": Decimal("1300.00"),
    "distributed": Decimal("59000.00"), "case_closed": True,
}  # fmt: skip
_WAY = (_STORED, _VALUED, _LISTED, _SOLD, _DELIVERED, _SETTLED)
STEPS: dict[str, tuple[dict[str, Any], ...]] = {
    "yard_slip": _WAY[:5], "auction_notice": _WAY[:3], "sale_ruling": _WAY[:4], "transfer_notice": _WAY[:5],
    "disposal_account": _WAY,
}  # fmt: skip
"""For a paper of one step: what the record of this step (the last) and those before it say."""
