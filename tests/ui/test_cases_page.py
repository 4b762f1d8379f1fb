"""案件: a key asks the vault one question, and only the latest one is answered."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from services.actions import finding
from services.store import registry, vehicles
from tests.factories import NOW, make_cases, make_docket, number_of
from tests.fixtures_seizure import Car
from tests.patience import SECONDS
from ui.components.rows import ITEM
from ui.dialogs.pick_case import PickCase
from ui.pages.case_rows import WINDOW
from ui.pages.cases import CasesPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

LONG = 3 * WINDOW


@pytest.fixture
def page(car: Car) -> CasesPage:
    """The page over a docket of several windows."""
    docket = make_docket(make_cases(LONG), serial=2, made_at=NOW)
    car.ask(lambda: registry.load_docket(car.session.vault, docket))
    page = CasesPage(car.desk)
    car.show(page)
    car.until(lambda: page._list.model_.rowCount() == LONG)
    settled(car)
    return page


def settled(car: Car) -> None:
    """Waits until the vault's lane has answered all that was asked."""
    car.ask(lambda: None)


def held(car: Car) -> threading.Event:
    """Keeps the vault's lane busy until the event is set."""
    busy = threading.Event()
    car.desk.background.run(lambda: busy.wait(SECONDS))
    return busy


def listened(car: Car, deed: Callable[[], None]) -> list[str]:
    """What the vault is asked for while something is done."""
    told: list[str] = []
    car.ask(lambda: car.session.vault.db.conn.set_trace_callback(told.append))
    deed()
    settled(car)
    car.ask(lambda: car.session.vault.db.conn.set_trace_callback(None))
    return [sql for sql in told if not sql.startswith("--")]


def windows(told: list[str]) -> list[str]:
    return [sql for sql in told if sql.startswith("SELECT number,")]


def shown(page: CasesPage, row: int) -> str:
    summary = page._list.model().index(row, 0).data(ITEM)
    return summary.number if isinstance(summary, finding.Summary) else ""


def test_a_key_reads_the_first_window_and_no_other(car: Car, page: CasesPage) -> None:
    def type_a_letter() -> None:
        page._search.line.setText("浙")
        car.until(lambda: page._search._fact.text().startswith(f"{LONG} 件"))
        page._list.viewport().repaint()

    told = windows(listened(car, type_a_letter))
    assert len(told) == 1, told
    assert "LIMIT 200 OFFSET 0" in told[0]


def test_what_was_typed_over_is_never_asked(car: Car, page: CasesPage) -> None:
    def type_a_number() -> None:
        busy = held(car)
        for text in ("9", "90", "900", "9000", "90001", "900017"):
            page._search.line.setText(text)
        busy.set()
        car.until(lambda: page._search._fact.text().startswith("1 件"))

    told = listened(car, type_a_number)
    assert len([sql for sql in told if " MATCH " in sql]) == 1
    assert shown(page, 0) == number_of(900017)


def test_what_was_typed_over_is_never_asked_where_a_case_is_picked_either(car: Car, page: CasesPage) -> None:
    pick = PickCase(car.desk, page, "记在哪个案件")
    pick.open()

    def type_a_number() -> None:
        busy = held(car)
        for text in ("9", "900", "900017"):
            pick._search.line.setText(text)
        busy.set()
        car.until(lambda: pick._search._fact.text() == "1 件")

    settled(car)
    told = listened(car, type_a_number)
    assert len([sql for sql in told if " MATCH " in sql]) == 1
    assert [row.payload for row in pick._list.items] == [number_of(900017)]
    pick.close_sheet()


def test_a_window_asked_for_by_an_earlier_search_does_not_land_in_the_new_list(
    car: Car, page: CasesPage, qtbot: QtBot
) -> None:
    busy = held(car)
    assert shown(page, 2 * WINDOW) == ""  # the look at it asks for its window
    page._search.line.setText("浙")
    busy.set()
    settled(car)
    assert shown(page, 2 * WINDOW) == ""
    car.until(lambda: shown(page, 2 * WINDOW) != "")


def test_the_end_of_a_long_list_is_fetched_when_the_officer_goes_there(car: Car, page: CasesPage) -> None:
    last = page._list.model().index(LONG - 1, 0)
    assert page._list.model().rowCount() == LONG
    page._list.scrollToBottom()
    car.until(lambda: shown(page, LONG - 1) != "")
    numbers = [shown(page, row) for row in range(LONG - WINDOW, LONG)]
    assert len(set(numbers)) == WINDOW
    assert page._list.visualRect(last).intersects(page._list.viewport().rect())


def test_enter_opens_the_first_case_that_was_found(car: Car, page: CasesPage, qtbot: QtBot) -> None:
    page._search.line.setText("900017")
    car.until(lambda: page._list.model_.rowCount() == 1)
    qtbot.keyClick(page._search.line, Qt.Key.Key_Return)
    assert [getattr(to, "number", "") for to in car.went] == [number_of(900017)]


def test_rows_are_told_to_a_screen_reader(car: Car, page: CasesPage) -> None:
    spoken = page._list.model().index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert shown(page, 3) in spoken


def test_a_plate_misread_by_one_sign_shows_the_near_one_to_be_compared(
    car: Car, page: CasesPage, qtbot: QtBot
) -> None:
    def plate() -> str:
        return next(iter(vehicles.plates(car.session.vault)))

    known: list[str] = []
    car.ask(lambda: known.append(plate()))
    assert not page._near.isVisible()
    page._search.line.setText(known[0].replace("0", "Q", 1))
    car.until(page._near.isVisible)
    near = page._near_list.items[0]
    assert "输入的是Q，册上是0" in near.detail
    assert not page._found.isVisible()
    page._near_list.opened.emit(near)
    assert getattr(car.went[-1], "number", "") == near.payload
    page._search.line.setText("浙")
    car.until(lambda: not page._near.isVisible())
    assert page._found.isVisible()
