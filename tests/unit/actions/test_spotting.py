"""看车牌: a plate is the docket's, nearly one of it or none; the row keeps every car that was looked at today."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from services.actions import spotting
from services.actions.spotting import CarsKnown
from services.docket.property import Measure
from services.errors import BadInput
from services.identifiers.plate_match import BadSighting
from services.session import Session
from services.store import registry
from tests.factories import NOW, make_case, make_docket
from tests.unit.actions.test_sighting import car

TODAY = NOW.date()


@pytest.fixture
def cars(session: Session) -> CarsKnown:
    """Two creditors' cases on one car, and two twins."""
    sealed = Measure(id="m1", kind="sealing", property_id="p1", expires_on=dt.date(2027, 1, 1))
    cases = [
        make_case(serial=900001, properties=(car(1, "浙H9A3K7"),), measures=(sealed,)),
        make_case(serial=900002, properties=(car(1, "浙H9A3K7"),), measures=(replace(sealed, rank="轮候"),)),
        make_case(serial=900003, properties=(car(2, "浙H8D2S7"), car(3, "浙H8D257"))),
    ]
    registry.load_docket(
        session.vault, replace(make_docket(cases, serial=9), court=session.court, officer=session.officer)
    )
    return spotting.known(session)


def test_the_same_plate_is_a_hit_that_names_its_case(cars: CarsKnown) -> None:
    found = spotting.look(cars, "浙H9A3K7")
    assert (found.verdict, [c.plate for c in found.candidates]) == ("hit", ["浙H9A3K7"])
    assert "何某" in found.note


def test_a_plate_misread_leads_to_every_twin_and_says_what_differs(cars: CarsKnown) -> None:
    found = spotting.look(cars, "浙H802S7")
    assert (found.verdict, [c.plate for c in found.candidates]) == ("near", ["浙H8D2S7", "浙H8D257"])
    assert found.note == "与 浙H·8D2S7 第4位输入的是0，册上是D"


@pytest.mark.parametrize(
    ("seen", "note"),
    [("浙H00000", "不在册"), ("浙H1?111", "有一位看不清 · 不在册"), ("赣E7M209", "外省 · 不在册")],
)
def test_a_plate_of_nobody_s_says_so(cars: CarsKnown, seen: str, note: str) -> None:
    found = spotting.look(cars, seen)
    assert (found.verdict, found.candidates, found.note) == ("none", (), note)


def test_too_little_to_compare_is_refused(cars: CarsKnown) -> None:
    with pytest.raises(BadSighting):
        spotting.look(cars, "浙H?A?K7")
    with pytest.raises(BadInput, match="最后 5 位"):
        spotting.look(cars, "A3K7")


def test_each_sign_narrows(cars: CarsKnown) -> None:
    assert [spotting.narrowed(cars, "浙H8D257"[:n]).count for n in range(2, 8)] == [3, 2, 2, 2, 2, 2]
    assert spotting.narrowed(cars, "浙H9").first == ("浙H9A3K7",)
    assert cars.count == 3


def test_the_car_comes_with_all_its_cases(session: Session, cars: CarsKnown) -> None:
    found = spotting.car(session, "浙H9A3K7", TODAY)
    assert [c.case.number[-7:-1] for c in found.cases] == ["900001", "900002"]
    with pytest.raises(BadInput, match="重新查一次"):
        spotting.car(session, "浙H00000", TODAY)


def test_the_row_keeps_each_car_once_and_the_eighth_sign_is_still_the_same_car(
    session: Session, cars: CarsKnown
) -> None:
    row = spotting.add((), spotting.look(cars, "浙H9A3K7"), NOW)
    row = spotting.add(row, spotting.look(cars, "浙HD1234"), NOW)
    row = spotting.add(row, spotting.look(cars, "浙HD12345"), NOW, instead=True)
    row = spotting.add(row, spotting.look(cars, "浙H9A3K7"), NOW)
    assert [s.text for s in row] == ["浙H9A3K7", "浙HD12345"]
    row = spotting.deny(row, "浙H9A3K7")
    spotting.keep_row(session, row)
    assert spotting.row(session, TODAY) == row
    assert row[0].denied
    assert spotting.row(session, TODAY + dt.timedelta(days=1)) == ()
