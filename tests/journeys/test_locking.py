"""Locking: on idle, on Ctrl+L, on 隐屏; drafts stay; another officer's vault on the same tablet; who opened what."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from services.entries.entry import Entry
from services.hub import desk
from services.store import journal
from tests.fixtures_journey import SECRET, START, OpenHands, Station, enrolled
from tests.journeys import visiting
from tests.journeys.hands import Hands

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

OTHER = "紫港街道万寿桥边"
NOTE = "邻居说晚上八点以后才有人"


class Readings:
    """Boot-time and monotonic clock, put forward by the test."""

    def __init__(self) -> None:
        self.boot, self.monotonic = 1000.0, 1000.0

    def __call__(self) -> tuple[float, float]:
        return self.boot, self.monotonic

    def pass_awake(self, seconds: float) -> None:
        self.boot += seconds
        self.monotonic += seconds


def watched(hands: Hands) -> Readings:
    """Gives the idle watch clocks of the test and begins anew."""
    readings = Readings()
    hands.window.idle._readings = readings
    hands.window.idle.start()
    return readings


def half_a_visit(hands: Hands, case: str) -> str:
    visiting.begin(hands, case)
    visiting.outcome(hands, "无人")
    hands.write(hands.editor("note").edit, NOTE)
    return hands.draft.id


def locked(hands: Hands, station: Station) -> None:
    hands.until(lambda: hands.window.session is None)
    hands.until(lambda: hands.window.unlock.wake_key.isVisible())
    told = hands.read()
    assert station.case.number not in told
    assert NOTE not in told


def test_ten_minutes_without_a_touch_lock_and_the_draft_is_on_the_screen_again(
    station: Station, open_hands: OpenHands
) -> None:
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    draft = half_a_visit(hands, station.case.number)
    readings = watched(hands)
    readings.pass_awake(599)
    hands.window.idle.look()
    assert hands.window.session is not None
    readings.pass_awake(1)
    locked(hands, station)
    hands.unlock(SECRET)
    assert hands.draft.id == draft
    hands.until(lambda: hands.editor("note").value == NOTE)


def test_a_touch_begins_the_minutes_anew_and_the_officers_own_setting_counts(
    station: Station, open_hands: OpenHands
) -> None:
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    hands.until(lambda: hands.on("今日"))
    hands.window.idle.setMinutes(1)
    readings = watched(hands)
    readings.pass_awake(50)
    hands.press("找案件")
    readings.pass_awake(50)
    hands.window.idle.look()
    assert hands.window.session is not None
    readings.pass_awake(11)
    locked(hands, station)


def test_waking_from_sleep_finds_the_vault_locked(station: Station, open_hands: OpenHands) -> None:
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    hands.until(lambda: hands.on("今日"))
    readings = watched(hands)
    readings.boot += 60
    locked(hands, station)


def test_one_key_locks_at_once_and_loses_nothing(station: Station, open_hands: OpenHands) -> None:
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    draft = half_a_visit(hands, station.case.number)
    hands.strike(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert hands.window.session is None, "at once, though the sentence was typed a moment ago"
    locked(hands, station)
    hands.unlock(SECRET)
    assert hands.draft.id == draft
    hands.until(lambda: hands.editor("note").value == NOTE)
    hands.tap(hands.record.later_key)
    hands.tap_row("继续")
    assert hands.draft.id == draft


def test_a_sheet_that_lies_over_the_window_goes_with_the_session(
    station: Station, open_hands: OpenHands
) -> None:
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    hands.press("记上门")
    hands.until(lambda: station.case.number in hands.read())
    hands.strike(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    locked(hands, station)
    assert not [c.number for c in station.office.cases if c.number in hands.read()]
    hands.unlock(SECRET)
    hands.until(lambda: hands.on("今日"))
    hands.press("找案件")


def test_a_file_dialog_that_is_open_when_the_time_is_over_goes_too(
    station: Station, open_hands: OpenHands
) -> None:
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    draft = half_a_visit(hands, station.case.number)
    readings = watched(hands)
    hands.tap(hands.editor("photos").slots["门牌"])
    hands.until(lambda: QApplication.activeModalWidget() is not None)
    readings.pass_awake(600)
    hands.window.idle.look()
    assert QApplication.activeModalWidget() is None, "at once, not when the page behind it is deleted"
    locked(hands, station)
    assert QApplication.activeModalWidget() is None
    hands.unlock(SECRET)
    assert hands.draft.id == draft


def test_the_second_officers_vault_holds_nothing_of_the_first(
    station: Station, open_hands: OpenHands
) -> None:
    opened = desk.open_desk(station.office.folder)
    colleague = opened.officers[1]
    theirs = station.office.cases[3:5]
    desk.keep(opened, colleague, theirs, now=START - dt.timedelta(hours=2))
    enrolled(station.root, station.office, colleague, OTHER)
    mine = next(c for c in station.office.cases if c not in theirs)

    hands = open_hands(station.root)
    unlock = hands.window.unlock
    assert unlock.plate is not None
    if unlock.plate.holder == station.office.officer.name:
        hands.tap(unlock.change_key)
        hands.tap_row(colleague.name)
    hands.unlock(SECRET)
    assert hands.window.session is None, "each vault has its own secret"
    hands.unlock(OTHER)
    hands.until(lambda: hands.on("今日"))
    assert hands.session.officer == colleague
    hands.press("记上门")
    hands.until(lambda: theirs[0].number in hands.read())
    assert mine.number not in hands.read()
    hands.press("关闭")

    hands.strike(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    locked(hands, station)
    hands.tap(unlock.wake_key)
    hands.tap(unlock.change_key)
    hands.tap_row(station.office.officer.name)
    hands.unlock(SECRET)
    hands.until(lambda: hands.on("今日"))
    assert hands.session.officer == station.office.officer


def test_who_opened_which_case_is_one_entry_a_session_of_use(station: Station, open_hands: OpenHands) -> None:
    first, second = station.office.cases[0].number, station.office.cases[1].number
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    for number in (first, second, first):
        look_at(hands, number)
    hands.strike(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    locked(hands, station)
    hands.unlock(SECRET)
    look_at(hands, second)
    assert [e.cases for e in accesses(hands)] == [(first, second)], "the second session is not over yet"
    hands = open_hands(station.root, START + dt.timedelta(hours=1))
    hands.unlock(SECRET)
    assert [e.cases for e in accesses(hands)] == [(first, second), (first, second)], "it went on at the first"
    assert visiting.faults(hands) == []


def look_at(hands: Hands, number: str) -> None:
    hands.press("找案件") if hands.on("今日") else hands.press("案件")
    hands.tap_row(number)
    hands.until(lambda: hands.on("案件") and number in hands.read() and "最近" in hands.read())


def accesses(hands: Hands) -> list[Entry]:
    return hands.ask(lambda: list(journal.entries(hands.session.vault, kinds=("case_opened",))))
