"""The case page says what is owed today or what is lacking, and shows the steps to whoever asks."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from services.cases.owing import Owing, owing
from services.docket.case import Liability
from tests.unit.cases.test_owing import UNTIL, lent, two
from ui import look
from ui.components.buttons import Button
from ui.components.labels import Text
from ui.dialogs.owing_cards import steps_card
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


def guarantor() -> Owing:
    """A borrower and a guarantor up to a limit."""
    liabilities = (
        Liability(debtor="d0", way="primary"),
        Liability(debtor="d1", way="joint", cap=Decimal(80_000)),
    )
    return owing(two(*liabilities), UNTIL)


def test_it_tells_what_each_debtor_owes_and_adds_nothing_up(qtbot: QtBot) -> None:
    card = owing_card(guarantor(), UNTIL, print)
    qtbot.addWidget(card)
    said = words(card)
    assert "各被执行人应付（不相加）" in said
    assert "甲 · 主债务\n173,098.47" in said
    assert "乙 · 连带，限额80,000.00\n82,800.00" in said


def test_it_says_why_two_debtors_are_not_told_apart(qtbot: QtBot) -> None:
    card = owing_card(owing(two(), UNTIL), UNTIL, print)
    qtbot.addWidget(card)
    assert "没有写各被执行人如何承担" in words(card)


def test_steps_of_a_limit_stand_apart_from_the_sum(qtbot: QtBot) -> None:
    account = guarantor().account
    assert account is not None
    card = steps_card(account)
    qtbot.addWidget(card)
    assert "80,000.00 × 日万分之1.75 × 100 天 = 1,400.00\n（限额、份额内另计，不并入合计）" in words(card)
    assert "2024-10-23（甲） 付款" in words(card)


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
