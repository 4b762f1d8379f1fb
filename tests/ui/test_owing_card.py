"""The case page says what is owed today or what is lacking, and shows the steps to whoever asks."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from services.cases.owing import owing
from tests.unit.cases.test_owing import UNTIL, lent
from ui import look
from ui.components.buttons import Button
from ui.components.labels import Text
from ui.dialogs.owing import steps_card
from ui.pages.owing_card import owing_card


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> None:
    look.themed(qapp)


def words(widget: QWidget) -> str:
    return "\n".join(w.accessibleName() for w in widget.findChildren(Text))


def test_it_shows_the_sum_and_opens_its_steps(qtbot: QtBot) -> None:
    opened: list[object] = []
    found = owing(lent(), UNTIL)
    card = owing_card(found, UNTIL, opened.append)
    qtbot.addWidget(card)
    assert "173,198.47" in words(card)
    card.findChildren(Button)[0].tapped.emit()
    assert opened == [found.account]


def test_it_says_what_the_docket_lacks(qtbot: QtBot) -> None:
    card = owing_card(owing(lent(basis=None), UNTIL), UNTIL, print)
    qtbot.addWidget(card)
    assert "不知道履行期限何时届满" in words(card)
    assert not card.findChildren(Button)


def test_every_step_and_payment_is_told(qtbot: QtBot) -> None:
    account = owing(lent(), dt.date(2025, 1, 31)).account
    assert account is not None
    card = steps_card(account)
    qtbot.addWidget(card)
    said = words(card)
    assert "200,000.00 × 年利率6%÷365 × 296 天 = 9,731.51" in said
    assert "抵费用 4,300.00、利息 9,731.51、主债务 35,968.49" in said
