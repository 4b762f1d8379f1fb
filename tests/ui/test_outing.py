"""今日安排: appointments, fixed ends and a tour home; what to take; the day's papers and file; one key after a call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from services.actions import recording
from services.actions.planning import Plan, Target
from services.clock import local
from services.position.fix import NoFix
from services.records.kinds.visit import NOBODY, Visit
from tests.factories import NOW, SECRET
from tests.fixtures_window import OpenWindow
from ui.background import Background
from ui.components.sheets import Sheet
from ui.components.tasks import PlainRow
from ui.desk import GoTo
from ui.dialogs.outing import DaySheet, FileSheet, PackSheet, PaperSheet, StopSheet
from ui.dialogs.pin_card import PinCard
from ui.dialogs.preview import PrintSheet
from ui.pages.map import MapPage
from ui.window import Window

PATIENCE = 20_000
Kind = TypeVar("Kind", bound=Sheet)


@pytest.fixture
def window(open_window: OpenWindow, qtbot: QtBot) -> Window:
    """An unlocked window."""
    opened = open_window()
    opened.unlock.phrase.setText(SECRET)
    qtbot.mouseClick(opened.unlock.open_key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: opened.session is not None, timeout=PATIENCE)
    return opened


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> MapPage:
    """地图 with a route of every live case that has a place."""
    window.go(GoTo("map"))
    assert window.routes is not None
    shown = window.routes.page
    assert isinstance(shown, MapPage)
    qtbot.waitUntil(lambda: shown.day.shown is not None, timeout=PATIENCE)
    assert shown.day.shown is not None
    for target in shown.day.shown.read.live:
        shown.day.add(target)
    wanted = len(shown.day.shown.read.live)
    qtbot.waitUntil(lambda: len(shown.side.stops.items) == wanted, timeout=PATIENCE)
    return shown


def tap(qtbot: QtBot, key: QWidget) -> None:
    qtbot.mouseClick(key, Qt.MouseButton.LeftButton)


def sheet(window: Window, kind: type[Kind], qtbot: QtBot) -> Kind:
    qtbot.waitUntil(lambda: any(s.isVisible() for s in window.findChildren(kind)), timeout=PATIENCE)
    return next(s for s in window.findChildren(kind) if s.isVisible())


def plan(page: MapPage) -> Plan:
    assert page.day.shown is not None
    return page.day.shown.read.plan


def stops(page: MapPage) -> tuple[Target, ...]:
    assert page.day.shown is not None
    return page.day.shown.read.stops


def stop_sheet(page: MapPage, window: Window, number: int, qtbot: QtBot) -> tuple[StopSheet, Target]:
    """Through the card of a stop, as a finger goes."""
    row = page.side.stops.items[number]
    assert isinstance(row, PlainRow)
    assert isinstance(row.payload, Target)
    target = row.payload
    page.side.stops.opened.emit(row)
    tap(qtbot, sheet(window, PinCard, qtbot).bar.buttons[1])
    return sheet(window, StopSheet, qtbot), target


def deed(page: MapPage, window: Window, name: str, qtbot: QtBot) -> None:
    page.outing.open()
    shown = sheet(window, DaySheet, qtbot)
    shown.deeds.opened.emit(next(row for row in shown.deeds.items if row.payload == name))


def test_an_appointment_is_kept_and_stands_in_the_row(page: MapPage, window: Window, qtbot: QtBot) -> None:
    shown, target = stop_sheet(page, window, 0, qtbot)
    tap(qtbot, shown.when.keys[4])
    qtbot.waitUntil(
        lambda: (s := plan(page).stop(target.id)) is not None and s.since is not None, timeout=PATIENCE
    )
    stop = plan(page).stop(target.id)
    assert stop is not None
    assert stop.since == NOW.replace(hour=14)
    assert stop.until == NOW.replace(hour=18)
    qtbot.waitUntil(
        lambda: any("约 14:00–18:00" in r.detail for r in page.side.stops.items), timeout=PATIENCE
    )


def test_a_stated_time_is_moved_by_quarters_of_an_hour(page: MapPage, window: Window, qtbot: QtBot) -> None:
    shown, target = stop_sheet(page, window, 0, qtbot)
    tap(qtbot, shown.when.keys[-1])
    tap(qtbot, shown.more)
    tap(qtbot, shown.more)
    expected = NOW + dt.timedelta(minutes=30)
    qtbot.waitUntil(
        lambda: (s := plan(page).stop(target.id)) is not None and s.since == expected, timeout=PATIENCE
    )
    assert shown.clock.text() == f"{local(expected):%H:%M}"
    tap(qtbot, shown.when.keys[0])
    qtbot.waitUntil(
        lambda: (s := plan(page).stop(target.id)) is not None and s.since is None, timeout=PATIENCE
    )


def test_a_stop_is_put_first_and_the_tour_begins_there(page: MapPage, window: Window, qtbot: QtBot) -> None:
    shown, target = stop_sheet(page, window, 2, qtbot)
    tap(qtbot, shown.end.keys[1])
    qtbot.waitUntil(
        lambda: plan(page).first == target.id and stops(page)[0].id == target.id, timeout=PATIENCE
    )


def test_the_officer_s_own_order_stays_until_the_route_is_asked_for(
    page: MapPage, window: Window, qtbot: QtBot
) -> None:
    shown, target = stop_sheet(page, window, 1, qtbot)
    tap(qtbot, shown.bar.buttons[0])
    qtbot.waitUntil(lambda: plan(page).by_hand and stops(page)[0].id == target.id, timeout=PATIENCE)
    tap(qtbot, shown.bar.buttons[-1])
    tap(qtbot, page.bar.buttons[1])
    qtbot.waitUntil(lambda: not plan(page).by_hand, timeout=PATIENCE)


def test_a_tour_home_is_longer_by_the_way_back(page: MapPage, window: Window, qtbot: QtBot) -> None:
    page.outing.open()
    shown = sheet(window, DaySheet, qtbot)
    tap(qtbot, shown.way.keys[1])
    qtbot.waitUntil(lambda: plan(page).closed, timeout=PATIENCE)
    qtbot.waitUntil(lambda: page.day.shown is not None and page.day.shown.route.back > 0, timeout=PATIENCE)
    tap(qtbot, shown.way.keys[0])
    qtbot.waitUntil(lambda: not plan(page).closed, timeout=PATIENCE)


def test_what_is_taken_along_is_ticked_and_still_ticked_the_next_time(
    page: MapPage, window: Window, qtbot: QtBot
) -> None:
    deed(page, window, "pack", qtbot)
    shown = sheet(window, PackSheet, qtbot)
    group = shown.lists["人员与安全"]
    group.opened.emit(group.items[0])
    qtbot.waitUntil(lambda: len(plan(page).packed) == 1, timeout=PATIENCE)
    tap(qtbot, shown.bar.buttons[-1])
    deed(page, window, "pack", qtbot)
    again = sheet(window, PackSheet, qtbot)
    assert next(row.key for row in again.lists["人员与安全"].items) == "没带"


@pytest.mark.parametrize(("name", "title"), [("car", "外勤出行单"), ("desk", "外勤值班留存单")])
def test_the_day_s_papers_are_seen_before_they_are_printed(
    page: MapPage, window: Window, qtbot: QtBot, name: str, title: str
) -> None:
    deed(page, window, name, qtbot)
    shown = sheet(window, PaperSheet, qtbot)
    assert shown.accessibleName() == title
    tap(qtbot, shown.key)
    sheet(window, PrintSheet, qtbot)


@pytest.mark.parametrize(("key", "ending"), [(0, ".gpx"), (1, ".kml"), (2, ".geojson")])
def test_the_day_s_file_is_written_where_the_officer_said(
    page: MapPage, window: Window, qtbot: QtBot, tmp_path: Path, key: int, ending: str
) -> None:
    deed(page, window, "file", qtbot)
    shown = sheet(window, FileSheet, qtbot)
    shown.file.set_path(str(tmp_path / "day.gpx"))
    if key:
        tap(qtbot, shown.form.keys[key])
    tap(qtbot, shown.key)
    qtbot.waitUntil(lambda: (tmp_path / f"day{ending}").exists(), timeout=PATIENCE)
    qtbot.waitUntil(lambda: "行程文件已写好" in page.subtitle(), timeout=PATIENCE)


def in_vault(background: Background, qtbot: QtBot, work: Callable[[], object]) -> None:
    done: list[object] = []
    background.run(work, then=done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE)


def test_one_key_after_a_call_puts_the_closed_door_off_and_says_so(
    page: MapPage, window: Window, background: Background, qtbot: QtBot
) -> None:
    session = window.session
    assert session is not None
    target = stops(page)[0]

    def call() -> bool:
        draft = recording.start(
            session, Visit, [target.case], NOW, NoFix(reason="室内", at=NOW), subject=target.place
        ).answered("outcome", NOBODY)
        recording.commit(session, recording.confirm_all(session, draft, NOW), NOW)
        return True

    in_vault(background, qtbot, call)
    tap(qtbot, page.bar.buttons[1])
    qtbot.waitUntil(lambda: "没找到人" in page.subtitle() or "已走" in page.subtitle(), timeout=PATIENCE)
    qtbot.waitUntil(
        lambda: (s := plan(page).stop(target.id)) is not None and bool(s.tried or s.done), timeout=PATIENCE
    )
    qtbot.waitUntil(
        lambda: any("上门查找：无人" in r.detail for r in page.side.stops.items), timeout=PATIENCE
    )
