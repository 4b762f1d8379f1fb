"""在库车辆: a car comes along from seizure to settlement, and its clock runs until it is delivered."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from services.cases import yard
from services.cases.yard import YardCar
from services.records.record import Record
from tests.unit.cases.yarded import AT, entered, seizure, step
from tests.unit.records import seized

TODAY = AT.date() + dt.timedelta(days=100)
WAY = ("入库", "询价", "挂拍", "拍卖结果", "交付", "结清")


def car(*steps: Record, **changes: object) -> YardCar:
    (found,) = yard.cars(entered(seizure(**changes), *steps), {seized.CASE.number: seized.CASE})  # type: ignore[arg-type]
    return found


def test_a_car_goes_through_its_stages_in_order() -> None:
    for n in range(len(WAY) + 1):
        found = car(*(step(name, AT + dt.timedelta(days=d)) for d, name in enumerate(WAY[:n])))
        assert found.stage == n
        assert found.next_step == WAY[min(n, len(WAY) - 1)]
    assert found.over
    assert yard.by_loss([found], TODAY) == ()


def test_a_lot_without_buyer_is_listed_anew() -> None:
    found = car(step("询价"), step("挂拍"), step("拍卖结果", outcome="流拍", price=None, buyer=None))
    assert (found.unsold, found.stage, found.next_step, found.sale) == (1, 3, "挂拍", None)
    again = car(
        step("挂拍"),
        step("拍卖结果", outcome="流拍", price=None, buyer=None),
        step("挂拍", sale_round="二拍"),
    )
    assert again.next_step == "拍卖结果"


def test_the_clock_runs_by_the_rate_of_the_record_and_stops_at_delivery() -> None:
    standing = car(step("入库", fee_per_day=Decimal(20)))
    clock = standing.clock(TODAY)
    assert clock is not None
    assert (clock.days, clock.fee, clock.per_week) == (100, 2000, 140)
    assert standing.days_left(TODAY) == (65000 - 2000) // 20
    gone = car(step("入库", fee_per_day=Decimal(20)), step("交付", AT + dt.timedelta(days=10)))
    after = gone.clock(TODAY)
    assert after is not None
    assert (after.fee, after.per_week, gone.days_left(TODAY)) == (200, 0, None)


def test_an_unknown_rate_and_an_unknown_worth_stay_unknown() -> None:
    silent = car(fee_per_day=None, estimate=None)
    assert silent.clock(TODAY) is None
    assert silent.days_left(TODAY) is None
    assert silent.worth == seized.car().estimate, "the docket's own"
    assert car(step("询价", value=Decimal(1))).worth == 1


def test_the_yards_own_table_stands_before_what_the_record_says() -> None:
    content = {
        "rates": [{"yard": "定阳停车场", "per_day": "5", "valid_from": dt.date(2020, 1, 1), "source": "合同"}]
    }
    found = car(step("入库", fee_per_day=Decimal(20)))
    clock = found.clock(TODAY, content)
    assert clock is not None
    assert (clock.fee, clock.source) == (500, "合同")


def test_a_hold_stands_until_it_is_lifted() -> None:
    held = car(step("暂缓放行"))
    assert held.hold is not None
    assert car(step("暂缓放行"), step("解除暂缓")).hold is None


def test_keys_place_and_inspection_are_the_latest_on_record() -> None:
    found = car(
        step("入库", key_place="执行局钥匙柜"), step("查验", AT + dt.timedelta(days=3), yard_spot="C区2位")
    )
    assert (found.yard, found.spot, found.keys) == ("定阳停车场", "C区2位", "1 把，执行局钥匙柜")
    assert found.inspected_on == AT.date() + dt.timedelta(days=3)


def test_a_car_of_two_creditors_stands_once_and_one_left_in_use_not_at_all() -> None:
    both = entered(seizure(), seizure(), step("入库"))
    assert len(yard.cars(both)) == 1
    in_use = {
        "way": "活扣",
        "user": "何岩松",
        "use_allowed": "上下班",
        "use_limit": "县内",
        "use_forbidden": ("转让",),
    }
    assert yard.cars(entered(seizure(**in_use))) == ()


def test_a_correction_takes_the_place_of_what_it_corrects() -> None:
    wrong, right = step("询价", value=Decimal(1)), step("询价", value=Decimal(70000))
    (found,) = yard.cars(entered(seizure(), wrong, right, amends={2: 1}))
    assert len(found.said) == 1
    assert found.worth == 70000


@pytest.mark.parametrize("order", [(20, 50, None, 0), (None, 0, 50, 20)])
def test_the_dearest_week_stands_first_and_an_unknown_before_what_costs_nothing(
    order: tuple[int | None, ...],
) -> None:
    records = [
        seizure(
            f"浙H0000{n}", AT + dt.timedelta(minutes=n), fee_per_day=None if fee is None else Decimal(fee)
        )
        for n, fee in enumerate(order)
    ]
    ranked = yard.by_loss(yard.cars(entered(*records)), TODAY)
    assert [c.seized.fee_per_day for c in ranked] == [50, 20, None, 0]
