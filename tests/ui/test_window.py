"""The window: where each destination leads, the way back, locking, and what stays open past the lease."""

from __future__ import annotations

import datetime as dt
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from services.actions import finding, recording
from services.position.fix import NoFix
from services.records.draft import Draft
from services.records.kinds.visit import Visit
from tests.factories import NOW, SECRET, number_of
from tests.fixtures_window import OpenWindow
from ui import loading, routes
from ui.background import Background
from ui.components.keypads import PadKey
from ui.components.notices import EmptyState
from ui.components.pressable import Pressable
from ui.desk import Back, ChooseKind, ContinueDraft, GoTo, LockNow, OpenCase, StartRecord
from ui.dialogs.kinds import KindsSheet
from ui.idle import Idle
from ui.window import Window

CASE = number_of(900001)


@pytest.fixture
def window(open_window: OpenWindow, qtbot: QtBot) -> Window:
    """An unlocked window."""
    return unlocked(open_window(), qtbot)


def unlocked(window: Window, qtbot: QtBot) -> Window:
    window.unlock.hide_all(False)
    window.unlock.phrase.setText(SECRET)
    qtbot.mouseClick(window.unlock.open_key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session is not None, timeout=20_000)
    return window


def name_of(window: Window) -> str:
    assert window.routes is not None
    return type(window.routes.page).__name__


