"""A talk is read over in 28 pt page by page and signed on every page; what was signed is kept and printed at its foot."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QTransform

from services.actions import issuing, recording
from services.entries.entry import Entry
from services.records import signing
from services.records.kinds.interview import Interview
from services.store import journal
from tests.fixtures_seizure import ONE, Car
from tests.ui.test_signing import editor, open_sheet, write_name
from tests.unit.documents.sheets import pages as texts_of
from tests.unit.records.of_kinds import interview as talks
from ui.desk import StartRecord
from ui.forms.page_reading import POINTS
from ui.pages.record import RecordPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

LINES = tuple(
    dataclasses.replace(line, text=f"{line.text}（{n}）")
    for n in range(16)
    for line in talks.answers()["said"]
)


def talk(car: Car, **changes: Any) -> RecordPage:
    """The page of a talk with everything answered but the signatures."""
    page = car.open(StartRecord(Interview, (ONE.number,)))
    given = talks.answers(said=LINES, signatures=None, place=talks.seized.ROADSIDE, **changes)
    for name, value in given.items():
        car.answer(page, name, value)
    assert page.draft is not None
    page._all_right(page.draft.prefilled)
    assert page.signing.key is not None
    assert page.signing.key.missing == "", page.signing.key.missing
    return page


def read(sheet: Any, way: str = "seen") -> None:
    """The page on the screen, read in that way and signed."""
    sheet.reading.read_keys[way].click()
    write_name(sheet.reading.pad)
    sheet.reading.confirm_key.click()


def dark(image: QImage) -> list[float]:
    """How much ink stands in each of 20 bands from top to bottom, in shares of the page's own ink."""
    small = image.scaled(40, 20, mode=Qt.TransformationMode.SmoothTransformation)
    rows = [sum(255 - QColor(small.pixel(x, y)).lightness() for x in range(40)) for y in range(20)]
    return [row / sum(rows) for row in rows]


def entries(car: Car) -> list[Entry]:
    found: list[Entry] = car.ask(lambda: list(journal.entries(car.session.vault, kinds=(Interview.code,))))
    return found


def test_whoever_is_asked_cannot_sign_the_whole_before_every_page(car: Car) -> None:
    page = talk(car)
    sheet = open_sheet(car, page)
    assert sheet.signer.name == "何岩松"
    assert len(sheet.open_pages) >= 2
    assert not sheet.pad.isEnabled()
    assert sheet.confirm_key.missing == f"还有 {len(sheet.open_pages)} 页没有签"
    sheet.skip_key.click()
    assert sheet.signer.name == "方立", "an officer signs once"
    assert sheet.open_pages == ()
    assert sheet.pad.isEnabled()


def test_a_page_is_read_in_large_letters_turned_to_the_reader_and_then_signed(car: Car) -> None:
    page = talk(car)
    sheet = open_sheet(car, page)
    sheet.pages_key.click()
    reading = sheet.reading
    assert reading.words.pixels == round(POINTS * 96 / 72) == 37
    assert "已告知被询问人：申请回避" in reading.words.accessibleName()
    assert "第 1 页" in reading.title.text()
    assert not reading.pad.isVisible(), "first it is read"
    assert reading.confirm_key.missing == "先点“已阅”或者“已宣读”"
    upright = reading.words.grab().toImage()
    reading.turn_key.click()
    assert reading.words.turned
    turned = reading.words.grab().toImage()
    assert turned != upright
    assert dark(turned.transformed(QTransform().rotate(180))) == pytest.approx(dark(upright), abs=0.05)
    assert dark(turned) != pytest.approx(dark(upright), abs=0.05)
    bar = reading._scroll.verticalScrollBar()
    assert bar.value() == bar.maximum(), "whoever sits across begins at his own top"
    reading.read_keys["told"].click()
    assert reading.pad.isVisible()
    assert reading.confirm_key.missing == "请 何岩松 在本页签名"


def test_every_page_is_kept_as_it_is_signed_and_goes_on_after_a_break(car: Car) -> None:
    page = talk(car)
    sheet = open_sheet(car, page)
    whole = len(sheet.open_pages)
    sheet.pages_key.click()
    read(sheet)
    sheet.reading.back_key.click()
    car.settled(page)
    (begun,) = signing.given(car.on_disk(page))
    assert [p.number for p in begun.pages] == [1]
    assert not signing.complete(begun)
    assert len(sheet.open_pages) == whole - 1
    sheet.back_key.click()
    (row,) = [r for r in editor(page).rows.items if r.title == "何岩松"]
    assert row.chip.text == "已签 1 页，未签完"
    again = open_sheet(car, page)
    again.pages_key.click()
    assert "第 2 页" in again.reading.title.text()


