"""A release begins with every payment since the measure and with what was taken for it, and both count once confirmed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

from services.actions import recording
from services.docket.proceedings import EnforcementMoney
from services.docket.property import Measure
from services.entries.entry import Attachment
from services.position.fix import NoFix
from services.records import follow_ups
from services.records.draft import Draft
from services.records.kinds.custody_change import CustodyChange
from services.records.kinds.release import Release
from services.records.kinds.vehicle_seizure import TAKEN_BACK, VehicleSeizure
from services.records.values import HeldMeasure, InventoryRow
from services.store import registry
from tests.factories import make_docket
from tests.fixtures_clearing import Clearing
from tests.unit.actions.test_showing import LATER, pay
from tests.unit.cases.happened import chain
from tests.unit.records import measured, seized
from tests.unit.records.cleared import AT, CASE

Two = tuple[Clearing, Clearing]
PICTURE = Attachment(digest="a" * 64, size=9, media_type="image/jpeg", role="photo", name="1.jpg")
SINCE = (AT - dt.timedelta(days=30)).date()
FROZEN = Measure(id="m5", kind="freezing", property_id="", effective_on=SINCE)
EARLY = EnforcementMoney(arrived_on=SINCE - dt.timedelta(days=1), amount=Decimal(700))
BANK = EnforcementMoney(arrived_on=SINCE + dt.timedelta(days=3), amount=Decimal(1500), note="银行转账")


def with_docket(tablet: Clearing, serial: int = 2, **changes: Any) -> None:
    case = dataclasses.replace(CASE, measures=(FROZEN,), **changes)
    docket = dataclasses.replace(make_docket((case,)), serial=serial)
    registry.load_docket(tablet.session.vault, docket)


def released(tablet: Clearing) -> Draft:
    nowhere = NoFix(reason="没有接收机", at=LATER)
    return recording.start(tablet.session, Release, (CASE.number,), LATER, nowhere, subject="m5")


def test_every_payment_since_the_measure_is_listed_once_with_the_sum_beside_the_claim(
    two_tablets: Two,
) -> None:
    own, other = two_tablets
    with_docket(
        own, enforcement_money=(EARLY, BANK), claim=Decimal(9000), fee=Decimal(100), recovered=Decimal(2200)
    )
    pay(own, 2000)
    pay(other, 3000)
    own.hears(other)
    draft = released(own)
    told = draft.values["payments"]
    assert draft.values["paid"] == Decimal(6500)
    assert "700.00" not in told, "before the measure"
    assert "1,500.00 元（银行转账）" in told
    assert "3 笔，合计 6,500.00 元" in told
    assert "执行标的 9,000.00 元" in told
    assert {"paid", "payments", "paid_at", "receipt_number"} <= draft.prefilled
    assert (draft.values["paid_at"], draft.values["receipt_number"]) == (LATER, "0090012345")


def test_a_payment_of_unknown_sum_leaves_the_total_open(two_tablets: Two) -> None:
    own, _ = two_tablets
    with_docket(own, enforcement_money=(dataclasses.replace(BANK, amount=None),), claim=None)
    draft = released(own)
    assert "paid" not in draft.values
    assert "金额不明" in draft.values["payments"]
    assert "合计不明" in draft.values["payments"]
    assert "案件册没有写执行标的额" in draft.values["payments"]
    assert "paid_at" not in draft.values, "finance names the day, nobody the minute"


def test_without_a_payment_nothing_is_put_in(two_tablets: Two) -> None:
    own, _ = two_tablets
    with_docket(own, enforcement_money=(EARLY,))
    assert not {"paid", "payments", "paid_at", "ground"} & set(released(own).values)


def row(name: str, way: str) -> InventoryRow:
    return InventoryRow(number=1, name=name, quantity=Decimal(1), unit="件", disposition=way)


def held_after(*more: Any, **changes: Any) -> tuple[str, ...]:
    """What a release would list after this seizure of a car and these later records."""
    given = seized.answers(PICTURE, **changes)
    seizure = VehicleSeizure(**given)
    told = chain([(seizure, "", ""), *((m, "", "") for m in more)], seized.CASE.number)
    held = dataclasses.replace(
        measured.CAR, measure=dataclasses.replace(measured.CAR.measure, id=told[0].entry.id)
    )
    later = [dataclasses.replace(h, said=_about(h.said, held)) for h in told[1:]]
    rows = follow_ups.taken_for(held, (told[0], *later))
    assert [r.number for r in rows] == list(range(1, len(rows) + 1))
    return tuple(f"{r.name}{r.quantity:f}{r.unit}" for r in rows)


def _about(said: Any, held: HeldMeasure) -> Any:
    return dataclasses.replace(said, measure=held)


LOOSE = (row("工具箱", "随车扣押"), row("儿童座椅", TAKEN_BACK))
TAKEN: dict[str, Any] = {
    "keys": 2,
    "driving_licence": True,
    "registration_certificate": False,
    "loose_items": LOOSE,
}


def test_car_keys_papers_and_what_lay_in_it_go_back_but_not_what_was_taken_back_at_once() -> None:
    assert held_after(**TAKEN) == ("车辆1辆", "车钥匙2把", "行驶证1本", "工具箱1件")


def change(**changes: Any) -> CustodyChange:
    return CustodyChange(**measured.custody(PICTURE, **changes))


def test_a_later_record_adds_what_it_alone_names_and_what_went_to_the_debtor_is_with_him() -> None:
    handed = (row("车辆", ""), row("车载电脑", ""))
    assert held_after(change(handed=handed), **TAKEN)[-1] == "车载电脑1件"
    back = change(handed=(row("车辆", ""), row("车钥匙", "")), kept_by="被执行人")
    assert held_after(back, **TAKEN) == ("行驶证1本", "工具箱1件")


def test_another_measures_things_are_left_out() -> None:
    told = chain([(VehicleSeizure(**seized.answers(PICTURE, **TAKEN)), "", "")], seized.CASE.number)
    assert follow_ups.taken_for(measured.CAR, told) == ()
    assert follow_ups.taken_for(measured.FROZEN, told) == ()
