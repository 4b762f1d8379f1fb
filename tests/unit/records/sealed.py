"""A machine that was sealed and left in use: its case, and the answers of the record, to be taken apart by tests."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

from services.docket.party import Place
from services.docket.property import Home, Property
from services.entries.entry import Attachment
from services.records.values import InventoryRow, Located, SalePermission
from tests.unit.records import seized
from tests.unit.records.seized import AT, COMMUNITY, DEBTOR, FIX, WIFE, photo

SHOP = Place(text="浙江省常山县天马街道定阳北路900002号", town="天马街道")
LATHE = Property(
    id="p7", kind="机器设备", name="数控车床", owner=DEBTOR.name, estimate=Decimal(120000), detail="一号车间"
)
FLAT = Property(
    id="p8", kind="房屋", name="住宅 1 处", owner=DEBTOR.name, estimate=Decimal(180000),
    home=Home(
        place=SHOP, certificate="浙（2021）常山县不动产权第9000001号", usage="住宅", area_m2=Decimal("89.50"),
        occupants="被执行人一家居住", mortgagee="演示银行",
    ),
)  # fmt: skip
CASE = dataclasses.replace(seized.CASE, properties=(LATHE, FLAT, *seized.CASE.properties))
ROW = InventoryRow(
    number=1, name="数控车床", quantity=Decimal(1), unit="台", model="CK6150", condition="八成新"
)
SALE = SalePermission(
    number=1, what="成品一批", buyer="演示商行", price=Decimal(8800), floor=Decimal(8000), until=dt.date(2026, 12, 20),
    account="本院案款专户（演示）", release="放行单",
)  # fmt: skip


def answers(attachment: Attachment, **changes: Any) -> dict[str, Any]:
    """Everything that a machine left in use is asked for; None takes an answer away."""
    given: dict[str, Any] = {
        "sort": "动产",
        "way": "活封",
        "began_at": AT,
        "ended_at": AT + dt.timedelta(minutes=40),
        "place": SHOP,
        "located": Located.of(FIX),
        "officers": ("方立", "毛一帆"),
        "recorder": "毛一帆",
        "id_shown": True,
        "recorder_on": True,
        "present": (WIFE, COMMUNITY),
        "told": ("查封依据和期限", "保管人的责任"),
        "goods": (ROW,),
        "debtors_own": True,
        "exempt": False,
        "held_by": "被执行人",
        "queue": "首封",
        "estimate": Decimal(120000),
        "seals": "车床900741、配电箱900742",
        "notice_posted": True,
        "notice_place": "厂区大门",
        "photos": tuple(photo(slot, attachment) for slot in ("全貌", "封条", "公告")),
        "keeper": "被执行人",
        "custodian": DEBTOR.name,
        "user": DEBTOR.name,
        "use_allowed": "仅限生产经营，每日8时至18时",
        "use_limit": "不得移出存放地点",
        "use_forbidden": ("转让", "抵押"),
        "use_upkeep": "使用人负责",
        "inspection_days": 30,
        "use_consent": "同意活封",
        "use_why": "生产经营需要",
        "undertaking_signed": True,
        "undertaking_breach": "违反任一约定即转为死封，不得再使用",
        "sales": (SALE,),
        "term_from": AT.date(),
        "term_until": dt.date(2028, 11, 23),
    }
    return {name: value for name, value in {**given, **changes}.items() if value is not None}


def home_answers(attachment: Attachment, **changes: Any) -> dict[str, Any]:
    """The same of a flat that is sealed for good, unless told otherwise."""
    home: dict[str, Any] = {
        "sort": "房屋", "way": "查封", "estate": "住宅", "registered": True, "goods": None, "home_needed": False,
        "certificate": "浙（2021）常山县不动产权第9000001号", "owner": DEBTOR.name, "estimate": Decimal(180000),
        "term_until": dt.date(2029, 11, 23), "user": None, "use_allowed": None, "use_limit": None,
        "use_forbidden": None, "use_upkeep": None, "inspection_days": None, "use_consent": None, "use_why": None,
        "undertaking_signed": None, "undertaking_breach": None, "sales": None,
    }  # fmt: skip
    return answers(attachment, **{**home, **changes})
