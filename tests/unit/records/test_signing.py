"""Who has to sign follows from what the fields of a kind declare, and a court's own people sign last."""

from __future__ import annotations

from typing import Any

from services.records import fields
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.records.kinds.visit import Visit
from services.records.signing import OFFICER, RECORDER, signers
from services.records.values import Person

HE = Person(name="何岩松", role="被执行人")
SHE = Person(name="徐云芝", role="成年家属", relation="妻子")
OWN = {
    "officers": fields.Choices(label="执行人员", options=(), other=True, signs=OFFICER),
    "recorder": fields.Text(label="记录人", signs=RECORDER),
    "payer": fields.Text(label="交款人", signs="交款人"),
    "taken_by": fields.Text(label="签收人", signs=lambda values: "代收人" if values.get("relation") else ""),
    "relation": fields.Text(label="与受送达人的关系"),
    "refused": fields.Text(label="见证人", signs="见证人", when=lambda values: values.get("way") == "留置"),
    "present": fields.Present(label="在场人", roles=("被执行人", "成年家属")),
    "told_of": fields.Present(label="提到的人", roles=("其他",), sign=False),
}


def who(**values: Any) -> tuple[tuple[str, str], ...]:
    return signers(OWN, values)


def test_whoever_a_field_names_as_signer_signs_in_the_role_it_says() -> None:
    assert who(payer="徐云芝") == (("徐云芝", "交款人"),)
    assert who(relation="妻子") == (), "a field without a role names nobody who signs"


def test_the_courts_own_people_sign_last_however_early_the_form_asks_for_them() -> None:
    asked = who(officers=("方立", "毛一帆"), recorder="占小雨", present=(HE, SHE))
    assert asked == (
        ("何岩松", "被执行人"), ("徐云芝", "成年家属"), ("方立", OFFICER), ("毛一帆", OFFICER), ("占小雨", RECORDER),
    )  # fmt: skip


def test_a_person_with_two_parts_signs_once_in_the_first() -> None:
    assert who(payer="徐云芝", present=(SHE,)) == (("徐云芝", "交款人"),)
    assert who(officers=("方立",), recorder="方立") == (("方立", OFFICER),)


def test_what_is_not_asked_any_more_names_nobody() -> None:
    assert who(refused="季文") == ()
    assert who(refused="季文", way="留置") == (("季文", "见证人"),)
    met: dict[str, Any] = {"outcome": "无人", "met": (SHE,), "officers": ("方立",)}
    assert signers(Visit.fields(), met) == (("方立", OFFICER),)


def test_a_role_may_follow_from_another_answer() -> None:
    assert who(taken_by="徐云芝") == ()
    assert who(taken_by="徐云芝", relation="妻子") == (("徐云芝", "代收人"),)


def test_persons_who_are_only_spoken_of_and_nameless_ones_do_not_sign() -> None:
    assert who(told_of=(HE,), present=(Person(name="", role="被执行人"),)) == ()


def test_the_custodian_of_a_car_signs_as_such() -> None:
    asked = signers(VehicleSeizure.fields(), {"custodian": "郑保管", "present": (HE,), "recorder": "毛一帆"})
    assert asked == (("何岩松", "被执行人"), ("郑保管", "保管人"), ("毛一帆", RECORDER))
