"""号牌比对: a plate typed at the roadside that the docket does not have leads to those it may be, with what differs."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from services.actions import finding, sighting
from services.docket.property import Property, Vehicle
from services.session import Session
from services.store import registry
from tests.factories import make_case, make_docket

TODAY = dt.date(2026, 11, 24)


def car(number: int, plate: str) -> Property:
    return Property(
        id=f"p{number}", kind="车辆", name="车", vehicle=Vehicle(plate=plate, brand="大众", owner="何某")
    )


@pytest.fixture
def cars(session: Session) -> list[str]:
    """Cases on three cars, two of them twins but for one sign; their numbers."""
    cases = [
        make_case(serial=900001, properties=(car(1, "浙H8D2S7"),)),
        make_case(serial=900002, properties=(car(2, "浙H8D257"),)),
        make_case(serial=900003, properties=(car(3, "浙HD12345"),)),
    ]
    docket = make_docket(cases, serial=9)
    registry.load_docket(session.vault, replace(docket, court=session.court, officer=session.officer))
    return [case.number for case in cases]


def test_plate_that_was_misread_leads_to_both_twins_with_what_differs(
    session: Session, cars: list[str]
) -> None:
    assert finding.search(session, "浙H802S7", TODAY).total == 0
    found = sighting.near(session, "浙h·802s7")
    assert [(c.plate, c.number, c.difference) for c in found] == [
        ("浙H8D2S7", cars[0], "第4位输入的是0，册上是D"),
        ("浙H8D257", cars[1], "第4位输入的是0，册上是D；第6位输入的是S，册上是5"),
    ]
    assert (found[0].brand, found[0].owner) == ("大众", "何某")


def test_plate_read_the_same_still_tells_of_its_twin_but_not_of_itself(
    session: Session, cars: list[str]
) -> None:
    assert [c.plate for c in sighting.near(session, "浙H8D2S7")] == ["浙H8D257"]
    assert [c.plate for c in sighting.near(session, "8D2S7")] == ["浙H8D257"]


def test_unread_sign_is_said_to_be_unread(session: Session, cars: list[str]) -> None:
    [found] = sighting.near(session, "浙HD1?345")
    assert found.difference == "第5位没看清，册上是2"
    assert [c.plate for c in sighting.near(session, "HDI2345")] == ["浙HD12345"]


@pytest.mark.parametrize("text", ["", "何", "900001", "浙H8?2?7", "D12345", "浙H8D2S7 何某", "浙H7A111"])
def test_what_is_no_other_plate_leads_nowhere(session: Session, cars: list[str], text: str) -> None:
    assert sighting.near(session, text) == ()
