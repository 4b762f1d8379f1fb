"""What was promised in a talk falls due on its day, until the money has come in or it was promised anew."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

from services.cases import deadlines, promised, timeline
from services.docket.case import Case
from services.docket.proceedings import EnforcementMoney
from services.records.declared import Happening
from services.records.kinds.interview import Interview
from services.records.values import Person, Promise
from tests.factories import NOW, make_case
from tests.unit.cases.happened import chain
from tests.unit.records.of_kinds import interview as talks

CASE = make_case(serial=900001, properties=(), measures=())
TODAY = NOW.date()


def talk(**changes: Any) -> Interview:
    return Interview(**talks.answers(**changes))


def happened(*said: Interview, amends: str = "") -> tuple[Happening, ...]:
    return chain([(one, amends if n else "", "金额写错") for n, one in enumerate(said)], CASE.number)


def due(case: Case, *happenings: Happening) -> list[tuple[str, dt.date | None]]:
    return [(d.what, d.on) for d in promised.dues_of(case, happenings)]


def test_each_promise_falls_due_on_its_day_and_says_who_made_it() -> None:
    (first, second) = promised.dues_of(CASE, happened(talk()))
    assert first.what == "何岩松承诺付款第 1 笔 5,000.00 元"
    assert (first.on, second.on) == (dt.date(2026, 12, 10), dt.date(2026, 12, 31))
    assert "约谈笔录" in first.note
    assert first.entry


def test_a_promise_stands_among_the_deadlines_of_the_case_with_the_days_left() -> None:
    found = deadlines.of_case(CASE, (), TODAY, happened(talk()))
    assert [d.days_left for d in found if d.sort == "promise"] == [16, 37]
    late = deadlines.of_case(CASE, (), dt.date(2026, 12, 20), happened(talk()))
    assert [d.days_left for d in late if d.sort == "promise"] == [-10, 11], (
        "what was not kept stays to be seen"
    )


def test_money_that_came_in_since_is_used_for_the_first_promise_first() -> None:
    def paid(amount: int, on: dt.date = TODAY) -> Case:
        return dataclasses.replace(
            CASE, enforcement_money=(EnforcementMoney(arrived_on=on, amount=Decimal(amount)),)
        )

    assert [what for what, _ in due(paid(5000), *happened(talk()))] == ["何岩松承诺付款第 2 笔 7,000.00 元"]
    assert due(paid(12000), *happened(talk())) == []
    (partly, _) = promised.dues_of(paid(2000), happened(talk()))
    assert "已到账 2,000.00 元" in partly.note
    before = paid(12000, TODAY - dt.timedelta(days=9))
    assert len(due(before, *happened(talk()))) == 2, "what came before the talk was not paid for its promises"


def test_a_later_talk_with_the_same_person_takes_the_place_of_the_earlier_promises() -> None:
    anew = talk(promises=(Promise(on=dt.date(2027, 1, 31), amount=Decimal(12000)),))
    assert due(CASE, *happened(talk(), anew)) == [
        ("何岩松承诺付款第 1 笔 12,000.00 元", dt.date(2027, 1, 31))
    ]
    silent = talk(promises=None)
    assert len(due(CASE, *happened(talk(), silent))) == 2, "a talk without promises takes none back"
    wife = talk(person=(Person(name="徐云芝", role="成年家属"),), purpose="家属")
    assert len(due(CASE, *happened(talk(), wife))) == 4


def test_a_corrected_promise_falls_due_as_corrected() -> None:
    right = talk(promises=(Promise(on=dt.date(2026, 12, 10), amount=Decimal(50000)),))
    assert due(CASE, *happened(talk(), right, amends="0")) == [
        ("何岩松承诺付款第 1 笔 50,000.00 元", dt.date(2026, 12, 10))
    ]


def test_the_timeline_says_what_was_promised() -> None:
    (row,) = timeline.rows(CASE, happened(talk()), (), {})
    assert row.title == "约谈"
    assert "何岩松" in row.text
    assert "承诺付款 12,000.00 元" in row.text
