"""What is in force on a case and when it falls due: printed dates only, unknown stays unknown."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from services.cases import deadlines, measures
from services.docket.property import Measure, Property, Vehicle
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


def dated(name: str, begins: dt.date, expires: dt.date, **more: Any) -> Measure:
    return Measure(
        id=name, kind="sealing", property_id="car", effective_on=begins, expires_on=expires, **more
    )


def test_a_renewal_takes_the_place_of_what_it_renews_and_keeps_the_chain() -> None:
    first = dated("a", dt.date(2022, 11, 25), dt.date(2024, 11, 24))
    second = dated("b", dt.date(2024, 11, 20), dt.date(2026, 11, 19), renews="a")
    third = dated("c", dt.date(2026, 11, 18), dt.date(2028, 11, 17), renews="b")
    (held,) = measures.in_force(make_case(measures=(third, first, second)), ())
    assert (held.measure, [m.id for m in held.formers]) == (third, ["a", "b"])
    assert held.begun_on == dt.date(2022, 11, 25)
    assert measures.troubles(held) == ()
    assert measures.remarks(held, TODAY) == ("第 2 次续行，自 2022-11-25 起连续",)


def test_a_renewal_after_the_end_says_that_the_effect_was_gone() -> None:
    first = dated("a", dt.date(2022, 11, 25), dt.date(2024, 11, 24))
    late = dated("b", dt.date(2024, 11, 26), dt.date(2026, 11, 25), renews="a")
    (held,) = measures.in_force(make_case(measures=(first, late)), ())
    assert "效力已消灭" in measures.troubles(held)[0]


def test_a_released_measure_is_out_of_force_and_its_former_does_not_come_back() -> None:
    first = dated("a", dt.date(2022, 11, 25), dt.date(2024, 11, 24))
    released = dated("b", dt.date(2024, 11, 20), dt.date(2026, 11, 19), renews="a", released_on=TODAY)
    assert measures.in_force(make_case(measures=(first, released)), ()) == ()


@pytest.mark.parametrize("names", [("a", "a"), ("ab", "ba"), ("ab", "bc", "ca")])
def test_measures_that_name_each_other_in_a_ring_all_stay_on_the_list(names: tuple[str, ...]) -> None:
    begins, ends = dt.date(2025, 1, 1), dt.date(2026, 12, 31)
    ring = tuple(dated(n[0], begins, ends, renews=n[-1]) for n in names)
    assert len(measures.in_force(make_case(measures=ring), ())) == len(ring)


@pytest.mark.parametrize(
    ("rank", "place"), [("首封", 0), ("轮候第 2 位", 2), ("轮候第三位", 3), ("轮候", 1), ("顺位未查明", 0)]
)
def test_a_waiting_measure_knows_its_place(rank: str, place: int) -> None:
    assert measures.waiting_rank(Measure(id="m", kind="sealing", property_id="", rank=rank)) == place


def test_a_waiting_measure_takes_effect_when_the_one_before_it_has_ended() -> None:
    behind = dated(
        "m", dt.date(2025, 1, 1), dt.date(2026, 12, 31), rank="轮候第 1 位",
        former="浙0824", former_ends_on=dt.date(2026, 11, 24),
    )  # fmt: skip
    (held,) = measures.in_force(make_case(measures=(behind,)), ())
    assert held.waits(TODAY)
    assert "尚未生效，在先：浙0824，在先的至 2026-11-24" in measures.remarks(held, TODAY)[0]
    assert not held.waits(dt.date(2026, 11, 25))
    assert "已生效" in measures.remarks(held, dt.date(2026, 11, 25))[0]


def test_a_waiting_measure_whose_former_is_unknown_has_no_effect_yet() -> None:
    held = measures.InForce(
        measure=Measure(id="m", kind="sealing", property_id="", rank="轮候第 1 位"), thing=None
    )
    assert held.waits(TODAY)
    assert measures.troubles(held) == (), "its term begins when it takes effect"


def test_preservation_turned_into_enforcement_goes_on_without_a_new_term() -> None:
    turned = dated("m", dt.date(2025, 1, 1), dt.date(2026, 12, 31), preserved_in="（2025）浙0822执保12号")
    (held,) = measures.in_force(make_case(measures=(turned,)), ())
    assert measures.remarks(held, TODAY) == ("由（2025）浙0822执保12号保全转为执行措施，期限连续计算",)


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [
        (None, None, "没有届满日期"),
        (dt.date(2026, 12, 1), dt.date(2026, 11, 1), "生效日期晚于届满日期"),
        (dt.date(2026, 1, 1), dt.date(2028, 1, 1), "超过2年上限"),
        (dt.date(2026, 1, 1), dt.date(2027, 12, 31), ""),
    ],
)
def test_dates_that_do_not_fit_are_said_on_the_row_and_crash_nothing(
    begins: dt.date | None, ends: dt.date | None, words: str
) -> None:
    car = Property(id="car", kind="车辆", name="车", vehicle=Vehicle(plate="浙H12345"))
    wrong = Measure(id="m", kind="sealing", property_id="car", effective_on=begins, expires_on=ends)
    case = make_case(measures=(wrong,), properties=(car,), due_on=dt.date(2030, 1, 1))
    (held,) = measures.in_force(case, ())
    found = measures.troubles(held)
    assert [words in sentence for sentence in found] == [True] if words else not found
    row = next(d for d in deadlines.of_case(case, (held,), TODAY) if d.sort == "measure")
    assert (row.on, row.note) == (ends, "；".join(found))
