"""地图: pins gather and open, a route is proposed and kept, a door tells its history, a base map is taken or refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from services import settings
from services.actions import planning, preferences
from services.actions.planning import Target
from tests.factories import SECRET
from tests.fixtures_window import OpenWindow
from ui import look
from ui.background import Background
from ui.components.map_pins import Pictures, Pin, gathered
from ui.components.map_view import MapView
from ui.desk import GoTo
from ui.dialogs.pin_card import PinCard
from ui.pages.basemap import SCHEMATIC
from ui.pages.case import CasePage
from ui.pages.map import MapPage
from ui.pages.record import RecordPage
from ui.window import Window


@pytest.fixture
def window(open_window: OpenWindow, qtbot: QtBot) -> Window:
    """An unlocked window that shows 地图."""
    opened = open_window()
    opened.unlock.phrase.setText(SECRET)
    qtbot.mouseClick(opened.unlock.open_key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: opened.session is not None, timeout=20_000)
    return opened


def page_of(window: Window) -> QWidget:
    assert window.routes is not None
    assert window.routes.page is not None
    return window.routes.page


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> MapPage:
    window.go(GoTo("map"))
    shown = page_of(window)
    assert isinstance(shown, MapPage)
    qtbot.waitUntil(lambda: bool(shown.frame.map.marks), timeout=20_000)
    return shown


def tap(qtbot: QtBot, key: QWidget) -> None:
    qtbot.mouseClick(key, Qt.MouseButton.LeftButton)


def propose(page: MapPage, qtbot: QtBot) -> tuple[Target, ...]:
    page.side.propose.emit()
    qtbot.waitUntil(lambda: bool(page.side.stops.items), timeout=20_000)
    return tuple(row.payload for row in page.side.stops.items)


def card_of(window: Window, qtbot: QtBot) -> PinCard:
    qtbot.waitUntil(lambda: any(c.isVisible() for c in window.findChildren(PinCard)), timeout=20_000)
    return next(c for c in window.findChildren(PinCard) if c.isVisible())


def in_vault(background: Background, qtbot: QtBot, work: Callable[[], object]) -> object:
    found: list[object] = []
    background.run(work, then=found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)
    return found[0]


def test_pins_close_to_each_other_become_one_mark_and_numbered_stops_never_do() -> None:
    pins = [Pin(28.9, 118.5, payload=n) for n in range(740)]
    stop = Pin(28.9, 118.5, "1", "plain")
    marks = gathered([(p, 100.0, 100.0) for p in (*pins, stop)] + [(Pin(29, 118), 900.0, 40.0)])
    assert sorted((len(m.pins), m.label) for m in marks) == [(1, ""), (1, "1"), (740, "740")]
    assert marks[-1].pins == (stop,), "stops are drawn over everything else"


def test_one_that_lapses_makes_the_whole_cluster_say_so() -> None:
    (mark,) = gathered([(Pin(0, 0), 5, 5), (Pin(0, 0, tone="hard"), 6, 6)])
    assert mark.tone == "hard"


@pytest.mark.parametrize("theme", ["day", "night", "sun"])
def test_the_sorts_of_pins_are_told_apart_by_shape_also_where_colour_says_nothing(
    theme: str, qapp: QApplication
) -> None:
    look.themed(qapp, theme)
    pictures = Pictures()
    grey = {}
    for sort in ("home", "vehicle", "term", "call"):
        (mark,) = gathered([(Pin(28.9, 118.5, sort=sort), 5.0, 5.0)])  # type: ignore[arg-type]
        picture, _ = pictures.of(mark, 1.0)
        image = picture.toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        grey[sort] = bytes(image.constBits())
    assert len(set(grey.values())) == 4
    look.themed(qapp)


def test_a_cluster_of_one_sort_is_not_said_to_be_anything_and_a_pin_says_what_it_is(page: MapPage) -> None:
    mixed = gathered([(Pin(0, 0, sort="home"), 5, 5), (Pin(0, 0, sort="vehicle"), 6, 6)])
    assert mixed[0].sort == "call"
    words = {pin.spoken.partition("，")[0] for mark in page.frame.map.marks for pin in mark.pins}
    assert words <= {"腾房", "车辆", "措施", "上门"}
    assert words


def test_a_map_without_tiles_says_that_it_is_a_schematic_and_names_its_datum(page: MapPage) -> None:
    assert page.frame.scale.ground == SCHEMATIC
    assert "WGS-84" in SCHEMATIC


def test_a_route_is_proposed_by_deadline_and_is_there_after_the_page_was_left(
    page: MapPage, window: Window, qtbot: QtBot
) -> None:
    stops = propose(page, qtbot)
    assert page.side.stops.items
    window.go(GoTo("today"))
    window.go(GoTo("map"))
    again = page_of(window)
    assert isinstance(again, MapPage)
    qtbot.waitUntil(
        lambda: [r.payload.id for r in again.side.stops.items] == [t.id for t in stops], timeout=20_000
    )
    assert f"{len(stops)} 站" in again.subtitle()


def test_a_tapped_stop_tells_of_its_door_and_leads_to_a_visit_there(
    page: MapPage, window: Window, qtbot: QtBot
) -> None:
    target = propose(page, qtbot)[0]
    page.side.stops.opened.emit(page.side.stops.items[0])
    card = card_of(window, qtbot)
    tap(qtbot, card.bar.buttons[-1])
    qtbot.waitUntil(lambda: isinstance(page_of(window), RecordPage), timeout=20_000)
    record = page_of(window)
    assert isinstance(record, RecordPage)
    qtbot.waitUntil(lambda: record.draft is not None, timeout=20_000)
    assert record.draft is not None
    assert record.draft.cases == (target.case,)
    assert record.draft.values["place"].text == target.place


def test_a_stop_taken_out_is_out_and_can_be_put_in_again_from_its_pin(
    page: MapPage, window: Window, qtbot: QtBot
) -> None:
    stops = propose(page, qtbot)
    page.side.stops.opened.emit(page.side.stops.items[0])
    tap(qtbot, card_of(window, qtbot).bar.buttons[0])
    qtbot.waitUntil(lambda: len(page.side.stops.items) == len(stops) - 1, timeout=20_000)
    page.frame.map.picked.emit((stops[0],))
    tap(qtbot, card_of(window, qtbot).bar.buttons[0])
    qtbot.waitUntil(lambda: len(page.side.stops.items) == len(stops), timeout=20_000)


def test_a_tap_on_a_pin_opens_its_case(page: MapPage, window: Window, qtbot: QtBot) -> None:
    propose(page, qtbot)
    view = page.frame.map
    mark = view.marks[-1]
    spot = view.spot_of(mark.pins[0].latitude, mark.pins[0].longitude) - QPointF(0, 22)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot.toPoint())
    card = card_of(window, qtbot)
    tap(qtbot, card.bar.buttons[2])
    qtbot.waitUntil(lambda: isinstance(page_of(window), CasePage), timeout=20_000)


def test_my_own_place_is_asked_for_without_a_receiver_and_the_answer_says_what_to_do(
    page: MapPage, window: Window, qtbot: QtBot
) -> None:
    tap(qtbot, page.bar.buttons[3])
    assert window.frame is not None
    banner = window.frame.trouble
    qtbot.waitUntil(banner.isVisible)
    assert "还没有定位" in banner.accessibleName()


def test_dragging_moves_the_map_and_a_tap_that_moved_opens_nothing(
    page: MapPage, window: Window, qtbot: QtBot
) -> None:
    view = page.frame.map
    middle = view.viewport().rect().center()
    before = view.place_of(QPointF(middle))
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    for step in range(1, 6):
        QTest.mouseMove(view.viewport(), middle + QPoint(20 * step, 0))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=middle + QPoint(100, 0))
    after = view.place_of(QPointF(middle))
    assert after[1] < before[1], "the ground follows the finger to the right"
    assert not any(c.isVisible() for c in window.findChildren(PinCard))


@pytest.mark.parametrize(("key", "nearer"), [(Qt.Key.Key_Plus, True), (Qt.Key.Key_Minus, False)])
def test_keys_bring_the_map_nearer_and_keep_its_middle(page: MapPage, key: Qt.Key, nearer: bool) -> None:
    view = page.frame.map
    middle = QPointF(view.viewport().rect().center())
    place, scale = view.place_of(middle), view.metres_per_pixel
    QTest.keyClick(view, key)
    assert (view.metres_per_pixel < scale) is nearer
    assert view.place_of(middle) == pytest.approx(place, abs=2e-3)


def test_the_keyboard_walks_from_pin_to_pin_and_opens_one(
    page: MapPage, window: Window, qtbot: QtBot
) -> None:
    propose(page, qtbot)
    view = page.frame.map
    number = next(n for n, m in enumerate(view.marks) if m.stop)
    for _ in range(number + 1):
        QTest.keyClick(view, Qt.Key.Key_N)
    assert view.marks[number].pins[0].spoken in view.accessibleDescription()
    QTest.keyClick(view, Qt.Key.Key_Return)
    card_of(window, qtbot)


def tile_file(path: Path) -> Path:
    image = QImage(256, 256, QImage.Format.Format_RGB32)
    image.fill(0xFF3366CC)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    data = bytes(buffer.data().data())
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
    db.execute("INSERT INTO metadata VALUES ('name', '常山县影像')")
    db.execute("CREATE TABLE tiles (zoom_level INT, tile_column INT, tile_row INT, tile_data BLOB)")
    db.execute("INSERT INTO tiles VALUES (7, ?, ?, ?)", [106, 127 - 53, data])
    db.commit()
    db.close()
    return path


def test_the_court_s_tiles_are_drawn_and_their_datum_is_named(
    window: Window, background: Background, qtbot: QtBot, tmp_path: Path
) -> None:
    session = window.session
    assert session is not None
    file = str(tile_file(tmp_path / "a.mbtiles"))

    def choose() -> bool:
        preferences.put(session, settings.MAP_FILE, file)
        preferences.put(session, settings.MAP_DATUM, "gcj02")
        return True

    in_vault(background, qtbot, choose)
    window.go(GoTo("map"))
    page = page_of(window)
    assert isinstance(page, MapPage)
    qtbot.waitUntil(lambda: "GCJ-02" in page.frame.scale.ground, timeout=20_000)
    assert "常山县影像" in page.frame.scale.ground
    qtbot.waitUntil(lambda: bool(page.frame.map.marks), timeout=20_000)
    pin, target = next((p, p.payload) for m in page.frame.map.marks for p in m.pins)
    assert isinstance(target, Target)
    assert (pin.latitude, pin.longitude) != target.at, "shown where the shifted map has it"
    view = page.frame.map
    view.fit([target.at or (0, 0)])
    view.zoom_by(-20)
    view.centre_on(28.9, 118.5)
    blue = lambda: view.grab().toImage().pixelColor(view.width() // 2 + 60, view.height() // 2 + 60).blue()  # noqa: E731
    qtbot.waitUntil(lambda: blue() == 0xCC, timeout=20_000)


def test_a_base_map_that_is_none_leaves_the_schematic_and_says_so(
    window: Window, background: Background, qtbot: QtBot, tmp_path: Path
) -> None:
    session = window.session
    assert session is not None
    in_vault(
        background, qtbot, lambda: preferences.put(session, settings.MAP_FILE, str(tmp_path / "gone.mbtiles"))
    )
    window.go(GoTo("map"))
    page = page_of(window)
    assert isinstance(page, MapPage)
    assert window.frame is not None
    banner = window.frame.trouble
    qtbot.waitUntil(banner.isVisible, timeout=20_000)
    assert "没有找到底图文件" in banner.accessibleName()
    assert page.frame.scale.ground == SCHEMATIC


def test_an_empty_map_has_no_pins_and_does_not_mind(qtbot: QtBot) -> None:
    view = MapView()
    qtbot.addWidget(view)
    view.setPins([])
    view.fit([])
    view.grab()
    assert view.marks == ()
    assert planning.nearby([], [(28.9, 118.5)]) == ()
