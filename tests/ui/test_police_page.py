"""交警清单: filtered on the screen, given out with its files, answers taken in, a held car leads to its seizure."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from services import spreadsheet
from services.actions import policing
from services.cases.police_list import ANSWER_HEADS
from services.records.kinds.vehicle_seizure import VehicleSeizure
from tests.fixtures_seizure import ONE, TWO, Car
from tests.unit.actions.test_policing import FOUND, TO, load
from tests.unit.cases.test_wanted import on_car
from ui.components.buttons import Button
from ui.desk import StartRecord
from ui.dialogs.import_sheets import RefusedSheet
from ui.dialogs.police_sheets import GivenSheet, GiveSheet, TakeSheet
from ui.pages.police import PolicePage


@pytest.fixture
def page(car: Car) -> PolicePage:
    """The page over one car sealed for long and one sealed on paper only."""
    one = replace(ONE, measures=(on_car(),))
    two = replace(
        TWO, measures=(on_car(id="m2", property_id="p2", registered=False, expires_on=None), on_car(id="m3"))
    )
    car.ask(lambda: load(car.session, one, two))
    made = PolicePage(car.desk)
    car.show(made)
    car.until(lambda: made.read is not None)
    return made


def press(page: QWidget, words: str) -> None:
    key = next(k for k in page.findChildren(Button) if k.isVisible() and k.text() == words)
    QTest.mouseClick(key, Qt.MouseButton.LeftButton)


def give(page: PolicePage, car: Car, folder: Path) -> None:
    press(page, "出清单")
    assert isinstance(page.sheet, GiveSheet)
    page.sheet.to.setText(TO)
    page.sheet.folder.set_path(str(folder))
    QTest.mouseClick(page.sheet.key, Qt.MouseButton.LeftButton)
    car.until(lambda: isinstance(page.sheet, GivenSheet))
    car.until(lambda: len(page.side.issues.items) == 1)
    assert page.sheet is not None
    page.sheet.close_sheet()


def test_filters_count_anew_and_an_empty_list_cannot_be_given_out(page: PolicePage, car: Car) -> None:
    assert [row.title for row in page.cars.items] == ["浙H·9A3K7"]
    page.narrow(least_days=9999)
    car.until(lambda: page.give_key.missing != "")
    assert page.empty.isVisible()


def test_the_list_is_given_out_and_answers_lead_to_the_seizure_with_what_the_police_wrote(
    page: PolicePage, car: Car, tmp_path: Path
) -> None:
    give(page, car, tmp_path)
    assert {p.suffix for p in tmp_path.glob("协助查找扣押车辆清单第1期*")} == {".pdf", ".xlsx"}
    path = tmp_path / "反馈.xlsx"
    path.write_bytes(spreadsheet.write("反馈", [ANSWER_HEADS, FOUND]))
    press(page, "导入反馈")
    assert isinstance(page.sheet, TakeSheet)
    page.sheet.file.set_path(str(path))
    QTest.mouseClick(page.sheet.key, Qt.MouseButton.LeftButton)
    car.until(lambda: len(page.side.answers.items) == 1)
    assert page.cars.items[0].chip.text == "已控制"
    page.side.answers.opened.emit(page.side.answers.items[0])
    (went,) = car.went
    assert isinstance(went, StartRecord)
    assert (went.kind, went.subject) == (VehicleSeizure, "p1")
    known = dict(went.known)
    assert (known["found_by"], known["police_post"], known["police_officer"]) == ("交警", "一中队", "王警官")
    record = car.open(went)
    assert record.draft is not None
    assert record.draft.values["found_by"] == "交警"
    assert "found_by" in record.draft.prefilled, "counts only once tapped 对"


def test_a_wrong_row_is_shown_with_its_number_and_nothing_is_taken(
    page: PolicePage, car: Car, tmp_path: Path
) -> None:
    give(page, car, tmp_path)
    path = tmp_path / "反馈.xlsx"
    path.write_bytes(spreadsheet.write("反馈", [ANSWER_HEADS, ("", *FOUND[:-1])]))
    page._import(path)
    car.until(lambda: isinstance(page.sheet, RefusedSheet))
    assert isinstance(page.sheet, RefusedSheet)
    assert page.sheet.rows.items[0].title == "第 2 行"
    assert car.ask(lambda: policing.answered(car.session)) == {}


def test_an_earlier_list_can_be_seen_and_printed_again(page: PolicePage, car: Car, tmp_path: Path) -> None:
    give(page, car, tmp_path)
    page.side.issues.opened.emit(page.side.issues.items[0])
    # The sheet of the list just given is gone already: it must not be asked.
    car.until(lambda: isinstance(page.sheet, GivenSheet) and isValid(page.sheet) and page.sheet.isVisible())
