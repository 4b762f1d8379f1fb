"""同步: one tap, and the page says what reached the court; it never waits, can be stopped, and goes on by itself."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from services import clock
from services.actions import copying, preferences, recording, sealed, unlocking
from services.actions.fetching import Going
from services.documents import faces
from services.hub import carrying, law, replying
from services.hub import sealed as hub_sealed
from services.hub.sealed import Order
from services.position.fix import NoFix
from services.records.kinds.visit import Visit
from services.records.values import Photo
from services.settings import SECOND_COPY
from services.store import attachments, exchanged
from tests import fixtures_sealed as papers
from tests.factories import NOW, SECRET
from tests.fixtures_hub import CASES, OFFICERS, Rover, Served, hub_rows
from tests.journeys import visiting
from tests.unit.law.test_tables import GOOD
from tests.winding import wind_up
from ui import look
from ui.background import Background
from ui.components.tasks import PlainRow
from ui.desk import Desk, OpenEntry
from ui.dialogs.outing import PaperSheet
from ui.dialogs.preview import PrintSheet
from ui.docking import Dock
from ui.pages.case_papers import CasePapersPage
from ui.pages.colleague_photos import ColleaguePhotos
from ui.pages.exchange import ExchangePage
from ui.pages.finished import FinishedPage
from ui.pages.settings_law import LawTables
from ui.position import PositionWatch

PATIENCE = 20_000


@dataclass(slots=True)
class Docked:
    """A tablet with a served hub and its page 同步."""

    rover: Rover
    hub: Served
    qtbot: QtBot
    background: Background
    went: list[Any] = field(default_factory=list)
    troubles: list[BaseException] = field(default_factory=list)
    shown: list[QWidget] = field(default_factory=list)

    def page(self) -> ExchangePage:
        """The page, read."""
        desk = Desk(
            session=self.rover.session, root=self.rover.session.vault.folder, background=self.background,
            position=PositionWatch(), now=clock.now, go=self.went.append, saved=lambda at: None,
            trouble=self.troubles.append,
        )  # fmt: skip
        page = ExchangePage(desk)
        self.qtbot.addWidget(page)
        page.resize(1192, 736)
        page.show()
        self.settle()
        return page

    def settle(self) -> None:
        """Everything offered is done and shown."""
        for _ in range(3):
            assert self.background.finish(PATIENCE)
            QApplication.processEvents()

    def visit(self, *photos: bytes) -> str:
        """A finished visit with these photos; returns the entry's id."""
        session, now = self.rover.session, clock.now()
        draft = recording.start(session, Visit, [CASES[0].number], now, NoFix(reason="室内", at=now))
        draft = draft.answered("outcome", "无人").answered("note", "门口有车")
        if photos:
            taken = tuple(
                Photo(
                    slot="门牌",
                    attachment=recording.attach(
                        session, photo, media_type="image/jpeg", role="photo", name="门牌.jpg"
                    ),
                )
                for photo in photos
            )
            draft = replace(draft, values={**draft.values, "photos": taken})
        return recording.commit(session, recording.confirm_all(session, draft, now), now).id

    def exchange(self, page: ExchangePage) -> None:
        """Taps 同步 and waits until it is over."""
        with self.qtbot.waitSignal(page.dock.done, timeout=PATIENCE):
            page.go_key.click()
        self.settle()


@pytest.fixture
def docked(qtbot: QtBot, qapp: QApplication, rover: Rover, hub: Served) -> Iterator[Docked]:
    look.themed(qapp, "day", 1280, 96.0)
    background = Background()
    made = Docked(rover, hub, qtbot, background)
    yield made
    wind_up(background)
    for page in made.shown:
        page.close()
        page.deleteLater()
    assert made.troubles == []


def states(page: ExchangePage) -> list[str]:
    return [row.chip.text for row in page.rows.items if isinstance(row, PlainRow) and row.chip]


