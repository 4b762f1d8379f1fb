"""A car that was seized: its case, and the answers of the record, whole, to be taken apart by tests."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from services.clock import ZONE
from services.docket.case import Served
from services.docket.party import Party, Place
from services.docket.property import Property, Vehicle
from services.entries.entry import Attachment
from services.position.fix import Fix
from services.records.kinds.vehicle_seizure import REQUIRED_SLOTS
from services.records.values import Damage, InventoryRow, Located, Person, Photo
from tests.factories import make_case

AT = dt.datetime(2026, 11, 24, 9, 30, tzinfo=ZONE)
FIX = Fix(28.901462, 118.511235, AT, "receiver", accuracy_m=4.5, satellites=11)
ROADSIDE = Place(text="浙江省常山县天马街道定阳北路900001号", town="天马街道", latitude=28.9, longitude=118.5)
DEBTOR = Party(
    id="d1", role="debtor", kind="person", name="何岩松", id_number="330899198001010015", places=(ROADSIDE,)
)
CREDITOR = Party(id="c1", role="creditor", kind="person", name="张禾生")
WIFE = Person(name="徐云芝", role="成年家属", relation="妻子")
COMMUNITY = Person(name="季文", role="基层组织", unit="定阳社区（演示）")
VIN = "LSVNV4189N2048717"


def car(property_id: str = "p1", plate: str = "浙H9A3K7", vin: str = VIN) -> Property:
    """A car of the debtor as the docket knows it."""
    known = Vehicle(
        plate=plate, plate_kind="小型汽车", registry="衢州车管所（演示）", brand="大众朗逸", kind="小型轿车",
        model="SVW71612LS", vin=vin, engine_number="900001Y", colour="白", owner=DEBTOR.name,
    )  # fmt: skip
    return Property(
        id=property_id, kind="车辆", name=f"小型轿车 {plate}", owner=DEBTOR.name, estimate=Decimal(65000), vehicle=known
    )  # fmt: skip


RULING = Served(
    title="执行裁定书",
    number="（2026）浙0822执900003号之一",
    to=DEBTOR.name,
    on=dt.date(2026, 11, 5),
    way="留置",
)
CASE = make_case(
    serial=900003, parties=(CREDITOR, DEBTOR), properties=(car(),), measures=(), served=(RULING,),
    claim=Decimal(200000), fee=Decimal(2900), recovered=Decimal(0),
)  # fmt: skip


def photo(slot: str, attachment: Attachment) -> Photo:
    """One photo in its slot."""
    return Photo(slot=slot, attachment=attachment, taken_at=AT)


def answers(attachment: Attachment, **changes: Any) -> dict[str, Any]:
    """Everything that a taken car is asked for; None takes an answer away."""
    given: dict[str, Any] = {
        "way": "扣押",
        "began_at": AT,
        "ended_at": AT + dt.timedelta(minutes=25),
        "place": ROADSIDE,
        "located": Located.of(FIX),
        "officers": ("方立", "毛一帆"),
        "recorder": "毛一帆",
        "id_shown": True,
        "recorder_on": True,
        "present": (WIFE, COMMUNITY),
        "told": ("扣押依据和期限", "保管人的责任"),
        "plate": "浙H9A3K7",
        "plate_kind": "小型汽车",
        "vin": VIN,
        "engine_number": "900001Y",
        "brand": "大众朗逸",
        "vehicle_type": "小型轿车",
        "colour": "白",
        "registered_to_debtor": True,
        "exempt": False,
        "odometer": 86412,
        "energy": "汽油",
        "condition": "可以行驶",
        "damages": (Damage(number=1, side="右", x=0.3, y=0.6, sort="凹陷"),),
        "keys": 1,
        "driving_licence": True,
        "registration_certificate": False,
        "plates_present": True,
        "papers_why": "车内未见",
        "photos": tuple(photo(slot, attachment) for slot in (*REQUIRED_SLOTS, "封条")),
        "loose_items": (
            InventoryRow(number=1, name="儿童座椅", quantity=Decimal(1), unit="个", disposition="当场取回"),
        ),
        "items_taken_by": "徐云芝",
        "found_by": "执行人员",
        "moved_by": "拖车",
        "tow_company": "常山拖车（演示）",
        "yard": "定阳停车场（演示）",
        "custodian": "郑保管",
        "seals": "车门900731",
        "estimate": Decimal(65000),
        "term_from": AT.date(),
        "term_until": dt.date(2028, 11, 23),
    }
    return {name: value for name, value in {**given, **changes}.items() if value is not None}
