"""What is in force on a case and when it falls due: printed dates only, unknown stays unknown."""

from __future__ import annotations

import datetime as dt

import pytest

from services.cases import deadlines, measures
from services.docket.property import Measure
from tests.factories import make_case
from tests.unit.cases.happened import chain, visit

TODAY = dt.date(2026, 11, 24)


def measure(name: str, expires: dt.date | None, begins: dt.date | None = None) -> Measure:
    return Measure(
        id=name, kind="sealing", property_id="", effective_on=begins, expires_on=expires, note=name
    )


def test_what_expires_first_stands_first_and_the_undated_last() -> None:
    given = (measure("无期", None), measure("晚", dt.date(2027, 1, 1)), measure("早", dt.date(2026, 12, 1)))
    held = measures.in_force(make_case(measures=given), ())
    assert [h.measure.note for h in held] == ["早", "晚", "无期"]


def test_days_left_of_an_undated_measure_are_unknown_and_not_zero() -> None:
    assert measures.in_force(make_case(measures=(measure("无期", None),)), ())[0].days_left(TODAY) is None


@pytest.mark.parametrize(
    ("today", "share"), [(dt.date(2025, 1, 1), 0.0), (dt.date(2026, 1, 1), 0.5), (dt.date(2030, 1, 1), 1.0)]
)
def test_the_bar_shows_how_much_of_the_term_is_gone(today: dt.date, share: float) -> None:
    held = measures.InForce(measure=measure("m", dt.date(2027, 1, 1), dt.date(2025, 1, 1)), thing=None)
    assert held.share_gone(today) == pytest.approx(share, abs=0.001)


def test_a_replaced_record_puts_nothing_in_force() -> None:
    case = make_case()
    happened = chain([(visit("无人"), "", ""), (visit("拒不开门"), "0", "漏记")], case.number)
    assert [h.entry.seq for h in measures.current(happened)] == [2]


@pytest.mark.parametrize(
    ("days", "step"), [(-3, 1), (0, 1), (1, 1), (2, 7), (7, 7), (8, 30), (90, 90), (91, None)]
)
def test_a_deadline_falls_into_the_smallest_step_that_holds_it(days: int, step: int | None) -> None:
    assert deadlines.Deadline(what="", on=TODAY, days_left=days).step == step


def test_each_deadline_is_counted_once() -> None:
    assert deadlines.counted([0, 1, 5, 30, 90, 400]) == {1: 2, 7: 1, 30: 1, 90: 1}


def test_the_case_s_own_term_is_a_deadline_too() -> None:
    case = make_case(measures=(measure("车", dt.date(2026, 12, 1)),), due_on=dt.date(2026, 11, 30))
    found = deadlines.of_case(case, measures.in_force(case, ()), TODAY)
    assert [(d.what, d.days_left) for d in found] == [("执行期限届满", 6), ("车查封到期", 7)]