def test_one_tap_brings_everything_to_the_court_and_the_page_proves_it(docked: Docked) -> None:
    entry = docked.visit(b"photo" * 50_000)
    page = docked.page()
    assert states(page) == ["待回传"]
    assert "还没有同步过" in page.proof.accessibleName()
    docked.exchange(page)
    assert states(page) == ["院端已收"]
    assert page.proof.accessibleName().startswith("院端已收 2/2，附件 1/1，")
    assert "双方核对一致" in page.proof.accessibleName()
    assert hub_rows(docked.hub, docked.rover.session.device) == docked.rover.rows()
    page.rows.opened.emit(page.rows.items[0])
    assert docked.went == [OpenEntry(entry)]


def test_a_tablet_put_back_to_an_old_copy_says_on_the_page_what_became_of_its_chain(
    docked: Docked, tmp_path: Path
) -> None:
    rover = docked.rover
    docked.visit()
    rover.exchange()
    folder, old = rover.session.vault.folder, rover.session.device
    rover.session.vault.close()
    shutil.copytree(folder, tmp_path / "image")
    rover.session = unlocking.unlock(folder, SECRET, clock.now())
    docked.visit()
    rover.exchange()
    rover.session.vault.close()
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "image", folder)
    rover.session = unlocking.unlock(folder, SECRET, clock.now())
    docked.visit(b"photo" * 9_000)
    page = docked.page()
    assert page.chain.isHidden()
    docked.exchange(page)
    assert not page.chain.isHidden()
    assert f"接旧链（{old[:8]}）第 2 行；其后在本机做的 1 条已由新链送院" in page.chain_words.text()
    assert states(page) == ["院端已收", "院端已收"]
    assert page.banner.isHidden()


def test_the_days_sheet_is_offered_and_shows_what_was_done(docked: Docked) -> None:
    docked.visit()
    page = docked.page()
    page.close_key.click()
    docked.settle()
    (sheet,) = page.window().findChildren(PaperSheet)
    assert sheet.accessibleName() == "外勤当日小结"
    with docked.qtbot.waitSignal(sheet.printing):
        sheet.key.click()
    docked.settle()
    assert page.window().findChildren(PrintSheet)


def test_a_tap_brings_what_the_court_has_sealed_to_its_case_ready_to_be_seen_and_printed(
    docked: Docked, tmp_path: Path
) -> None:
    path = tmp_path / "公告.pdf"
    path.write_bytes(papers.notice())
    order = Order(officer=OFFICERS[0].id, case=CASES[0].number, document="D07", to="房屋占有人", copies=2)
    hub_sealed.issue(docked.hub.desk, [path], order, now=clock.now())
    page = docked.page()
    docked.exchange(page)
    assert "院发文书 1 份" in page.brought.words.text()
    shown = CasePapersPage(page.desk, CASES[0].number)
    docked.qtbot.addWidget(shown)
    shown.show()
    docked.settle()
    row = shown.rows.items[0]
    assert isinstance(row, PlainRow)
    assert row.chip is not None
    assert (row.title, row.chip.text) == ("强制迁出公告", "可印 2 份")
    assert [k.text() for k in shown.bar.buttons] == ["打印"]
    assert sealed.take_copies(docked.rover.session, row.payload.id, 1, "A4", clock.now()) == papers.notice()


def test_what_is_recorded_after_the_exchange_waits_and_the_proof_says_so(docked: Docked) -> None:
    docked.visit()
    page = docked.page()
    docked.exchange(page)
    docked.visit()
    page.refresh()
    docked.settle()
    assert states(page) == ["待回传", "院端已收"]
    assert "又有新的待回传" in page.proof.accessibleName()


def test_a_damaged_photo_is_named_and_the_others_are_at_the_court(docked: Docked) -> None:
    docked.visit(b"one" * 30_000)
    docked.visit(b"two" * 30_000)
    digest = exchanged.lacking(docked.rover.session.vault)[0][0]
    path = attachments.path_of(docked.rover.session.vault, digest)
    path.write_bytes(path.read_bytes()[:20_000])
    page = docked.page()
    docked.exchange(page)
    assert sorted(states(page)) == ["院端已收", "需处理"]
    assert "1 处需处理" in page.banner.accessibleName()
    assert "附件 1/2" in page.proof.accessibleName()


