"""The police list holds each wanted car once; the police's file is taken row by row or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from services.cases import measures, police_list
from services.cases.police_list import ANSWER_HEADS, HEADS, BadAnswers, Filter
from services.docket.case import Case
from services.docket.property import Measure
from services.records.vehicle_events import ListedCar
from tests.factories import NOW
from tests.unit.cases.test_wanted import case, on_car
from tests.unit.records import seized

TODAY = dt.date(2026, 11, 24)
LISTED = {p: ListedCar(plate=p) for p in ("浙H9A3K7", "浙H9A3K8", "浙HD12345")}
GOOD = (
    "浙H·9A3K7",
    "已控制",
    "2026-11-23 21:40",
    "天马街道文峰东路",
    "县交警大队一中队",
    "王警官",
    "13800000000",
    "",
)


def listed(*cases: Case, chosen: Filter = Filter(registered=False)) -> tuple[ListedCar, ...]:  # noqa: B008
    return police_list.at_large([(c, measures.in_force(c, ())) for c in cases], chosen, TODAY)


def sheet(*rows: Sequence[str], heads: Sequence[str] = ANSWER_HEADS) -> list[tuple[int, Sequence[str]]]:
    return [(1, heads), *enumerate(rows, 2)]


def answers(*rows: Sequence[str], heads: Sequence[str] = ANSWER_HEADS) -> Any:
    return police_list.answers(sheet(*rows, heads=heads), LISTED, NOW)


def test_a_car_of_two_creditors_stands_once_with_both_cases_and_the_better_rank() -> None:
    waiting = case(900001, measures=(on_car(id="w", rank="轮候第 1 位", ruling="后"),))
    first = case(900003, measures=(on_car(ruling="先"),))
    (car,) = listed(waiting, first)
    assert (car.ruling, car.rank) == ("先", "首封")
    assert car.cases == (waiting.number, first.number)
    (same,) = listed(first, waiting)
    assert same.ruling == "先"


@pytest.mark.parametrize(
    "changes",
    [
        {"measures": ()},
        {"measures": (on_car(expires_on=TODAY - dt.timedelta(days=1)),)},
        {"measures": (on_car(expires_on=None),)},
        {"measures": (on_car(),), "state": "终结本次执行"},
        {"measures": (on_car(), on_car(id="s", kind="seizure", held=True))},
        {"measures": (on_car(),), "thing": replace(seized.car(), unfit="已报废")},
    ],
)
def test_a_car_that_nobody_may_take_or_that_is_taken_is_not_asked_for(changes: dict[str, Any]) -> None:
    assert listed(case(**changes)) == ()


def test_a_car_seized_in_one_case_is_not_asked_for_in_another() -> None:
    taken = case(900001, measures=(on_car(kind="seizure", held=True),))
    assert listed(case(900003, measures=(on_car(),)), taken) == ()


@pytest.mark.parametrize(
    ("chosen", "measure", "there"),
    [
        (Filter(registered=True), on_car(registered=False), False),
        (Filter(registered=True), on_car(), True),
        (Filter(first=True), on_car(rank="轮候第 1 位"), False),
        (Filter(first=True), on_car(), True),
        (Filter(least_days=30), on_car(expires_on=TODAY + dt.timedelta(days=29)), False),
        (Filter(least_days=30), on_car(expires_on=TODAY + dt.timedelta(days=30)), True),
    ],
)
def test_filters_choose_by_record_rank_and_term(chosen: Filter, measure: Measure, there: bool) -> None:
    assert bool(listed(case(measures=(measure,)), chosen=chosen)) == there


def test_a_list_says_what_is_new_and_what_is_gone() -> None:
    a, b, c = LISTED.values()
    assert police_list.changes((a, b), (b, c)) == police_list.Changes(
        added=("浙HD12345",), removed=("浙H9A3K7",)
    )
    head, first, second = police_list.table((b, c), ["浙HD12345"])
    assert head == HEADS
    assert (first[1], first[12], second[12]) == ("浙H·9A3K8", "", "新增")
    assert len(first) == len(HEADS)


def test_answers_are_read_by_head_whatever_the_order_of_columns() -> None:
    turned = tuple(reversed(ANSWER_HEADS))
    (one,) = answers(tuple(reversed(GOOD)), heads=turned)
    assert (one.plate, one.state, one.post, one.place) == (
        "浙H9A3K7",
        "已控制",
        "县交警大队一中队",
        "天马街道文峰东路",
    )
    assert one.at == dt.datetime(2026, 11, 23, 21, 40, tzinfo=NOW.tzinfo)


def test_the_table_that_was_given_out_comes_back_filled_in() -> None:
    rows = [list(r) for r in police_list.table(tuple(LISTED.values()), ())]
    rows[2][13:] = list(GOOD[1:])
    (one,) = police_list.answers([(n, r) for n, r in enumerate(rows, 1)], LISTED, NOW)
    assert one.plate == "浙H9A3K8"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("", *GOOD[:-1]), "不是号牌，各列可能错位"),
        ((*GOOD[1:], ""), "不是号牌，各列可能错位"),
        (("浙H00000", *GOOD[1:]), "不在这期清单里"),
        ((GOOD[0], "找到了", *GOOD[2:]), "应为已控制、发现未控制、未查获"),
        ((*GOOD[:2], "昨晚", *GOOD[3:]), "应如 2026-11-24 09:30"),
        ((*GOOD[:2], "2026-02-30 10:00", *GOOD[3:]), "应如 2026-11-24 09:30"),
        ((*GOOD[:2], "2026-11-25 10:00", *GOOD[3:]), "还没有到"),
        ((*GOOD[:3], "", *GOOD[4:]), "已控制的要写“查获地点”"),
        ((*GOOD[:6], "天马街道", ""), "不是电话号码"),
    ],
)
def test_a_row_that_is_shifted_or_wrong_refuses_the_whole_file_and_is_named(
    row: tuple[str, ...], why: str
) -> None:
    fine = ("浙HD12345", "未查获", "", "", "", "", "", "")
    with pytest.raises(BadAnswers) as refused:
        answers(fine, row)
    assert [t.row for t in refused.value.rows] == [3]
    assert why in refused.value.rows[0].why
    assert "第 3 行" in refused.value.sentence


def test_a_car_told_twice_is_refused() -> None:
    with pytest.raises(BadAnswers, match="第 2 行已经反馈过"):
        answers(GOOD, GOOD)


@pytest.mark.parametrize(
    ("heads", "why"),
    [
        (ANSWER_HEADS[1:], "缺少“号牌号码”"),
        (("号牌", *ANSWER_HEADS[1:]), "不认识“号牌”"),
        ((*ANSWER_HEADS, "备注"), "重复“备注”"),
        ((), "缺少"),
    ],
)
def test_heads_that_do_not_fit_refuse_the_file(heads: tuple[str, ...], why: str) -> None:
    with pytest.raises(BadAnswers, match=why):
        answers(GOOD, heads=heads)


def test_a_file_without_an_answer_is_said_to_have_none() -> None:
    with pytest.raises(BadAnswers, match="没有一行写了查获情况"):
        answers(("浙H9A3K7", "", "", "", "", "", "", ""))
