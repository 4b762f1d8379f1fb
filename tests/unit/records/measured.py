"""Measures in force as follow-up records find them, and whole answers of each such record, to be taken apart by tests."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

from services.docket.property import Measure
from services.entries.entry import Attachment
from services.records.values import Custody, HeldMeasure, InventoryRow, Located
from tests.unit.records import sealed, seized
from tests.unit.records.seized import AT, COMMUNITY, DEBTOR, FIX, WIFE, photo

IN_USE = HeldMeasure(
    measure=Measure(
        id="m7", kind="sealing", property_id="p7", ruling="（2026）浙0822执900003号之一", effective_on=dt.date(2026, 11, 5),
        expires_on=dt.date(2026, 12, 4), in_use=True, registered=True,
    ),
    name="数控车床",
    entry="entry-1",
    custody=Custody(
        custodian=DEBTOR.name, seals="车床900741", user=DEBTOR.name, allowed="仅限生产经营", limit="不得移出存放地点",
        forbidden=("转让", "抵押"), inspection_days=30, breach="违反任一约定即转为死封",
    ),
    place=sealed.SHOP,
)  # fmt: skip
FROZEN = HeldMeasure(
    measure=Measure(
        id="m9", kind="freezing", property_id="", ruling="（2026）浙0822执900003号之二", effective_on=dt.date(2025, 12, 1),
        expires_on=dt.date(2026, 11, 30), amount=Decimal(50000),
    ),
    name="尾号 6229",
)  # fmt: skip
CAR = dataclasses.replace(
    IN_USE,
    name="浙H·9A3K7",
    measure=dataclasses.replace(
        IN_USE.measure, id="m1", kind="seizure", property_id="p1", in_use=False, held=True
    ),
    custody=Custody(custodian="郑保管", seals="车门900731"),
)
ROW = InventoryRow(number=1, name="车辆", quantity=Decimal(1), unit="辆", condition="完好")


def _kept(given: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value is not None}


def _there(attachment: Attachment, *slots: str) -> dict[str, Any]:
    return {
        "began_at": AT, "ended_at": AT + dt.timedelta(minutes=20), "place": sealed.SHOP, "located": Located.of(FIX),
        "officers": ("方立", "毛一帆"), "recorder": "毛一帆", "id_shown": True, "recorder_on": True,
        "present": (WIFE, COMMUNITY), "photos": tuple(photo(slot, attachment) for slot in slots),
    }  # fmt: skip


def inspection(attachment: Attachment, **changes: Any) -> dict[str, Any]:
    """A machine left in use that was rented out: the use is ended on the spot."""
    given = {
        **_there(attachment, "现状", "封条"), "measure": IN_USE, "seals_state": "破损", "seals_note": "被撕毁，原因待查",
        "goods_state": "有短少", "goods_note": "少一副刀架", "use_state": "违反约定", "breaches": ("出租出借",),
        "breach_facts": "承租人季某当场陈述，每月租金2000元", "turned": True, "new_seals": "车床900751",
        "custodian": "郑保管", "told": ("查验的依据", "擅自处分、撕毁封条的后果"), "compared": "有变化",
        "compared_note": "少一副刀架",
    }  # fmt: skip
    return _kept({**given, **changes})


def release(attachment: Attachment, **changes: Any) -> dict[str, Any]:
    """A car given back within the hour of the payment."""
    given = {
        **_there(attachment, "交接"), "measure": CAR, "ground": "债务已经清偿", "paid": Decimal(202900),
        "paid_at": AT - dt.timedelta(minutes=25), "receipt_number": "0090012345",
        "order_number": "（2026）浙0822执900003号之五", "order_on": AT.date(), "released_on": AT.date(),
        "waiting": "没有轮候",
        "seals_removed": True, "returned": (ROW,), "returned_to": DEBTOR.name, "returned_at": AT, "state": "与清单一致",
        "registry_notice": "浙0822执协9号", "registry_reply": True, "served": "当面送达双方",
    }  # fmt: skip
    return _kept({**given, **changes})


def renewal(attachment: Attachment, **changes: Any) -> dict[str, Any]:
    """A machine sealed for two further years, ten days before the old term ends."""
    given: dict[str, Any] = {
        "measure": IN_USE, "began_at": AT, "ended_at": AT + dt.timedelta(minutes=15), "officers": ("方立", "毛一帆"),
        "recorder": "毛一帆", "asked_by": "申请执行人申请", "asked_on": dt.date(2026, 11, 20),
        "still_there": "已查看，仍在原处",
        "order_number": "（2026）浙0822执900003号之六", "order_on": AT.date(), "term_from": dt.date(2026, 12, 5),
        "term_until": dt.date(2028, 12, 4), "notice_posted": True, "registry": "不动产登记机构",
        "registry_notice": "浙0822执协10号", "registry_reply": True, "served": "当面送达双方",
        "photos": (photo("公告", attachment),),
    }  # fmt: skip
    return _kept({**given, **changes})


def custody(attachment: Attachment, **changes: Any) -> dict[str, Any]:
    """A machine that goes from the debtor to a third party."""
    given = {
        **_there(attachment, "交接", "现状"), "measure": IN_USE, "why": "原保管人不再适宜保管", "former": DEBTOR.name,
        "kept_by": "第三人", "custodian": "郑保管", "moved": True, "moved_to": "定阳仓库（演示）", "handed": (ROW,),
        "goods_state": "有毁损", "goods_note": "护罩有裂纹", "told": ("保管人的责任", "保管期间不得使用"),
        "seals": "车床900751",
    }  # fmt: skip
    return _kept({**given, **changes})


CASE = dataclasses.replace(sealed.CASE, served=(seized.RULING,))