def test_without_a_hub_it_says_so_and_goes_on_by_itself_when_it_is_back(docked: Docked) -> None:
    docked.visit()
    docked.hub.end()
    page = docked.page()
    page.dock.setPatience(0.2)
    retrying: list[bool] = []
    page.dock.failed.connect(
        lambda _error: retrying.append(page.dock.retrying)
    )  # a moment later it is at it again
    page.go_key.click()
    docked.qtbot.waitUntil(lambda: "连不上院端" in page.banner.accessibleName())
    assert retrying[0]
    docked.hub.start()
    docked.qtbot.waitUntil(lambda: states(page) == ["院端已收"], timeout=PATIENCE)
    assert not page.banner.isVisible()


def test_it_can_be_stopped_and_what_was_reached_stays(docked: Docked) -> None:
    for n in range(3):
        docked.visit(bytes([n]) * 3_000_000)
    page = docked.page()
    page.dock.progressed.connect(lambda progress: page.dock.stop() if progress.files == 1 else None)
    with docked.qtbot.waitSignal(page.dock.failed, timeout=PATIENCE):
        page.go_key.click()
    docked.settle()
    assert not page.dock.running
    assert sorted(states(page)) == ["记录已收", "记录已收", "院端已收"]
    again = Dock(page.desk)
    with docked.qtbot.waitSignal(again.done, timeout=PATIENCE):
        again.start()
    page.refresh()
    docked.settle()
    assert states(page) == ["院端已收"] * 3


def test_the_courts_reply_on_a_stick_proves_what_a_bundle_brought(docked: Docked, tmp_path: Path) -> None:
    docked.visit()
    page = docked.page()
    stick = tmp_path / "stick"
    stick.mkdir()
    preferences.put(docked.rover.session, SECOND_COPY, str(stick))
    copying.copy(docked.rover.session, clock.now())
    (bundle,) = stick.iterdir()
    done = carrying.take_bundle(docked.hub.desk, bundle, now=clock.now())
    path = replying.write(docked.hub.desk, done.device, stick, now=clock.now())
    page.reply.picked.emit(str(path))
    docked.settle()
    docked.settle()
    assert states(page) == ["院端已收"]
    assert page.proof.accessibleName().startswith("院端已收 2/2")
    page.reply.picked.emit(str(path))
    docked.settle()
    docked.settle()
    assert "不比本机已有的新" in page.banner.accessibleName()


def test_tables_of_law_that_came_are_told_on_the_page_and_stand_in_the_settings(
    docked: Docked, tmp_path: Path
) -> None:
    path = tmp_path / "2027年放假.toml"
    path.write_text(GOOD, encoding="utf-8")
    page = docked.page()
    law.bring(docked.hub.desk, "放假安排", path, now=NOW, missing=faces.missing)
    docked.exchange(page)
    assert page.brought.words.text().endswith("法律数据已更新：放假安排（2026-11-04 版）")
    assert page.brought.isVisible()
    tables = LawTables(page.desk, lambda name: None)
    docked.qtbot.addWidget(tables)
    tables.refresh()
    docked.settle()
    row = next(r for r in tables.rows.items if isinstance(r, PlainRow) and r.payload == "holidays")
    assert (row.chip.text if row.chip else "", row.detail) == (
        "院里下发",
        "版本 2026-11-04，用到 2027-12-31 · 国务院办公厅每年秋季公布次年部分节假日安排的通知",
    )
    tables.choose("holidays")
    assert "由院里下发并采用" in tables.about.text()


def colleagues(docked: Docked, rove: Callable[[int], Rover], *photos: bytes) -> tuple[Desk, str]:
    """A colleague's record with these photos, known to the tablet of officer 2: his desk, and the entry's id."""
    entry = docked.visit(*photos)
    docked.rover.exchange()
    docked.rover = rove(2)
    page = docked.page()
    docked.exchange(page)
    return page.desk, entry


