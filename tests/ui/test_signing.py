"""Signing on the record page of a car: frozen copies, strokes bound to them, honest ways not to sign, visible voiding."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from services.actions import recording
from services.records import signing
from tests.fixtures_seizure import Car
from ui import look
from ui.components.signing import SignaturePad
from ui.components.tasks import PlainList
from ui.desk import ContinueDraft, OpenEntry
from ui.pages.record import RecordPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

FIVE = ("徐云芝", "季文", "郑保管", "方立", "毛一帆")


def write_name(pad: SignaturePad) -> None:
    """Three strokes with the mouse."""
    for number in range(3):
        start = QPoint(60 + 90 * number, 40)
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=start)
        for step in range(1, 8):
            QTest.mouseMove(pad, start + QPoint(6 * step, 9 * step))
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=start + QPoint(48, 72))


def editor(page: RecordPage) -> Any:
    assert page.form is not None
    page.form.open(page.form._part_of("signatures"))
    return page.form.editor("signatures")


def open_sheet(car: Car, page: RecordPage) -> Any:
    assert page.signing.key is not None
    page.signing.key.click()
    car.until(lambda: editor(page).sheet is not None)
    return editor(page).sheet


def sign_all(car: Car, page: RecordPage) -> None:
    sheet = open_sheet(car, page)
    while editor(page).sheet is not None:
        write_name(sheet.pad)
        sheet.confirm_key.click()
    car.settled(page)


def chips(page: RecordPage) -> dict[str, str]:
    return {row.title: row.chip.text for row in editor(page).rows.items}


def test_nobody_signs_before_everything_else_is_there(car: Car) -> None:
    page = car.open()
    assert page.signing.key is not None
    assert page.signing.key.isHidden(), "nobody but the officers is known yet"
    car.fill(page, present=car.answers["present"][:1])
    assert page.signing.key.text() == "签名 0/4"
    assert page.signing.key.missing == "离场校验还差 1 项"
    page.signing.key.click()
    assert editor(page).sheet is None
    assert page.gate.sheet is not None
    page.gate.close()
    car.fill(page)
    assert page.signing.key.missing == ""


def test_what_is_signed_stands_there_with_both_papers_whole(car: Car) -> None:
    page = car.filled()
    sheet = open_sheet(car, page)
    assert [s.name for s in sheet._signers] == list(FIVE)
    assert "86,412公里" in sheet.text.words.text()
    assert sheet.text.words.font().pixelSize() >= 22
    assert sheet.text.whole_key.text().startswith("全文")
    sheet.text.whole_key.click()
    assert not sheet.text.preview._pages[0].isNull()
    assert page.draft is not None
    assert [c.document for c in page.draft.signing] == ["seizure_inventory", "vehicle_transcript"]
    car.settled(page)
    kept = car.on_disk(page)
    assert kept.signing == page.draft.signing
    raw = car.ask(lambda: recording.original(car.session, kept.signing[0].attachment))
    assert raw.startswith(b"%PDF")


def test_strokes_are_bound_to_the_frozen_copies_and_go_into_the_entry(car: Car) -> None:
    page = car.filled()
    sign_all(car, page)
    assert page.draft is not None
    digests = {c.attachment.digest for c in page.draft.signing}
    given = signing.given(page.draft)
    assert tuple(s.name for s in given) == FIVE
    assert all({b.digest for b in s.bound} == digests and s.strokes for s in given)
    page.done_key.click()
    car.until(lambda: any(isinstance(to, OpenEntry) for to in car.went))
    (entry,) = car.records()
    assert digests <= {a.digest for a in entry.attachments}
    assert {c["digest"] for c in entry.body["signing"]} == digests


def test_a_later_change_voids_by_name_and_turns_the_main_key_red(car: Car) -> None:
    page = car.filled()
    sign_all(car, page)
    assert page.done_key.missing == ""
    car.answer(page, "odometer", 86413)
    assert page.done_key.missing == "5 人的签名已作废"
    assert page.signing.banner.isVisible()
    assert "“里程表读数”有变动" in page.signing.banner.accessibleName()
    assert set(chips(page).values()) == {"签名作废"}
    assert page.signing.key is not None
    assert page.signing.key.text() == "签名 0/5"
    car.answer(page, "odometer", 86412)
    assert page.done_key.missing == "", "under the very words they stand again"
    assert not page.signing.banner.isVisible()


def test_after_a_change_they_sign_a_new_copy_and_whoever_has_left_is_noted(car: Car) -> None:
    page = car.filled()
    sign_all(car, page)
    assert page.draft is not None
    before = page.draft.signing
    car.answer(page, "odometer", 86413)
    sheet = open_sheet(car, page)
    sheet.ways["left"].click()
    sheet.reason.setText("签名后已离开，无法重签")
    sheet.confirm_key.click()
    for _ in FIVE[1:]:
        write_name(sheet.pad)
        sheet.confirm_key.click()
    car.settled(page)
    assert {c.attachment.digest for c in page.draft.signing}.isdisjoint(c.attachment.digest for c in before)
    assert page.done_key.missing == ""
    assert chips(page)["徐云芝"].startswith("已离开")


def test_a_refusal_stands_at_its_place_and_voids_nobody(car: Car) -> None:
    page = car.filled()
    sheet = open_sheet(car, page)
    sheet.ways["refused"].click()
    assert sheet.confirm_key.missing == "写明理由"
    sheet.reason.setText("认为内容不实")
    sheet.confirm_key.click()
    for _ in FIVE[1:]:
        write_name(sheet.pad)
        sheet.confirm_key.click()
    assert not page.signing.voided
    assert chips(page)["徐云芝"].startswith("拒签")
    assert page.done_key.missing == ""
    car.answer(page, "odometer", 1)
    assert "徐云芝" not in {s.name for s in page.signing.voided}


def test_a_copy_that_still_stands_is_signed_on_and_not_made_anew(car: Car) -> None:
    page = car.filled()
    sheet = open_sheet(car, page)
    write_name(sheet.pad)
    sheet.confirm_key.click()
    sheet.back_key.click()
    assert page.draft is not None
    frozen = page.draft.signing
    car.settled(page)
    page.later_key.click()
    again = car.open(ContinueDraft(page.draft.id))
    sheet = open_sheet(car, again)
    assert again.draft is not None
    assert again.draft.signing == frozen
    assert sheet.signer.name == "季文"


def test_another_car_is_seen_sign_by_sign_and_dealt_with_at_the_gate(car: Car) -> None:
    page = car.open()
    car.fill(page, vin="LSVNV4189N2043717")
    assert page.form is not None
    page.form.open(page.form._part_of("vin"))
    vin: Any = page.form.editor("vin")
    car.until(vin.comparison.isVisible)
    assert "第 14 位" in vin.comparison.sentence
    assert any("1 处未满足" in s.spoken for s in page.form.sections.items)
    vin.comparison.two_key.click()
    assert page.gate.sheet is not None
    assert page.gate.sheet.cards[0].standing.duty.code == "identity_matches_docket"
    page.resize(1024, 584)
    assert page.gate.sheet.geometry() == page.rect(), "the sheet covers the window in any size"
    page.gate.close()
    car.answer(page, "vin", car.answers["vin"])
    assert not vin.comparison.isVisible()


def test_a_screen_of_prefilled_answers_is_confirmed_by_one_key(car: Car) -> None:
    page = car.open()
    assert page.form is not None
    assert page.draft is not None
    form = page.form
    car.until(form.all_key.isVisible)
    seen = form._prefilled_in_sight()
    assert len(seen) > 1
    form.all_key.click()
    assert page.draft.prefilled.isdisjoint(seen)
    assert {page.draft.confirmed[name].by for name in seen} == {car.session.officer.name}


def test_of_several_cars_the_officer_picks_one(car: Car) -> None:
    page = car.open(car.start(1), wait=False)
    car.until(lambda: car.sheet(page) is not None)
    sheet: Any = car.sheet(page)
    assert len(sheet.list.items) == 2
    sheet.list.opened.emit(sheet.list.items[1])
    car.until(lambda: page.draft is not None and page.draft.subject == "p2")
    assert page.draft is not None
    assert page.draft.values["plate"] == "浙H9A3K8"
    assert editor(page) is not None


def test_the_duties_follow_a_change_within_a_frame(car: Car) -> None:
    page = car.filled()
    assert car.best_of(5, page._judge) < 0.016
    assert car.best_of(5, page._show_draft) < 0.016


def test_at_the_small_size_every_key_of_the_bar_has_its_words(car: Car, qapp: QApplication) -> None:
    look.themed(qapp, width=1024)
    page = car.open(size=(1024, 576))
    car.fill(page)
    assert page.signing.key is not None
    for key in (page.later_key, page.signing.key, page.done_key):
        assert key.isVisible()
        assert key.width() >= key.minimumSizeHint().width()


def test_the_part_of_the_signatures_says_who_signs_what_and_whom_it_waits_for(car: Car) -> None:
    page = car.open()
    part = editor(page)
    words = [row.title for lists in part.findChildren(PlainList) for row in lists.items]
    assert {"扣押财产清单", "扣押车辆笔录"} <= set(words)
    assert "还没有记下到场人" in part.awaited.text()
    assert part.key.missing
    part.key.click()
    assert page.form is not None
    assert page.form.part != page.form._part_of("signatures"), "a tap leads to what is missing"
    car.fill(page)
    assert not editor(page).awaited.text()
    assert [row.title for row in editor(page).rows.items] == list(FIVE)
