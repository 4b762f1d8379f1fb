"""分期: one key lays the sum out evenly to the cent, single days are added in order, what does not fit is said."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from services.docket.proceedings import Instalment
from services.records.fields import Instalments
from tests.ui.test_editors import put, stage

__all__ = ["stage"]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
FIELD = Instalments(label="分期履行")


def even(editor: Any, total: str, count: str, first: str, months: int = 1) -> None:
    for line, words in ((editor.total, total), (editor.count, count), (editor.first, first)):
        line.setText(words)
    editor.months.setValue(months)
    editor.even_key.tapped.emit()


def test_one_key_lays_the_sum_out_and_the_last_part_makes_up_the_cents(stage: QWidget) -> None:
    editor = put(stage, FIELD)
    even(editor, "10,000", "3", "2026-12-31")
    assert [(p.due_on, p.amount) for p in editor.value] == [
        (dt.date(2026, 12, 31), Decimal("3333.33")),
        (dt.date(2027, 1, 31), Decimal("3333.33")),
        (dt.date(2027, 2, 28), Decimal("3333.34")),
    ]
    assert editor.sum.accessibleName() == "共 3 期，合计 10,000.00 元"
    assert FIELD.errors(editor.value) == ()


def test_a_turn_may_be_a_quarter(stage: QWidget) -> None:
    editor = put(stage, FIELD)
    even(editor, "900", "3", "2026-12-31", 3)
    assert [p.due_on for p in editor.value] == [
        dt.date(2026, 12, 31), dt.date(2027, 3, 31), dt.date(2027, 6, 30)
    ]  # fmt: skip


def test_single_days_stand_in_their_order_and_can_be_taken_away(stage: QWidget) -> None:
    editor = put(stage, FIELD)
    for day, amount in (("2027-03-01", "500"), ("2027-02-01", "300")):
        QTest.keyClicks(editor.day, day)
        QTest.keyClicks(editor.amount, amount)
        editor.key.tapped.emit()
    assert [p.amount for p in editor.value] == [Decimal(300), Decimal(500)]
    editor.rows[0].cross.tapped.emit()
    assert [p.amount for p in editor.value] == [Decimal(500)]
    editor.rows[0].cross.tapped.emit()
    assert editor.value is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("1000", "0", "12-24"), "期数须在1到360之间"),
        (("1000", "3", "哪天"), "日期写成"),
        (("一千", "3", "12-24"), "金额写数字"),
        (("0", "3", "12-24"), "须大于0"),
    ],
)
def test_a_plan_that_cannot_be_laid_out_is_said_and_nothing_is_taken(
    stage: QWidget, typed: tuple[str, ...], said: str
) -> None:
    editor = put(stage, FIELD)
    even(editor, *typed)
    assert editor.told.isVisible()
    assert said in editor.told.accessibleName()
    assert editor.value is None


def part(day: int, amount: str) -> Instalment:
    return Instalment(due_on=dt.date(2027, 1, day), amount=Decimal(amount))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ((part(2, "5"), part(1, "5")), "第 2 期的日期不在前一期之后"),
        ((part(1, "5"), part(1, "5")), "第 2 期的日期不在前一期之后"),
        ((part(1, "0"),), "第 1 期金额须大于 0"),
        ((part(1, "0.005"),), "第 1 期金额须大于 0，只到分"),
    ],
)
def test_days_out_of_order_and_sums_of_nothing_are_refused(value: tuple[Instalment, ...], said: str) -> None:
    assert said in FIELD.errors(value)[0]
