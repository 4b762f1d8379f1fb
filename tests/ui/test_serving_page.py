"""Papers on the page of a delivery: those that wait are one tap away, copies go up and down, others are written in."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from services.docket.case import Served
from services.records.kinds.delivery import Delivery
from services.records.values import Handed
from services.store import registry
from tests.factories import make_docket
from tests.fixtures_seizure import ONE, Car
from ui.desk import StartRecord
from ui.pages.record import RecordPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

WAITING = Served(title="限制消费令", number="（2026）浙0822执900003号之九")
DONE = Served(title="传票", number="（2026）浙0822执900003号之八", on=dt.date(2026, 11, 2))


@pytest.fixture
def serving(car: Car) -> Car:
    """The case with one paper that waits to be served and one that was."""
    case = dataclasses.replace(ONE, served=(WAITING, DONE))
    car.ask(lambda: registry.load_docket(car.session.vault, make_docket((case,), serial=2)))
    return car


def papers(page: RecordPage) -> Any:
    assert page.form is not None
    return page.form.editor("papers")


def test_what_waits_to_be_served_is_one_tap_away_and_stands_there_once(serving: Car) -> None:
    page = serving.open(StartRecord(Delivery, (ONE.number,)))
    editor = papers(page)
    (waiting,) = editor.known
    assert waiting.startswith("限制消费令")
    assert "限制消费令" not in editor.usual, "it is offered with its number and not twice"
    editor.known[waiting].click()
    editor.known[waiting].click()
    assert editor.value == (Handed(title=WAITING.title, number=WAITING.number),)


def test_copies_numbers_and_own_papers(serving: Car) -> None:
    page = serving.open(StartRecord(Delivery, (ONE.number,)))
    editor = papers(page)
    editor.usual["执行通知书"].click()
    editor.rows[0].more.click()
    editor.rows[0].more.click()
    editor.rows[0].less.click()
    editor.rows[0].number.setText("（2026）浙0822执900003号")
    editor.line.setText("财产申报表")
    editor.key.click()
    assert editor.value == (
        Handed(title="执行通知书", number="（2026）浙0822执900003号", copies=2),
        Handed(title="财产申报表"),
    )
    for _ in range(4):
        editor.rows[0].less.click()
    assert editor.value[0].copies == 1, "one at least"
    editor.rows[0].cross.click()
    assert [p.title for p in editor.value] == ["财产申报表"]
    editor.rows[0].cross.click()
    assert editor.value is None


def test_a_delivery_asks_only_what_its_outcome_needs(serving: Car) -> None:
    page = serving.open(StartRecord(Delivery, (ONE.number,)))
    assert page.form is not None
    assert page.draft is not None
    assert page.draft.values["receiver"] == ONE.debtors[0].name
    serving.answer(page, "outcome", "留置送达")
    shown = {
        n for n in ("taken_by", "refused_why", "witnesses", "mail_number") if page.form.editor(n).isVisible()
    }
    assert shown == {"refused_why"}
    serving.answer(page, "left_by", "见证人见证")
    assert page.form.editor("witnesses").isVisible()
    serving.answer(page, "outcome", "邮寄送达")
    shown = {
        n for n in ("taken_by", "refused_why", "witnesses", "mail_number") if page.form.editor(n).isVisible()
    }
    assert shown == {"mail_number"}
