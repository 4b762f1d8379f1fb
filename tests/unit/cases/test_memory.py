"""What is known of a door: every call of docket and journal by its hour, corrected ones once, and the hour to try."""

from __future__ import annotations

import datetime as dt

import pytest

from services.cases import memory
from services.clock import ZONE
from services.docket.case import Case, PastVisit
from services.docket.party import Place
from tests.factories import make_case, make_risk

HOME = Place(text="浙江省常山县天马街道定阳北路900001号", town="天马街道")


def case_with(*visits: tuple[int, str], serial: int = 900001) -> Case:
    base = make_case(serial=serial)
    debtor = next(p for p in base.parties if p.role == "debtor")
    moved = type(debtor)(id=debtor.id, role="debtor", kind="person", name=debtor.name, places=(HOME,))
    calls = tuple(
        PastVisit(at=dt.datetime(2026, 11, 1 + n, hour, 15, tzinfo=ZONE), place=HOME.text, outcome=outcome)
        for n, (hour, outcome) in enumerate(visits)
    )
    return make_case(serial=serial, parties=(moved,), past_visits=calls, risks=(make_risk(),))


def test_the_hour_nobody_has_tried_is_told_evening_first() -> None:
    found = memory.of_place(HOME.text, [(case_with((10, "无人"), (15, "拒不开门")), ())])
    assert found.tried == ("上午", "下午")
    assert found.untried == "傍晚"
    assert [c.outcome for c in found.calls] == ["拒不开门", "无人"], "the latest first"


def test_a_door_where_nobody_called_asks_for_no_special_hour() -> None:
    found = memory.of_place(HOME.text, [(case_with(), ())])
    assert (found.calls, found.untried) == ((), "")
    assert found.risks == (make_risk().text,), "the dog is there all the same"


def test_calls_in_another_case_at_the_same_door_count_and_other_doors_do_not() -> None:
    elsewhere = make_case(serial=900003)
    both = [(case_with((10, "无人")), ()), (case_with((19, "见到家属"), serial=900002), ()), (elsewhere, ())]
    found = memory.of_place(HOME.text, both)
    assert {c.case for c in found.calls} == {case_with().number, case_with(serial=900002).number}


def test_all_hours_tried_leave_none_to_suggest() -> None:
    found = memory.of_place(
        HOME.text, [(case_with((7, "无人"), (10, "无人"), (13, "无人"), (15, "无人"), (19, "无人")), ())]
    )
    assert found.untried == ""


@pytest.mark.parametrize("hour", [4, 22])
def test_a_call_at_night_is_kept_and_stands_for_no_hour_of_the_day(hour: int) -> None:
    (call,) = memory.of_place(HOME.text, [(case_with((hour, "无人")), ())]).calls
    assert call.band == ""
