"""在库车辆 and 质效统计: the next step begins prefilled, results and folders come and go, the article is met."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from services.actions import yarding
from services.records.kinds.vehicle_disposal import VehicleDisposal
from services.store import journal
from tests.factories import make_unsigned
from tests.fixtures_seizure import Car
from tests.unit.actions.test_yarding import SOLD, keep, photographed, results
from tests.unit.cases.test_yard_figures import TODAY, of_the_article
from tests.unit.cases.yarded import step
from tests.unit.records import seized
from ui.components.buttons import Button
from ui.desk import OpenEntry, OpenFigures, StartRecord
from ui.dialogs.import_sheets import RefusedSheet
from ui.dialogs.yard_sheets import MoreSheet, PackedSheet, PackSheet, ResultsSheet
from ui.pages.yard import YardPage
from ui.pages.yard_figures import FiguresPage


@pytest.fixture
def page(car: Car) -> YardPage:
    """The page over one car that is stored, valued and listed."""
    car.ask(lambda: keep(car.session, photographed(car.session), step("入库"), step("询价"), step("挂拍")))
    made = YardPage(car.desk)
    car.show(made)
    car.until(lambda: made.car is not None)
    return made


def press(page: QWidget, words: str) -> None:
    key = next(k for k in page.findChildren(Button) if k.isVisible() and k.text() == words)
    QTest.mouseClick(key, Qt.MouseButton.LeftButton)


def tile(sheet: MoreSheet, words: str) -> None:
    QTest.mouseClick(next(t for t in sheet.tiles.tiles if t.text() == words), Qt.MouseButton.LeftButton)


def more(page: YardPage, words: str) -> None:
    press(page, "更多")
    assert isinstance(page.sheet, MoreSheet)
    tile(page.sheet, words)


def test_a_car_shows_its_way_its_clock_and_what_came_before(page: YardPage, car: Car) -> None:
    assert page.side.way.accessibleName() == "进展：挂拍，共 7 步"
    told = page.side.facts.accessibleName()
    assert "每天 30.00 元（记录载明）" in told
    assert "65,000.00 元" in told
    assert [row.title for row in page.side.steps.items] == ["挂拍", "询价", "入库", "扣押"]
    page.side.steps.opened.emit(page.side.steps.items[0])
    assert isinstance(car.went[0], OpenEntry)


def test_the_next_step_begins_with_what_the_listing_said(page: YardPage, car: Car) -> None:
    press(page, "记拍卖结果")
    (went,) = car.went
    assert isinstance(went, StartRecord)
    assert went.kind is VehicleDisposal
    record = car.open(went)
    assert record.draft is not None
    values = record.draft.values
    assert (values["step"], values["plate"], values["start_price"]) == ("拍卖结果", "浙H9A3K7", 45500)
    assert {"step", "plate", "start_price"} <= record.draft.prefilled


def test_a_hold_and_its_end_are_records_of_their_own(page: YardPage, car: Car) -> None:
    more(page, "暂缓放行")
    assert dict(car.went[0].known)["step"] == "暂缓放行"  # type: ignore[union-attr]
    car.ask(lambda: keep(car.session, step("暂缓放行")))
    page.refresh()
    car.until(page.side.hold.isVisible)
    more(page, "解除暂缓")
    assert dict(car.went[1].known)["step"] == "解除暂缓"  # type: ignore[union-attr]


def test_results_are_taken_and_the_car_moves_on(page: YardPage, car: Car, tmp_path: Path) -> None:
    path = results(tmp_path / "结果.xlsx", SOLD)
    more(page, "导入拍卖结果")
    assert isinstance(page.sheet, ResultsSheet)
    page.sheet.file.set_path(str(path))
    QTest.mouseClick(page.sheet.key, Qt.MouseButton.LeftButton)
    car.until(lambda: isinstance(page.sheet, PackedSheet))
    car.until(lambda: page.next_key.text() == "记交付")


def test_wrong_results_are_shown_row_by_row(page: YardPage, car: Car, tmp_path: Path) -> None:
    page._import(results(tmp_path / "结果.xlsx", SOLD[1:]))
    car.until(lambda: isinstance(page.sheet, RefusedSheet))
    assert isinstance(page.sheet, RefusedSheet)
    assert page.sheet.rows.items[0].title == "第 2 行"


def test_the_folder_for_the_contractor_says_what_is_still_lacking(
    page: YardPage, car: Car, tmp_path: Path
) -> None:
    out = tmp_path / "u"
    out.mkdir()
    press(page, "辅拍素材")
    assert isinstance(page.sheet, PackSheet)
    page.sheet.folder.set_path(str(out))
    QTest.mouseClick(page.sheet.key, Qt.MouseButton.LeftButton)
    car.until(lambda: isinstance(page.sheet, PackedSheet))
    assert [p.name[:4] for p in out.iterdir()] == ["辅拍素材"]


def test_an_empty_yard_says_how_a_car_gets_there(car: Car) -> None:
    made = YardPage(car.desk)
    car.show(made)
    car.until(made.empty.isVisible)
    assert made.next_key.missing


def test_the_figures_are_exactly_those_of_the_article(car: Car) -> None:
    def fill() -> None:
        entries = [
            make_unsigned(
                seized.CASE.number, kind=said.code, version=said.version,
                body={"values": replace_photos(said).encode(), "subject": "p1"},
            )
            for said in of_the_article()
        ]  # fmt: skip
        journal.append_all(car.session.vault, entries)

    car.ask(fill)
    desk = replace(car.desk, now=lambda: dt.datetime.combine(TODAY, dt.time(9), car.clock.tzinfo))
    made = FiguresPage(desk)
    car.show(made)
    car.until(lambda: made.figures is not None)
    cells = {
        name: (card.number.accessibleName(), card._fact.accessibleName()) for name, card in made.cells.items()
    }
    assert cells["扣押车辆"] == ("131 辆", "同比 +122.03 %")
    assert cells["拍卖成交"][0] == "65 辆"
    assert cells["溢价率（各车平均）"][0] == "36.89 %"
    assert cells["溢价率（总额之比）"][0] == "36.89 %"
    assert "仅供参考" in made.note.accessibleName()
    made.show_year(2021)
    assert made.cells["扣押车辆"].number.accessibleName() == "59 辆"


def replace_photos(said: object) -> VehicleDisposal:
    """Without photos: these entries stand for numbers, not for pictures."""
    changes = {"photos": (), **({"loose_items": ()} if hasattr(said, "loose_items") else {})}
    return replace(said, **changes)  # type: ignore[type-var]


def test_figures_are_reached_from_the_yard(page: YardPage, car: Car) -> None:
    more(page, "质效统计")
    assert car.went == [OpenFigures()]
    assert yarding.STAGES[0] == "扣押"
