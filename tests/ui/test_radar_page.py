"""到期雷达 on the screen: days and filters narrow, a series unfolds, a row opens its case, its key begins the answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import icalendar
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from services.actions import reminding
from services.cases import radar
from services.cases.due import Due
from services.docket.case import Case, Served
from services.docket.property import Measure, Property, Vehicle
from services.records.kinds.renewal import Renewal
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.records.kinds.visit import Visit
from services.session import Session
from services.store import registry
from services.store.vault import Vault
from tests.factories import NOW, make_case, make_court, make_docket, make_officer, make_series, number_of
from tests.winding import wind_up
from ui import look
from ui.background import Background
from ui.components.buttons import Button
from ui.components.tasks import Task
from ui.desk import Desk, Destination, GoTo, OpenCase, OpenCasePapers, StartRecord
from ui.dialogs.radar_sheets import AdviceSheet, CalendarSheet, FilterSheet, ListSheet
from ui.pages.case_papers import CasePapersPage
from ui.pages.radar import RadarPage
from ui.pages.radar_rows import RadarRow, key_rects
from ui.pages.today import TodayPage
from ui.position import PositionWatch

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

TODAY = NOW.date()
FAR = TODAY + dt.timedelta(days=400)
HOUSEHOLDS = 70
CAR, DIGGER, REPORT = number_of(900001), number_of(900002), number_of(900003)


def in_days(days: int) -> dt.date:
    return TODAY + dt.timedelta(days=days)


def cases() -> list[Case]:
    """A car sealed for a week more, a digger without a date, a report three days late, and a series."""
    car = Property(id="car", kind="车辆", name="小型轿车 浙H·YS9A7", vehicle=Vehicle(plate="浙HYS9A7"))
    digger = Property(id="digger", kind="机器", name="挖掘机")
    sealing = Measure(id="m", kind="sealing", property_id="car", expires_on=in_days(7))
    undated = Measure(id="m", kind="sealing", property_id="digger")
    late = Served(title="报告财产令", number="", due_on=in_days(-3))
    series = make_series(HOUSEHOLDS)
    plain: dict[str, Any] = {"due_on": FAR, "properties": (), "measures": (), "cause": "民间借贷纠纷"}
    households = {
        **plain,
        "due_on": in_days(40),
        "series": series,
        "cause": "商品房预售合同纠纷",
        "handler": "毛一帆",
    }
    return [
        make_case(serial=900001, **{**plain, "properties": (car,), "measures": (sealing,)}),
        make_case(serial=900002, **{**plain, "properties": (digger,), "measures": (undated,)}),
        make_case(serial=900003, **{**plain, "served": (late,)}),
        *(make_case(serial=910001 + n, **households) for n in range(HOUSEHOLDS)),
    ]


class Bench:
    """The pages over a real vault, where they led, and a window's size to stand in."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.went: list[Destination] = []
        self.troubles: list[BaseException] = []

    def radar(self, chip: str = "", series: str = "") -> RadarPage:
        page = RadarPage(self.desk, chip, series)
        self.show(page)
        self.qtbot.waitUntil(lambda: page.stale == 0 and bool(page.keys))
        return page

    def show(self, page: Any, size: tuple[int, int] = (1100, 700)) -> None:
        self.qtbot.addWidget(page)
        page.resize(*size)
        with self.qtbot.waitExposed(page):
            page.show()

    def sheet(self, page: RadarPage, key: Button) -> Any:
        page.sheet = None
        key.click()
        self.qtbot.waitUntil(lambda: page.sheet is not None)
        return page.sheet


@pytest.fixture
def bench(vault: Vault, qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Bench]:
    look.themed(qapp)
    registry.load_docket(vault, make_docket(cases()))
    session = Session(
        vault=vault, court=make_court(), officer=make_officer(), colleagues=()
    )  # fmt: skip
    background = Background()
    holder: list[Bench] = []
    desk = Desk(
        session=session, root=tmp_path, background=background, position=PositionWatch(), now=lambda: NOW,
        go=lambda to: holder[0].went.append(to), saved=lambda at: None,
        trouble=lambda error: holder[0].troubles.append(error),
    )  # fmt: skip
    holder.append(Bench(desk, qtbot))
    yield holder[0]
    wind_up(background)
    assert holder[0].troubles == []


def said(page: RadarPage) -> list[str]:
    return [item.row.due.what for item in page.list.items if isinstance(item, RadarRow)]


def label(page: RadarPage, what: str) -> str:
    return next(key.text() for key in page.days.keys if key.text().startswith(what))


def choose(page: RadarPage, what: str) -> None:
    next(key for key in page.days.keys if key.text().startswith(what)).click()


def item(page: RadarPage, words: str) -> tuple[RadarRow, QRectF]:
    for number, found in enumerate(page.list.items):
        if isinstance(found, RadarRow) and words in found.row.due.what:
            return found, QRectF(page.list.visualRect(page.list.model().index(number, 0)))
    raise AssertionError(said(page))


