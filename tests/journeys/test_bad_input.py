"""What goes wrong outside: a clock years off, a debtor without an address, a foreign docket, a pulled cable."""

from __future__ import annotations

import datetime as dt
import os
import pty
from dataclasses import replace
from pathlib import Path

import pytest

from services.actions import preferences
from services.hub import desk
from services.records import catalogue
from services.records.kinds.visit import Visit
from services.settings import RECEIVER
from tests.fixtures_journey import SECRET, START, OpenHands, Station, found_office
from tests.journeys import visiting
from tests.journeys.hands import Hands
from ui.pages.settings_vault import Docket

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

YEAR = dt.timedelta(days=365)


def settings_docket(hands: Hands) -> Docket:
    hands.press("设置")
    (card,) = hands.page.findChildren(Docket)
    assert isinstance(card, Docket)
    return card


@pytest.mark.parametrize(
    ("off", "word"), [(10 * YEAR, "快一年以上"), (-10 * YEAR, "慢")], ids=["ahead", "behind"]
)
def test_a_clock_ten_years_off_is_told_and_takes_no_work_away(
    station: Station, open_hands: OpenHands, off: dt.timedelta, word: str
) -> None:
    hands = open_hands(station.root, START + off)
    hands.unlock(SECRET)
    hands.until(lambda: hands.on("今日"))
    card = settings_docket(hands)
    hands.until(lambda: word in card.words.accessibleName())
    hands.press("今日")
    visiting.nobody_home(hands, station.case.number)
    assert visiting.faults(hands) == []
    hands = open_hands(station.root, START + dt.timedelta(hours=1))
    hands.unlock(SECRET)
    hands.until(lambda: hands.on("今日"))
    visiting.nobody_home(hands, station.case.number)
    assert len(visiting.visits(hands)) == 2
    assert visiting.faults(hands) == []


def test_past_the_lease_drafts_are_finished_and_a_newer_docket_opens_the_cases_again(
    station: Station, open_hands: OpenHands
) -> None:
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    visiting.begin(hands, station.case.number)
    visiting.outcome(hands, "无人")
    hands.saved()
    later = START + dt.timedelta(days=15)
    hands = open_hands(station.root, later)
    hands.unlock(SECRET)
    hands.until(lambda: hands.on("离线有效期已过"))
    other = next(c.number for c in station.office.cases if c.number != station.case.number)
    assert other not in hands.read()

    device = desk.open_desk(station.office.folder).devices[0].id
    newer = desk.issue_docket(
        station.office.folder,
        station.office.officer.id,
        station.root.parent / "stick",
        now=later,
        device=device,
    )
    stranger = found_office(station.root.parent / "elsewhere")
    foreign = stranger.answer(station.root / "request", station.root.parent / "their", now=later).docket
    assert foreign is not None
    card = settings_docket(hands)
    hands.choose_file(card.file, foreign)
    hands.press("载入")
    hands.until(card.trouble.isVisible)
    hands.choose_file(card.file, newer.file)
    hands.press("载入")
    hands.until(lambda: "已载入" in card.result.accessibleName())
    hands.press("今日")
    hands.until(lambda: hands.on("今日"))
    hands.tap_row("继续")
    visiting.finish(hands)
    assert visiting.faults(hands) == []


def test_a_debtor_without_an_address_is_visited_where_the_officer_says(
    station: Station, open_hands: OpenHands
) -> None:
    opened = desk.open_desk(station.office.folder)
    bare = replace(
        station.case, parties=tuple(replace(p, places=()) for p in station.case.parties), properties=(), measures=()
    )  # fmt: skip
    desk.keep(opened, station.office.officer, (bare,), now=START)
    newer = desk.issue_docket(
        station.office.folder, station.office.officer.id, station.root.parent / "stick", now=START,
        device=opened.devices[0].id,
    )  # fmt: skip
    hands = open_hands(station.root, START + dt.timedelta(minutes=1))
    hands.unlock(SECRET)
    card = settings_docket(hands)
    hands.choose_file(card.file, newer.file)
    hands.press("载入")
    hands.until(lambda: "已载入" in card.result.accessibleName())
    hands.press("今日")
    visiting.begin(hands, bare.number)
    visiting.outcome(hands, "无人")
    assert "place" not in hands.draft.values
    hands.tap(hands.record.done_key)
    assert hands.editor("place").frame.state == "error"
    hands.write(hands.editor("place").line, "村委会指认的出租屋")
    for name in hands.draft.prefilled:
        hands.tap(hands.editor(name).frame.confirm_key)
    said = catalogue.read(visiting.finish(hands)).said
    assert isinstance(said, Visit)
    assert (said.place.text, said.place.latitude) == ("村委会指认的出租屋", None)


def test_garbage_from_the_receiver_and_a_pulled_cable_leave_the_visit_alone(
    station: Station, open_hands: OpenHands
) -> None:
    ours, theirs = pty.openpty()
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    hands.until(lambda: hands.on("今日"))
    hands.ask(lambda: preferences.put(hands.session, RECEIVER, os.ttyname(theirs)))
    hands = open_hands(station.root, START + dt.timedelta(minutes=1))
    hands.unlock(SECRET)
    os.write(ours, b"\xff\x00$GPGGA,garbage*00\r\n$GNRMC,")
    visiting.begin(hands, station.case.number)
    assert hands.editor("located").value.fix is None
    os.close(theirs)
    os.close(ours)
    visiting.outcome(hands, "无人")
    entry = visiting.finish(hands)
    assert "接收机" in hands.read() or "定位" in hands.read()
    said = catalogue.read(entry).said
    assert isinstance(said, Visit)
    assert said.located.fix is None
    assert visiting.faults(hands) == []


def test_a_file_that_is_no_photo_is_refused_beside_the_slots_and_the_visit_goes_on(
    station: Station, open_hands: OpenHands, tmp_path: Path
) -> None:
    (tmp_path / "不是照片.jpg").write_bytes(b"MZ" + bytes(4000))
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    visiting.begin(hands, station.case.number)
    visiting.outcome(hands, "无人")
    photos = hands.editor("photos")
    hands.choose_in_dialog(photos.slots["门牌"], tmp_path / "不是照片.jpg")
    hands.until(lambda: "不是照片" in hands.read(photos))
    for name in hands.draft.prefilled:
        hands.tap(hands.editor(name).frame.confirm_key)
    assert visiting.finish(hands).attachments == ()


def test_a_plate_typed_with_a_full_width_letter_finds_its_case(
    station: Station, open_hands: OpenHands
) -> None:
    case, plate = next(
        (c, p.vehicle.plate)
        for c in station.office.cases
        for p in c.properties
        if p.vehicle and p.vehicle.plate
    )
    wide = "".join(chr(ord(sign) + 0xFEE0) if sign.isascii() else sign for sign in plate)
    assert wide != plate
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    hands.press("找案件")
    hands.until(lambda: f"{len(station.office.cases)} 件" in hands.read())
    hands.write(hands.line("查找案件"), wide)
    hands.until(lambda: f"{len(station.office.cases)} 件" not in hands.read())
    hands.tap_row(case.number)
    hands.until(lambda: "最近" in hands.read() and case.number in hands.read())