def kept_drafts(window: Window, background: Background, qtbot: QtBot) -> tuple[Draft, ...]:
    found: list[tuple[Draft, ...]] = []
    assert window.session is not None
    background.run(partial(recording.drafts, window.session), then=found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_the_other_pages_are_loaded_at_the_first_step_away_from_today(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def watched(name: str) -> ModuleType:
        asked.append(name)
        return import_module(name)

    monkeypatch.setattr(loading, "import_module", watched)
    assert window.routes is not None
    window.routes.go_to("radar")
    qtbot.waitUntil(lambda: set(routes.modules()) <= set(asked))


def test_the_rail_leads_to_its_pages_and_marks_the_one_that_is_open(window: Window, qtbot: QtBot) -> None:
    assert window.frame is not None
    assert window.routes is not None
    for place, page in (("cases", "CasesPage"), ("settings", "SettingsPage"), ("today", "TodayPage")):
        qtbot.mouseClick(window.frame.rail.key(place), Qt.MouseButton.LeftButton)
        assert name_of(window) == page
        assert window.routes.place == place


def test_back_leads_to_the_page_one_came_from(window: Window, qtbot: QtBot) -> None:
    window.go(GoTo("cases"))
    window.go(OpenCase(CASE))
    assert name_of(window) == "CasePage"
    assert window.frame is not None
    window.frame.header.back.emit()
    assert name_of(window) == "CasesPage"
    window.go(Back())
    assert name_of(window) == "TodayPage"


def test_a_record_takes_the_whole_width_and_the_rail_comes_back_after_it(
    window: Window, qtbot: QtBot
) -> None:
    assert window.frame is not None
    window.go(StartRecord(Visit, (CASE,)))
    assert name_of(window) == "RecordPage"
    assert not window.frame.rail.isVisible()
    window.go(Back())
    assert window.frame.rail.isVisible()


def test_the_header_takes_over_a_title_that_a_page_learns_later(window: Window, qtbot: QtBot) -> None:
    assert window.frame is not None
    head = window.frame.header
    window.go(StartRecord(Visit, (CASE,)))
    qtbot.waitUntil(lambda: CASE in head.accessibleName())


def test_the_kinds_open_as_a_sheet_over_the_page(window: Window, qtbot: QtBot) -> None:
    window.go(ChooseKind((CASE,)))
    sheet = window.findChild(KindsSheet)
    assert sheet is not None
    assert sheet.isVisible()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert name_of(window) == "TodayPage"


def test_the_key_of_the_rail_and_ctrl_l_lock_at_once(
    open_window: OpenWindow, qtbot: QtBot, background: Background
) -> None:
    window = unlocked(open_window(), qtbot)
    assert window.session is not None
    vault = window.session.vault
    window.go(LockNow())
    assert window.session is None
    assert window.unlock.isVisible()
    assert background.finish(20_000)
    with pytest.raises(Exception, match="closed"):
        vault.db.execute("SELECT 1")
    unlocked(window, qtbot)
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.session is None


def test_locking_keeps_the_draft_and_unlocking_leads_back_into_it(
    open_window: OpenWindow, qtbot: QtBot, background: Background
) -> None:
    window = unlocked(open_window(), qtbot)
    session = window.session
    assert session is not None
    position = NoFix(reason="室内", at=NOW)
    started: list[Draft] = []
    work = partial(recording.start, session, Visit, (CASE,), NOW, position)
    background.run(lambda: recording.keep(session, work(), NOW), then=started.append)
    qtbot.waitUntil(lambda: bool(started))
    window.go(ContinueDraft(started[0].id))
    qtbot.waitUntil(lambda: getattr(window.routes and window.routes.page, "draft", None) is not None)
    window.lock()
    unlocked(window, qtbot)
    assert name_of(window) == "RecordPage"
    qtbot.waitUntil(lambda: getattr(window.routes and window.routes.page, "draft", None) is not None)
    assert [d.id for d in kept_drafts(window, background, qtbot)] == [started[0].id]


def test_opened_cases_are_journalled_when_the_session_ends(
    open_window: OpenWindow, qtbot: QtBot, background: Background
) -> None:
    window = unlocked(open_window(), qtbot)
    window.go(OpenCase(CASE))
    assert background.finish(20_000)
    QApplication.processEvents()
    window.lock()
    unlocked(window, qtbot)
    assert window.session is not None
    found: list[object] = []
    background.run(partial(finding.happenings, window.session, CASE), then=found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert any(h.entry.kind == "case_opened" for h in found[0])  # type: ignore[attr-defined]


def test_past_the_lease_only_drafts_and_renewing_are_open(open_window: OpenWindow, qtbot: QtBot) -> None:
    later = NOW + dt.timedelta(days=20)
    window = unlocked(open_window(now=lambda: later), qtbot)
    assert window.frame is not None
    assert name_of(window) == "ExpiredPage"
    assert not window.frame.lease.isVisible(), "the page says it itself"
    for closed in (OpenCase(CASE), StartRecord(Visit, (CASE,)), GoTo("cases")):
        window.go(closed)
        assert name_of(window) == "ExpiredPage"
    qtbot.waitUntil(lambda: window.frame is not None and window.frame.trouble.isVisible())
    page: Any = window.routes.page if window.routes is not None else None
    qtbot.mouseClick(page.findChild(EmptyState).key, Qt.MouseButton.LeftButton)
    assert name_of(window) == "SettingsPage"
    assert window.frame.lease.isVisible()


class Clocks:
    """The boot-time and the monotonic clock, moved by hand."""

    def __init__(self) -> None:
        self.boot, self.monotonic = 1000.0, 500.0

    def read(self) -> tuple[float, float]:
        return self.boot, self.monotonic

    def run(self, seconds: float, slept: float = 0) -> None:
        self.boot += seconds + slept
        self.monotonic += seconds


@pytest.fixture
def watched(qapp: QApplication, qtbot: QtBot) -> tuple[Idle, Clocks, list[str]]:
    clocks, told = Clocks(), list[str]()
    idle = Idle(minutes=10, readings=clocks.read)
    idle.due.connect(lambda: told.append("lock"))
    idle.start()
    return idle, clocks, told


def test_ten_minutes_without_a_touch_lock(watched: tuple[Idle, Clocks, list[str]]) -> None:
    idle, clocks, told = watched
    clocks.run(599)
    idle.look()
    idle.touched()
    clocks.run(599)
    idle.look()
    assert told == []
    clocks.run(2)
    idle.look()
    assert told == ["lock"]
    assert not idle.running


def test_waking_from_sleep_locks_even_after_a_short_nap(watched: tuple[Idle, Clocks, list[str]]) -> None:
    idle, clocks, told = watched
    clocks.run(1, slept=30)
    idle.look()
    assert told == ["lock"]


def test_a_touch_of_the_window_counts_as_activity(
    window: Window, qtbot: QtBot, watched: tuple[Idle, Clocks, list[str]]
) -> None:
    idle, clocks, told = watched
    handle = window.windowHandle()
    assert handle is not None
    handle.installEventFilter(idle)
    clocks.run(599)
    qtbot.keyClick(handle, Qt.Key.Key_Shift)
    clocks.run(599)
    idle.look()
    assert told == []


@pytest.mark.parametrize("size", [(1280, 800), (1024, 640)])
def test_every_key_of_lock_and_settings_can_be_hit_by_a_finger(
    window: Window, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window.resize(*size)
    assert window.routes is not None
    window.go(GoTo("settings"))
    page = window.routes.page
    for number in range(len(page.sections)):  # type: ignore[union-attr]
        page.show_section(number)  # type: ignore[union-attr]
        QApplication.processEvents()
        keys = [k for k in window.findChildren(Pressable) if k.isVisible() and not isinstance(k, PadKey)]
        small = [(k.accessibleName(), k.height()) for k in keys if min(k.height(), k.width()) < 48]
        assert not small
        nameless = [type(k).__name__ for k in keys if not k.accessibleName()]
        assert not nameless


def test_the_window_fits_its_smaller_size_without_clipping(window: Window, qtbot: QtBot) -> None:
    window.resize(1024, 640)
    QApplication.processEvents()
    assert window.frame is not None
    assert window.frame.minimumSizeHint().width() <= 1024
    assert window.frame.header.minimumSizeHint().width() <= 1024 - window.frame.rail.width()


def test_saving_shows_its_time_in_the_header(window: Window, qtbot: QtBot) -> None:
    window.around.saved(NOW)
    assert window.pills.saved.accessibleName() == "10:00 已保存"
