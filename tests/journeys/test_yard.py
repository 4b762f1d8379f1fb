"""A wanted car in a row of thirty, seized where it stands, through the yard to the sale and into the year's figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from services import spreadsheet
from services.actions import yarding
from services.cases.auction_facts import HEADS
from services.records.kinds.vehicle_disposal import VehicleDisposal
from tests.fixtures_journey import SECRET, OpenHands, Station
from tests.journeys import seizing
from tests.journeys.hands import Hands
from ui.desk import GoTo
from ui.pages.finished import FinishedPage
from ui.pages.record import RecordPage
from ui.pages.vehicles import VehiclesPage
from ui.pages.yard import YardPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

PARKED = [f"浙H{n:05d}" for n in range(10_000, 10_029)]


def to_the_street(hands: Hands) -> VehiclesPage:
    """Back from a record, which takes the whole width, then a tap on 车辆; the pad is ready."""
    frame = hands.window.frame
    assert frame is not None
    if not frame.rail.isVisible():
        hands.tap(frame._back)
        hands.until(frame.rail.isVisible)
    hands.tap(frame.rail.key("vehicles"))
    hands.until(lambda: isinstance(hands.page, VehiclesPage) and bool(hands.page.pad.text))
    page = hands.page
    assert isinstance(page, VehiclesPage)
    return page


def type_plate(hands: Hands, page: VehiclesPage, plate: str) -> None:
    for sign in plate.removeprefix(page.pad.home):
        hands.tap(page.pad.keys[sign])


def step(hands: Hands, name: str) -> None:
    """From anywhere to 在库车辆 and into the form of the next step, which says which it is."""
    to_the_street(hands)
    hands.press("在库车辆")
    hands.until(lambda: isinstance(hands.page, YardPage) and hands.page.car is not None)
    hands.press(f"记{name}")
    hands.until(lambda: isinstance(hands.page, RecordPage) and hands.page.form is not None)
    assert hands.draft.values["step"] == name


def confirm(hands: Hands) -> None:
    """对 for everything that was filled in by the program."""
    for name in VehicleDisposal.asked(hands.draft.values):
        if name in hands.draft.prefilled:
            hands.tap(hands.editor(name).frame.confirm_key)


def finish(hands: Hands) -> None:
    page = hands.record
    hands.until(lambda: not page.done_key.missing)
    hands.tap(page.done_key)
    hands.until(lambda: isinstance(hands.page, FinishedPage) and "已保存" in hands.read(hands.page))


def test_from_a_row_of_thirty_to_the_sale_and_the_figures(
    station: Station, open_hands: OpenHands, tmp_path: Path
) -> None:
    case = station.case
    plate = seizing.car_of(case).plate
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    second = hands.session.colleagues[0].name
    page = to_the_street(hands)
    before = hands.taps
    for parked in PARKED:
        type_plate(hands, page, parked)
        hands.press("清空，下一辆")
    type_plate(hands, page, plate)
    hands.until(page.hit.isVisible)
    assert hands.taps - before <= 30 * 6
    assert f"命中 {plate}" in hands.read(page)
    hands.press("开始扣押")
    hands.until(lambda: isinstance(hands.page, RecordPage) and hands.page.form is not None)
    assert hands.draft.subject == case.vehicles[0].id

    seizing.arrive(hands, case, second)
    seizing.identify(hands, case)
    seizing.look_over(hands, tmp_path)
    seizing.hand_over(hands)
    seizing.sign(hands, on_paper=(seizing.CUSTODIAN,))
    seizing.finish(hands)

    step(hands, "入库")
    seizing.write(hands, "yard", "定阳停车场")
    seizing.write(hands, "keys", "1")
    seizing.write(hands, "fee_per_day", "30")
    confirm(hands)
    finish(hands)

    step(hands, "询价")
    seizing.choose(hands, "way", "网络询价")
    seizing.write(hands, "value", "65000")
    confirm(hands)
    finish(hands)

    step(hands, "挂拍")
    seizing.choose(hands, "sale_round", "一拍")
    seizing.write(hands, "platform", "演示平台")
    seizing.write(hands, "start_price", "45500")
    for name, key in (("notice_on", "今天"), ("opens_at", "现在")):
        editor = hands.editor(name)
        hands.tap(editor.line)
        hands.tap(editor.steps[key])
    confirm(hands)
    finish(hands)

    sold = f"{hands.window.around.now():%Y-%m-%d} 00:01"
    results = tmp_path / "结果.xlsx"
    results.write_bytes(
        spreadsheet.write("结果", [HEADS, (plate, "一拍", "成交", "45500", "62000", sold, "买受人甲", "4")])
    )
    to_the_street(hands)
    hands.press("在库车辆")
    hands.until(lambda: isinstance(hands.page, YardPage) and hands.page.car is not None)
    hands.press("更多")
    hands.press("导入拍卖结果")
    hands.choose_file(hands.page.sheet.file, results)
    hands.press("导入")
    hands.press("知道了")
    hands.until(lambda: hands.page.next_key.text() == "记交付")

    hands.press("更多")
    hands.press("质效统计")
    hands.until(lambda: hands.on("车辆质效统计") and hands.page.figures is not None)
    figures = hands.page.figures.now
    assert (figures.seized, figures.sold, str(figures.premium_mean)) == (1, 1, "36.26")
    (car,) = hands.ask(lambda: yarding.read(hands.session, hands.window.around.now().date())).cars
    assert [s.step for s in car.said] == ["入库", "询价", "挂拍", "拍卖结果"]
    hands.window.go(GoTo("today"))
