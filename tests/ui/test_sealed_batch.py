"""成批打印院发文书 over a real vault and a printer whose jobs lie in a folder: whole, broken off, refused, unsure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from services.actions import sealed
from services.demo import samples
from services.session import Session
from services.store.vault import Vault
from tests import fixtures_papers_page as papers_page
from tests import fixtures_sealed as papers
from tests import fixtures_series as series
from ui.components.tasks import PlainRow
from ui.desk import Desk, Destination, OpenSeriesSealed
from ui.dialogs.preview import PrintSheet
from ui.pages.sealed_batch import SealedBatchPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

HOUSEHOLDS = 8
NOTICE = "moving_out_notice"


@pytest.fixture
def session(vault: Vault) -> Session:
    """Eight households, each with its own sealed notice in two copies."""
    households = series.households(HOUSEHOLDS)
    made = series.session_of(vault, *households)
    for case in households:
        papers.hand_down(made, case.number, raw=papers.notice(mark=case.number))
    return made


@pytest.fixture
def page(session: Session, qtbot: QtBot, tmp_path: Path) -> Iterator[SealedBatchPage]:
    def make(desk: Desk) -> SealedBatchPage:
        return SealedBatchPage(desk, series.FIRST, NOTICE)

    with series.shown(session, make, lambda page: page.plan is not None, qtbot, tmp_path) as opened:
        yield opened.page


def start(page: SealedBatchPage, qtbot: QtBot, copies: int = 1) -> None:
    before = page.sheet
    next(k for k in page.board.bar.buttons if "打印" in k.text()).click()
    qtbot.waitUntil(lambda: page.sheet is not before, timeout=30_000)
    sheet = page.sheet
    assert isinstance(sheet, PrintSheet)
    qtbot.waitUntil(lambda: not sheet.key.missing, timeout=30_000)
    sheet.copies.setValue(copies)
    sheet.key.click()


def over(page: SealedBatchPage, qtbot: QtBot, true: Callable[[], bool] = lambda: True) -> None:
    qtbot.waitUntil(lambda: not page.run.running and true(), timeout=60_000)


def counts(session: Session) -> list[int]:
    """How many copies of each household's notice the journal has as printed, by case."""
    return [p.printed for n in sorted(sealed.cases(session)) for p in sealed.papers(session, n)]


def jobs(spool: Path) -> list[bytes]:
    return [job.read_bytes() for job in spool.glob("*.pdf")]


def test_each_household_gets_its_own_notice_byte_for_byte_and_each_copy_is_counted(
    page: SealedBatchPage, session: Session, spool: Path, qtbot: QtBot
) -> None:
    assert page.plan is not None
    assert page.plan.most == 2
    start(page, qtbot, copies=2)
    over(page, qtbot, lambda: len(page.run.printed) == HOUSEHOLDS)
    issued = {papers.notice(mark=number) for number in sealed.cases(session)}
    assert set(jobs(spool)) == issued
    assert counts(session) == [2] * HOUSEHOLDS
    assert f"这次印了 {HOUSEHOLDS} 案" in page.board.told_last.text()
    assert next(k for k in page.board.bar.buttons if "打印" in k.text()).missing == "没有可印的"


def test_a_batch_broken_off_is_gone_on_with_and_prints_no_household_twice(
    page: SealedBatchPage, session: Session, spool: Path, qtbot: QtBot
) -> None:
    start(page, qtbot)
    qtbot.waitUntil(lambda: len(page.run.printed) >= 2, timeout=60_000)
    page.board.progress.cancel_key.click()
    over(page, qtbot)
    printed = len(page.run.printed)
    assert 2 <= printed < HOUSEHOLDS
    assert sum(counts(session)) == printed, "what was not begun is not counted"
    start(page, qtbot)
    over(page, qtbot, lambda: sum(counts(session)) == HOUSEHOLDS)
    assert counts(session) == [1] * HOUSEHOLDS
    assert len(jobs(spool)) == HOUSEHOLDS


def test_a_part_of_the_series_is_printed_alone(
    page: SealedBatchPage, session: Session, spool: Path, qtbot: QtBot
) -> None:
    page.board.range.setText("910001-910003")
    page.board.range.returnPressed.emit()
    qtbot.waitUntil(lambda: page.plan is not None and len(page.plan.ready) == 3, timeout=30_000)
    start(page, qtbot)
    over(page, qtbot, lambda: len(page.run.printed) == 3)
    assert sum(counts(session)) == 3


def test_at_the_first_refusal_the_copy_is_given_back_and_nothing_more_is_tried(
    page: SealedBatchPage, session: Session, spool: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    good = (tmp_path / "lp").read_text(encoding="utf-8")
    (tmp_path / "lp").write_text("#!/bin/sh\ncat >/dev/null\nexit 1\n", encoding="utf-8")
    start(page, qtbot)
    qtbot.waitUntil(page.board.banner.isVisible, timeout=60_000)
    over(page, qtbot)
    assert counts(session) == [0] * HOUSEHOLDS
    assert page.plan is not None
    assert len(page.plan.ready) == HOUSEHOLDS
    (tmp_path / "lp").write_text(good, encoding="utf-8")
    start(page, qtbot)
    over(page, qtbot, lambda: sum(counts(session)) == HOUSEHOLDS)


def test_a_notice_of_which_nobody_knows_stays_counted_and_is_named_and_not_printed_again(
    page: SealedBatchPage, session: Session, spool: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    good = {name: (tmp_path / name).read_text(encoding="utf-8") for name in ("lp", "lpstat")}
    (tmp_path / "lp").write_text(
        '#!/bin/sh\ncat >/dev/null\necho "request id is office-7 (0 file(s))"\n', encoding="utf-8"
    )
    asked = good["lpstat"].replace('case "$1" in\n', 'case "$1" in\n  -W) exit 1;;\n')
    (tmp_path / "lpstat").write_text(asked, encoding="utf-8")
    start(page, qtbot)
    qtbot.waitUntil(page.board.banner.isVisible, timeout=60_000)
    over(page, qtbot)
    assert series.FIRST in page.board.banner.accessibleName()
    assert "请先看有没有出纸" in page.board.banner.accessibleName()
    assert counts(session) == [1] + [0] * (HOUSEHOLDS - 1)
    row = page.board.rows.items[0]
    assert isinstance(row, PlainRow)
    assert row.chip is not None
    assert (row.title, row.chip.text) == (series.FIRST, "待确认")
    for name, words in good.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
    start(page, qtbot)
    over(page, qtbot, lambda: sum(counts(session)) == HOUSEHOLDS)
    assert counts(session) == [1] * HOUSEHOLDS
    assert papers.notice(mark=series.FIRST) not in jobs(spool)


def test_the_papers_of_a_case_lead_to_those_of_its_series(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    case = next(c for c in samples.docket().cases if c.number == series.FIRST)
    with papers_page.opened(session, case, qtbot, tmp_path) as opened:
        qtbot.waitUntil(lambda: len(opened.preview._images) == 2, timeout=30_000)
        went: list[Destination] = []
        opened.desk = replace(opened.desk, go=went.append)
        opened._fill_bar()
        next(k for k in opened.bar.buttons if "成批打印" in k.text()).click()
        assert went == [OpenSeriesSealed(series.FIRST, NOTICE)]
