"""What was done today, a corrected record as it stands now; the day written as a file, and into the journal that it was."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.actions import day_calls, planning, recording, unlocking
from services.actions.planning import Plan, PlanStop, Target
from services.errors import BadInput
from services.position.fix import Fix, NoFix
from services.records import catalogue
from services.records.events import DayExported
from services.records.kinds.visit import NOBODY, SHUT, Visit
from services.session import Session
from services.store import journal, registry
from tests.factories import NOW, SECRET, make_cases, make_docket
from tests.fixtures_window import Tablet

TODAY = NOW.date()
FIX = Fix(28.9512, 118.4222, NOW, "receiver", accuracy_m=4.0, receiver="北斗")


@pytest.fixture
def session(tablet: Tablet) -> Iterator[Session]:
    """The tablet with eight live cases."""
    opened = unlocking.unlock(tablet.folder, SECRET, NOW)
    registry.load_docket(opened.vault, make_docket(make_cases(8, live=8), serial=2))
    yield opened
    opened.vault.close()


def planned(session: Session, count: int) -> tuple[tuple[Target, ...], planning.Route]:
    found = [t for t in planning.targets(session, TODAY, "live") if t.at][:count]
    plan = Plan(day=TODAY, stops=tuple(PlanStop(case=t.case, place=t.place) for t in found))
    _, route = planning.way(plan, found, (28.9, 118.5), NOW, planning.pace(session))
    return tuple(found), route


def call(
    session: Session, target: Target, at: dt.datetime, outcome: str = NOBODY, fix: Fix | NoFix = FIX
) -> str:
    draft = recording.start(session, Visit, [target.case], at, fix, subject=target.place).answered(
        "outcome", outcome
    )
    return recording.commit(session, recording.confirm_all(session, draft, at), at).id


def test_today_s_calls_stand_in_their_order_and_yesterday_s_are_not_among_them(session: Session) -> None:
    (first, second), _ = planned(session, 2)
    call(session, first, NOW - dt.timedelta(days=1))
    call(session, second, NOW + dt.timedelta(hours=1))
    call(session, first, NOW)
    found = day_calls.of_day(session, TODAY)
    assert [(c.place, c.met) for c in found] == [(first.place, False), (second.place, False)]
    assert found[0].words == "上门查找：无人"
    assert found[0].fix == FIX


def test_a_corrected_call_counts_once_as_it_stands_now(session: Session) -> None:
    (target,), _ = planned(session, 1)
    draft = recording.correct(session, call(session, target, NOW), "有人应声", NOW).answered("outcome", SHUT)
    recording.commit(session, recording.confirm_all(session, draft, NOW), NOW + dt.timedelta(minutes=9))
    (found,) = day_calls.of_day(session, TODAY)
    assert found.words == "上门查找：拒不开门"


@pytest.mark.parametrize("ending", day_calls.ENDINGS)
def test_the_day_is_written_and_the_journal_says_so(session: Session, tmp_path: Path, ending: str) -> None:
    stops, route = planned(session, 3)
    call(session, stops[0], NOW)
    path = day_calls.write(session, tmp_path / f"day{ending}", stops, route.legs, NOW, names=False)
    (entry,) = journal.entries(session.vault, kinds=[DayExported.code])
    said = catalogue.read(entry).said
    assert said == DayExported(
        form=ending, points=4, names=False, sums=hashlib.sha256(path.read_bytes()).hexdigest()
    )
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == [f"day{ending}"]


def test_parties_are_named_only_where_the_officer_ticked_them(session: Session, tmp_path: Path) -> None:
    stops, route = planned(session, 2)
    told = {}
    for names in (False, True):
        path = day_calls.write(session, tmp_path / f"{names}.geojson", stops, route.legs, NOW, names=names)
        told[names] = [f["properties"].get("名称", "") for f in json.loads(path.read_bytes())["features"]]
    assert not any(t.debtors in name for t in stops for name in told[False])
    assert all(any(t.debtors in name for name in told[True]) for t in stops)


def test_what_was_said_at_the_door_stays_in_the_vault(session: Session, tmp_path: Path) -> None:
    stops, route = planned(session, 1)
    call(session, stops[0], NOW)
    path = day_calls.write(session, tmp_path / "day.kml", stops, route.legs, NOW, names=True)
    assert NOBODY not in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "words"), [("day.shp", "只能写成"), ("day", "只能写成"), ("gone/day.gpx", "写不进去")]
)
def test_a_file_that_cannot_be_written_is_said_and_leaves_nothing(
    session: Session, tmp_path: Path, name: str, words: str
) -> None:
    stops, route = planned(session, 1)
    with pytest.raises(BadInput, match=words):
        day_calls.write(session, tmp_path / name, stops, route.legs, NOW, names=False)
    assert journal.entries(session.vault, kinds=[DayExported.code]) == []
    assert not [p for p in tmp_path.iterdir() if p.suffix == ".new"]


def test_a_day_without_any_place_is_said(session: Session, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="还没有带坐标的站"):
        day_calls.write(session, tmp_path / "day.gpx", (), (), NOW, names=False)