def tap(bench: Bench, page: RadarPage, spot: QPoint) -> None:
    bench.qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def test_it_stands_ranked_with_the_series_in_one_row_and_counts_every_case(bench: Bench) -> None:
    page = bench.radar()
    assert said(page) == ["财产报告期满", "挖掘机查封期限不明", "小型轿车 浙H·YS9A7 查封到期", "执行期限届满"]
    assert label(page, "全部") == f"全部 {HOUSEHOLDS + 3}"
    assert (label(page, "已过期"), label(page, "缺日期")) == ("已过期 1", "缺日期 1")
    assert (label(page, "7 天内"), label(page, "90 天内")) == ("7 天内 2", f"90 天内 {HOUSEHOLDS + 2}")


def test_a_measure_without_a_date_says_on_its_row_what_to_do(bench: Bench) -> None:
    page = bench.radar("undated")
    (only,) = page.list.items
    assert "请院里补录" in only.spoken
    assert "缺日期" in only.spoken


def test_days_narrow_and_emptiness_says_how_to_go_on(bench: Bench) -> None:
    page = bench.radar()
    choose(page, "7 天内")
    assert said(page) == ["财产报告期满", "小型轿车 浙H·YS9A7 查封到期"]
    page.narrow(cause="没有的案由")
    assert page.empty.isVisible()
    assert not page.list.isVisible()
    assert [key.missing for key in (page.print_key, page.export_key)] == ["没有到期事项"] * 2
    page.keys["clear"].click()
    assert len(said(page)) == 4


def test_a_filter_offers_only_what_occurs_and_is_named_on_its_key(bench: Bench) -> None:
    page = bench.radar()
    sheet = bench.sheet(page, page.keys["sort"])
    assert isinstance(sheet, FilterSheet)
    assert [k.text() for k in sheet.keys.keys] == ["全部", f"六个月 {HOUSEHOLDS}", "续封 2", "财产报告 1"]
    next(k for k in sheet.keys.keys if k.text().startswith("续封")).click()
    assert page.keys["sort"].text() == "种类：续封"
    assert len(said(page)) == 2
    sheet = bench.sheet(page, page.keys["cause"])
    assert [k.text() for k in sheet.keys.keys] == ["全部", "民间借贷纠纷"]


def test_mine_leaves_out_the_cases_of_others(bench: Bench) -> None:
    page = bench.radar()
    page.keys["handler"].click()
    assert "执行期限届满" not in said(page)
    page.keys["handler"].click()
    assert "执行期限届满" in said(page)


def test_a_series_unfolds_into_its_cases_and_folds_again(bench: Bench) -> None:
    page = bench.radar()
    _, rect = item(page, "执行期限届满")
    tap(bench, page, rect.center().toPoint())
    assert len(page.list.items) == HOUSEHOLDS
    assert page.keys["clear"].text() == "退出系列案"
    first = page.list.items[0]
    assert isinstance(first, RadarRow)
    page.list.opened.emit(first)
    assert bench.went == [OpenCase(first.row.number)]
    page.keys["clear"].click()
    assert len(page.list.items) == 4


def test_a_row_opens_its_case_and_its_key_begins_the_record_that_answers(bench: Bench) -> None:
    page = bench.radar()
    found, rect = item(page, "查封到期")
    assert rect.height() >= 48
    assert [key.words for key in found.keys] == ["续封裁定", "扣押车辆", "记续封"]
    paper, record, renewal = key_rects(rect, found.keys)
    assert min(paper.height(), record.height(), renewal.height()) >= 48
    tap(bench, page, QPoint(int(rect.left()) + 200, int(rect.center().y())))
    tap(bench, page, paper.center().toPoint())
    tap(bench, page, record.center().toPoint())
    tap(bench, page, renewal.center().toPoint())
    assert bench.went == [
        OpenCase(CAR), OpenCasePapers(CAR, reminding.RENEWAL), StartRecord(VehicleSeizure, (CAR,), "car"),
        StartRecord(Renewal, (CAR,), "car"),
    ]  # fmt: skip
    _, rect = item(page, "期限不明")
    tap(bench, page, QPoint(int(rect.right()) - 40, int(rect.center().y())))
    assert len(bench.went) == 4, "where nothing of ours answers it is said what to do"
    assert isinstance(page.sheet, AdviceSheet)
    assert "查裁定书和协助执行通知书" in page.sheet.advice.text()
    page.sheet.case_key.tapped.emit()
    assert bench.went[-1] == OpenCase(DIGGER)


