"""A wanted car: the case to act under stands first, and what stands in the way of seizing it is said with the law."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from services.cases import measures, wanted
from services.cases.wanted import WantedCar
from services.docket.case import Case
from services.docket.property import Measure, Property
from tests.factories import make_case, make_risk
from tests.unit.records import seized

TODAY = dt.date(2026, 11, 24)
PLATE = "浙H9A3K7"


def on_car(**changes: Any) -> Measure:
    drawn: dict[str, Any] = {
        "id": "m1", "kind": "sealing", "property_id": "p1", "ruling": "（2026）浙0822执1号之一",
        "effective_on": dt.date(2026, 3, 1), "expires_on": dt.date(2028, 2, 28), "registered": True,
    }  # fmt: skip
    return Measure(**{**drawn, **changes})


def case(serial: int = 900003, *, thing: Property | None = None, **changes: Any) -> Case:
    return replace(
        seized.CASE, number=f"（2026）浙0822执{serial}号", properties=(thing or seized.car(),), **changes
    )


def car(*cases: Case) -> WantedCar:
    found = wanted.of_plate(PLATE, [(c, measures.in_force(c, ())) for c in cases], TODAY)
    assert found is not None
    return found


def test_a_car_sealed_first_and_for_long_may_be_seized() -> None:
    found = car(case(measures=(on_car(),)))
    assert found.may_seize
    assert found.steps == ("查封在册，可以扣押。",)
    assert (found.lead.rank, found.lead.sealed_by) == ("首封", "查封：（2026）浙0822执1号之一")


def test_all_creditors_cases_stand_on_one_card_the_first_sealing_on_top() -> None:
    waiting = case(900001, measures=(on_car(rank="轮候第 1 位", former="本院900003号"),))
    first = case(900003, measures=(on_car(),), risks=(make_risk(),))
    closed = case(900002, measures=(on_car(),), state="终结本次执行")
    found = car(waiting, closed, first)
    assert [c.case.number[-4:-1] for c in found.cases] == ["003", "001", "002"]
    assert found.risks == (make_risk().text,)
    assert found.may_seize


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"measures": ()}, "没有查封记录"),
        ({"measures": (on_car(expires_on=dt.date(2026, 11, 23)),)}, "期限已经届满"),
        ({"measures": (on_car(rank="轮候第 2 位", former="衢州柯城法院"),)}, "通知首封法院（衢州柯城法院）"),
        ({"measures": (on_car(),), "state": "终结本次执行"}, "先请院里恢复执行"),
        ({"measures": (on_car(kind="seizure", held=True),)}, "不要重复扣押"),
        ({"measures": (on_car(),), "thing": replace(seized.car(), unfit="已报废")}, "不可执行：已报废"),
    ],
)
def test_what_stands_in_the_way_is_said_first_and_leads_on(changes: dict[str, Any], said: str) -> None:
    found = car(case(**changes))
    assert not found.may_seize
    assert said in found.steps[0] + "".join(found.steps[1:])


def test_what_to_take_care_of_is_told_beside_the_deed() -> None:
    known = seized.car()
    assert known.vehicle is not None
    thing = replace(known, vehicle=replace(known.vehicle, owner="刘某", mortgagee="工商银行"), note="看钢印")
    found = car(case(thing=thing, measures=(on_car(expires_on=dt.date(2026, 11, 30)),)))
    assert found.may_seize
    told = "\n".join(found.steps)
    assert "期限只剩 6 天" in told
    assert "登记在刘某名下，不是被执行人：要有其书面确认（查扣冻规定第2条）" in told
    assert "通知抵押权人工商银行（查扣冻规定第25条）" in told
    assert found.steps[-1] == "看钢印"


def test_an_unknown_debt_stays_unknown_and_no_case_is_no_car() -> None:
    assert car(case(claim=None)).lead.owed is None
    assert wanted.of_plate("浙H00000", [(make_case(), ())], TODAY) is None
