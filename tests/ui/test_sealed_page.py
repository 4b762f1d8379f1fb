"""院发文书 and 空白文书 on the papers' page over a real vault: seen, printed in counted copies, delivered, given back."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from services.actions import blank_forms, finding, sealed
from services.actions.issuing import PaperState
from services.demo import samples
from services.docket.case import Case
from services.docket.sealed import SealedPaper
from services.records.sealed_events import SealedStep
from services.session import Session
from services.store import registry
from tests import fixtures_papers_page as papers_page
from tests import fixtures_sealed as papers
from tests.journeys import seizing
from ui.components.buttons import Button
from ui.components.labels import Text
from ui.components.tasks import PlainRow
from ui.dialogs.blank_forms import BlankFormsSheet
from ui.dialogs.paper_steps import HandedSheet
from ui.dialogs.preview import PrintSheet
from ui.pages.case_papers import CasePapersPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def case() -> Case:
    return next(c for c in samples.docket().cases if c.vehicles and c.basis)


@pytest.fixture
def paper(session: Session, case: Case) -> SealedPaper:
    return papers.hand_down(session, case.number, copies=2)


@pytest.fixture
def spool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A printer whose jobs lie in a folder."""
    found = seizing.printer(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    return found


@pytest.fixture
def page(
    session: Session, case: Case, paper: SealedPaper, qtbot: QtBot, tmp_path: Path
) -> Iterator[CasePapersPage]:
    with papers_page.opened(session, case, qtbot, tmp_path) as made:
        yield made


def key(page: CasePapersPage, words: str) -> Button:
    return next(k for k in page.bar.buttons if words in k.text())


def until(page: CasePapersPage, qtbot: QtBot, true: Callable[[PaperState], bool]) -> PaperState:
    def there() -> bool:
        return isinstance(page.chosen, PaperState) and page.chosen.sealed and true(page.chosen)

    qtbot.waitUntil(there, timeout=20_000)
    assert isinstance(page.chosen, PaperState)
    return page.chosen


def print_out(page: CasePapersPage, qtbot: QtBot, words: str, copies: int) -> None:
    before = page.deeds.sheet
    key(page, words).click()
    qtbot.waitUntil(lambda: page.deeds.sheet is not before)
    sheet = page.deeds.sheet
    assert isinstance(sheet, PrintSheet)
    qtbot.waitUntil(lambda: not sheet.key.missing)
    sheet.copies.setValue(copies)
    sheet.key.click()


def test_it_stands_first_with_its_copies_and_is_seen_page_by_page(page: CasePapersPage, qtbot: QtBot) -> None:
    row = page.rows.items[0]
    assert isinstance(row, PlainRow)
    assert row.title == "强制迁出公告"
    assert "院发" in row.detail
    assert "准印 2 份" in row.detail
    assert row.chip is not None
    assert row.chip.text == "可印 2 份"
    qtbot.waitUntil(lambda: len(page.preview._images) == 2, timeout=20_000)
    assert any("一个字节不改" in text.accessibleName() for text in page.state.findChildren(Text))
    assert not any("作废" in k.text() for k in page.bar.buttons)


def test_the_printer_gets_the_courts_own_bytes_until_the_copies_are_used_up(
    page: CasePapersPage, qtbot: QtBot, spool: Path
) -> None:
    print_out(page, qtbot, "打印", 1)
    assert until(page, qtbot, lambda p: p.printed == 1).left == 1
    print_out(page, qtbot, "再印（记第 2 次）", 1)
    until(page, qtbot, lambda p: p.left == 0)
    assert [job.read_bytes() for job in spool.glob("*.pdf")] == [papers.notice()] * 2
    again = key(page, "再印")
    assert "请向院里申请增加" in again.missing
    assert any("第 2 次（重印）" in words for _, words, _ in page.state.lines)


def test_a_printer_that_refuses_costs_no_copy(
    page: CasePapersPage, qtbot: QtBot, spool: Path, tmp_path: Path
) -> None:
    (tmp_path / "lp").write_text("#!/bin/sh\ncat >/dev/null\nexit 1\n", encoding="utf-8")
    print_out(page, qtbot, "打印", 2)
    found = until(page, qtbot, lambda p: len(p.steps) == 3)
    assert (found.left, found.printed) == (2, 0)
    qtbot.waitUntil(page.banner.isVisible)


def test_copies_of_which_nobody_knows_whether_they_were_printed_stay_counted(
    page: CasePapersPage, qtbot: QtBot, spool: Path, tmp_path: Path
) -> None:
    (tmp_path / "lp").write_text(
        '#!/bin/sh\ncat >/dev/null\necho "request id is office-7 (0 file(s))"\n', encoding="utf-8"
    )
    asked = (tmp_path / "lpstat").read_text(encoding="utf-8")
    asked = asked.replace('case "$1" in\n', 'case "$1" in\n  -W) exit 1;;\n')
    (tmp_path / "lpstat").write_text(asked, encoding="utf-8")
    print_out(page, qtbot, "打印", 1)
    qtbot.waitUntil(page.banner.isVisible, timeout=20_000)
    assert "请先看有没有出纸" in page.banner.accessibleName()
    assert until(page, qtbot, lambda p: p.left == 1).printed == 1


def test_it_is_delivered_and_a_spoilt_sheet_is_written_down(
    page: CasePapersPage, qtbot: QtBot, spool: Path, session: Session, paper: SealedPaper
) -> None:
    print_out(page, qtbot, "打印", 2)
    until(page, qtbot, lambda p: p.printed == 2)
    key(page, "报损、交回").click()
    sheet = page.deeds.sheet
    sheet.deed.setValue("spoilt")
    assert sheet.key.missing, "why is not said yet"
    sheet.line.setText("风吹破了")
    sheet.key.click()
    until(page, qtbot, lambda p: p.state == "spoilt")
    key(page, "交付、张贴").click()
    sheet = page.deeds.sheet
    assert isinstance(sheet, HandedSheet)
    assert sheet.signed.value is None, "nobody has said that it was signed for"
    sheet.line.setText("张贴于门上")
    sheet.signed.no.click()
    sheet.key.click()
    assert until(page, qtbot, lambda p: p.state == "delivered").delivered_to == ("张贴于门上",)
    steps = [h.said for h in finding.happenings(session, paper.case) if isinstance(h.said, SealedStep)]
    assert steps[-1].receipt_signed is False
    assert sealed.state(session, paper.id).left == 0


def test_a_recalled_paper_shows_why_and_offers_nothing(
    page: CasePapersPage, qtbot: QtBot, session: Session, case: Case
) -> None:
    papers.hand_down(session, case.number, recalled_why="地址写错")
    page.refresh()
    assert until(page, qtbot, lambda p: p.state == "voided").word == "院里已收回"
    assert page.bar.buttons == []
    assert any("地址写错" in words for _, words, _ in page.state.lines)


def test_blank_forms_are_offered_only_where_the_court_allows_them_and_then_entered(
    page: CasePapersPage, qtbot: QtBot, session: Session, case: Case
) -> None:
    assert not any("空白文书" in k.text() for k in page.bar.buttons)
    facts = registry.docket_facts(session.vault)
    assert facts is not None
    newer = dataclasses.replace(samples.docket(), serial=facts.serial + 1, blank_forms=True)
    registry.load_docket(session.vault, newer)
    page.refresh()
    qtbot.waitUntil(lambda: any("空白文书" in k.text() for k in page.bar.buttons))

    def enter(deed: str, numbers: str, words: str) -> None:
        key(page, "空白文书").click()
        sheet = page.deeds.sheet
        assert isinstance(sheet, BlankFormsSheet)
        assert sheet.key.missing
        sheet.deed.setValue(deed)
        sheet.form.setText("封条")
        sheet.numbers.setText(numbers)
        sheet.words.setText(words)
        sheet.key.click()

    enter("taken", "封20-封10", "内勤")
    sheet = page.deeds.sheet
    assert isinstance(sheet, BlankFormsSheet)
    assert "范围不对" in sheet.trouble.accessibleName(), "the sheet stays open and says why"
    sheet.numbers.setText("封01-封03")
    sheet.key.click()
    qtbot.waitUntil(lambda: any("在手 3" in k.text() for k in page.bar.buttons))
    enter("used", "封02", "贴于大门")
    qtbot.waitUntil(lambda: any("在手 2" in k.text() for k in page.bar.buttons))
    enter("used", "封02", "再贴一次")
    qtbot.waitUntil(page.banner.isVisible)
    assert [s.case for s in blank_forms.register(session).sheets] == ["", case.number, ""]
