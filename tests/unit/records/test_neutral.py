"""A list says what the eye can see: names that settle material or make are asked about while they are typed."""

from __future__ import annotations

import pytest

from services.records import catalogue, neutral
from services.records.fields import PROOF_LINES, Inventory
from services.records.kinds.sealing import Sealing
from services.records.values import InventoryRow


@pytest.mark.parametrize(
    "name",
    [
        "金戒指",
        "24K金手镯",
        "银项链",
        "钻戒",
        "玉镯",
        "茅台酒",
        "劳力士手表",
        "红木椅",
        "真皮沙发",
        "古董花瓶",
    ],
)
def test_a_name_that_settles_material_or_make_is_asked_about(name: str) -> None:
    assert "现场没有鉴定" in neutral.advice(name)


@pytest.mark.parametrize(
    "name",
    [
        "黄色金属戒指",
        "标有“茅台”字样的酒",
        "现金",
        "金属货架",
        "金杯面包车",
        "银行卡",
        "玉米",
        "押金收据",
        "皮质外观沙发",
        "",
    ],
)
def test_what_only_says_what_is_seen_is_not(name: str) -> None:
    assert neutral.advice(name) == ""


LISTS = [
    (kind, name, field)
    for kind in catalogue.KINDS
    for name, field in kind.fields().items()
    if isinstance(field, Inventory)
]


@pytest.mark.parametrize(("kind", "name", "field"), LISTS, ids=[f"{k.code}-{n}" for k, n, _ in LISTS])
def test_every_list_of_things_asks_and_none_proposes_such_a_name(
    kind: object, name: str, field: Inventory
) -> None:
    asked = bool(field.doubt("金戒指", field.dispositions[0] if field.dispositions else ""))
    assert asked == (field.asks != PROOF_LINES), "a paper that proves something is called by its name"
    assert [word for word in field.names if neutral.advice(word)] == []


TAKING = [(k, n, f) for k, n, f in LISTS if f.taking]


@pytest.mark.parametrize(("kind", "name", "field"), TAKING, ids=[f"{k.code}-{n}" for k, n, _ in TAKING])
def test_a_list_that_takes_things_asks_about_exempt_ones(kind: object, name: str, field: Inventory) -> None:
    for way in field.taking:
        assert "查扣冻规定第3条第五项" in field.doubt("轮椅", way)


def test_whatever_stands_on_the_list_of_a_sealing_is_sealed() -> None:
    row = InventoryRow(number=1, name="轮椅", quantity=1, unit="件")  # type: ignore[arg-type]
    assert "查扣冻规定第3条" in Sealing.fields()["goods"].warnings((row,))[0]
    assert {kind.code for kind, _, _ in TAKING} == {"sealing", "vehicle_seizure", "premises_search"}