def card_of(docked: Docked, desk: Desk, entry: str) -> ColleaguePhotos:
    """The card on the record's page, read."""
    page = FinishedPage(desk, entry)
    docked.shown.append(page)
    page.resize(1192, 736)
    page.show()
    docked.qtbot.waitUntil(lambda: bool(page.findChildren(ColleaguePhotos)))
    card = page.findChildren(ColleaguePhotos)[0]
    docked.qtbot.waitUntil(card.isVisible)
    return card


def are_seen(card: ColleaguePhotos, count: int) -> bool:
    return len(card.slots) == count and all(slot.image for slot in card.slots.values())


def test_a_colleagues_photos_are_fetched_by_a_key_with_progress_and_seen(
    docked: Docked, rove: Callable[[int], Rover], tmp_path: Path
) -> None:
    visiting.picture(tmp_path / "门牌.jpg")
    desk, entry = colleagues(docked, rove, (tmp_path / "门牌.jpg").read_bytes())
    card = card_of(docked, desk, entry)
    docked.hub.end()
    card.dock.setPatience(600)
    with docked.qtbot.waitSignal(card.dock.failed, timeout=PATIENCE):
        card.key.click()
    docked.settle()
    assert "接通后自动再取" in card.words.text()
    assert card.progress.isVisible(), "it waits for the line until it is told to stop"
    docked.hub.start()
    with docked.qtbot.waitSignal(card.dock.done, timeout=PATIENCE):
        card.key.click()
    docked.qtbot.waitUntil(lambda: are_seen(card, 1))
    assert not card.key.isVisible()
    next(iter(card.slots.values())).click()
    docked.settle()
    shown = next(w for w in card.window().findChildren(QLabel) if w.accessibleName() == "原图")
    docked.qtbot.waitUntil(lambda: not shown.pixmap().isNull())


def with_three_photos(docked: Docked, rove: Callable[[int], Rover], folder: Path) -> tuple[Desk, str]:
    visiting.picture(folder / "门牌.jpg")
    raw = (folder / "门牌.jpg").read_bytes()
    return colleagues(docked, rove, *(raw + bytes([n]) for n in range(3)))


def test_a_colleagues_photos_come_while_another_page_is_shown_and_are_seen_on_return(
    docked: Docked, rove: Callable[[int], Rover], tmp_path: Path
) -> None:
    desk, entry = with_three_photos(docked, rove, tmp_path)
    card = card_of(docked, desk, entry)
    page, dock = docked.shown.pop(), card.dock
    with docked.qtbot.waitSignal(dock.done, timeout=PATIENCE):
        card.key.click()
        page.close()
        page.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert dock.running
    again = card_of(docked, desk, entry)
    assert again.dock is dock
    docked.qtbot.waitUntil(lambda: are_seen(again, 3))
    assert not again.key.isVisible()
    assert not again.progress.isVisible()


def test_fetching_stops_and_goes_on_as_the_officer_wishes(
    docked: Docked, rove: Callable[[int], Rover], tmp_path: Path
) -> None:
    desk, entry = with_three_photos(docked, rove, tmp_path)
    card = card_of(docked, desk, entry)

    def stop(going: Going) -> None:
        if going.photos == 1:
            card.progress.cancelled.emit()

    card.dock.progressed.connect(stop)
    with docked.qtbot.waitSignal(card.dock.failed, timeout=PATIENCE):
        card.key.click()
    card.dock.progressed.disconnect(stop)
    docked.qtbot.waitUntil(card.key.isVisible)
    assert "已停止" in card.words.text()
    docked.qtbot.waitUntil(lambda: bool(card.slots))
    assert len(card.slots) < 3, "the rest was not fetched"
    again = card_of(docked, desk, entry)
    assert "已停止" in again.words.text(), "whoever returns is told"
    docked.hub.end()
    again.dock.setPatience(600)
    with docked.qtbot.waitSignal(again.dock.failed, timeout=PATIENCE):
        again.key.click()
    again.progress.cancelled.emit()
    assert not again.dock.retrying, "it does not wait for the line any more"
    docked.hub.start()
    with docked.qtbot.waitSignal(again.dock.done, timeout=PATIENCE):
        again.key.click()
    docked.qtbot.waitUntil(lambda: are_seen(again, 3))
