"""The case page says what falls due, and how far 终本 is proven: the one act, or what is lacking, never more than that."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from services.cases import closing, deadlines, measures
from services.cases.closing import Readiness
from services.docket.proceedings import Petition
from services.docket.property import Measure
from tests.factories import NOW, make_case
from tests.unit.cases.test_closing import ripe
from ui import look
from ui.components.labels import Chip, Text
from ui.components.tasks import PlainList
from ui.pages.case_cards import measures_card
from ui.pages.due_cards import ClosingCard, ClosingSheet, deadlines_card

TODAY = NOW.date()


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> None:
    look.themed(qapp)


def words(widget: QWidget) -> str:
    return "\n".join(w.accessibleName() for w in widget.findChildren(Text))


def of(**taken: Any) -> Readiness:
    return closing.readiness(ripe(**taken), (), (), TODAY)


def card(qtbot: QtBot, **taken: Any) -> ClosingCard:
    made = ClosingCard(of(**taken))
    qtbot.addWidget(made)
    return made


def chips(shown: QWidget) -> list[str]:
    return [c.accessibleName() for c in shown.findChildren(Chip)]


def test_it_names_the_one_act_that_would_complete_it(qtbot: QtBot) -> None:
    shown = card(qtbot, past_visits=())
    assert "只差一步：上门查找被执行人" in words(shown)
    assert chips(shown) == ["还差", "须判断", "已具备"], "what is proven takes one line"


def test_it_leaves_the_rest_to_the_officer_when_the_record_has_all(qtbot: QtBot) -> None:
    shown = card(qtbot)
    assert "其余由承办人判断" in words(shown)
    assert chips(shown) == ["须判断", "已具备"]
    assert "失信名单、妨害执行处理" in words(shown)


def test_with_more_lacking_no_single_step_is_promised(qtbot: QtBot) -> None:
    shown = card(qtbot, past_visits=(), closing=None)
    assert "只差一步" not in words(shown)
    assert chips(shown) == ["还差", "还差", "须判断", "已具备"]


def test_the_sheet_says_of_each_condition_what_the_record_says_what_helps_and_the_law(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    readiness = of(past_visits=(), closing=None)
    sheet = ClosingSheet(window, "案号", readiness)
    said = words(sheet)
    for condition in readiness.conditions:
        assert condition.title in said
        assert condition.evidence in said
        assert condition.source in said
    for condition in readiness.missing:
        assert f"办法：{condition.act}" in said


def test_deadlines_stand_beside_the_measures_and_no_card_stands_for_none(qtbot: QtBot) -> None:
    case = make_case(
        due_on=None, number="（2026）浙0822执保900001号", petitions=(Petition(received_on=TODAY),)
    )
    shown = deadlines_card(deadlines.of_case(case, (), TODAY), TODAY)
    assert shown is not None
    qtbot.addWidget(shown)
    rows = shown.findChildren(PlainList)[0].items
    assert "信访须书面答复" in rows[0].spoken
    assert deadlines_card((), TODAY) is None


def test_a_measure_says_its_chain_and_what_does_not_fit(qtbot: QtBot) -> None:
    begins = dt.date(2026, 11, 1)
    former = Measure(id="a", kind="sealing", property_id="", effective_on=begins, expires_on=begins)
    wrong = Measure(
        id="b",
        kind="sealing",
        property_id="",
        renews="a",
        effective_on=dt.date(2026, 12, 1),
        expires_on=TODAY,
    )
    made = measures_card(measures.in_force(make_case(measures=(former, wrong)), ()), TODAY)
    qtbot.addWidget(made)
    said = words(made)
    for told in ("第 1 次续行", "生效日期晚于届满日期", "效力已消灭"):
        assert told in said
