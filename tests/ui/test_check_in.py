"""报平安: the time runs above every page, rings behind the lock and after a restart, and one big key ends it."""

from __future__ import annotations

import datetime as dt
import io
import stat
import wave
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from services import settings
from services.records import catalogue
from services.records.declared import Declared
from services.records.events import CheckedIn
from services.store import journal
from tests.factories import NOW, SECRET
from tests.fixtures_window import OpenWindow, Tablet
from ui import ringing
from ui.background import Background
from ui.desk import GoTo
from ui.dialogs.alone import AloneSheet
from ui.dialogs.pin_card import PinCard
from ui.pages.map import MapPage
from ui.ringing import Ringer
from ui.window import Window

PATIENCE = 20_000


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> dt.datetime:
        return self.at

    def forward(self, minutes: int) -> None:
        self.at += dt.timedelta(minutes=minutes)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def window(open_window: OpenWindow, qtbot: QtBot, clock: Clock) -> Window:
    opened = open_window(now=clock)
    unlock(opened, qtbot)
    return opened


def unlock(window: Window, qtbot: QtBot) -> None:
    if window.unlock.wake_key.isVisible():
        tap(qtbot, window.unlock.wake_key)
    qtbot.waitUntil(window.unlock.phrase.isVisible, timeout=PATIENCE)
    window.unlock.phrase.setText(SECRET)
    tap(qtbot, window.unlock.open_key)
    qtbot.waitUntil(lambda: window.session is not None, timeout=PATIENCE)


def tap(qtbot: QtBot, key: QWidget) -> None:
    qtbot.mouseClick(key, Qt.MouseButton.LeftButton)


def go_alone(window: Window, qtbot: QtBot) -> None:
    """From the map's card of a door, as an officer does."""
    window.go(GoTo("map"))
    assert window.routes is not None
    page = window.routes.page
    assert isinstance(page, MapPage)
    qtbot.waitUntil(lambda: page.day.shown is not None and bool(page.frame.map.marks), timeout=PATIENCE)
    assert page.day.shown is not None
    page.frame.map.picked.emit((page.day.shown.read.live[0],))
    qtbot.waitUntil(lambda: any(c.isVisible() for c in window.findChildren(PinCard)), timeout=PATIENCE)
    card = next(c for c in window.findChildren(PinCard) if c.isVisible())
    tap(qtbot, next(b for b in card.bar.buttons if "独自" in b.accessibleName()))
    qtbot.waitUntil(lambda: any(s.isVisible() for s in window.findChildren(AloneSheet)), timeout=PATIENCE)
    tap(qtbot, next(s for s in window.findChildren(AloneSheet) if s.isVisible()).key)
    qtbot.waitUntil(lambda: window.check_in.due is not None, timeout=PATIENCE)


def said(window: Window, background: Background, qtbot: QtBot) -> list[Declared]:
    session = window.session
    assert session is not None
    found: list[list[Declared]] = []
    background.run(
        lambda: [catalogue.read(e).said for e in journal.entries(session.vault, kinds=[CheckedIn.code])],
        then=found.append,
    )
    qtbot.waitUntil(lambda: bool(found), timeout=PATIENCE)
    return found[0]


def test_the_time_stands_above_every_page_with_the_key_that_ends_it(
    window: Window, clock: Clock, background: Background, qtbot: QtBot
) -> None:
    go_alone(window, qtbot)
    assert window.frame is not None
    strip = window.frame.check_in
    for place in ("today", "cases", "map"):
        window.go(GoTo(place))  # type: ignore[arg-type]
        assert strip.isVisible()
    clock.forward(12)
    window.check_in.look()
    assert "还剩 18 分钟" in strip.accessibleName()
    tap(qtbot, strip.key)
    assert not strip.isVisible()
    qtbot.waitUntil(lambda: bool(said(window, background, qtbot)), timeout=PATIENCE)


