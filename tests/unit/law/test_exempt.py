"""豁免财产: a thing that may be exempt is asked about, a machine that only sounds like one is not."""

from __future__ import annotations

import pytest

from services.law import articles, exempt
from services.records.fields import Inventory
from services.records.values import InventoryRow


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("儿童床", 1),
        ("电饭煲", 1),
        ("低保存折", 2),
        ("孩子的书包", 3),
        ("手稿一叠", 4),
        ("轮椅", 5),
        ("三等功奖章", 6),
    ],
)
def test_a_thing_that_may_be_exempt_is_asked_about(name: str, item: int) -> None:
    ground = exempt.ground(name)
    assert ground is not None
    assert ground.item == item


@pytest.mark.parametrize("name", ["数控机床", "锅炉", "农药五箱", "茅台酒", "笔记本电脑", "金手镯", ""])
def test_a_thing_that_only_sounds_like_one_is_not(name: str) -> None:
    assert exempt.ground(name) is None


def test_every_item_is_one_of_the_article() -> None:
    text = articles.article("ckd-3").text
    for row in exempt.ROWS:
        assert f"（{'一二三四五六七八'[row.item - 1]}）" in text
        assert row.title[-4:].removeprefix("必需的") in text
    assert len({row.item for row in exempt.ROWS}) == len(exempt.ROWS)


def row(name: str, disposition: str) -> InventoryRow:
    return InventoryRow(number=1, name=name, quantity=1, unit="件", disposition=disposition)  # type: ignore[arg-type]


def test_only_what_is_taken_is_doubted_and_it_may_stand() -> None:
    field = Inventory(label="物品", dispositions=("扣押", "当场发还"), taking=("扣押",))
    assert "查扣冻规定第3条第五项" in field.warnings((row("轮椅", "扣押"),))[0]
    assert field.errors((row("轮椅", "扣押"),)) == ()
    assert field.warnings((row("轮椅", "当场发还"), row("电视机", "扣押"))) == ()
