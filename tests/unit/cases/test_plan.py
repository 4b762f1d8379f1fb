"""A day's plan: appointments, fixed ends, the officer's own order, what was done and packed; nothing lost on the way."""

from __future__ import annotations

import datetime as dt

import msgspec

from services.cases.plan import Plan, PlanStop
from services.clock import ZONE

DAY = dt.date(2026, 11, 24)
NINE = dt.datetime(2026, 11, 24, 9, tzinfo=ZONE)
A, B, C = (PlanStop(case=f"（2026）浙0822执{n}号", place=f"{n}号") for n in (1, 2, 3))
PLAN = Plan(day=DAY, stops=(A, B, C))


def ids(plan: Plan) -> list[str]:
    return [s.id for s in plan.stops]


def test_an_appointment_is_made_and_given_up() -> None:
    timed = PLAN.timed(B.id, NINE, NINE + dt.timedelta(hours=1))
    stop = timed.stop(B.id)
    assert stop is not None
    assert stop.since == NINE
    assert timed.timed(B.id, None, None) == PLAN


def test_each_end_holds_one_stop_and_a_stop_has_one_end() -> None:
    plan = PLAN.ending(A.id, "first").ending(B.id, "first")
    assert (plan.first, plan.last) == (B.id, "")
    plan = plan.ending(B.id, "last")
    assert (plan.first, plan.last) == ("", B.id)
    assert plan.end_of(B.id) == "last"
    assert plan.ending(B.id, "").last == ""


def test_a_stop_that_is_taken_out_leaves_its_end_free() -> None:
    plan = PLAN.ending(A.id, "first").without(A.id)
    assert (plan.first, ids(plan)) == ("", [B.id, C.id])


def test_the_officer_s_own_order_is_kept_until_the_route_is_asked_for() -> None:
    moved = PLAN.moved(C.id, -1)
    assert (ids(moved), moved.by_hand) == ([A.id, C.id, B.id], True)
    assert not moved.by_route().by_hand


def test_the_first_cannot_go_earlier_nor_the_last_later() -> None:
    assert PLAN.moved(A.id, -1) is PLAN
    assert PLAN.moved(C.id, 1) is PLAN
    assert PLAN.moved("nobody", 1) is PLAN


def test_what_is_done_stays_in_the_plan_before_what_is_open() -> None:
    plan = PLAN.called(B.id, done="上门查找：见到本人")
    assert [s.id for s in plan.open] == [A.id, C.id]
    assert ids(plan.moved(C.id, -1)) == [B.id, C.id, A.id]


def test_a_tick_is_set_and_taken_away() -> None:
    assert PLAN.ticked("printer").ticked("badges").ticked("printer").packed == ("badges",)


def test_a_tour_that_ends_anywhere_needs_no_home() -> None:
    assert PLAN.returning((28.9, 118.5), True).home == (28.9, 118.5)
    assert PLAN.returning((28.9, 118.5), False).home is None


def test_a_plan_kept_by_an_older_program_is_read() -> None:
    older = {
        "day": "2026-11-24",
        "stops": [{"case": A.case, "place": A.place}],
        "closed": True,
        "by_hand": False,
    }
    assert msgspec.convert(older, Plan) == Plan(day=DAY, stops=(A,), closed=True)


def test_a_plan_comes_back_from_the_disk_as_it_was() -> None:
    plan = PLAN.timed(A.id, NINE, NINE).ending(C.id, "last").returning((28.9, 118.5), True).ticked("printer")
    assert msgspec.convert(msgspec.json.decode(msgspec.json.encode(plan)), Plan) == plan
