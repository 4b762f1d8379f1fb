"""车辆: a row of thirty parked cars typed on the pad, one of them wanted; the card leads to seizure and case."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from services.actions import spotting
from services.records.kinds.vehicle_seizure import VehicleSeizure
from tests.fixtures_seizure import Car
from ui import look
from ui.components.buttons import Button
from ui.desk import OpenCase, StartRecord
from ui.pages.vehicles import VehiclesPage

PARKED = [f"浙H{n:05d}" for n in range(10_000, 10_029)]
WANTED = "浙H9A3K7"


@pytest.fixture
def page(car: Car) -> VehiclesPage:
    """The page over two cases that share a car."""
    made = VehiclesPage(car.desk)
    car.show(made)
    car.until(lambda: made.pad.text == "浙H")
    return made


def tap(key: QWidget) -> None:
    QTest.mouseClick(key, Qt.MouseButton.LeftButton)


def type_plate(page: VehiclesPage, text: str) -> None:
    for sign in text:
        tap(page.pad.keys[sign])


def press(page: QWidget, words: str) -> None:
    tap(next(k for k in page.findChildren(Button) if k.isVisible() and k.text() == words))


def test_a_wanted_car_in_a_row_of_thirty_is_found_by_five_keys_each(page: VehiclesPage, car: Car) -> None:
    for plate in (*PARKED[:20], WANTED, *PARKED[20:]):
        type_plate(page, plate[2:])
        if plate == WANTED:
            car.until(lambda: page.hit.isVisible())
            assert "命中" in page.hit.accessibleName()
        else:
            assert page.hit.isHidden()
        press(page, "下一辆")
    assert len(page.row) == 30
    assert [s.text for s in page.row if s.verdict == "hit"] == [WANTED]
    today = car.desk.today()
    kept = car.ask(lambda: spotting.row(car.session, today))
    assert kept == page.row, "the row is on the disk"


def test_each_key_narrows_what_still_fits(page: VehiclesPage) -> None:
    type_plate(page, "9A")
    assert [row.title for row in page.fitting.items] == ["浙H·9A3K7", "浙H·9A3K8"]
    type_plate(page, "3K")
    tap(page.pad.keys["back"])
    type_plate(page, "？")
    assert page.fitting.isVisible(), "a sign that nobody can read fits any"
    type_plate(page, "8")
    assert page.sighting is not None
    assert page.sighting.verdict == "near"


def test_the_card_names_all_cases_of_the_car_and_starts_a_seizure_of_it(page: VehiclesPage, car: Car) -> None:
    type_plate(page, WANTED[2:])
    car.until(lambda: page.hit.isVisible())
    assert page.car is not None
    assert len(page.car.cases) == 2
    assert page.hit.others.isVisible()
    press(page.hit, "开始扣押")
    press(page.hit, "打开案件")
    lead = page.car.lead
    assert car.went == [
        StartRecord(VehicleSeizure, (lead.case.number,), lead.thing.id), OpenCase(lead.case.number)
    ]  # fmt: skip


def test_a_car_that_proves_to_be_another_is_marked_so_and_the_next_begins(
    page: VehiclesPage, car: Car
) -> None:
    type_plate(page, "9A3K？")
    car.until(lambda: page.hit.isVisible())
    assert "近似" in page.hit.accessibleName()
    press(page.hit, "还有 1 辆相近")
    car.until(lambda: page.car is not None and page.car.plate == "浙H9A3K8")
    press(page.hit, "不是这辆")
    assert page.row[0].denied
    assert page.pad.text == "浙H"
    assert page.hit.isHidden()


def test_a_line_of_the_row_opens_its_car_again(page: VehiclesPage, car: Car) -> None:
    type_plate(page, WANTED[2:])
    press(page, "下一辆")
    page.row_list.opened.emit(page.row_list.items[0])
    car.until(lambda: page.hit.isVisible())
    assert len(page.row) == 1


def test_the_bell_falls_quiet_and_a_province_begins_the_next_plate(page: VehiclesPage, car: Car) -> None:
    type_plate(page, WANTED[2:])
    car.until(lambda: page.hit.quiet_key.isVisible())
    press(page.hit, "停铃")
    assert page.hit.quiet_key.isHidden()
    type_plate(page, "赣E7M209")
    assert page.slots.accessibleName() == "号牌：赣E7M209"
    assert page.row[0].note == "外省 · 不在册"


def test_the_keyboard_types_too_and_enter_goes_to_the_next_car(
    page: VehiclesPage, car: Car, qtbot: QtBot
) -> None:
    page.pad.setFocus()
    qtbot.keyClicks(page.pad, "9A3K7")
    car.until(lambda: page.hit.isVisible())
    qtbot.keyClick(page.pad, Qt.Key.Key_Return)
    assert page.pad.text == "浙H"


def test_the_end_alone_is_looked_up_when_asked(page: VehiclesPage, car: Car) -> None:
    for _ in "浙H":
        tap(page.pad.keys["back"])
    type_plate(page, "9A3K7")
    press(page, "查")
    car.until(lambda: page.hit.isVisible())
    assert page.sighting is not None
    assert page.sighting.verdict == "near"


@pytest.mark.parametrize("size", [(1280, 640), (1024, 508)])
def test_keys_and_deeds_stand_whole_in_both_sizes(
    page: VehiclesPage, car: Car, qapp: QApplication, size: tuple[int, int]
) -> None:
    look.themed(qapp, "day", size[0], 96.0)
    page.resize(size[0] - look.sizes().rail, size[1] + look.sizes().bar)
    type_plate(page, WANTED[2:])
    car.until(lambda: page.hit.isVisible())
    for key in (page.pad.keys["7"], page.pad.keys["back"], page.hit.seize_key, page.hit.open_key):
        assert key.visibleRegion().boundingRect() == key.rect(), key.accessibleName()
