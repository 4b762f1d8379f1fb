"""车辆处置: its duties green at every step, each turned red, and every item of §6 and §5.2's yard in its place."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

from services.entries import entry as entries
from services.entries.entry import FIRST_LINK
from services.position.fix import NoFix
from services.records import catalogue
from services.records.declared import Happening
from services.records.duties import Situation
from services.records.kinds.vehicle_disposal import VehicleDisposal
from tests.factories import make_unsigned
from tests.unit.records import seized
from tests.unit.records.judging import AT, PICTURE, Row, answered, situation

KIND = VehicleDisposal
PHOTOS = (seized.photo("左前", PICTURE),)
STEPS: dict[str, dict[str, Any]] = {
    "入库": {"yard": "定阳停车场", "yard_spot": "B区17位", "keys": 1, "fee_per_day": Decimal(30), "photos": PHOTOS},
    "查验": {"state": "有变化", "change": "左前胎没气", "odometer": 86212, "photos": PHOTOS},
    "询价": {"way": "网络询价", "valued_by": "平台", "value": Decimal(65000)},
    "挂拍": {
        "sale_round": "一拍", "platform": "平台", "notice_on": AT.date(), "opens_at": AT + dt.timedelta(days=15),
        "closes_at": AT + dt.timedelta(days=16), "start_price": Decimal(45500), "deposit": Decimal(5000),
    },
    "拍卖结果": {
        "sale_round": "一拍", "start_price": Decimal(45500), "outcome": "成交", "price": Decimal(60000), "buyer": "买受人甲",
        "bidders": 3,
    },
    "交付": {"handed_to": "买受人甲", "ruling_served_on": AT.date(), "handed_papers": ("钥匙",), "photos": PHOTOS},
    "结清": {"proceeds": Decimal(60000), "storage_fee": Decimal(900), "distributed": Decimal(59000), "case_closed": True},
    "暂缓放行": {"held_by": "案外人异议", "held_why": "案外人主张所有权"},
    "解除暂缓": {"freed_why": "异议已驳回"},
}  # fmt: skip


def answers(step: str, **changes: Any) -> dict[str, Any]:
    """The answers of a step; None takes one away."""
    given = {
        "step": step,
        "at": AT,
        "officers": ("方立", "毛一帆"),
        "plate": "浙H9A3K7",
        **STEPS[step],
        **changes,
    }
    return {name: value for name, value in given.items() if value is not None}


def record(step: str, **changes: Any) -> VehicleDisposal:
    """The record of a step."""
    return VehicleDisposal(**answers(step, **changes))


def entered(*records: VehicleDisposal, number: str = "", subject: str = "p1") -> tuple[Happening, ...]:
    """The records as entries about the car, one after another, each made at the time that it tells of."""
    found: list[Happening] = []
    for n, said in enumerate(records, 1):
        unsigned = make_unsigned(
            number or seized.CASE.number, kind=said.code, version=said.version, position=NoFix("室内", AT), made_at=said.at,
            body={"values": said.encode(), "subject": subject}, attachments=said.attachments, matter=f"yard-{n}",
        )  # fmt: skip
        previous = found[-1].entry.link if found else FIRST_LINK
        raw = entries.compose(unsigned, "device-1", n, previous)
        found.append(catalogue.read(entries.decode(raw, b"", "ed25519")))
    return tuple(found)


VALUED = entered(record("询价"))
TWICE = entered(record("询价"), record("挂拍"))
SOLD = entered(record("拍卖结果"))
HELD_BACK = entered(record("拍卖结果"), record("暂缓放行"))


def at_step(step: str, related: tuple[Happening, ...] = VALUED, **changes: Any) -> Situation:
    """That step with the value on record."""
    return situation(answers(step, **changes), KIND, happenings=(), related=related)


STORED, INSPECTED, LISTED = (at_step(s) for s in ("入库", "查验", "挂拍"))
DELIVERED = at_step("交付", SOLD)
FREED = at_step("交付", entered(record("拍卖结果"), record("暂缓放行"), record("解除暂缓")))
SECOND = at_step(
    "挂拍", TWICE, sale_round="二拍", start_price=Decimal(36400), opens_at=AT + dt.timedelta(days=7),
    closes_at=AT + dt.timedelta(days=8), deposit=Decimal(4000),
)  # fmt: skip
SALE = at_step("挂拍", sale_round="变卖", start_price=Decimal(36400), deposit=None)
GREEN = (STORED, INSPECTED, LISTED, SECOND, SALE, DELIVERED, FREED)
PROVED = {"no_hold"}

EVIDENCE: list[Row] = [
    (KIND, STORED, "photographed", answered(photos=())),
    (KIND, INSPECTED, "photographed", answered(photos=())),
    (KIND, LISTED, "notice_in_time", answered(opens_at=AT + dt.timedelta(days=14))),
    (KIND, LISTED, "notice_in_time", answered(notice_on=None)),
    (KIND, SECOND, "notice_in_time", answered(opens_at=AT + dt.timedelta(days=6))),
    (KIND, LISTED, "floor_price", answered(start_price=Decimal("45499.99"))),
    (KIND, LISTED, "floor_price", lambda here: dataclasses.replace(here, related=())),
    (KIND, SECOND, "floor_price", answered(start_price=Decimal("36399.99"))),
    (KIND, LISTED, "deposit_in_bounds", answered(deposit=Decimal(2000))),
    (KIND, LISTED, "deposit_in_bounds", answered(deposit=Decimal(9200))),
    (KIND, DELIVERED, "no_hold", lambda here: dataclasses.replace(here, related=HELD_BACK)),
    (KIND, DELIVERED, "delivered_in_time", answered(ruling_served_on=AT.date() - dt.timedelta(days=16))),
    (KIND, DELIVERED, "delivered_in_time", answered(ruling_served_on=None)),
]

WANTED: dict[str, tuple[str, ...]] = {
    "§6 yard": (
        "yard register; days in yard, cost vs value; storage and transport, sale and transfer; special yard",
    ),
    "issue": (
        "place in yard, keys, inspections with photos, release holds, storage fee, value, listing, sold or unsold, delivery",
        "settlement",
    ),
}
ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "§6 yard": {
        "yard register": ("field:yard", "field:yard_spot", "field:receipt_number"),
        "days in yard": ("field:at",),
        "cost vs value": ("field:fee_per_day", "field:value", "field:storage_fee"),
        "storage and transport": ("field:yard", "field:tow_fee", "field:other_fees"),
        "sale and transfer": ("field:price", "field:buyer", "field:handed_papers"),
        "special yard": ("field:yard",),
    },
    "issue": {
        "place in yard": ("field:yard_spot",),
        "keys": ("field:keys", "field:key_place"),
        "inspections with photos": ("field:state", "field:change", "field:odometer", "field:photos", "duty:photographed"),
        "release holds": ("field:held_by", "field:held_why", "field:held_until", "field:freed_why", "duty:no_hold"),
        "storage fee": ("field:fee_per_day", "field:storage_fee"),
        "value": ("field:way", "field:valued_by", "field:report_number", "field:value", "field:value_until"),
        "listing": (
            "field:sale_round", "field:platform", "field:listing_number", "field:notice_on", "field:opens_at",
            "field:closes_at", "field:start_price", "field:deposit", "field:pay_days",
            "field:oversight_phone", "field:agency", "duty:notice_in_time",
            "duty:floor_price", "duty:deposit_in_bounds",
        ),
        "sold or unsold": (
            "field:outcome", "field:price", "field:buyer", "field:buyer_id", "field:bidders", "field:pay_until",
            "field:withdrawn_why",
        ),
        "delivery": ("field:handed_to", "field:ruling_served_on", "field:handed_papers", "duty:delivered_in_time"),
        "settlement": ("field:proceeds", "field:storage_fee", "field:other_fees", "field:distributed", "field:case_closed"),
    },
}  # fmt: skip
