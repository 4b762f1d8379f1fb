"""成批出具 over a real vault: a part of the series chosen, made, broken off, gone on with, printed and saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from services.actions import issuing
from services.demo import samples
from services.session import Session
from services.store import registry
from services.store.vault import Vault
from tests.journeys import seizing
from tests.winding import wind_up
from ui import look
from ui.background import Background
from ui.components.tasks import PlainRow
from ui.desk import Desk, Destination, OpenCasePapers
from ui.dialogs.preview import PrintSheet
from ui.dialogs.save_papers import SaveSheet
from ui.pages.batch import BatchPage
from ui.position import PositionWatch

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

FIRST = "（2026）浙0822执910001号"


@pytest.fixture
def session(vault: Vault) -> Session:
    whole = samples.docket()
    households = tuple([c for c in whole.cases if c.series is not None][:12])
    registry.load_docket(vault, replace(whole, cases=households, demo=True))
    return Session(
        vault=vault, court=whole.court, officer=whole.officer, colleagues=whole.colleagues,
        demo=True,
    )  # fmt: skip


@pytest.fixture
def went() -> list[Destination]:
    return []


@pytest.fixture
def page(
    session: Session, went: list[Destination], qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> Iterator[BatchPage]:
    look.themed(qapp)
    background = Background()
    desk = Desk(
        session=session, root=tmp_path, background=background, position=PositionWatch(),
        now=lambda: samples.NOW + dt.timedelta(hours=1), go=went.append, saved=lambda at: None,
        trouble=lambda error: pytest.fail(str(error)),
    )  # fmt: skip
    opened = BatchPage(desk, FIRST, "execution_notice")
    opened.resize(1192, 736)
    qtbot.addWidget(opened)
    with qtbot.waitExposed(opened):
        opened.show()
    qtbot.waitUntil(lambda: opened.series is not None)
    yield opened
    wind_up(background)


def press(page: BatchPage, words: str) -> None:
    next(k for k in page.bar.buttons if words in k.text()).click()


def make(page: BatchPage, qtbot: QtBot, typed: str) -> None:
    page.range.setText(typed)
    press(page, "出")
    qtbot.waitUntil(lambda: not page.run.running and not page.progress.isVisible(), timeout=60_000)


def rows(page: BatchPage) -> list[PlainRow]:
    return [row for row in page.rows.items if isinstance(row, PlainRow)]


def test_a_part_of_the_series_is_made_and_a_tap_leads_to_the_paper(
    page: BatchPage, went: list[Destination], qtbot: QtBot
) -> None:
    make(page, qtbot, "910001-910003")
    assert [row.title[-7:] for row in rows(page)] == ["910001号", "910002号", "910003号"]
    page.rows.opened.emit(rows(page)[1])
    assert went == [OpenCasePapers("（2026）浙0822执910002号", "execution_notice")]


def test_a_range_outside_the_series_is_told_and_nothing_is_made(page: BatchPage) -> None:
    page.range.setText("910001-910900")
    press(page, "开始出具")
    assert page.banner.isVisible()
    assert "不在这个系列里" in page.banner.accessibleName()
    assert page.run.ids == ()


def test_a_batch_broken_off_keeps_what_was_made_and_goes_on_from_there(
    page: BatchPage, session: Session, qtbot: QtBot
) -> None:
    press(page, "开始出具")
    qtbot.waitUntil(lambda: page.run.made >= 2, timeout=60_000)
    page.progress.cancel_key.click()
    qtbot.waitUntil(lambda: not page.run.running, timeout=60_000)
    made = len(page.run.ids)
    assert 2 <= made < 12
    make(page, qtbot, "")
    assert len(page.run.ids) == 12
    assert page.run.made == 12 - made
    assert len({issuing.state(session, paper).cases for paper in page.run.ids}) == 12


def test_one_file_goes_to_the_printer_and_every_paper_is_noted_as_printed(
    page: BatchPage, session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool = seizing.printer(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    make(page, qtbot, "910001-910004")
    press(page, "打印 4 份")
    qtbot.waitUntil(lambda: isinstance(page.sheet, PrintSheet) and page.sheet.printers is not None)
    sheet = page.sheet
    assert isinstance(sheet, PrintSheet)
    sheet.key.click()
    qtbot.waitUntil(lambda: "都记为已打印" in page._told_last.text())
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
