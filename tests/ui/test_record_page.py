"""The record page over a real vault: every change on the disk, 完成 by two taps, and nothing lost when it fails."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from services.actions import finding, recording
from services.actions.evidence import GivenUp
from services.entries.entry import Entry
from services.records.draft import Draft
from services.records.kinds.scene_transcript import SceneTranscript
from services.records.kinds.visit import Visit
from services.records.values import Film
from services.session import Session
from services.store import journal, registry
from services.store.vault import Vault
from tests.factories import NOW, make_case, make_court, make_docket, make_officer, make_risk
from tests.winding import wind_up
from ui import look
from ui.background import Background
from ui.desk import Back, ContinueDraft, CorrectEntry, Desk, Destination, OpenEntry, StartRecord
from ui.forms.editors.films import FilmsEditor
from ui.forms.sheet import Sheet
from ui.pages.record import RecordPage
from ui.position import PositionWatch

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

CASE = make_case(serial=900001, risks=(make_risk(),))


@dataclass
class Bench:
    """The desk of a page and what the page did with it."""

    desk: Desk
    qtbot: QtBot
    went: list[Destination] = field(default_factory=list)
    saved: list[dt.datetime] = field(default_factory=list)
    troubles: list[BaseException] = field(default_factory=list)
    clock: dt.datetime = NOW

    @property
    def session(self) -> Session:
        return self.desk.session

    def open(self, to: Any = None, size: tuple[int, int] = (1280, 736)) -> RecordPage:
        page = RecordPage(self.desk, to or StartRecord(Visit, (CASE.number,)))
        page.resize(*size)
        self.qtbot.addWidget(page)
        with self.qtbot.waitExposed(page):
            page.show()
        self.qtbot.waitUntil(lambda: page.form is not None and page.form.isVisible())
        page.activateWindow()
        self.qtbot.waitUntil(page.isActiveWindow)
        return page

    def settled(self, page: RecordPage) -> None:
        self.qtbot.waitUntil(lambda: page.saver.settled)

    def on_disk(self, page: RecordPage) -> Draft:
        assert page.draft is not None
        return self.ask(lambda: recording.resume(self.session, page.draft.id))  # type: ignore[union-attr]

    def ask(self, work: Callable[[], Any]) -> Any:
        """Asks the vault on its own thread, as a page would."""
        found: list[Any] = []
        self.desk.background.run(work, then=found.append, failed=found.append)
        self.qtbot.waitUntil(lambda: bool(found))
        if isinstance(found[0], BaseException):
            raise found[0]
        return found[0]

    def records(self) -> list[Entry]:
        entries: list[Entry] = self.ask(lambda: list(journal.entries(self.session.vault, kinds=("visit",))))
        return entries


@pytest.fixture
def bench(vault: Vault, qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Bench]:
    look.themed(qapp)
    registry.load_docket(vault, make_docket([CASE]))
    session = Session(
        vault=vault, court=make_court(), officer=make_officer(), colleagues=(make_officer(2), make_officer(3)),
    )  # fmt: skip
    background = Background()
    watch = PositionWatch()
    holder: list[Bench] = []

    def now() -> dt.datetime:
        holder[0].clock += dt.timedelta(seconds=1)
        return holder[0].clock

    desk = Desk(
        session=session, root=tmp_path, background=background, position=watch, now=now,
        go=lambda to: holder[0].went.append(to), saved=lambda at: holder[0].saved.append(at),
        trouble=lambda error: holder[0].troubles.append(error),
    )  # fmt: skip
    holder.append(Bench(desk, qtbot))
    yield holder[0]
    wind_up(background)
    assert holder[0].troubles == []


def editor(page: RecordPage, name: str) -> Any:
    assert page.form is not None
    return page.form.editor(name)


def tap(page: RecordPage, outcome: str) -> None:
    next(t for t in editor(page, "outcome").tiles.tiles if t.choice.value == outcome).click()


def compose(widget: Any, words: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(widget, event)


def picture(path: Path) -> Path:
    target = io.BytesIO()
    Image.effect_noise((400, 300), 60).convert("RGB").save(target, "JPEG")
    path.write_bytes(target.getvalue())
    return path


def test_nobody_home_is_two_taps_and_stands_in_the_journal(bench: Bench) -> None:
    page = bench.open()
    assert page.done_key.missing == "还差 1 项"
    tap(page, "无人")
    bench.qtbot.waitUntil(lambda: page.done_key.text() == "都对，完成")
    page.done_key.click()
    bench.qtbot.waitUntil(lambda: bool(bench.went))
    (entry,) = bench.records()
    assert bench.went == [OpenEntry(entry.id)]
    assert entry.body["values"]["outcome"] == "无人"
    assert set(entry.body["confirmed"]) == {"arrived_at", "place", "located", "officers"}
    assert entry.body["confirmed"]["place"]["by"] == bench.session.officer.name
    assert page.finished
    assert page.saved.accessibleName().startswith("已保存")
    assert bench.saved[-1] == entry.made_at
    assert bench.ask(lambda: recording.drafts(bench.session)) == ()


def test_the_transcript_writes_itself_from_what_was_tapped(bench: Bench) -> None:
    page = bench.open()
    assert "“结果”还没有填" in page.words.text()
    tap(page, "无人")
    bench.settled(page)
    debtor = CASE.debtors[0].name
    assert page.words.text().endswith(f"未见被执行人{debtor}。")
    tap(page, "见到家属")
    bench.settled(page)
    assert "要写明见到的人" in page.words.text()


def test_typed_words_are_on_the_disk_within_a_second_and_only_then_called_saved(bench: Bench) -> None:
    page = bench.open()
    assert page.saved.accessibleName().startswith("还没有改动")
    compose(editor(page, "note").edit, "院里有狗")
    assert bench.saved == []
    bench.qtbot.waitUntil(lambda: bool(bench.saved))
    kept = bench.on_disk(page)
    assert kept.values["note"] == "院里有狗"
    assert kept.kept_at == bench.saved[-1]
    assert f"{bench.saved[-1]:%H:%M:%S}" in page.saved.accessibleName()


def test_typing_on_and_on_is_kept_in_between(bench: Bench) -> None:
    page = bench.open()
    note = editor(page, "note").edit

    def saved_while_typing() -> bool:
        compose(note, "字")
        return bool(bench.saved)

    bench.qtbot.waitUntil(saved_while_typing)
    bench.settled(page)
    assert bench.on_disk(page).values["note"] == note.toPlainText()


def test_leaving_the_field_the_page_or_the_screen_keeps_at_once(bench: Bench) -> None:
    page = bench.open()
    note = editor(page, "note").edit
    note.setFocus()
    compose(note, "甲")
    page.later_key.setFocus()
    assert page.saver.settled or bench.on_disk(page).values["note"] == "甲"
    assert bench.on_disk(page).values["note"] == "甲"
    compose(note, "乙")
    page.leave()
    assert bench.on_disk(page).values["note"] in ("甲乙", "乙甲")


def test_going_away_keeps_the_draft_and_coming_back_shows_it(bench: Bench) -> None:
    page = bench.open()
    tap(page, "拒不开门")
    page.later_key.click()
    assert bench.went == [Back()]
    assert page.draft is not None
    again = bench.open(ContinueDraft(page.draft.id))
    assert editor(again, "outcome").value == "拒不开门"
    assert editor(again, "place").state == "prefilled"
    assert again.title == "上门查找"
    assert CASE.number in again.subtitle()


def test_the_blocked_key_leads_to_what_is_missing(bench: Bench) -> None:
    page = bench.open()
    editor(page, "place").frame.confirm_key.click()
    page.done_key.click()
    assert editor(page, "outcome").frame.sentence == "“结果”还没有填"
    tap(page, "见到家属")
    page.done_key.click()
    assert editor(page, "met").frame.state == "error"
    assert bench.records() == []


def test_all_right_is_offered_only_while_all_of_it_is_in_sight(bench: Bench) -> None:
    page = bench.open()
    tap(page, "无人")
    bench.qtbot.waitUntil(lambda: page.done_key.text() == "都对，完成")
    page.resize(1280, 420)
    bench.qtbot.waitUntil(lambda: page.done_key.text() == "完成")
    assert "预填" in page.done_key.missing
    for name in ("arrived_at", "place", "located", "officers"):
        editor(page, name).frame.confirm_key.click()
    bench.qtbot.waitUntil(lambda: not page.done_key.missing)
    assert page.done_key.text() == "完成"


def test_a_full_disk_is_said_and_nothing_is_lost_from_the_screen(bench: Bench) -> None:
    page = bench.open()
    vault = bench.session.vault

    def fill_up() -> None:
        pages = vault.db.execute("PRAGMA page_count").fetchone()[0]
        vault.db.execute(f"PRAGMA max_page_count = {pages}")

    bench.ask(fill_up)
    long = "执行" * 1500
    compose(editor(page, "note").edit, long)
    bench.qtbot.waitUntil(page.banner.isVisible)
    assert "空间不足" in page.banner.accessibleName()
    assert page.saved.accessibleName().startswith("没有存上")
    assert editor(page, "note").value == long
    assert bench.saved == []
    bench.ask(lambda: vault.db.execute("PRAGMA max_page_count = 1000000"))
    tap(page, "无人")
    bench.qtbot.waitUntil(lambda: bool(bench.saved))
    assert bench.on_disk(page).values["note"] == long
    assert not page.banner.isVisible()


def test_a_hard_duty_blocks_until_it_is_done_or_a_reason_is_written(bench: Bench) -> None:
    page = bench.open()
    tap(page, "见到本人")
    editor(page, "met").known[CASE.debtors[0].name].click()
    bench.qtbot.waitUntil(lambda: "离场校验还差 1 项" in page.done_key.missing)
    page.done_key.click()
    sheet = page.gate.sheet
    assert sheet is not None
    card = sheet.cards[0]
    assert card.pass_key.missing
    card.reason.setPlainText("当事人认得两名干警，见面即开口谈还款")
    card.pass_key.click()
    bench.qtbot.waitUntil(lambda: page.gate.blocked == ())
    page.gate.close()
    bench.settled(page)
    (override,) = bench.on_disk(page).overrides
    assert override.by == bench.session.officer.name
    bench.qtbot.waitUntil(lambda: not page.done_key.missing)
    page.done_key.click()
    bench.qtbot.waitUntil(lambda: bool(bench.went))
    assert bench.records()[0].body["overrides"][0]["reason"].startswith("当事人认得")


def test_a_correction_starts_from_the_record_and_says_so(bench: Bench) -> None:
    page = bench.open()
    tap(page, "无人")
    bench.qtbot.waitUntil(lambda: not page.done_key.missing)
    page.done_key.click()
    bench.qtbot.waitUntil(lambda: bool(bench.went))
    (entry,) = bench.records()
    again = bench.open(CorrectEntry(entry.id, "其实有人应声"))
    assert again.title == "更正：上门查找"
    tap(again, "拒不开门")
    bench.qtbot.waitUntil(lambda: not again.done_key.missing)
    again.done_key.click()
    bench.qtbot.waitUntil(lambda: len(bench.went) == 2)
    assert bench.records()[-1].amends == entry.id


def test_what_is_known_of_the_address_stands_beside_the_form(bench: Bench) -> None:
    page = bench.open()
    assert any("大型犬" in line for line in page.beside.known.lines)
    assert any("没有上门记录" in line for line in page.beside.known.lines)
    tap(page, "无人")
    bench.qtbot.waitUntil(lambda: not page.done_key.missing)
    page.done_key.click()
    bench.qtbot.waitUntil(lambda: bool(bench.went))
    again = bench.open()
    assert any("无人" in line and bench.session.officer.name in line for line in again.beside.known.lines)


def test_the_officers_of_last_time_are_prefilled_and_wait_for_their_tap(bench: Bench) -> None:
    page = bench.open()
    editor(page, "officers").key(make_officer(2).name).click()
    tap(page, "无人")
    bench.qtbot.waitUntil(lambda: not page.done_key.missing)
    page.done_key.click()
    bench.qtbot.waitUntil(lambda: bool(bench.went))
    again = bench.open()
    assert editor(again, "officers").value == (make_officer().name, make_officer(2).name)
    assert editor(again, "officers").state == "prefilled"


def test_a_photo_is_taken_in_and_shown_again_after_coming_back(bench: Bench, tmp_path: Path) -> None:
    page = bench.open()
    editor(page, "photos").take(picture(tmp_path / "1.jpg"), "门牌", "file")
    assert "还没存完" in page.done_key.missing or page.done_key.missing
    bench.qtbot.waitUntil(lambda: bool(editor(page, "photos").photos))
    bench.settled(page)
    page.later_key.click()
    assert page.draft is not None
    again = bench.open(ContinueDraft(page.draft.id))
    slot = editor(again, "photos").slots["门牌"]
    bench.qtbot.waitUntil(lambda: slot.image is not None and not slot.image.isNull())


def test_a_photo_that_is_none_is_refused_beside_the_slots(bench: Bench, tmp_path: Path) -> None:
    page = bench.open()
    (tmp_path / "no.jpg").write_bytes(b"no picture at all")
    photos = editor(page, "photos")
    photos.take(tmp_path / "no.jpg", "门牌", "file")
    bench.qtbot.waitUntil(lambda: not photos.busy)
    assert "不是照片" in photos._told.text()
    assert photos.photos == ()


def test_a_film_is_imported_or_given_up(bench: Bench, tmp_path: Path) -> None:
    page = bench.open()
    path = tmp_path / "记录仪.mp4"
    with path.open("wb") as stream:
        stream.write(b"\x00\x00\x00\x18ftypmp42")
        stream.truncate(3 * 2**20)
    films: FilmsEditor = editor(page, "films")
    films.take(path)
    bench.qtbot.waitUntil(lambda: bool(films.value))
    film: Film = films.value[0]
    assert film.attachment.size == 3 * 2**20
    films.take(path)
    assert films.progress is not None
    films.progress.cancel_key.click()
    bench.qtbot.waitUntil(lambda: not films.busy)
    assert len(films.value) in (1, 2)
    assert GivenUp.message


def test_at_the_small_size_the_duties_move_into_the_bar(bench: Bench, qapp: QApplication) -> None:
    look.themed(qapp, width=1024)
    page = bench.open(size=(1024, 584))
    assert not page.beside.known.isVisible()
    assert page.duties_key.isVisible()
    tap(page, "无人")
    bench.qtbot.waitUntil(lambda: page.done_key.text() == "都对，完成")


def test_a_case_file_is_unchanged_by_opening_a_page(bench: Bench) -> None:
    page = bench.open()
    assert page.draft is not None
    assert bench.ask(lambda: recording.drafts(bench.session)) == ()
    assert bench.ask(lambda: finding.cases(bench.session, (CASE.number,)))[0] == replace(CASE)


def test_nobody_home_stands_on_one_screen_with_its_sentences_and_the_key(bench: Bench) -> None:
    page = bench.open(size=(1280, 736))  # 1280×800 below the header
    tap(page, "无人")
    bench.qtbot.waitUntil(lambda: page.done_key.text() == "都对，完成" and not page.done_key.missing)
    assert page.form is not None
    (sheet,) = page.form.findChildren(Sheet)
    bench.qtbot.waitUntil(lambda: page.form.seen(["outcome", "knocked", "next_steps"]))  # type: ignore[union-attr]
    bench.qtbot.waitUntil(lambda: sheet.verticalScrollBar().maximum() == 0)
    assert page.narrative.isVisible()


def test_the_sheet_of_the_duties_is_as_high_as_what_it_holds(bench: Bench) -> None:
    page = bench.open()
    tap(page, "无人")
    page.gate.open()
    sheet = page.gate.sheet
    assert sheet is not None
    bench.qtbot.waitUntil(lambda: sheet._panel.height() < page.height() / 2)
    bench.qtbot.waitUntil(lambda: sheet._scroll.verticalScrollBar().maximum() == 0)
    assert sheet._panel.geometry().bottom() + 1 == sheet.height()
    page.gate.close()


def test_danger_stands_above_the_answers_where_no_card_tells_it_and_goes_once_it_was_read(
    bench: Bench, qtbot: QtBot, qapp: QApplication
) -> None:
    visit = bench.open()
    assert visit.beside.heed.isHidden(), "the card of the address says it beside the answers"
    page = bench.open(StartRecord(SceneTranscript, (CASE.number,)))
    heed = page.beside.heed
    assert heed.isVisible()
    assert heed.accessibleName() == f"敲门前看：{CASE.risks[0].text}"
    qtbot.mouseClick(heed.key, Qt.MouseButton.LeftButton)
    assert heed.isHidden()
    look.themed(qapp, width=1024)
    small = bench.open(size=(1024, 584))
    assert small.beside.heed.isVisible(), "on a small screen the card stands below the answers"
