"""The day's plan: targets of the docket, a plan that is kept for its day only, what lies on the way, a door's history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from services.actions import planning, preferences, recording, unlocking
from services.actions.planning import Plan, PlanStop
from services.docket.case import Risk
from services.position.fix import Fix, NoFix
from services.position.tiles import BadTiles
from services.records.kinds.visit import Visit
from services.session import Session
from services.settings import MAP_FILE
from services.store import registry
from tests.factories import NOW, SECRET, make_case, make_cases, make_docket
from tests.fixtures_window import Tablet

TODAY = NOW.date()


@pytest.fixture
def session(tablet: Tablet) -> Iterator[Session]:
    """The tablet with forty cases, thirty of them live."""
    opened = unlocking.unlock(tablet.folder, SECRET, NOW)
    registry.load_docket(opened.vault, make_docket(make_cases(40, live=30), serial=2))
    yield opened
    opened.vault.close()


def plan_of(session: Session, count: int) -> Plan:
    found = [t for t in planning.targets(session, TODAY, "live") if t.at][:count]
    return Plan(day=TODAY, stops=tuple(PlanStop(case=t.case, place=t.place) for t in found))


def test_only_live_cases_are_targets_and_due_ones_are_within_thirty_days(session: Session) -> None:
    live = planning.targets(session, TODAY, "live")
    due = planning.targets(session, TODAY, "due")
    assert len(live) == 30
    assert {t.case for t in due} <= {t.case for t in live}
    assert all(t.days_left is not None and t.days_left <= 30 for t in due)


def test_a_plan_is_there_after_the_next_unlocking_and_gone_the_next_day(session: Session) -> None:
    plan = planning.keep(session, plan_of(session, 3))
    assert planning.read(session, TODAY) == plan
    assert planning.read(session, TODAY + dt.timedelta(days=1)).stops == ()


def test_a_stop_is_in_the_plan_once_and_can_be_taken_out(session: Session) -> None:
    plan = plan_of(session, 2)
    assert plan.with_stop(plan.stops[0]) == plan
    assert [s.id for s in plan.without(plan.stops[0].id).stops] == [plan.stops[1].id]


def test_a_case_that_left_the_docket_falls_out_of_the_plan(session: Session) -> None:
    plan = plan_of(session, 3)
    kept = [c for c in make_cases(40, live=30) if c.number != plan.stops[1].case]
    registry.load_docket(session.vault, make_docket(kept, serial=3))
    assert [t.case for t in planning.planned(session, plan, TODAY)] == [
        plan.stops[0].case,
        plan.stops[2].case,
    ]


def test_the_plan_comes_back_in_the_order_to_drive_it_with_a_leg_for_each_stop(session: Session) -> None:
    plan = plan_of(session, 6)
    stops = planning.planned(session, plan, TODAY)
    ordered, route = planning.way(plan, stops, (28.9, 118.5), NOW, planning.pace(session))
    assert [s.id for s in ordered.stops] == [leg.stop for leg in route.legs]
    assert sorted(s.id for s in ordered.stops) == sorted(s.id for s in plan.stops)


def test_a_place_without_coordinates_stays_in_the_plan_at_its_end(session: Session) -> None:
    plan = plan_of(session, 3)
    first, *rest = planning.planned(session, plan, TODAY)
    nowhere = type(first)(
        **{n: getattr(first, n) for n in first.__slots__} | {"latitude": None, "longitude": None}
    )
    ordered, route = planning.way(plan, [nowhere, *rest], None, NOW, planning.pace(session))
    assert ordered.stops[-1].id == nowhere.id
    assert len(route.legs) == 2


def test_the_proposal_begins_with_what_lapses_first(session: Session) -> None:
    found = planning.planned(session, planning.proposed(session, NOW), TODAY)
    left = [t.days_left for t in found if t.days_left is not None]
    grades = [sum(days > most for most in (1, 7, 14)) for days in left]
    assert grades
    assert grades == sorted(grades)


def test_what_lies_within_five_hundred_metres_of_the_way_is_found_nearest_first(session: Session) -> None:
    targets = [t for t in planning.targets(session, TODAY, "live") if t.at]
    assert targets[0].at is not None
    found = planning.nearby(targets, [targets[0].at])
    assert found[0].metres == 0
    assert [n.metres for n in found] == sorted(n.metres for n in found)
    assert all(n.metres <= 500 for n in found)


def test_what_is_nearest_stands_first_and_a_place_without_coordinates_not_at_all(session: Session) -> None:
    targets = planning.targets(session, TODAY, "live")
    here = (28.9, 118.5)
    found = planning.nearest(targets, here, 5)
    assert len(found) == 5
    assert [n.metres for n in found] == sorted(n.metres for n in found)
    rest = [t.at for t in targets if t.at and t.id not in {n.target.id for n in found}]
    assert found[-1].metres <= min(planning.route.detour(at, [here]) for at in rest)


def test_a_door_remembers_this_morning_s_call(session: Session) -> None:
    target = planning.targets(session, TODAY, "live")[0]
    draft = recording.start(
        session, Visit, [target.case], NOW, NoFix(reason="室内", at=NOW), subject=target.place
    )
    recording.commit(session, recording.confirm_all(session, draft.answered("outcome", "无人"), NOW), NOW)
    found = planning.door(session, target.place, TODAY)
    assert found.calls[0].outcome == "无人"
    assert found.calls[0].case == target.case


def test_a_base_map_that_is_none_is_refused_and_none_is_none(session: Session, tmp_path: Path) -> None:
    assert planning.base_map(session)[0] is None
    preferences.put(session, MAP_FILE, str(tmp_path / "gone.mbtiles"))
    with pytest.raises(BadTiles):
        planning.base_map(session)


def test_a_stored_place_is_never_in_the_map_s_datum(session: Session) -> None:
    preferences.put(session, MAP_FILE, "")
    fix = Fix(28.901462, 118.511235, NOW, "receiver", accuracy_m=4.0)
    target = planning.targets(session, TODAY, "live")[0]
    draft = recording.start(session, Visit, [target.case], NOW, fix)
    entry = recording.commit(
        session, recording.confirm_all(session, draft.answered("outcome", "无人"), NOW), NOW
    )
    assert entry.position is not None
    assert (entry.position.latitude, entry.position.longitude) == (28.901462, 118.511235)  # type: ignore[union-attr]


def test_before_knocking_stand_the_notes_of_the_case_of_the_address_and_of_the_person(
    session: Session,
) -> None:
    """Three cases: the one at hand, another at its address, another of its debtor elsewhere."""
    hand, near, same = (make_case(serial=900101 + n) for n in range(3))
    (debtor,) = hand.debtors
    place = debtor.places[0]
    stranger = replace(near.debtors[0], name="季某某", id_number="330822199001010077", places=(place,))
    moved = replace(debtor, places=(replace(place, text="浙江省常山县招贤镇某村9号"),))
    near = replace(near, parties=(*near.creditors, stranger), risks=(Risk(text="院内有大型犬"),))
    same = replace(same, parties=(*same.creditors, moved), risks=(Risk(text="曾持械威胁"),))
    hand = replace(hand, risks=(Risk(text="情绪激动"),))
    registry.load_docket(session.vault, make_docket([hand, near, same], serial=9))
    assert planning.dangers(session, (hand,), TODAY) == ("情绪激动", "院内有大型犬", "曾持械威胁")
    assert planning.dangers(session, (near,), TODAY) == ("院内有大型犬", "情绪激动")
    assert planning.dangers(session, (same,), TODAY) == ("曾持械威胁", "情绪激动")
