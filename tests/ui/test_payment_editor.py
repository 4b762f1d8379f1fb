"""收款额: figures become capital numerals, and the law's use of the money stands below at once or why there is none."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from services.errors import BadInput
from services.records.fields import Payment, ReceiptNumber, Settles
from services.records.received import Received
from services.records.values import Pledged
from tests.ui.test_editors import HINTS, Answers, compose, leave, put, stage
from tests.unit.records.of_kinds.payment import USED
from ui.components.labels import Text
from ui.forms.hints import Failed, Tools

__all__ = ["stage"]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
FIELD = Payment(label="收款金额", on="paid_at")


class Counting:
    """A calculator that answers when it is told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[Decimal, str, Callable[[Received], None], Failed]] = []

    def __call__(
        self, amount: Decimal, moment: str, then: Callable[[Received], None], failed: Failed
    ) -> None:
        self.asked.append((amount, moment, then, failed))

    def answer(self, at: int) -> None:
        amount, _, then, _ = self.asked[at]
        then(Received(amount=amount, used=USED))


def words(editor: QWidget) -> str:
    QApplication.processEvents()
    return "".join(text.accessibleName() for text in editor.findChildren(Text) if text.isVisible())


def test_an_amount_is_said_in_capitals_and_its_use_stands_below(stage: QWidget) -> None:
    counting = Counting()
    editor = put(stage, FIELD, tools=Tools(allot=counting))
    told = Answers(editor)
    editor.line.setFocus()
    QTest.keyClicks(editor.line, "20000")
    assert editor.capitals.text() == "人民币贰万元整"
    assert (counting.asked[-1][0], counting.asked[-1][1]) == (Decimal(20000), "paid_at")
    assert told.last == Received(amount=Decimal(20000))
    assert FIELD.errors(told.last) == ("怎样抵充还没有算完",)
    counting.answer(-1)
    assert told.last.used == USED
    assert "9,731.51" in words(editor)
    assert "190,000.00" in words(editor)
    leave(stage)
    assert editor.line.text() == "20,000.00"


def test_an_answer_for_an_amount_that_was_changed_meanwhile_is_dropped(stage: QWidget) -> None:
    counting = Counting()
    editor = put(stage, FIELD, tools=Tools(allot=counting))
    QTest.keyClicks(editor.line, "2000")
    QTest.keyClicks(editor.line, "0")
    counting.answer(-2)
    assert editor.value == Received(amount=Decimal(20000))
    counting.answer(-1)
    assert editor.value.used == USED


def test_what_cannot_be_counted_says_why_and_may_stand(stage: QWidget) -> None:
    counting = Counting()
    editor = put(stage, FIELD, tools=Tools(allot=counting))
    QTest.keyClicks(editor.line, "500")
    counting.asked[-1][3](BadInput("案件册没有执行标的的分项"))
    assert editor.value.trouble == "案件册没有执行标的的分项"
    assert FIELD.errors(editor.value) == ()
    assert "没有执行标的的分项" in FIELD.warnings(editor.value)[0]


@pytest.mark.parametrize(
    ("typed", "said"), [("0", "须大于 0"), ("1.005", "只到分"), ("9000000000000", "过大")]
)
def test_what_is_no_amount_is_blamed_and_no_calculator_is_asked(
    stage: QWidget, typed: str, said: str
) -> None:
    counting = Counting()
    editor = put(stage, FIELD, tools=Tools(allot=counting))
    QTest.keyClicks(editor.line, typed)
    assert said in FIELD.errors(editor.value)[0]
    assert typed not in {str(amount) for amount, *_ in counting.asked}


def test_an_amount_kept_before_it_was_counted_is_counted_when_it_is_shown_again(stage: QWidget) -> None:
    counting = Counting()
    editor = put(stage, FIELD, tools=Tools(allot=counting))
    editor.put(Received(amount=Decimal(800)), "answered")
    counting.answer(-1)
    assert editor.value.used == USED
    editor.put(None, "empty")
    assert not editor.capitals.isVisible()


def test_the_number_of_a_form_is_read_in_any_width_and_judged(stage: QWidget) -> None:
    editor = put(stage, ReceiptNumber(label="票据号码"))
    compose(editor.line, "００９００12345")
    assert editor.value == "0090012345"
    QTest.keyClicks(editor.line, "*")
    assert "遮盖" in ReceiptNumber(label="票据号码").errors(editor.value)[0]


FIRST = Pledged(
    what="何岩松承诺付款第 1 笔", on=dt.date(2026, 11, 24), rest=Decimal(5000), note="2026-11-03约谈笔录",
    entry="e1",
)  # fmt: skip
SECOND = dataclasses.replace(FIRST, what="何岩松承诺付款第 2 笔", on=dt.date(2026, 12, 24))
UNKNOWN = Pledged(what="和解第 3 期", on=dt.date(2027, 1, 5))


def open_ones(stage: QWidget, *sums: Pledged) -> Any:
    hints = dataclasses.replace(HINTS, sums=sums)
    return put(stage, Settles(label="履行哪一笔"), hints=hints)


def test_what_is_open_stands_there_with_amount_day_and_record_and_is_picked_by_a_tap(stage: QWidget) -> None:
    editor = open_ones(stage, FIRST, SECOND, UNKNOWN)
    told = Answers(editor)
    names = [key.accessibleName() for key in editor.keys]
    assert "5,000.00 元" in names[0]
    assert "2026年11月24日前" in names[0]
    assert "约谈笔录" in names[0]
    assert "金额不明" in names[2], "unknown is shown as unknown"
    editor.keys[1].click()
    assert told.last == (SECOND,)
    assert "先抵日期在前的" in editor._warning.sentence
    editor.keys[0].click()
    assert told.last == (FIRST, SECOND)
    assert editor._warning.sentence == ""
    editor.keys[1].click()
    editor.keys[0].click()
    assert told.last is None


def test_of_many_instalments_the_next_few_stand_in_the_open(stage: QWidget) -> None:
    parts = [
        dataclasses.replace(FIRST, what=f"和解第 {n} 期", on=FIRST.on + dt.timedelta(days=n))
        for n in range(9)
    ]
    editor = open_ones(stage, *parts)
    assert len(editor.keys) == 4
    assert editor.later.text() == "后面还有 5 笔"
    editor.later.click()
    assert len(editor.keys) == 9
    assert not editor.later.isVisible()


def test_nothing_is_asked_where_nothing_is_open(stage: QWidget) -> None:
    assert not open_ones(stage).offered
    kept = open_ones(stage)
    kept.put((FIRST,), "answered")
    assert kept.offered, "what the draft says stays to be seen after a colleague's record has closed it"


def test_the_amount_of_what_is_settled_is_offered_and_counts_once_tapped(stage: QWidget) -> None:
    field = dataclasses.replace(FIELD, settles="settles")
    editor = put(stage, field, tools=Tools(allot=Counting()))
    told = Answers(editor)
    editor.see({"settles": (FIRST, UNKNOWN)})
    assert not editor.offer.isVisible(), "of an unknown sum nothing is proposed"
    editor.see({"settles": (FIRST,)})
    assert "5,000.00" in editor.offer.text()
    assert told.given == []
    editor.offer.click()
    assert told.last == Received(amount=Decimal(5000))
    editor.see({"settles": (FIRST,)})
    assert not editor.offer.isVisible()
