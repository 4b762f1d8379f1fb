"""超标的: first-ranked goods at what a first sale brings, against what is owed up to the day; the rest is named apart."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases import measures, overseizure, owing
from services.docket.case import Case
from services.docket.property import Measure, Property
from services.law import overseizure as law
from services.law.overseizure import Held
from tests.unit.cases.test_owing import UNTIL, lent

CAR = Property(id="car", kind="车辆", name="小型轿车 浙H12345", estimate=D(200_000))
HOME = Property(id="home", kind="房屋", name="定阳路1号", estimate=D(100_000))
BANK = Property(id="bank", kind="银行存款", name="农商行 0581")


def sealed(thing: str, **more: Any) -> Measure:
    return Measure(id=f"m-{thing}", kind="sealing", property_id=thing, **more)


def case(*held: Measure, things: tuple[Property, ...] = (CAR, HOME, BANK), **more: Any) -> Case:
    return lent(properties=things, measures=held, **more)


def measured(of: Case, on: dt.date = UNTIL) -> overseizure.Measured:
    found = overseizure.measured(of, measures.in_force(of, ()), owing.owing(of, on), on)
    assert found is not None
    return found


def test_goods_at_seventy_per_cent_are_set_against_account_and_fee() -> None:
    found = measured(case(sealed("car"), sealed("home")))
    assert found.by_account
    assert found.meter.owed == D("173198.47")
    assert found.meter.worth == D("210000.00")
    assert found.meter.over == D("36801.53")
    assert "超过应付和费用173,198.47元" in found.meter.sentence


def test_interest_that_runs_on_lowers_the_excess() -> None:
    one = case(sealed("car"), sealed("home"))
    assert measured(one, dt.date(2026, 1, 31)).meter.over < measured(one).meter.over


def test_enough_is_not_too_much() -> None:
    meter = measured(case(sealed("car"))).meter
    assert (meter.over, meter.sentence) == (0, "")


def test_frozen_money_counts_in_full() -> None:
    frozen = Measure(id="f", kind="freezing", property_id="bank", amount=D(50_000))
    assert measured(case(frozen)).meter.worth == D(50_000)


def test_waiting_lapsed_released_and_renewed_measures_hold_nothing_twice() -> None:
    found = measured(
        case(
            sealed("car"),
            Measure(id="again", kind="sealing", property_id="car", renews="m-car"),
            sealed("home", rank="轮候第2位"),
            sealed("bank", expires_on=UNTIL - dt.timedelta(days=1)),
            Measure(id="old", kind="sealing", property_id="bank", released_on=UNTIL),
        )
    )
    assert [name for name, _ in found.meter.counted] == [CAR.name]
    assert found.meter.waiting == (HOME.name,)
    assert found.meter.unvalued == ()


def test_thing_that_nobody_valued_is_named_and_not_taken_for_nothing() -> None:
    found = measured(case(sealed("car"), sealed("bank")))
    assert found.meter.unvalued == (BANK.name,)


def test_without_account_the_dockets_own_figures_stand_and_say_so() -> None:
    found = measured(case(sealed("car"), claim_items=(), claim=D(100_000)))
    assert not found.by_account
    assert found.meter.owed == D(50_100)


def test_nothing_held_no_meter() -> None:
    of = case()
    assert overseizure.measured(of, (), owing.owing(of, UNTIL), UNTIL) is None


amounts = st.one_of(st.none(), st.integers(0, 10**9).map(lambda n: D(n) / 100))


@given(st.lists(st.builds(Held, st.just("物"), amounts, st.booleans()), max_size=8), st.integers(0, 10**9))
def test_meter_never_counts_more_than_the_values_and_never_turns_negative(
    held: list[Held], owed: int
) -> None:
    meter = law.meter(D(owed), held)
    assert 0 <= meter.worth <= sum((h.value or D(0)) for h in held)
    assert len(meter.counted) + len(meter.unvalued) == len(held)
    assert meter.over == max(0, meter.worth - D(owed))


@pytest.mark.parametrize("share", ["0", "1.5", "七成", "-0.7"])
def test_table_with_a_share_that_cannot_be_is_refused(share: str) -> None:
    row = {**law.CURRENT.bundled["first_sale"], "share": share}
    assert [p.words for p in law.problems({"version": UNTIL, "first_sale": row})]
    assert not list(law.problems(law.CURRENT.bundled))