def test_the_keyboard_does_the_same(bench: Bench) -> None:
    page = bench.radar()
    page.activateWindow()
    page.list.setFocus(Qt.FocusReason.TabFocusReason)
    bench.qtbot.keyClick(page.list, Qt.Key.Key_Return)
    bench.qtbot.keyClick(page.list, Qt.Key.Key_Right)
    bench.qtbot.keyClick(page.list, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert bench.went == [
        OpenCase(REPORT), OpenCasePapers(REPORT, "dishonesty_decision"), StartRecord(Visit, (REPORT,), ""),
    ]  # fmt: skip
    assert "按右方向键失信决定，按上档键加右方向键记上门" in page.list.items[0].spoken
    page.narrow(within="7", sort="measure")
    page.list.setCurrentIndex(page.list.model().index(0, 0))
    bench.qtbot.keyClick(page.list, Qt.Key.Key_Right)
    bench.qtbot.keyClick(page.list, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    bench.qtbot.keyClick(page.list, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert bench.went[3:] == [
        OpenCasePapers(CAR, reminding.RENEWAL), StartRecord(VehicleSeizure, (CAR,), "car"),
        StartRecord(Renewal, (CAR,), "car"),
    ]  # fmt: skip


def test_the_calendar_file_is_written_where_the_officer_says(bench: Bench, tmp_path: Path) -> None:
    page = bench.radar("7")
    sheet = bench.sheet(page, page.export_key)
    assert isinstance(sheet, CalendarSheet)
    assert sheet.key.missing == "选择位置"
    assert sheet.names.value == "no"
    target = tmp_path / "我的到期.ics"
    sheet.file.line.setText(str(target))
    sheet.key.click()
    bench.qtbot.waitUntil(target.exists)
    bench.qtbot.waitUntil(lambda: "我的到期.ics" in page.subtitle)
    events = icalendar.Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert len(events) == 2
    assert "YS9A7" not in target.read_text(encoding="utf-8")


def test_a_calendar_that_cannot_be_written_says_so_and_the_page_stays(bench: Bench, tmp_path: Path) -> None:
    page = bench.radar("7")
    sheet = bench.sheet(page, page.export_key)
    sheet.file.line.setText(str(tmp_path / "没有的文件夹" / "到期.ics"))
    sheet.key.click()
    bench.qtbot.waitUntil(lambda: bool(bench.troubles))
    assert "换一个位置" in str(bench.troubles.pop())
    assert len(page.list.items) == 2


def test_the_list_is_seen_before_it_is_printed(bench: Bench) -> None:
    page = bench.radar("7")
    sheet = bench.sheet(page, page.print_key)
    assert isinstance(sheet, ListSheet)
    bench.qtbot.waitUntil(lambda: 0 in sheet.preview._ready)
    assert sheet.preview.page == 0


def test_today_shows_what_is_due_and_leads_to_the_radar(bench: Bench) -> None:
    page = TodayPage(bench.desk)
    bench.show(page)

    def titles() -> list[str]:
        return [task.title for tasks in page.task_lists for task in tasks.items if isinstance(task, Task)]

    bench.qtbot.waitUntil(lambda: "小型轿车 浙H·YS9A7 查封到期" in titles())
    assert titles() == ["财产报告期满", "挖掘机查封期限不明", "小型轿车 浙H·YS9A7 查封到期", "执行期限届满"]
    page.deadlines.tiles[7].click()
    assert bench.went == [GoTo("radar", chip="7")]


def test_while_changed_cases_are_counted_nothing_is_said_to_be_empty(bench: Bench) -> None:
    page = TodayPage(bench.desk)
    bench.show(page)
    stale = reminding.Radar(rows=(), day=TODAY, stale=9)
    radar_page = RadarPage(bench.desk)
    bench.show(radar_page)
    radar_page.show_radar(stale)
    assert not radar_page.empty.isVisible()
    bench.qtbot.waitUntil(lambda: radar_page.stale == 0 and bool(radar_page.list.items))


def test_a_renewal_stands_chosen_on_the_papers_of_the_case(bench: Bench) -> None:
    page = CasePapersPage(bench.desk, CAR, reminding.RENEWAL)
    bench.show(page)
    bench.qtbot.waitUntil(lambda: page.chosen is not None)
    assert page.chosen is not None
    assert page.chosen.document == reminding.RENEWAL


def test_nothing_renews_what_has_lapsed_or_was_preserved_only() -> None:
    due = Due(sort="measure", what="车查封到期", on=in_days(-1), thing="car")
    assert reminding.document_for(radar.row(CAR, due, TODAY)) == ""
    assert reminding.kinds_for(radar.row(CAR, due, TODAY)) == ()
    ahead = replace(due, on=in_days(5))
    assert reminding.kinds_for(radar.row(CAR, ahead, TODAY)) == (Renewal.code,)
    assert reminding.kinds_for(radar.row("（2026）浙0822执保900001号", ahead, TODAY)) == ()
    own = replace(ahead, thing="", entry="entry-1")
    assert reminding.kinds_for(radar.row(CAR, own, TODAY)) == (Renewal.code,), (
        "what was sealed on site as well"
    )
    assert reminding.document_for(radar.row(CAR, ahead, TODAY)) == reminding.RENEWAL
    assert reminding.document_for(radar.row("（2026）浙0822执保900001号", ahead, TODAY)) == ""
    assert reminding.document_for(radar.row(CAR, replace(ahead, thing=""), TODAY)) == ""
