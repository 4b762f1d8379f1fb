"""The case page says what falls due, and how far 终本 is proven: the one act, or what is lacking, never more than that."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from services.cases import closing, deadlines, measures
from services.docket.proceedings import Petition
from services.docket.property import Measure
from tests.factories import NOW, make_case
from tests.unit.cases.test_closing import ripe
from ui import look
from ui.components.labels import Chip, Text
from ui.components.tasks import PlainList
from ui.pages.case_cards import measures_card
from ui.pages.due_cards import closing_card, deadlines_card

TODAY = NOW.date()


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> None:
    look.themed(qapp)


def words(widget: QWidget) -> str:
    return "\n".join(w.accessibleName() for w in widget.findChildren(Text))


def card(qtbot: QtBot, **taken: Any) -> QWidget:
    made = closing_card(closing.readiness(ripe(**taken), (), (), TODAY))
    qtbot.addWidget(made)
    return made


def test_it_names_the_one_act_that_would_complete_it(qtbot: QtBot) -> None:
    shown = card(qtbot, past_visits=())
    assert "只差一步：上门查找被执行人" in words(shown)
    assert [c.accessibleName() for c in shown.findChildren(Chip)].count("还差") == 1


def test_it_leaves_the_rest_to_the_officer_when_the_record_has_all(qtbot: QtBot) -> None:
    shown = card(qtbot)
    assert "其余由承办人判断" in words(shown)
    assert [c.accessibleName() for c in shown.findChildren(Chip)].count("须判断") == 2
    assert "未经核实" in words(shown)


def test_with_more_lacking_each_says_what_would_help(qtbot: QtBot) -> None:
    said = words(card(qtbot, past_visits=(), closing=None))
    assert "只差一步" not in said
    assert "上门查找被执行人" in said
    assert "约谈申请执行人" in said


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
