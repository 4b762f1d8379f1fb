"""今日应付 over a real vault: made up to another day, and by choices that are journalled with their ground."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from services.actions import accounts, case_papers, finding
from services.cases.conventions import Convention
from services.demo import samples
from services.documents.case_subject import CaseSubject
from services.documents.templates.money_statement import money_statement
from services.errors import BadInput, NotAllowed
from services.session import Session
from tests.winding import wind_up
from ui import look
from ui.background import Background
from ui.components.labels import Text
from ui.desk import Desk
from ui.dialogs.convention import ConventionSheet, DaySheet
from ui.dialogs.owing import OwingSheet
from ui.position import PositionWatch

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
TODAY = samples.NOW.date()
LATER = dt.date(2026, 12, 31)


@pytest.fixture
def number() -> str:
    return samples.docket().cases[0].number


@pytest.fixture
def sheet(
    session: Session, number: str, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> Iterator[OwingSheet]:
    look.themed(qapp)
    background = Background()
    desk = Desk(
        session=session, root=tmp_path, background=background, position=PositionWatch(), now=lambda: samples.NOW,
        go=lambda to: None, saved=lambda at: None, trouble=lambda error: pytest.fail(str(error)),
    )  # fmt: skip
    window = QWidget()
    window.resize(1280, 800)
    qtbot.addWidget(window)
    window.show()
    account = finding.case_file(session, number, TODAY).owing.account
    assert account is not None
    opened = OwingSheet(window, desk, number, account)
    opened.open()
    qtbot.waitUntil(lambda: "应付合计" in said(opened))
    yield opened
    wind_up(background)


def said(widget: QWidget) -> str:
    return "\n".join(w.accessibleName() for w in widget.findChildren(Text) if w.isVisibleTo(widget))


def test_account_and_use_are_made_up_to_the_day_that_was_picked(
    sheet: OwingSheet, session: Session, number: str, qtbot: QtBot
) -> None:
    then = accounts.reckon(session, number, LATER).owing.account
    assert then is not None
    sheet.day_key.tapped.emit()
    days = sheet.window().findChildren(DaySheet)[-1]
    days.picker.picked.emit(LATER)
    qtbot.waitUntil(lambda: f"{then.due_with_fee:,.2f}" in said(sheet))
    assert "计算至 2026-12-31" in said(sheet)
    for digit in "20000":
        sheet.keys.keys[digit].tapped.emit(digit)
    qtbot.waitUntil(lambda: sheet.use is not None)
    assert "2026-12-31 收到 20000 元" in said(sheet)


def test_choice_needs_a_ground_and_stands_in_the_journal(
    sheet: OwingSheet, session: Session, number: str, qtbot: QtBot
) -> None:
    sheet.convention_key.tapped.emit()
    choices = sheet.window().findChildren(ConventionSheet)[-1]
    choices.fee.setIndex(1)
    assert "写明依据" in choices.key.accessibleName()
    choices.reason.setText("合议庭意见")
    choices.key.tapped.emit()
    qtbot.waitUntil(lambda: "执行申请费先扣" in said(sheet))
    file = finding.case_file(session, number, TODAY)
    assert file.timeline[0].title == "设定计算口径"
    assert file.timeline[0].text == "一年按365天，付款日计入加倍部分，执行申请费先扣 · 合议庭意见"
    assert accounts.reckon(session, number, TODAY).convention.fee_first


def test_choice_without_ground_is_refused_below_the_screen_too(session: Session, number: str) -> None:
    with pytest.raises(BadInput, match="请写明依据"):
        accounts.set_convention(session, number, Convention(fee_first=True), samples.NOW)
    with pytest.raises(BadInput, match="365天或360天"):
        accounts.set_convention(session, number, Convention(year_days=364, reason="约定"), samples.NOW)


def test_day_past_the_table_says_so_and_shows_no_figure(
    sheet: OwingSheet, session: Session, qtbot: QtBot
) -> None:
    sheet.count_to(dt.date(2000, 1, 1))
    qtbot.waitUntil(lambda: "算不出来" in said(sheet))
    assert "早于债务起算" in said(sheet)


def test_statement_is_asked_for_up_to_the_day_that_was_looked_at(
    sheet: OwingSheet, session: Session, number: str
) -> None:
    asked: list[object] = []
    sheet.papers.connect(asked.append)
    sheet.count_to(LATER)
    sheet._leave()
    assert asked == [LATER]
    made_from = case_papers.of_case(
        session, case_papers.STATEMENT, number, case_papers.until_id(LATER), samples.NOW
    )
    assert isinstance(made_from.subject, CaseSubject)
    words = "".join(money_statement.words(made_from.subject))
    then = accounts.reckon(session, number, LATER).owing.account
    assert then is not None
    assert "计算至2026年12月31日" in words
    assert f"{then.due:,.2f}元" in words
    with pytest.raises(NotAllowed):
        case_papers.of_case(session, case_papers.STATEMENT, number, "至哪天", samples.NOW)
