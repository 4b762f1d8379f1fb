"""The day on paper: one sheet for the car with everything, one for the duty desk with neither parties nor case numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pypdfium2
import pytest

from services.actions import day_papers, kit, planning, unlocking
from services.actions.day_papers import Outing
from services.actions.planning import Plan, PlanStop
from services.cases.plan import PlanStop as Stop
from services.docket.case import Risk
from services.errors import BadInput
from services.session import Session
from services.store import registry
from tests.factories import NOW, SECRET, make_case, make_docket
from tests.fixtures_window import Tablet
from tests.unit.actions.test_placing import NOWHERE, at_nowhere

TODAY = NOW.date()
RISK = "曾持械威胁，家有大型犬"


@pytest.fixture
def session(tablet: Tablet) -> Iterator[Session]:
    """Three live cases, one with a safety note, one at an address without coordinates."""
    opened = unlocking.unlock(tablet.folder, SECRET, NOW)
    cases = [make_case(serial=900031 + n, past_visits=()) for n in range(2)]
    risky = make_case(serial=900039, risks=(Risk(text=RISK),), past_visits=())
    registry.load_docket(
        opened.vault, make_docket([*cases, risky, at_nowhere(make_case(serial=900040))], serial=2)
    )
    yield opened
    opened.vault.close()


def plan_of(session: Session, *, nowhere: bool = False) -> Plan:
    found = [t for t in planning.targets(session, TODAY, "live") if nowhere or t.at]
    return Plan(day=TODAY, stops=tuple(PlanStop(case=t.case, place=t.place) for t in found))


def told(session: Session, plan: Plan) -> Outing:
    stops, pace = planning.planned(session, plan, TODAY), planning.pace(session)
    ordered, route = planning.way(plan, stops, (28.9, 118.5), NOW, pace)
    known = {t.id: t for t in stops}
    return day_papers.prepared(
        session, ordered, [known[s.id] for s in ordered.stops], route, pace, kit.items(session, plan), NOW,
        check_in_minutes=30,
    )  # fmt: skip


def words(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in document))


def test_the_car_s_sheet_has_every_stop_with_case_parties_and_safety_note(session: Session) -> None:
    plan = plan_of(session)
    text = words(day_papers.paper(session, "car", told(session, plan), NOW))
    for target in planning.planned(session, plan, TODAY):
        assert target.case in text
        assert target.debtors in text
        assert target.place in text
    assert f"【安全】{RISK}" in text
    assert "随车携带" in text
    assert "打印纸、印泥、签字笔" in text


def test_the_desk_s_sheet_names_places_times_and_dangers_but_no_party_and_no_case(session: Session) -> None:
    plan = plan_of(session)
    text = words(day_papers.paper(session, "desk", told(session, plan), NOW))
    for target in planning.planned(session, plan, TODAY):
        assert target.place in text
        assert target.case not in text
        assert target.debtors not in text
    assert RISK in text
    assert "30分钟报平安" in text
    assert "值班人签收" in text


def test_the_same_day_and_moment_give_the_same_bytes(session: Session) -> None:
    outing = told(session, plan_of(session))
    for which in ("car", "desk"):
        made = [day_papers.paper(session, which, outing, NOW) for _ in range(2)]  # type: ignore[arg-type]
        assert made[0] == made[1]


def test_an_appointment_stands_beside_the_time_one_gets_there(session: Session) -> None:
    plan = plan_of(session)
    since = NOW.replace(hour=14)
    timed = plan.timed(plan.stops[0].id, since, since + dt.timedelta(hours=2))
    assert "约14时00分至16时00分" in words(day_papers.paper(session, "car", told(session, timed), NOW))


def test_a_place_without_coordinates_makes_the_return_unknown_and_the_sheet_says_so(session: Session) -> None:
    outing = told(session, plan_of(session, nowhere=True))
    assert outing.back is None
    text = words(day_papers.paper(session, "desk", outing, NOW))
    assert "预计返回：不明" in text
    assert NOWHERE in text
    assert "没有坐标" in text


def test_what_is_done_is_ticked_for_the_car_and_left_out_for_the_desk(session: Session) -> None:
    plan = plan_of(session)
    done = plan.called(plan.stops[0].id, done="上门查找：无人")
    outing = told(session, done)
    assert "√" in words(day_papers.paper(session, "car", outing, NOW))
    assert plan.stops[0].place not in words(day_papers.paper(session, "desk", outing, NOW))


def test_a_closed_tour_is_back_later_by_the_way_home(session: Session) -> None:
    plan = plan_of(session)
    there = told(session, plan).back
    back = told(session, plan.returning((28.9, 118.5), True)).back
    assert there is not None
    assert back is not None
    assert back > there


def test_without_stops_there_is_no_sheet(session: Session) -> None:
    with pytest.raises(BadInput, match="还没有排路线"):
        told(session, Plan(day=TODAY))


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [(14, 16, "14:00–16:00"), (14, None, "14:00 起"), (None, 11, "11:00 前"), (None, None, "")],
)
def test_windows_are_worded(since: int | None, until: int | None, expected: str) -> None:
    hour = {h: NOW.replace(hour=h) for h in (since, until) if h is not None}
    stop = Stop(case="a", place="b", since=hour.get(since or -1), until=hour.get(until or -1))
    assert day_papers.window_words(stop) == expected
