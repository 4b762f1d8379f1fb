"""A finished car: 离场校验 with its two ways on, what waits at the office, and the second officer's confirmation."""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from services.actions import finding, gates, issuing, recording
from services.entries.entry import Entry
from services.records.events import Confirmed, DutyMet, DutyOverridden
from services.store import exchanged, journal, registry
from services.store import vault as vaults
from tests.factories import FAST, NOW, SECRET, make_court, make_docket, make_officer, make_unsigned
from tests.fixtures_seizure import ONE, Car
from ui import look
from ui.components.buttons import Button
from ui.components.labels import Chip, Text
from ui.components.statutes import DutyList
from ui.desk import GoTo, OpenEntry, OpenPapers
from ui.pages.finished import FinishedPage
from ui.pages.today import TodayPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

ABSENT = "被执行人及家属不在场，回院后送达"


def finished(car: Car, **changes: Any) -> Entry:
    """The car in the journal, nobody's name under it."""
    page = car.open()
    car.fill(page, **changes)
    page.done_key.click()
    car.until(lambda: any(isinstance(to, OpenEntry) for to in car.went))
    car.went.clear()
    return car.records()[-1]


def shown(car: Car, entry: Entry, size: tuple[int, int] = (1280, 736)) -> FinishedPage:
    page = FinishedPage(car.desk, entry.id)
    car.show(page, size)
    car.until(lambda: page.after.state is not None and bool(keys(page)))
    car.until(lambda: any(w.isVisible() for w in page.findChildren(Text)))
    return page


def keys(page: FinishedPage) -> dict[str, Button]:
    return {key.text(): key for key in page._bar.buttons}


def words(page: FinishedPage) -> list[str]:
    found = [w for w in page.findChildren(Text) if w.isVisible()]
    chips = [c for c in page.findChildren(Chip) if c.isVisible()]
    return [*(w.text() for w in found), *(c.accessibleName() for c in chips)]


def rows(page: FinishedPage, name: str) -> list[str]:
    """The rows of a card; none while the page is being built anew."""
    lists = [w for w in page.findChildren(DutyList) if w.accessibleName() == name and w.isVisible()]
    return [item.spoken for duties in lists for item in duties.items]


def test_leaving_waits_for_what_the_law_asks(car: Car) -> None:
    page = shown(car, finished(car))
    assert keys(page)["离场"].missing == "离场校验还差 3 项"
    assert len(rows(page, "离场校验")) == 3
    keys(page)["离场"].click()
    assert page.after.sheet is not None, "a tap on the blocked key leads to what is missing"
    assert car.went == []
    assert [card.standing.duty.code for card in page.after.sheet.cards] == [
        "transcript_signed", "inventory_signed", "copy_handed_over",
    ]  # fmt: skip


def test_the_honest_way_leads_to_the_papers(car: Car) -> None:
    entry = finished(car)
    page = shown(car, entry)
    page.after.open_leave()
    assert page.after.sheet is not None
    page.after.sheet.cards[2].jump_key.click()
    assert car.went == [OpenPapers(entry.id)]
    keys(page)["出具文书"].click()
    assert car.went == [OpenPapers(entry.id)] * 2


def test_a_reason_of_ten_signs_lets_it_pass_as_an_entry(car: Car) -> None:
    entry = finished(car)
    page = shown(car, entry)
    page.after.open_leave()
    assert page.after.sheet is not None
    card = page.after.sheet.cards[2]
    card.reason.setPlainText("不在")
    assert card.pass_key.missing == "再写 8 个字"
    card.reason.clear()
    card.reasons[ABSENT].click()
    card.pass_key.click()
    car.until(lambda: "还差 2 项" in keys(page)["离场"].missing)
    (told,) = car.ask(lambda: journal.entries(car.session.vault, kinds=(DutyOverridden.code,)))
    assert told.matter == entry.matter
    assert told.body["values"]["reason"] == ABSENT
    assert any("已说明理由" in row for row in rows(page, "离场校验"))


def test_once_nothing_hard_is_missing_they_may_leave(car: Car) -> None:
    entry = finished(car)
    for code in ("transcript_signed", "inventory_signed", "copy_handed_over"):
        car.ask(partial(gates.override_at_leave, car.session, entry.matter, code, ABSENT, NOW))
    page = shown(car, entry)
    assert keys(page)["离场"].missing == ""
    assert "可以离场" in words(page)
    keys(page)["离场"].click()
    assert car.went == [GoTo("today")]


def test_what_is_done_at_the_office_is_noted_with_number_and_photo(car: Car, tmp_path: Path) -> None:
    entry = finished(car)
    page = shown(car, entry)
    (office,) = (w for w in page.findChildren(DutyList) if w.accessibleName() == "回院待办")
    office.opened.emit(office.items[0])
    sheet = page.after.meeting
    assert sheet is not None
    assert sheet.key.missing == "写明办了什么"
    sheet.text.setText("协助执行通知书已送达，收到回执")
    sheet.number.setText("浙0822执协9号")
    target = io.BytesIO()
    Image.effect_noise((320, 240), 60).convert("RGB").save(target, "JPEG")
    (tmp_path / "回执.jpg").write_bytes(target.getvalue())
    sheet.photo.set_path(str(tmp_path / "回执.jpg"))
    sheet.key.click()
    car.until(lambda: any("收到回执" in row for row in rows(page, "回院待办")))
    (said,) = (
        h.said
        for h in car.ask(lambda: finding.matter(car.session, entry.matter))
        if isinstance(h.said, DutyMet)
    )
    assert said.number == "浙0822执协9号"
    assert said.photo is not None
    assert car.ask(lambda: recording.original(car.session, said.photo)) == target.getvalue()


