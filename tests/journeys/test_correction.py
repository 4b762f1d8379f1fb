"""A finished record turns out wrong: the reason is asked, the old sentence is struck through, both stay readable."""

from __future__ import annotations

import datetime as dt

import pytest

from services.records import catalogue
from services.records.kinds.visit import Visit
from tests.fixtures_journey import SECRET, START, OpenHands, Station
from tests.journeys import visiting
from ui.components.timeline import Timeline

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

REASON = "漏记：有人应声，不开门"


def test_the_reason_is_asked_and_both_sentences_stay(station: Station, open_hands: OpenHands) -> None:
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    first = visiting.nobody_home(hands, station.case.number)
    visiting.correct(hands, REASON)
    visiting.outcome(hands, "拒不开门")
    second = visiting.finish(hands)

    assert (second.amends, second.reason) == (first.id, REASON)
    assert [e.id for e in visiting.visits(hands)] == [first.id, second.id]
    outcomes = [
        said.outcome for said in (catalogue.read(e).said for e in (first, second)) if isinstance(said, Visit)
    ]
    assert outcomes == ["无人", "拒不开门"]
    assert REASON in hands.read(), "the correction's own page says why"
    visiting.timeline(hands)
    (row,) = [
        i
        for t in hands.page.findChildren(Timeline)
        if t.isVisible()
        for i in t.items
        if "上门查找" in i.title
    ]
    assert row.title == "更正：上门查找"
    assert "拒不开门" in row.detail
    assert REASON in row.detail
    assert station.office.officer.name in row.detail
    assert "无人" in row.struck
    assert visiting.faults(hands) == []

    again = open_hands(station.root, START + dt.timedelta(hours=1))
    again.unlock(SECRET)
    assert [e.digest for e in visiting.visits(again)] == [first.digest, second.digest]
    assert visiting.faults(again) == []


def test_without_a_reason_no_correction_begins(station: Station, open_hands: OpenHands) -> None:
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    visiting.nobody_home(hands, station.case.number)
    hands.press("更正这条记录")
    key = hands.key("开始更正")
    assert "先写理由" in key.accessibleName()
    hands.tap(key)
    assert key.isVisible()
    assert hands.page.title == "上门查找", "still the finished record"