def test_all_pages_go_into_the_entry_and_onto_the_paper_with_hour_and_ink(car: Car) -> None:
    page = talk(car)
    sheet = open_sheet(car, page)
    whole = len(sheet.open_pages)
    sheet.pages_key.click()
    for number in range(whole):
        read(sheet, "told" if number else "seen")
    assert sheet.reading is None
    while editor(page).sheet is not None:
        write_name(sheet.pad)
        sheet.confirm_key.click()
    car.settled(page)
    page.done_key.click()
    car.until(lambda: bool(entries(car)))
    (entry,) = entries(car)
    said = recording.happening
    record = car.ask(lambda: said(car.session, entry.id)).said
    (his,) = [s for s in record.signatures if s.name == "何岩松"]
    assert [(p.number, p.read) for p in his.pages] == [
        (1, "seen"),
        *((n, "told") for n in range(2, whole + 1)),
    ]
    assert all(p.strokes for p in his.pages)
    (bound,) = his.bound
    assert bound.pages == whole
    paper = car.ask(lambda: issuing.issue(car.session, "interview_transcript", entry.id, car.clock)).pdf
    printed = [re.sub(r"\s", "", text) for text in texts_of(paper)]
    assert len(printed) == whole
    assert re.search(r"\d+时\d\d分已阅", printed[0])
    assert all(re.search(r"\d+时\d\d分已宣读", text) for text in printed[1:])
    assert all("被询问人何岩松（本页）" in text for text in printed)


def test_a_change_after_pages_were_signed_voids_them(car: Car) -> None:
    page = talk(car)
    sheet = open_sheet(car, page)
    whole = len(sheet.open_pages)
    sheet.pages_key.click()
    read(sheet)
    sheet.reading.back_key.click()
    sheet.back_key.click()
    car.answer(page, "corrections", "第2句改为下月付清")
    assert page.signing.banner.isVisible()
    again = open_sheet(car, page)
    assert len(again.open_pages) == whole, "under other words every page is signed anew"


def test_whoever_refuses_is_noted_once_and_signs_no_page(car: Car) -> None:
    page = talk(car)
    sheet = open_sheet(car, page)
    sheet.ways["refused"].click()
    assert sheet.pages_key.isHidden()
    sheet.reason.setText("认为内容不实")
    sheet.confirm_key.click()
    (given,) = signing.given(page.draft)
    assert (given.way, given.pages) == ("refused", ())


def test_one_tap_puts_in_a_block_of_questions_and_leads_to_the_first_answer(car: Car) -> None:
    page = car.open(StartRecord(Interview, (ONE.number,)))
    assert page.form is not None
    page.form.open(page.form._part_of("said"))
    said = page.form.editor("said")
    assert not said.none_yet.isHidden(), "whom one talks to comes first, and it says so"
    car.answer(page, "purpose", "被执行人")
    assert said.none_yet.isHidden()
    assert list(said.block_keys)[:2] == ["身份与权利告知", "是否认可债务"]
    said.block_keys["是否认可债务"].click()
    assert [line.sort for line in said.value] == ["问", "答"] * 3
    assert said.rows[1].words.hasFocus(), "the first answer waits for words"
    said.rows[1].words.setText("清楚，认可。")
    assert said.value[1].text == "清楚，认可。"
    car.answer(page, "purpose", "用人单位")
    assert "劳动关系与收入" in said.block_keys
    assert "是否认可债务" not in said.block_keys
    assert len(said.value) == 6, "what was asked stays"


def test_a_ready_question_stands_there_whole_and_can_be_put_in_other_words(car: Car) -> None:
    page = car.open(StartRecord(Interview, (ONE.number,)))
    assert page.form is not None
    car.answer(page, "purpose", "被执行人")
    page.form.open(page.form._part_of("said"))
    said = page.form.editor("said")
    said.block_keys["是否认可债务"].click()
    assert said.rows[0].words.accessibleName() == f"问：{said.value[0].text}"
    said.rows[0].amend.click()
    said.rows[0].words.setText("你欠多少？")
    assert said.value[0].text == "你欠多少？"
    said.rows[2].cross.click()
    said.rows[2].cross.click()
    assert [line.text for line in said.value][:2] == ["你欠多少？", ""]
    assert len(said.value) == 4


def test_promises_are_added_by_day_and_sum_and_stand_in_order(car: Car) -> None:
    page = car.open(StartRecord(Interview, (ONE.number,)))
    assert page.form is not None
    car.answer(page, "purpose", "被执行人")
    page.form.open(page.form._part_of("promises"))
    promises = page.form.editor("promises")
    for day, amount in (("12-31", "7,000"), ("2026-12-10", "5000.50")):
        promises.day.setText(day)
        promises.amount.setText(amount)
        promises.key.click()
    assert [(f"{p.on}", f"{p.amount}") for p in promises.value] == [
        ("2026-12-10", "5000.50"),
        ("2026-12-31", "7000.00"),
    ]
    promises.day.setText("明年")
    promises.amount.setText("10")
    promises.key.click()
    assert "日期写成" in promises.told.accessibleName()
    promises.day.setText("12-20")
    promises.amount.setText("一些")
    promises.key.click()
    assert "金额写数字" in promises.told.accessibleName()
    promises.rows[0].cross.click()
    assert len(promises.value) == 1