def test_what_is_open_at_the_office_stands_on_today_and_leads_to_the_record(car: Car) -> None:
    entry = finished(car)
    today = TodayPage(car.desk)
    car.show(today)
    car.until(today._office.isVisible)
    assert any("通知车管所" in row.spoken for row in today._office.rows.items)
    today._office.rows.opened.emit(today._office.rows.items[0])
    assert car.went == [OpenEntry(entry.id)]


def second_vault(car: Car, number: int) -> None:
    """Another officer's vault on the same tablet."""
    other = vaults.create(
        vaults.new_folder(car.desk.root), SECRET, kind="passphrase", holder=make_officer(number).name,
        court=make_court().name, parameters=FAST,
    )  # fmt: skip
    registry.load_docket(other, make_docket((ONE,), officer=make_officer(number)))
    other.close()


def ask_second(car: Car, page: FinishedPage) -> Any:
    keys(page)["第二人确认"].click()
    assert page.after.second is not None
    return page.after.second


def test_two_officers_wait_until_the_second_has_unlocked_his_vault(car: Car) -> None:
    second_vault(car, 2)
    entry = finished(car)
    page = shown(car, entry)
    assert "待第二人确认" in words(page)
    sheet = ask_second(car, page)
    sheet.secret.given.emit("不对的口令在这里")
    car.until(sheet.told.isVisible)
    assert "不正确" in sheet.told.text()
    sheet.secret.given.emit(SECRET)
    car.until(lambda: "第二人确认" not in keys(page))
    (event,) = car.ask(lambda: journal.entries(car.session.vault, kinds=(Confirmed.code,)))
    assert event.body["values"] == {"subject": entry.id, "by": "毛一帆"}
    assert "毛一帆已确认" in words(page)


def test_whoever_was_not_there_cannot_confirm(car: Car) -> None:
    second_vault(car, 3)
    page = shown(car, finished(car))
    sheet = ask_second(car, page)
    sheet.secret.given.emit(SECRET)
    car.until(sheet.told.isVisible)
    assert "不在这条记录的执行人员里" in sheet.told.text()


def test_without_a_second_vault_the_sheet_says_what_to_do(car: Car) -> None:
    page = shown(car, finished(car))
    sheet = ask_second(car, page)
    assert sheet.none.isVisible()
    assert not sheet.secret.phrase.isVisible()


def test_a_record_of_one_officer_waits_for_nobody(car: Car) -> None:
    page = car.open()
    car.fill(page, officers=(make_officer().name,))
    page.done_key.click()
    car.until(lambda: bool(car.went))
    one = shown(car, car.records()[-1])
    assert "第二人确认" not in keys(one)
    assert "待第二人确认" not in words(one)


def test_a_corrected_record_asks_for_nothing_and_leads_to_the_correction(car: Car) -> None:
    entry = finished(car)
    draft = car.ask(partial(recording.correct, car.session, entry.id, "漏记一把钥匙", NOW)).answered(
        "keys", 2
    )
    later = car.ask(partial(recording.commit, car.session, draft, NOW))
    page = shown(car, entry)
    assert "离场" not in keys(page)
    assert "更正这条记录" not in keys(page)
    keys(page)["看更正后的记录"].click()
    assert car.went == [OpenEntry(later.id)]


def test_a_paper_of_the_matter_is_no_record_and_has_no_gate(car: Car) -> None:
    entry = finished(car)
    issued = car.ask(partial(issuing.issue, car.session, "seizure_inventory", entry.id, NOW)).entry
    page = shown(car, issued)
    assert set(keys(page)) == {"返回", "看案件"}


def test_at_the_small_size_the_bar_keeps_its_words(car: Car, qapp: QApplication) -> None:
    look.themed(qapp, width=1024)
    page = shown(car, finished(car), size=(1024, 576))
    for key in page._bar.buttons:
        assert key.width() >= key.minimumSizeHint().width(), key.text()


def test_a_record_of_another_tablet_is_read_with_its_proof_and_nothing_is_done_to_it(
    car: Car, tmp_path: Path
) -> None:
    own = finished(car)
    other = vaults.create(
        vaults.new_folder(tmp_path), SECRET, kind="passphrase", holder="毛一帆", court=make_court().name, parameters=FAST
    )  # fmt: skip
    made = journal.append(other, make_unsigned(ONE.number, kind=own.kind, version=own.version, body=own.body))
    rows_of = [(other.identities.signing.public.hex(), row) for row in journal.stored(other)]
    other.close()

    def take() -> None:
        with car.session.vault.db.atomic():
            exchanged.taking(rows_of, whole=True)(car.session.vault.db)

    car.ask(take)
    page = FinishedPage(car.desk, made.id)
    car.show(page)
    car.until(lambda: any("另一台终端的记录" in word for word in words(page)))
    assert set(keys(page)) == {"返回", "看案件"}
    assert "同事记录" in words(page)
