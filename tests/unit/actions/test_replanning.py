"""One key after a call: what is done is ticked off, a closed door is tried at another hour or let go, the rest stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from services.actions import planning, recording, replanning, unlocking
from services.actions.planning import Plan, PlanStop
from services.clock import local
from services.position import distance
from services.position.fix import NoFix
from services.records.kinds.visit import DEBTOR, NOBODY, Visit
from services.records.values import Person
from services.session import Session
from services.store import registry
from tests.factories import NOW, SECRET, make_case, make_docket
from tests.fixtures_window import Tablet

EVENING = NOW.replace(hour=19)


@pytest.fixture
def session(tablet: Tablet) -> Iterator[Session]:
    """Four live cases whose doors nobody has tried before."""
    opened = unlocking.unlock(tablet.folder, SECRET, NOW)
    cases = [make_case(serial=900011 + n, past_visits=(), risks=()) for n in range(4)]
    registry.load_docket(opened.vault, make_docket(cases, serial=2))
    yield opened
    opened.vault.close()


@pytest.fixture
def plan(session: Session) -> Plan:
    found = planning.targets(session, NOW.date(), "live")
    return Plan(day=NOW.date(), stops=tuple(PlanStop(case=t.case, place=t.place) for t in found))


def call(session: Session, stop: PlanStop, at: dt.datetime, outcome: str) -> None:
    draft = recording.start(session, Visit, [stop.case], at, NoFix(reason="室内", at=at), subject=stop.place)
    draft = draft.answered("outcome", outcome)
    if outcome == DEBTOR:
        draft = draft.answered("met", (Person(name="何某", role="被执行人"),))
        draft = draft.answered("id_shown", True).answered("recorder_on", True)
    recording.commit(session, recording.confirm_all(session, draft, at), at)


def test_before_any_call_nothing_changes(session: Session, plan: Plan) -> None:
    found = replanning.replanned(session, plan, NOW)
    assert found.plan == plan
    assert found.words == "还有 4 站"


def test_a_door_where_nobody_was_is_tried_at_the_most_promising_hour_still_to_come(
    session: Session, plan: Plan
) -> None:
    call(session, plan.stops[1], NOW, NOBODY)
    found = replanning.replanned(session, plan, NOW + dt.timedelta(minutes=5))
    stop = found.plan.stop(plan.stops[1].id)
    assert stop is not None
    assert (stop.done, stop.tried) == ("", "上门查找：无人")
    assert stop.since is not None
    assert stop.until is not None
    assert (local(stop.since).hour, local(stop.until).hour) == (18, 21)
    assert found.words == "1 站没找到人，改时段再去，还有 4 站"


def test_the_same_call_is_not_counted_twice(session: Session, plan: Plan) -> None:
    call(session, plan.stops[0], NOW, NOBODY)
    once = replanning.replanned(session, plan, NOW)
    assert replanning.replanned(session, once.plan, NOW) == once


def test_a_second_failed_call_in_the_evening_ends_the_stop_for_today(session: Session, plan: Plan) -> None:
    call(session, plan.stops[0], NOW, NOBODY)
    once = replanning.replanned(session, plan, NOW)
    call(session, plan.stops[0], EVENING, "拒不开门")
    found = replanning.replanned(session, once.plan, EVENING)
    stop = found.plan.stop(plan.stops[0].id)
    assert stop is not None
    assert stop.done == "上门查找：拒不开门"
    assert (stop.since, stop.until) == (None, None)
    assert found.words == "1 站已走，还有 3 站"


def test_nothing_is_put_off_to_an_hour_that_has_passed(session: Session, plan: Plan) -> None:
    call(session, plan.stops[0], EVENING, NOBODY)
    stop = replanning.replanned(session, plan, EVENING).plan.stop(plan.stops[0].id)
    assert stop is not None
    assert stop.done


def test_who_was_met_is_done_and_stays_in_the_plan(session: Session, plan: Plan) -> None:
    call(session, plan.stops[2], NOW, DEBTOR)
    found = replanning.replanned(session, plan, NOW)
    assert len(found.plan.stops) == 4
    assert [s.id for s in found.plan.open] == [s.id for n, s in enumerate(plan.stops) if n != 2]
    assert found.done == 1


def test_where_somebody_has_just_called_is_done_before_anybody_asks_for_a_new_order(
    session: Session, plan: Plan
) -> None:
    call(session, plan.stops[0], NOW, NOBODY)
    shown = replanning.ticked(session, plan, NOW)
    assert [s.done for s in shown.stops] == ["上门查找：无人", "", "", ""]
    later = replanning.replanned(session, plan, NOW).plan
    assert replanning.ticked(session, later, NOW) == later, "what was put off stays open"


def test_the_rest_is_ordered_from_the_last_door_where_no_receiver_says_where_one_is(
    session: Session, plan: Plan
) -> None:
    call(session, plan.stops[0], EVENING, NOBODY)
    after = replanning.replanned(session, plan, EVENING).plan
    stops = planning.planned(session, after, NOW.date())
    ordered, route = planning.way(after, stops, None, EVENING, planning.pace(session))
    places = {t.id: t.at for t in stops}
    last, first = places[plan.stops[0].id], places[route.legs[0].stop]
    assert last is not None
    assert first is not None
    assert route.legs[0].metres == pytest.approx(distance.metres(last, first))
    assert ordered.stops[0].id == plan.stops[0].id
