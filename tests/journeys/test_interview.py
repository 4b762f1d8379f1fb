"""The debtor is talked to: block by block, a promise, read over in large letters, signed on every page, due in the radar."""

from __future__ import annotations

import datetime as dt
import io
import re

import pypdfium2
import pytest
from PySide6.QtCore import QPoint

from services.actions import finding, gates, issuing
from services.entries.entry import Entry
from services.records import catalogue
from services.records.interview_duties import ADDRESS, REPORT, RIGHTS, TRUTH
from services.records.kinds.interview import Interview
from services.store import journal
from tests.fixtures_journey import SECRET, OpenHands, Station
from tests.journeys import seizing
from tests.journeys.hands import Hands
from tests.journeys.seizing import choose, confirm_part, part, write, yes
from ui.dialogs.kinds import KindsSheet
from ui.dialogs.pick_case import PickCase

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

TODAY = dt.date(2026, 11, 24)


def begin(hands: Hands, station: Station) -> None:
    """今日 → 新建记录 → the case → 约谈."""
    hands.press("新建记录")
    pick = next(s for s in hands.window.findChildren(PickCase) if s.isVisible())
    hands.write(pick._search.line, station.case.number)
    hands.until(lambda: [row.payload for row in pick._list.items] == [station.case.number])
    hands.tap(pick._list.viewport(), QPoint(200, 30))
    kinds = next(s for s in hands.window.findChildren(KindsSheet) if s.isVisible())
    hands.until(lambda: station.case.number in kinds._subtitle.text())
    hands.press(Interview.title)
    assert hands.record.form is not None


def ask_and_answer(hands: Hands, block: str, *answers: str) -> None:
    """One tap for the block, then the answers one by one."""
    said = hands.editor("said")
    before = len(said.rows)
    hands.tap(said.block_keys[block])
    hands.until(lambda: len(said.rows) > before)
    for n, words in enumerate(answers):
        hands.write(said.rows[before + 1 + 2 * n].words, words)


def records(hands: Hands) -> list[Entry]:
    return hands.ask(lambda: list(journal.entries(hands.session.vault, kinds=(Interview.code,))))


def test_a_talk_is_read_over_and_signed_page_by_page(station: Station, open_hands: OpenHands) -> None:
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    debtor, second = station.case.debtors[0].name, hands.session.colleagues[0].name
    begin(hands, station)
    taps = hands.taps
    choose(hands, "purpose", "被执行人")
    choose(hands, "way", "当面")
    choose(hands, "reason", "履行义务和财产状况")
    choose(hands, "venue", "本院")
    choose(hands, "brought", "自行到场")
    write(hands, "place", "浙江省常山县人民法院执行局")
    officers = hands.editor("officers")
    hands.tap(officers.display)
    hands.tap(officers.key(second))
    confirm_part(hands)
    part(hands, "身份与告知")
    hands.tap(hands.editor("person").known[debtor])
    yes(hands, "identity_seen", "id_shown", "recorder_on")
    for words in (RIGHTS, TRUTH, REPORT, ADDRESS):
        hands.tap(hands.editor("told").key(words))
    part(hands, "问答")
    ask_and_answer(hands, "是否认可债务", "认可。", "十月底收到。", "还了两万，手头紧。")
    ask_and_answer(hands, "履行计划", "年底前付清，分两次。", "听明白了。")
    part(hands, "承诺与线索")
    promises = hands.editor("promises")
    for day, amount in (("12-10", "5000"), ("12-31", "7000")):
        hands.write(promises.day, day)
        hands.write(promises.amount, amount)
        hands.tap(promises.key)
    part(hands, "送达地址")
    choose(hands, "service", "以前确认过，没有变化")
    part(hands, "核对")
    choose(hands, "reading", "本人看过")
    ended = hands.editor("ended_at")
    hands.tap(ended.line)
    hands.tap(ended.steps["现在"])
    confirm_part(hands)
    hands.saved()
    taps = hands.taps - taps
    assert taps < 75, "a whole talk with five answers and two promises"

    page = hands.record
    assert page.signing.key is not None
    hands.until(lambda: not page.signing.key.missing)  # type: ignore[union-attr]
    hands.tap(page.signing.key)
    editor = hands.editor("signatures")
    hands.until(lambda: editor.sheet is not None)
    sheet = editor.sheet
    assert sheet.signer.name == debtor
    count = len(sheet.open_pages)
    hands.tap(sheet.pages_key)
    for number in range(1, count + 1):
        reading = sheet.reading
        assert f"第 {number} 页" in reading.title.text()
        hands.tap(reading.turn_key)
        hands.tap(reading.turn_key)
        hands.tap(reading.read_keys["seen"])
        seizing.write_name(hands, reading.pad)
        hands.tap(reading.confirm_key)
    hands.until(lambda: sheet.reading is None)
    while editor.sheet is not None:
        seizing.write_name(hands, sheet.pad)
        hands.tap(sheet.confirm_key)
    hands.saved()
    hands.until(lambda: not page.done_key.missing)
    hands.tap(page.done_key)
    hands.until(lambda: bool(records(hands)))
    (entry,) = records(hands)

    said = catalogue.read(entry).said
    assert isinstance(said, Interview)
    assert [p.name for p in said.person] == [debtor]
    assert [line.sort for line in said.said] == ["问", "答"] * 5
    (his,) = [s for s in said.signatures if s.name == debtor]
    assert [(p.number, p.read, bool(p.strokes)) for p in his.pages] == [
        (n, "seen", True) for n in range(1, count + 1)
    ]
    standing = hands.ask(lambda: gates.leave(hands.session, entry.matter, entry.made_at))
    assert {s.duty.code: s.state for s in standing} == {
        "transcript_signed": "met",
        "every_page_signed": "met",
    }
    file = hands.ask(lambda: finding.case_file(hands.session, station.case.number, TODAY))
    assert [(d.days_left, d.entry) for d in file.deadlines if d.sort == "promise"] == [
        (16, entry.id),
        (37, entry.id),
    ]
    pdf = hands.ask(lambda: issuing.issue(hands.session, "interview_transcript", entry.id, entry.made_at)).pdf
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        pages = [re.sub(r"\s", "", p.get_textpage().get_text_range()) for p in document]
    assert len(pages) == count
    assert all(re.search(r"\d+时\d\d分已阅", text) for text in pages)
    assert "以上笔录我已看过，与我所说一致" in "".join(pages)
