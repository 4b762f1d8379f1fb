"""成批出具 over a real vault: a part of the series chosen, made, broken off, gone on with, printed and saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from pytestqt.qtbot import QtBot

from services.actions import issuing
from services.session import Session
from services.store.vault import Vault
from tests import fixtures_series as series
from ui.components.tasks import PlainRow
from ui.desk import Desk, OpenCasePapers
from ui.dialogs.preview import PrintSheet
from ui.dialogs.save_papers import SaveSheet
from ui.pages.batch import BatchPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def session(vault: Vault) -> Session:
    return series.session_of(vault, *series.households(12))


@pytest.fixture
def on_screen(session: Session, qtbot: QtBot, tmp_path: Path) -> Iterator[series.Shown[BatchPage]]:
    def make(desk: Desk) -> BatchPage:
        return BatchPage(desk, series.FIRST, "execution_notice")

    with series.shown(session, make, lambda page: page.series is not None, qtbot, tmp_path) as opened:
        yield opened


@pytest.fixture
def page(on_screen: series.Shown[BatchPage]) -> BatchPage:
    return on_screen.page


def press(page: BatchPage, words: str) -> None:
    next(k for k in page.board.bar.buttons if words in k.text()).click()


def make(page: BatchPage, qtbot: QtBot, typed: str) -> None:
    page.board.range.setText(typed)
    press(page, "出")
    qtbot.waitUntil(lambda: not page.run.running and not page.board.progress.isVisible(), timeout=60_000)


def rows(page: BatchPage) -> list[PlainRow]:
    return [row for row in page.board.rows.items if isinstance(row, PlainRow)]


def test_a_part_of_the_series_is_made_and_a_tap_leads_to_the_paper(
    on_screen: series.Shown[BatchPage], qtbot: QtBot
) -> None:
    page = on_screen.page
    make(page, qtbot, "910001-910003")
    assert [row.title[-7:] for row in rows(page)] == ["910001号", "910002号", "910003号"]
    page.board.rows.opened.emit(rows(page)[1])
    assert on_screen.went == [OpenCasePapers("（2026）浙0822执910002号", "execution_notice")]


def test_a_range_outside_the_series_is_told_and_nothing_is_made(page: BatchPage) -> None:
    page.board.range.setText("910001-910900")
    press(page, "开始出具")
    assert page.board.banner.isVisible()
    assert "不在这个系列里" in page.board.banner.accessibleName()
    assert page.run.ids == ()


def test_a_batch_broken_off_keeps_what_was_made_and_goes_on_from_there(
    page: BatchPage, session: Session, qtbot: QtBot
) -> None:
    press(page, "开始出具")
    qtbot.waitUntil(lambda: page.run.made >= 2, timeout=60_000)
    page.board.progress.cancel_key.click()
    qtbot.waitUntil(lambda: not page.run.running, timeout=60_000)
    made = len(page.run.ids)
    assert 2 <= made < 12
    make(page, qtbot, "")
    assert len(page.run.ids) == 12
    assert page.run.made == 12 - made
    assert len({issuing.state(session, paper).cases for paper in page.run.ids}) == 12


def test_one_file_goes_to_the_printer_and_every_paper_is_noted_as_printed(
    page: BatchPage, session: Session, qtbot: QtBot, spool: Path
) -> None:
    make(page, qtbot, "910001-910004")
    press(page, "打印 4 份")
    qtbot.waitUntil(lambda: isinstance(page.sheet, PrintSheet) and page.sheet.printers is not None)
    sheet = page.sheet
    assert isinstance(sheet, PrintSheet)
    sheet.key.click()
    qtbot.waitUntil(lambda: "都记为已打印" in page.board.told_last.text())
    assert {issuing.state(session, p).state for p in page.run.ids} == {"printed"}
    (job,) = spool.glob("*.pdf")
    with pypdfium2.PdfDocument(job.read_bytes()) as printed:
        total = sum(issuing.state(session, paper).pages for paper in page.run.ids)
        assert len(printed) >= total


def test_papers_are_saved_one_by_one_where_the_officer_says(
    page: BatchPage, qtbot: QtBot, tmp_path: Path
) -> None:
    make(page, qtbot, "910001-910004")
    press(page, "存到优盘")
    sheet = page.sheet
    assert isinstance(sheet, SaveSheet)
    stick = tmp_path / "优盘"
    stick.mkdir()
    sheet.folder.set_path(str(stick))
    sheet.how.setValue("each")
    sheet.key.click()
    qtbot.waitUntil(
        lambda: any(p.is_dir() and "making" not in p.name for p in stick.iterdir()), timeout=30_000
    )
    (folder,) = stick.iterdir()
    assert len(list(folder.glob("*.pdf"))) == 4
