"""标点 by hand: a finger on the map, a line typed, a photo, the court's service after a plain question, and the way back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from services import settings
from services.actions import preferences, unlocking
from services.actions.planning import Target
from services.position import datum, distance
from services.store import registry
from tests.factories import NOW, SECRET, make_cases, make_docket
from tests.fixtures_window import OpenWindow, Tablet
from tests.ui.test_map_page import tile_file
from tests.unit.actions.test_placing import NOWHERE, at_nowhere, photo
from ui.background import Background
from ui.components.sheets import Sheet
from ui.desk import GoTo
from ui.dialogs.place_sheet import AnswersSheet, AskSheet, PlaceSheet, UndoSheet
from ui.pages.map import MapPage
from ui.window import Window

PATIENCE = 20_000
Kind = TypeVar("Kind", bound=Sheet)


@pytest.fixture
def window(tablet: Tablet, open_window: OpenWindow, qtbot: QtBot) -> Window:
    """An unlocked window over six cases, one at an address without coordinates."""
    opened = unlocking.unlock(tablet.folder, SECRET, NOW)
    cases = make_cases(6)
    registry.load_docket(opened.vault, make_docket([at_nowhere(cases[0]), *cases[1:]], serial=2))
    opened.vault.close()
    shown = open_window()
    shown.unlock.phrase.setText(SECRET)
    qtbot.mouseClick(shown.unlock.open_key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown.session is not None, timeout=PATIENCE)
    return shown


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> MapPage:
    window.go(GoTo("map"))
    assert window.routes is not None
    shown = window.routes.page
    assert isinstance(shown, MapPage)
    qtbot.waitUntil(lambda: bool(shown.frame.map.marks), timeout=PATIENCE)
    shown.frame.layer.emit(1)
    return shown


def tap(qtbot: QtBot, key: QWidget) -> None:
    qtbot.mouseClick(key, Qt.MouseButton.LeftButton)


def sheet(window: Window, kind: type[Kind], qtbot: QtBot) -> Kind:
    qtbot.waitUntil(lambda: any(s.isVisible() for s in window.findChildren(kind)), timeout=PATIENCE)
    return next(s for s in window.findChildren(kind) if s.isVisible())


def ways(page: MapPage, window: Window, qtbot: QtBot) -> PlaceSheet:
    """The sheet of ways for the address that is nowhere."""
    page.placing.begin(target(page))
    return sheet(window, PlaceSheet, qtbot)


def target(page: MapPage) -> Target:
    assert page.day.shown is not None
    return next(t for t in page.day.shown.read.live if t.place == NOWHERE)


def marked(page: MapPage, qtbot: QtBot) -> tuple[float, float]:
    qtbot.waitUntil(lambda: target(page).at is not None, timeout=PATIENCE)
    found = target(page).at
    assert found is not None
    return found


def test_an_address_without_coordinates_stands_beside_the_map_and_leads_to_the_ways(
    page: MapPage, window: Window, qtbot: QtBot
) -> None:
    (row,) = page.side.nowhere.items
    assert NOWHERE in row.detail
    page.side.nowhere.opened.emit(row)
    shown = sheet(window, PlaceSheet, qtbot)
    assert not hasattr(shown, "ask"), "without a service in 设置 there is no key to ask it"


def test_a_finger_on_the_map_marks_the_place_only_after_it_was_confirmed(
    page: MapPage, window: Window, qtbot: QtBot
) -> None:
    tap(qtbot, ways(page, window, qtbot).bar.buttons[-1])
    assert page.placing.bar.isVisible()
    assert not page.bar.isVisible()
    tap(qtbot, page.placing.key)
    assert target(page).at is None, "nothing was tapped yet"
    view = page.frame.map
    spot = view.viewport().rect().center() + QPoint(40, -30)
    expected = view.place_of(QPointF(spot))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    tap(qtbot, page.placing.key)
    assert distance.metres(marked(page, qtbot), expected) < 0.1
    assert page.bar.isVisible()
    qtbot.waitUntil(lambda: not page.side.nowhere.items, timeout=PATIENCE)


def test_a_finger_on_a_shifted_map_is_kept_where_the_place_really_is(
    page: MapPage, window: Window, background: Background, qtbot: QtBot, tmp_path: Path
) -> None:
    """The court's tiles are in GCJ-02: what is tapped lies half a kilometre beside what is stored, and that is right."""
    session = window.session
    assert session is not None
    file, done = str(tile_file(tmp_path / "a.mbtiles")), list[object]()

    def choose() -> bool:
        preferences.put(session, settings.MAP_FILE, file)
        preferences.put(session, settings.MAP_DATUM, "gcj02")
        return True

    background.run(choose, then=done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE)
    window.around.terminal.update({"map_file": file, "map_datum": "gcj02"})
    page.refresh()
    qtbot.waitUntil(lambda: "GCJ-02" in page.frame.scale.ground, timeout=PATIENCE)
    tap(qtbot, ways(page, window, qtbot).bar.buttons[-1])
    view = page.frame.map
    view.centre_on(*datum.to_gcj02(28.95, 118.42))
    shown = view.place_of(QPointF(view.viewport().rect().center()))
    QTest.keyClick(view, Qt.Key.Key_Return)
    tap(qtbot, page.placing.key)
    kept = marked(page, qtbot)
    assert distance.metres(kept, datum.to_wgs84(*shown)) < 0.1
    assert 400 < distance.metres(kept, shown) < 700


