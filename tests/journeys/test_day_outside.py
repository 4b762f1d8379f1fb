"""A day outside: six stops planned, a drive that the receiver follows, two calls on the way, the rest ordered anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from services import settings
from services.actions import preferences, unlocking
from services.actions.planning import Plan, Target
from services.position import distance
from services.position.fix import Fix
from tests.fixtures_journey import SECRET, START, OpenHands, Station
from tests.journeys import driving, visiting
from tests.journeys.driving import Cable
from tests.journeys.hands import Hands
from ui.pages.map import MapPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

COURT = (28.9014, 118.5112)
STOPS = 6


@pytest.fixture
def cable(station: Station, tmp_path: Path) -> Iterator[Cable]:
    """The receiver that the officer has set."""
    line = Cable(tmp_path / "receiver")
    opened = unlocking.unlock(station.vault, SECRET, START)
    preferences.put(opened, settings.RECEIVER, line.port)
    opened.vault.close()
    yield line
    line.unplug()


class Driver:
    """Moves through the county; the program knows it from the receiver alone."""

    def __init__(self, hands: Hands, cable: Cable) -> None:
        self._hands, self._cable, self._place = hands, cable, COURT
        self._seconds = 0
        # A receiver never tires of saying where it is, and what it said five seconds ago counts no more.
        self._speaking = QTimer(hands.window)
        self._speaking.timeout.connect(self._speak)
        self._speaking.start(200)

    def to(self, place: driving.Place) -> None:
        """Drives there, and says where it stands until the program has heard it."""
        for sentence in driving.track(self._place, place, self._now()):
            self._cable.say(sentence)
            self._seconds += 1
        self._place = place
        self._hands.until(self._arrived)

    def _speak(self) -> None:
        self._cable.say(driving.at(self._place, self._now()))
        self._seconds += 1

    def _arrived(self) -> bool:
        self._speak()
        here = page(self._hands).day.here()
        return here is not None and distance.metres(here, self._place) < 1

    def _now(self) -> dt.datetime:
        return START + dt.timedelta(seconds=self._seconds)


def page(hands: Hands) -> MapPage:
    hands.until(lambda: isinstance(hands.page, MapPage) and hands.page.day.shown is not None)
    shown = hands.page
    assert isinstance(shown, MapPage)
    return shown


def plan(hands: Hands) -> Plan:
    shown = page(hands).day.shown
    assert shown is not None
    return shown.read.plan


def still_open(hands: Hands) -> list[Target]:
    """The stops that are left, in the order in which they stand beside the map."""
    shown = page(hands).day.shown
    assert shown is not None
    wanted = {s.id for s in shown.read.plan.open}
    return [t for t in shown.read.stops if t.id in wanted]


def ordered(hands: Hands) -> bool:
    """Whether the stops that are left stand in the order of a route."""
    shown = page(hands).day.shown
    assert shown is not None
    return bool(shown.route.legs) and [leg.stop for leg in shown.route.legs] == [
        t.id for t in still_open(hands)
    ]


def plan_six(hands: Hands) -> None:
    """Six cases with a place, added from their pins."""
    shown = page(hands)
    hands.tap(shown.frame.layers.keys[1])
    assert shown.day.shown is not None
    chosen = [t for t in shown.day.shown.read.live if t.at is not None][:STOPS]
    assert len(chosen) == STOPS
    for number, target in enumerate(chosen, 1):
        shown.frame.map.picked.emit((target,))
        hands.press("加入路线")
        hands.until(lambda wanted=number: len(plan(hands).stops) == wanted)  # type: ignore[misc]


def call_at_next(hands: Hands, driver: Driver) -> Target:
    """到第 n 站, drives there, and finds nobody at home."""
    hands.until(lambda: ordered(hands))
    target = still_open(hands)[0]
    assert target.at is not None
    driver.to(target.at)
    hands.tap(page(hands).bar.buttons[0])
    hands.press("记上门")
    visiting.outcome(hands, "无人")
    entry = visiting.finish(hands)
    assert entry.cases == (target.case,)
    assert isinstance(entry.position, Fix)
    assert (entry.position.source, entry.position.accuracy_m) == ("receiver", 8.0)
    assert distance.metres((entry.position.latitude, entry.position.longitude), target.at) < 1
    hands.press("返回")
    hands.until(lambda: target.id not in {t.id for t in still_open(hands)})
    return target


def replan(hands: Hands) -> None:
    """重排路线, until the new order stands beside the map."""
    hands.until(lambda: ordered(hands))
    drawn: list[bool] = []
    page(hands).day.changed.connect(lambda: drawn.append(True))
    hands.tap(page(hands).bar.buttons[1])
    hands.until(lambda: bool(drawn) and "还有" in page(hands).subtitle())


def test_six_stops_two_calls_and_one_key_that_orders_the_rest_anew(
    station: Station, open_hands: OpenHands, cable: Cable
) -> None:
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    hands.until(lambda: hands.on("今日"))
    hands.press("地图")
    driver = Driver(hands, cable)
    driver.to(COURT)
    plan_six(hands)
    hands.until(lambda: ordered(hands))

    def offered() -> set[str]:
        return {row.payload.id for row in page(hands).side.nearest.items}

    hands.until(lambda: bool(offered()))
    assert not offered() & {s.id for s in plan(hands).stops}, "what is planned is not offered again"
    called = [call_at_next(hands, driver) for _ in range(2)]
    assert called[0].id != called[1].id
    replan(hands)
    made = plan(hands)
    assert len(made.stops) == STOPS, "nothing is dropped from the plan"
    for target in called:
        stop = made.stop(target.id)
        assert stop is not None
        assert stop.tried == "上门查找：无人" or stop.done == "上门查找：无人"
    hands.until(lambda: ordered(hands))
    assert {t.id for t in still_open(hands)} >= {s.id for s in made.stops} - {t.id for t in called}
    assert visiting.faults(hands) == []


def test_the_plan_and_what_was_done_are_there_after_the_program_was_started_anew(
    station: Station, open_hands: OpenHands, cable: Cable
) -> None:
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    hands.until(lambda: hands.on("今日"))
    hands.press("地图")
    driver = Driver(hands, cable)
    driver.to(COURT)
    plan_six(hands)
    target = call_at_next(hands, driver)
    replan(hands)
    before = plan(hands)
    again = open_hands(station.root, at=START + dt.timedelta(hours=1))
    again.unlock(SECRET)
    again.until(lambda: again.on("今日"))
    again.press("地图")
    stop = plan(again).stop(target.id)
    assert stop is not None
    assert {s.id for s in plan(again).stops} == {s.id for s in before.stops}
    assert stop.tried or stop.done
    again.until(lambda: ordered(again))