def test_it_rings_when_nobody_answers_and_the_big_key_ends_it(
    window: Window, clock: Clock, background: Background, qtbot: QtBot
) -> None:
    go_alone(window, qtbot)
    clock.forward(29)
    window.check_in.look()
    assert not window.check_in.ringer.ringing
    clock.forward(3)
    window.check_in.look()
    cover = window.check_in.cover
    assert window.check_in.ringer.ringing
    assert cover.isVisible()
    assert cover.geometry() == window.rect()
    assert "已过 2 分钟" in cover.accessibleDescription()
    assert cover.key.height() >= 120
    tap(qtbot, cover.key)
    assert not window.check_in.ringer.ringing
    assert not cover.isVisible()
    qtbot.waitUntil(lambda: bool(said(window, background, qtbot)), timeout=PATIENCE)
    (event,) = said(window, background, qtbot)
    assert isinstance(event, CheckedIn)
    assert event.answered_at - event.due == dt.timedelta(minutes=2)


def test_it_rings_behind_the_lock_names_no_case_and_the_answer_is_journalled_later(
    window: Window, clock: Clock, background: Background, qtbot: QtBot
) -> None:
    go_alone(window, qtbot)
    window.lock()
    clock.forward(31)
    window.check_in.look()
    cover = window.check_in.cover
    assert cover.isVisible()
    assert "执" not in cover.accessibleDescription()
    answered = clock.at
    tap(qtbot, cover.key)
    clock.forward(40)
    unlock(window, qtbot)
    qtbot.waitUntil(lambda: bool(said(window, background, qtbot)), timeout=PATIENCE)
    (event,) = said(window, background, qtbot)
    assert isinstance(event, CheckedIn)
    assert event.answered_at == answered


def test_it_survives_that_the_program_ends(
    window: Window,
    clock: Clock,
    tablet: Tablet,
    open_window: OpenWindow,
    background: Background,
    qtbot: QtBot,
) -> None:
    go_alone(window, qtbot)
    kept = settings.read_terminal(tablet.root)
    assert kept["check_in_due"]
    assert "执" not in (tablet.root / settings.FILE).read_text("utf-8")
    window.lock()
    window.hide()
    clock.forward(45)
    again = open_window(now=clock)
    again.check_in.look()
    assert again.check_in.ringer.ringing
    assert again.check_in.cover.isVisible()
    window.check_in.ringer.stop()
    tap(qtbot, again.check_in.cover.key)
    assert not settings.read_terminal(tablet.root)["check_in_due"]
    unlock(again, qtbot)
    qtbot.waitUntil(lambda: bool(said(again, background, qtbot)), timeout=PATIENCE)


def test_a_plain_file_that_was_lost_is_made_good_from_the_vault(
    window: Window, clock: Clock, tablet: Tablet, open_window: OpenWindow, qtbot: QtBot
) -> None:
    go_alone(window, qtbot)
    due = window.check_in.due
    window.lock()
    window.hide()
    (tablet.root / settings.FILE).unlink()
    again = open_window(now=clock)
    assert again.check_in.due is None
    unlock(again, qtbot)
    qtbot.waitUntil(lambda: again.check_in.due == due, timeout=PATIENCE)
    again.check_in.answer()


def test_the_sound_is_a_whole_wave_file_of_two_tones() -> None:
    with wave.open(io.BytesIO(ringing.sound())) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 22_050)
        seconds = file.getnframes() / file.getframerate()
        samples = memoryview(file.readframes(file.getnframes())).cast("h")
    assert 1 < seconds < 2
    assert max(samples) > 20_000


def test_the_system_s_player_gets_the_sound_again_and_again_until_it_is_stopped(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A player of our own that keeps what it is given."""
    player, heard = tmp_path / "aplay", tmp_path / "heard"
    player.write_text(f'#!/bin/sh\n/bin/cat >>"{heard}"\n')
    player.chmod(player.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(ringing, "EVERY_MS", 1)
    ringer = Ringer()
    ringer.start()
    whole = len(ringing.sound())
    qtbot.waitUntil(lambda: heard.exists() and heard.stat().st_size >= 2 * whole, timeout=PATIENCE)
    ringer.stop()
    assert not ringer.ringing
    assert heard.read_bytes().startswith(b"RIFF")


def test_a_machine_without_a_player_still_rings(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    ringer = Ringer()
    ringer.start()
    assert ringer.ringing
    ringer.stop()
