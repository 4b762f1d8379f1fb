"""Nobody home: four taps from 今日, and the transcript has written itself from tapped and measured facts."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

import pytest

from services.clock import local
from services.records import catalogue
from services.records.kinds.visit import Visit
from tests.fixtures_journey import SECRET, START, OpenHands, Station
from tests.journeys import visiting

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

BAR_SECONDS = 20.0  # design.md §1: nobody home takes 20 s, the officer's own time included


def test_four_taps_from_today_and_the_visit_is_in_the_journal(
    station: Station, open_hands: OpenHands, record_property: Callable[[str, object], None]
) -> None:
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    hands.until(lambda: hands.on("今日"))
    hands.taps, hands.signs, begun = 0, 0, time.process_time()
    entry = visiting.nobody_home(hands, station.case.number)
    spent = time.process_time() - begun  # its own work: another program's on the same core is no fault of it
    assert hands.taps <= 4
    record_property("seconds of work until saved", round(spent, 2))
    print(f"nobody home, tap to 已保存: {spent:.2f} s of work, {hands.taps} taps")
    assert spent < BAR_SECONDS / 2, "the program leaves the officer at least half of the time"
    assert hands.effort < BAR_SECONDS / 2, "and four taps are made in the other half"
    assert entry.cases == (station.case.number,)
    assert visiting.faults(hands) == []


def test_the_transcript_says_only_what_was_tapped_and_measured(
    station: Station, open_hands: OpenHands
) -> None:
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    entry = visiting.nobody_home(hands, station.case.number)
    said = catalogue.read(entry).said
    assert isinstance(said, Visit)
    at, debtors = local(said.arrived_at), "、".join(d.name for d in station.case.debtors)
    sentence = (
        f"{at.year}年{at.month}月{at.day}日{at.hour}时{at.minute:02d}分，{station.office.officer.name}到{said.place.text}"
        f"查找被执行人{debtors}。现场无人，未见被执行人{debtors}。"
    )
    assert sentence in hands.read()
    assert said.place in station.case.places
    assert START <= at < START + dt.timedelta(hours=1)


def test_the_entry_keeps_who_confirmed_each_prefilled_answer_and_when(
    station: Station, open_hands: OpenHands
) -> None:
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    visiting.begin(hands, station.case.number)
    prefilled = hands.draft.prefilled
    assert prefilled == {"arrived_at", "place", "located", "officers"}
    visiting.outcome(hands, "无人")
    assert hands.draft.prefilled == prefilled, "tapping the outcome confirms nothing else"
    entry = visiting.finish(hands)
    confirmed = entry.body["confirmed"]
    assert set(confirmed) == prefilled
    assert {c["by"] for c in confirmed.values()} == {station.office.officer.name}
    assert all(c["at"].startswith("2026-11-24T") for c in confirmed.values())


def test_the_timeline_shows_it_waiting_to_be_sent(station: Station, open_hands: OpenHands) -> None:
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    entry = visiting.nobody_home(hands, station.case.number)
    row = next(r for r in visiting.timeline(hands).splitlines() if "上门查找" in r and "无人" in r)
    assert f"{local(entry.made_at):%H:%M}" in row
    assert "待回传" in row


def test_at_the_small_size_it_is_four_taps_too(station: Station, open_hands: OpenHands) -> None:
    hands = open_hands(station.root, size=(1024, 640))
    hands.unlock(SECRET)
    hands.until(lambda: hands.on("今日"))
    hands.taps = 0
    visiting.nobody_home(hands, station.case.number)
    assert hands.taps <= 4
