"""A wanted car in a row of thirty, seized where it stands, unsold once, sold, delivered, settled, in the year's figures."""

from __future__ import annotations

import os
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
from ui.pages.documents import DocumentsPage
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


def hand_over_on_paper(hands: Hands, name: str, to: str) -> str:
    """出具文书, printed and handed over; returns what the page offered."""
    hands.press("出具文书")
    hands.until(lambda: isinstance(hands.page, DocumentsPage) and hands.page.chosen is not None)
    offered = hands.read(hands.page)
    paper = seizing.issue(hands, name)
    seizing.print_out(hands, paper)
    seizing.deliver(hands, to)
    assert hands.window.frame is not None
    hands.tap(hands.window.frame._back)
    hands.until(lambda: isinstance(hands.page, FinishedPage))
    return offered


def list_anew(hands: Hands, sale: str, start: str) -> None:
    """挂拍: the sale's notice is out today, and it opens now."""
    step(hands, "挂拍")
    seizing.choose(hands, "sale_round", sale)
    seizing.write(hands, "platform", "演示平台")
    seizing.write(hands, "start_price", start)
    for name, key in (("notice_on", "今天"), ("opens_at", "现在")):
        editor = hands.editor(name)
        hands.tap(editor.line)
        hands.tap(editor.steps[key])
    confirm(hands)
    finish(hands)


def came_out(hands: Hands, sheet: Path, lot: tuple[str, ...]) -> None:
    """导入拍卖结果, from the sheet that the platform gives."""
    sheet.write_bytes(spreadsheet.write("结果", [HEADS, lot]))
    to_the_street(hands)
    hands.press("在库车辆")
    hands.until(lambda: isinstance(hands.page, YardPage) and hands.page.car is not None)
    hands.press("更多")
    hands.press("导入拍卖结果")
    hands.choose_file(hands.page.sheet.file, sheet)
    hands.press("导入")
    hands.press("知道了")


def now(hands: Hands) -> str:
    """The day, a minute after midnight, as the platform's sheets write it."""
    return f"{hands.window.around.now():%Y-%m-%d} 00:01"


def test_from_a_row_of_thirty_to_the_sale_and_the_figures(
    station: Station, open_hands: OpenHands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seizing.printer(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    case = station.case
    plate = seizing.car_of(case).plate
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    second = hands.session.colleagues[0].name
    page = to_the_street(hands)
    before = hands.taps
    for parked in PARKED:
        type_plate(hands, page, parked)
        hands.press("下一辆")
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
    hand_over_on_paper(hands, "车辆移交单", seizing.CUSTODIAN)
    page = to_the_street(hands)
    hands.until(lambda: page.yard_key.text() == "在库 1 辆")

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

    list_anew(hands, "一拍", "45500")
    came_out(hands, tmp_path / "一拍结果.xlsx", (plate, "一拍", "流拍", "45500", "", now(hands), "", "0"))
    hands.until(lambda: hands.page.next_key.text() == "记挂拍")
    assert "流拍" in hands.read(hands.page.side), "what the first sale came to stands in the car's way"
    list_anew(hands, "二拍", "36400")
    came_out(
        hands,
        tmp_path / "二拍结果.xlsx",
        (plate, "二拍", "成交", "36400", "62000", now(hands), "买受人甲", "4"),
    )
    hands.until(lambda: hands.page.next_key.text() == "记交付")

    step(hands, "交付")
    seizing.write(hands, "handed_to", "买受人甲")
    confirm(hands)
    finish(hands)
    offered = hand_over_on_paper(hands, "处置车辆移交单", "买受人甲")
    assert "协助过户通知书" in offered
    assert "网络司法拍卖公告" not in offered, "what another step makes is not offered at this one"

    step(hands, "结清")
    seizing.write(hands, "proceeds", "62000")
    seizing.yes(hands, "case_closed")
    confirm(hands)
    finish(hands)

    page = to_the_street(hands)
    hands.until(lambda: page.yard_key.accessibleName() == "在库车辆，0 辆")
    hands.press("在库车辆")
    hands.until(lambda: isinstance(hands.page, YardPage) and hands.page.yard is not None)
    assert hands.page.car is None, "a settled car is no longer among those to settle"
    hands.press("已结清 1")
    hands.until(lambda: hands.page.car is not None)
    assert hands.page.next_key.missing == "已经结清"
    hands.press("更多")
    hands.press("质效统计")
    hands.until(lambda: hands.on("车辆质效统计") and hands.page.figures is not None)
    figures = hands.page.figures.now
    assert (figures.seized, figures.sold, str(figures.premium_mean)) == (1, 1, "70.33")
    assert (figures.settled, figures.closed, str(figures.money_in)) == (1, 1, "62000")
    (car,) = hands.ask(lambda: yarding.read(hands.session, hands.window.around.now().date())).cars
    assert [s.step for s in car.said] == [
        "入库",
        "询价",
        "挂拍",
        "拍卖结果",
        "挂拍",
        "拍卖结果",
        "交付",
        "结清",
    ]
    hands.window.go(GoTo("today"))
