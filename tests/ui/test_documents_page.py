"""The documents page over a real vault: issued, printed, signed, photographed back, handed over; trouble beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from services.actions import issuing, printing
from services.actions.issuing import Offer, PaperState
from services.demo import samples
from services.entries.entry import Entry
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.records.kinds.visit import Visit
from services.session import Session
from tests.fixtures_papers import Finish
from tests.winding import wind_up
from ui import look
from ui.background import Background
from ui.components.buttons import Button
from ui.components.tasks import PlainRow
from ui.desk import CorrectEntry, Desk, Destination
from ui.dialogs import preview
from ui.dialogs.paper_steps import PhotoSheet, SignedSheet, WordsSheet
from ui.dialogs.preview import PrintSheet
from ui.pages.documents import DocumentsPage
from ui.position import PositionWatch

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

NOW = samples.NOW + dt.timedelta(hours=1)


@dataclass
class Bench:
    """The desk of the page and what the page did with it."""

    desk: Desk
    qtbot: QtBot
    entry: Entry
    went: list[Destination] = field(default_factory=list)
    saved: list[dt.datetime] = field(default_factory=list)
    clock: dt.datetime = NOW

    def open(self, size: tuple[int, int] = (1192, 736)) -> DocumentsPage:
        page = DocumentsPage(self.desk, self.entry.id)
        page.resize(*size)
        self.qtbot.addWidget(page)
        with self.qtbot.waitExposed(page):
            page.show()
        self.qtbot.waitUntil(lambda: page.chosen is not None)
        return page

    def key(self, page: DocumentsPage, words: str) -> Button:
        return next(k for k in page.bar.buttons if words in k.text())

    def deed(self, page: DocumentsPage, words: str) -> Any:
        """Taps a key and returns the sheet it opens."""
        page.deeds.sheet = None
        self.key(page, words).click()
        self.qtbot.waitUntil(lambda: page.deeds.sheet is not None)
        return page.deeds.sheet

    def until(self, page: DocumentsPage, word: str) -> PaperState:
        self.qtbot.waitUntil(
            lambda: isinstance(page.chosen, PaperState) and page.chosen.word == word, timeout=20_000
        )
        assert isinstance(page.chosen, PaperState)
        return page.chosen

    def issue(self, page: DocumentsPage) -> PaperState:
        self.key(page, "出具").click()
        return self.until(page, "已出具")

    def ask(self, work: Callable[[], Any]) -> Any:
        found: list[Any] = []
        self.desk.background.run(work, then=found.append, failed=found.append)
        self.qtbot.waitUntil(lambda: bool(found))
        if isinstance(found[0], BaseException):
            raise found[0]
        return found[0]


@pytest.fixture
def bench(
    session: Session, finish: Finish, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> Iterator[Bench]:
    look.themed(qapp)
    entry = finish(Visit)
    background = Background()
    holder: list[Bench] = []
    troubles: list[BaseException] = []

    def now() -> dt.datetime:
        holder[0].clock += dt.timedelta(seconds=1)
        return holder[0].clock

    desk = Desk(
        session=session, root=tmp_path, background=background, position=PositionWatch(), now=now,
        go=lambda to: holder[0].went.append(to), saved=lambda at: holder[0].saved.append(at), trouble=troubles.append,
    )  # fmt: skip
    holder.append(Bench(desk, qtbot, entry))
    yield holder[0]
    wind_up(background)
    assert troubles == []


def rows(page: DocumentsPage) -> list[tuple[str, str]]:
    return [(r.title, r.chip.text if r.chip else "") for r in page.rows.items if isinstance(r, PlainRow)]


def sheet_photo(pdf: bytes, path: Path) -> Path:
    (page,) = printing.pages(pdf, 0, 1)
    image = Image.frombytes("RGB", (page.width, page.height), page.rgb)
    image.rotate(5, expand=True, fillcolor="gray").save(path, "JPEG", quality=80)
    return path


def test_a_paper_of_both_sides_says_so_and_says_when_the_printer_cannot(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    look.themed(qapp)
    known = (
        printing.Printer(name="双面机", is_default=True, trouble="", two_sided=True),
        printing.Printer(name="单面机", is_default=False, trouble=""),
    )
    monkeypatch.setattr(preview, "system_printers", lambda: known)
    window, background = QWidget(), Background()
    window.resize(1000, 700)
    qtbot.addWidget(window)
    window.show()
    sheet = PrintSheet(window, background, "执行裁定书", 3, "", two_sided=True)
    qtbot.waitUntil(lambda: sheet.printers is not None)
    assert "双面打印" in sheet.told.accessibleName()
    assert sheet.printers is not None
    sheet.printers.keys[1].click()
    assert "不能自动双面" in sheet.told.accessibleName()
    plain = PrintSheet(window, background, "送达回证", 1, "")
    qtbot.waitUntil(lambda: plain.printers is not None)
    assert plain.told.accessibleName() == ""
    wind_up(background)


def test_the_papers_that_can_be_issued_are_offered(bench: Bench) -> None:
    page = bench.open()
    assert rows(page) == [("上门查找笔录", "可出具"), ("上门查找记录单", "可出具")]
    assert isinstance(page.chosen, Offer)
    assert [k.text() for k in page.bar.buttons] == ["出具"]
    assert bench.entry.cases[0] in page.subtitle


def test_one_tap_issues_and_shows_the_paper(bench: Bench) -> None:
    page = bench.open()
    paper = bench.issue(page)
    bench.qtbot.waitUntil(lambda: len(page.preview._pages) == paper.pages)
    assert rows(page)[0] == ("上门查找笔录", "已出具")
    assert page.state.lines[0][0] == "已出具"
    assert bench.saved
    assert {k.text() for k in page.bar.buttons} == {"作废重出", "打印 1 份"}


def test_pages_further_on_are_drawn_when_they_are_turned_to(bench: Bench) -> None:
    page = bench.open()
    paper = bench.issue(page)
    assert paper.pages >= 3
    bench.qtbot.waitUntil(lambda: page.preview._ready >= {0, 1})
    page.preview.show_page(2)
    bench.qtbot.waitUntil(lambda: 2 in page.preview._ready)
    assert page.preview.page == 2
    middle = page.preview._images[2]
    assert (
        any(middle.pixelColor(x, 60).lightness() < 128 for x in range(0, middle.width(), 3))
        or middle != page.preview._images[0]
    )


def test_a_paper_goes_from_hand_to_hand_by_the_keys(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = bench.open()
    paper = bench.issue(page)
    bench.ask(lambda: issuing.step(bench.desk.session, paper.id, "printed", bench.desk.now(), copies=1))
    page.refresh()
    bench.until(page, "已打印")
    assert bench.key(page, "再印（记第 2 次）").role == "plain"

    signed = bench.deed(page, "纸上已签")
    assert isinstance(signed, SignedSheet)
    assert signed.key.missing == "先选签名人"
    signed.people.keys[0].click()
    signed.other.setText("旁证人甲、旁证人乙")
    signed.key.click()
    assert bench.until(page, "已签（纸）").persons[-2:] == ("旁证人甲", "旁证人乙")

    pdf = bench.ask(lambda: issuing.stored_pdf(bench.desk.session, paper.id))
    photo = bench.deed(page, "回拍")
    assert isinstance(photo, PhotoSheet)
    photo.file.line.setText(str(sheet_photo(pdf, tmp_path / "signed.jpg")))
    photo.key.click()
    assert len(bench.until(page, "已回拍").photos) == 1

    given = bench.deed(page, "交付")
    assert isinstance(given, WordsSheet)
    given.line.setText("刘永龙之妻")
    given.key.click()
    assert bench.until(page, "已交付").delivered_to == ("刘永龙之妻",)
    assert [line[0] for line in page.state.lines] == ["已出具", "打印", "纸上签名", "回拍", "交付副本"]
    assert all(done for _, _, done in page.state.lines)


def test_a_photo_without_a_code_is_kept_only_on_the_officers_word(bench: Bench, tmp_path: Path) -> None:
    page = bench.open()
    paper = bench.issue(page)
    bench.ask(lambda: issuing.step(bench.desk.session, paper.id, "printed", bench.desk.now(), copies=1))
    page.refresh()
    bench.until(page, "已打印")
    plain = tmp_path / "plain.jpg"
    Image.linear_gradient("L").convert("RGB").save(plain, "JPEG")
    sheet = bench.deed(page, "回拍")
    sheet.file.line.setText(str(plain))
    sheet.key.click()
    bench.qtbot.waitUntil(page.banner.isVisible)
    assert "没有读到文书的二维码" in page.banner.accessibleName()
    sheet = bench.deed(page, "回拍")
    sheet.file.line.setText(str(plain))
    sheet.anyway.click()
    assert bench.until(page, "已回拍")


def test_no_printer_is_told_and_the_paper_stays(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:9")
    page = bench.open()
    bench.issue(page)
    sheet = bench.deed(page, "打印")
    assert isinstance(sheet, PrintSheet)
    bench.qtbot.waitUntil(lambda: sheet.key.missing == "没有打印机", timeout=20_000)
    assert "没有可用的打印机，文书已存好" in sheet.told.text()


def test_a_sheet_that_nobody_signs_goes_from_the_printer_to_the_hand(bench: Bench) -> None:
    page = bench.open()
    page.choose(page.rows.items[1].payload)  # type: ignore[attr-defined]
    paper = bench.issue(page)
    assert paper.name == "上门查找记录单"
    bench.ask(lambda: issuing.step(bench.desk.session, paper.id, "printed", bench.desk.now(), copies=1))
    page.refresh()
    bench.until(page, "已打印")
    assert [k.text() for k in page.bar.buttons] == ["作废重出", "再印（记第 2 次）", "交付"]
    assert bench.key(page, "交付").role == "main"
    assert [line[0] for line in page.state.lines] == ["已出具", "打印", "交付副本"]


def test_void_and_anew_keeps_both(bench: Bench) -> None:
    page = bench.open()
    old = bench.issue(page)
    sheet = bench.deed(page, "作废重出")
    assert sheet.key.missing == "还没有写"
    sheet.line.setText("打印时缺一页")
    sheet.key.click()
    bench.qtbot.waitUntil(lambda: [r[1] for r in rows(page)][:2] == ["已作废", "已出具"], timeout=20_000)
    assert isinstance(page.chosen, PaperState)
    assert page.chosen.replaces == old.id
    page.choose(next(r.payload for r in page.rows.items if r.payload.state == "voided"))  # type: ignore[attr-defined]
    assert page.bar.buttons == []
    assert page.state.lines[-1][0] == "已作废"


def test_a_missing_fact_is_told_beside_the_paper_with_the_way_to_fill_it(
    bench: Bench, finish: Finish
) -> None:
    bench.entry = bench.ask(
        lambda: finish(VehicleSeizure, 1, NOW, registered_to_debtor=False, owner_confirmed=False)
    )
    page = bench.open()
    bench.key(page, "出具").click()
    bench.qtbot.waitUntil(page.banner.isVisible)
    assert "第三人书面确认" in page.banner.accessibleName()
    page.banner.key.click()
    assert isinstance(bench.went[-1], CorrectEntry)
    assert isinstance(page.chosen, Offer)
    assert bench.key(page, "出具").missing == ""


@pytest.mark.parametrize("size", [(1192, 736), (948, 584)])
def test_the_page_holds_in_both_sizes(bench: Bench, qapp: QApplication, size: tuple[int, int]) -> None:
    look.themed(qapp, "day", 1280 if size[0] > 1000 else 1024, 96.0)
    page = bench.open(size)
    bench.issue(page)
    assert page.minimumSizeHint().width() <= size[0]
    for part in (page.list, page.preview, page.state, page.bar):
        assert page.rect().contains(part.geometry())
    look.themed(qapp)


def test_where_there_is_no_lp_every_page_is_drawn_on_the_printer(bench: Bench, tmp_path: Path) -> None:
    page = bench.open()
    paper = bench.issue(page)
    pdf = bench.ask(lambda: issuing.stored_pdf(bench.desk.session, paper.id))
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(tmp_path / "out.pdf"))
    preview._draw_all(device, pdf, 2, "上门查找笔录")
    printed = (tmp_path / "out.pdf").read_bytes()
    assert printing.page_count(printed) == 2 * paper.pages
    (before,), (after,) = (
        printing.pages(pdf, 0, 1, width=310),
        printing.pages(printed, paper.pages, 1, width=310),
    )
    assert (before.width, before.height) == (after.width, after.height)
    far = sum(abs(a - b) > 90 for a, b in zip(before.rgb, after.rgb, strict=True))
    assert far < len(before.rgb) * 0.01


def test_a_record_that_is_none_is_refused(bench: Bench) -> None:
    paper = bench.ask(lambda: issuing.issue(bench.desk.session, "record_sheet", bench.entry.id, NOW))
    page = DocumentsPage(bench.desk, paper.entry.id)
    bench.qtbot.addWidget(page)
    page.show()
    bench.qtbot.waitUntil(page.banner.isVisible)
    assert "不是外勤记录" in page.banner.accessibleName()


def test_before_anything_is_issued_the_page_says_what_to_do(bench: Bench) -> None:
    page = bench.open()
    assert isinstance(page.chosen, Offer)
    assert page.unissued.isVisible()
    assert not page.preview.isVisible()
    assert f"{page.chosen.name}还没有出具" in page.unissued.accessibleName()
    assert "“出具”" in page.unissued.accessibleName()
    titles = [title for title, _, _ in page.state.lines]
    assert (titles[0], titles[-1]) == ("还没有出具", "交付副本")
    bench.issue(page)
    assert page.preview.isVisible()
    assert not page.unissued.isVisible()
