"""拍卖结果表: rows become records of their cars; a wrong row refuses the whole file, a known one is not doubled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from services.cases import auction_facts, yard
from services.cases.auction_facts import HEADS, BadFacts
from tests.unit.cases.yarded import AT, entered, seizure, step

NOW = AT + dt.timedelta(days=60)
(CAR,) = yard.cars(entered(seizure(), step("挂拍")))
GOOD = ("浙H·9A3K7", "一拍", "成交", "45,500", "62000元", "2026-12-20 10:00", "买受人甲", "4")


def read(*rows: Sequence[str], heads: Sequence[str] = HEADS, cars: Any = None) -> Any:
    return auction_facts.read([(1, heads), *enumerate(rows, 2)], cars or {"浙H9A3K7": CAR}, "方立", NOW)


def test_a_row_becomes_the_record_of_its_car() -> None:
    (lot,) = read(tuple(reversed(GOOD)), heads=tuple(reversed(HEADS)))
    said = lot.said
    assert (said.step, said.outcome, said.price, said.start_price) == (
        "拍卖结果",
        "成交",
        62000,
        Decimal(45500),
    )
    assert (said.buyer, said.bidders, lot.known) == ("买受人甲", 4, False)
    assert list(said.problems()) == []


def test_an_unsold_lot_has_neither_price_nor_buyer() -> None:
    (lot,) = read(("浙H9A3K7", "二拍", "流拍", "36400", "", "2026-12-20 10:00", "", "0"))
    assert (lot.said.price, lot.said.buyer, lot.said.bidders) == (None, None, 0)
    (back,) = read(("浙H9A3K7", "一拍", "撤回", "36400", "", "2026-12-20 10:00", "", ""))
    assert back.said.withdrawn_why


def test_what_is_on_record_already_is_said_to_be_known() -> None:
    (lot,) = read(GOOD)
    (again,) = yard.cars(entered(seizure(), step("挂拍"), lot.said))
    (same,) = read(GOOD, cars={"浙H9A3K7": again})
    assert same.known


@pytest.mark.parametrize(
    ("place", "cell", "why"),
    [
        (0, "买受人甲", "不是号牌，各列可能错位"),
        (0, "浙H00000", "不在在库车辆里"),
        (1, "三拍", "应为一拍、二拍、变卖"),
        (2, "卖了", "应为成交、流拍、撤回"),
        (3, "", "不是金额"),
        (3, "四万", "不是金额"),
        (4, "45499", "应不低于起拍价"),
        (5, "2027-12-20 10:00", "应是已过的时间"),
        (5, "上周", "应是已过的时间"),
        (6, "", "要写“买受人”"),
        (7, "几个", "不是人数"),
    ],
)
def test_a_wrong_cell_refuses_the_file_and_names_its_row(place: int, cell: str, why: str) -> None:
    wrong = (*GOOD[:place], cell, *GOOD[place + 1 :])
    with pytest.raises(BadFacts) as refused:
        read(GOOD, wrong)
    assert [t.row for t in refused.value.rows] == [3]
    assert why in refused.value.rows[0].why


def test_heads_that_are_lacking_and_an_empty_file_are_refused() -> None:
    with pytest.raises(BadFacts, match="缺少“报名人数”"):
        read(GOOD, heads=HEADS[:-1])
    with pytest.raises(BadFacts, match="没有一行"):
        read()