def test_the_keyboard_marks_what_lies_under_the_cross_hairs(
    page: MapPage, window: Window, qtbot: QtBot
) -> None:
    tap(qtbot, ways(page, window, qtbot).bar.buttons[-1])
    view = page.frame.map
    expected = view.place_of(QPointF(view.viewport().rect().center()))
    QTest.keyClick(view, Qt.Key.Key_Return)
    tap(qtbot, page.placing.key)
    assert distance.metres(marked(page, qtbot), expected) < 0.1


def test_giving_up_leaves_everything_as_it_was(page: MapPage, window: Window, qtbot: QtBot) -> None:
    tap(qtbot, ways(page, window, qtbot).bar.buttons[-1])
    tap(qtbot, page.placing.bar.buttons[0])
    assert page.bar.isVisible()
    assert not page.frame.map.pointing
    assert target(page).at is None


def test_coordinates_from_a_shifted_map_are_typed_with_their_datum(
    page: MapPage, window: Window, qtbot: QtBot
) -> None:
    shown = ways(page, window, qtbot)
    there = (28.95, 118.42)
    gcj = datum.to_gcj02(*there)
    shown.line.setText(f"{gcj[0]:.7f}，{gcj[1]:.7f}")
    tap(qtbot, shown.datum.keys[1])
    tap(qtbot, shown.take)
    assert distance.metres(marked(page, qtbot), there) < 0.1


def test_swapped_coordinates_are_said_in_one_sentence(page: MapPage, window: Window, qtbot: QtBot) -> None:
    shown = ways(page, window, qtbot)
    shown.line.setText("118.42, 28.95")
    tap(qtbot, shown.take)
    assert window.frame is not None
    banner = window.frame.trouble
    qtbot.waitUntil(banner.isVisible, timeout=PATIENCE)
    assert "经纬度写反了" in banner.accessibleName()
    assert target(page).at is None


def test_a_photo_s_place_is_taken_and_a_photo_without_one_is_said(
    page: MapPage, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "无.jpg").write_bytes(photo())
    (tmp_path / "门牌.jpg").write_bytes(photo(28.9511))
    ways(page, window, qtbot).photo.picked.emit(str(tmp_path / "无.jpg"))
    assert window.frame is not None
    qtbot.waitUntil(window.frame.trouble.isVisible, timeout=PATIENCE)
    ways(page, window, qtbot).photo.picked.emit(str(tmp_path / "门牌.jpg"))
    assert marked(page, qtbot) == pytest.approx((28.9511, 118.4211), abs=1e-6)
    assert target(page).marked.startswith("照片里的坐标")


def test_a_mark_is_taken_back_with_a_reason(page: MapPage, window: Window, qtbot: QtBot) -> None:
    shown = ways(page, window, qtbot)
    shown.line.setText("28.95, 118.42")
    tap(qtbot, shown.take)
    marked(page, qtbot)
    tap(qtbot, ways(page, window, qtbot).bar.buttons[0])
    undo = sheet(window, UndoSheet, qtbot)
    tap(qtbot, undo.key)
    assert undo.isVisible(), "without a reason nothing is taken back"
    undo.line.setText("标到邻村了")
    tap(qtbot, undo.key)
    qtbot.waitUntil(lambda: target(page).at is None, timeout=PATIENCE)


@pytest.fixture
def service() -> Iterator[tuple[str, list[str]]]:
    """The court's address service on loopback: its address, and what it was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            body = b'[{"lat": "28.9533", "lon": "118.4244", "display_name": "xin chang"}]'
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing to say."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_court_s_service_is_asked_only_after_a_plain_question(
    page: MapPage, window: Window, background: Background, qtbot: QtBot, service: tuple[str, list[str]]
) -> None:
    address, asked = service
    session = window.session
    assert session is not None
    done: list[object] = []
    background.run(lambda: preferences.put(session, settings.GEOCODER, address), then=done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE)
    tap(qtbot, ways(page, window, qtbot).ask)
    tap(qtbot, sheet(window, AskSheet, qtbot).bar.buttons[0])
    assert asked == [], "不发 sends nothing"
    tap(qtbot, ways(page, window, qtbot).ask)
    tap(qtbot, sheet(window, AskSheet, qtbot).go)
    answers = sheet(window, AnswersSheet, qtbot)
    assert len(asked) == 1
    assert target(page).at is None, "nothing counts before an answer is tapped"
    answers.offers.opened.emit(answers.offers.items[0])
    assert marked(page, qtbot) == (28.9533, 118.4244)
