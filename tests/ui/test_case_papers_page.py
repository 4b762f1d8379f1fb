"""案件文书 over a real vault: offered from the docket, asked for whom, issued, refused beside the paper, signed in ink."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from services.actions.case_papers import CaseOffer
from services.actions.issuing import PaperState
from services.demo import samples
from services.docket.case import Case
from services.session import Session
from tests import fixtures_papers_page as papers_page
from ui.components.labels import Text
from ui.components.tasks import PlainRow
from ui.dialogs.pick_target import PickTarget
from ui.pages.case_papers import CasePapersPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def case() -> Case:
    return next(c for c in samples.docket().cases if c.vehicles and c.basis)


@pytest.fixture
def page(session: Session, case: Case, qtbot: QtBot, tmp_path: Path) -> Iterator[CasePapersPage]:
    with papers_page.opened(session, case, qtbot, tmp_path) as made:
        yield made


def row(page: CasePapersPage, code: str) -> PlainRow:
    rows = (r for r in page.rows.items if isinstance(r, PlainRow))
    return next(r for r in rows if isinstance(r.payload, CaseOffer) and r.payload.document == code)


def issue(page: CasePapersPage, code: str) -> Any:
    page.choose(row(page, code).payload)
    next(k for k in page.bar.buttons if "出具" in k.text()).click()
    return page.deeds.sheet


def issued(page: CasePapersPage, qtbot: QtBot, name: str) -> PaperState:
    qtbot.waitUntil(lambda: isinstance(page.chosen, PaperState) and page.chosen.name == name, timeout=20_000)
    assert isinstance(page.chosen, PaperState)
    return page.chosen


def test_a_case_shows_what_can_be_drawn_up_and_what_waits_for_seal_or_president(page: CasePapersPage) -> None:
    notice, order = row(page, "execution_notice"), row(page, "spending_limit_order")
    assert notice.chip is not None
    assert notice.chip.text == "须院印"
    assert order.chip is not None
    assert order.chip.text == "须院长签发"
    form = row(page, "integrity_card")
    assert form.chip is not None
    assert form.chip.text == "可出具"
    assert "可出 2 份" in form.detail


def test_one_debtor_is_not_asked_for_and_the_paper_is_a_draft(
    page: CasePapersPage, qtbot: QtBot, case: Case
) -> None:
    assert issue(page, "execution_notice") is None
    paper = issued(page, qtbot, "执行通知书")
    assert (paper.word, paper.to) == ("待签发稿", case.debtors[0].name)
    assert "已出 1 份" in row(page, "execution_notice").detail
    qtbot.waitUntil(lambda: bool(page.bar.buttons))
    assert not any("交付" in key.text() for key in page.bar.buttons)
    assert any("不能当正式文书交付" in text.accessibleName() for text in page.state.findChildren(Text))


def test_several_parties_are_asked_for_and_the_one_tapped_gets_the_paper(
    page: CasePapersPage, qtbot: QtBot, case: Case
) -> None:
    sheet = issue(page, "rights_notice")
    assert isinstance(sheet, PickTarget)
    wanted = next(r for r in sheet.rows.items if isinstance(r, PlainRow) and r.payload == case.debtors[0].id)
    sheet.rows.opened.emit(wanted)
    assert issued(page, qtbot, "执行当事人权利义务告知书").to == case.debtors[0].name


def test_each_thing_shows_what_the_law_warns_of_before_the_tap(page: CasePapersPage) -> None:
    offer = row(page, "seizure_ruling").payload
    assert isinstance(offer, CaseOffer)
    sheet = issue(page, "seizure_ruling")
    assert isinstance(sheet, PickTarget)
    shown = {str(r.payload): r.detail for r in sheet.rows.items if isinstance(r, PlainRow)}
    assert shown == {target.id: target.warning for target in offer.targets}


def test_a_form_for_ink_can_be_signed_on_paper_after_printing(page: CasePapersPage, qtbot: QtBot) -> None:
    sheet = issue(page, "delivery_receipt")
    sheet.rows.opened.emit(sheet.rows.items[0])
    paper = issued(page, qtbot, "送达回证")
    assert page._papers is not None
    assert paper.document in page._papers.to_sign
    assert "execution_notice" not in page._papers.to_sign


def test_every_party_gets_a_paper_in_one_go(page: CasePapersPage, qtbot: QtBot, case: Case) -> None:
    sheet = issue(page, "integrity_card")
    sheet.all_key.click()
    wanted = {p.name for p in (*case.creditors, *case.debtors)}
    qtbot.waitUntil(lambda: {p.to for p in made(page)} == wanted, timeout=30_000)
    assert not page.progress.isVisible()
    assert "已出 2 份" in row(page, "integrity_card").detail


def test_taking_back_a_batch_finishes_the_one_being_made_and_no_more(
    page: CasePapersPage, qtbot: QtBot
) -> None:
    sheet = issue(page, "rights_notice")
    sheet.all_key.click()
    assert page.progress.isVisible()
    page.progress.cancelled.emit()
    qtbot.waitUntil(lambda: len(made(page)) == 1, timeout=30_000)
    assert not page.progress.isVisible()


def test_grounds_exclude_each_other_and_are_picked_one_by_one(page: CasePapersPage) -> None:
    sheet = issue(page, "dishonesty_decision")
    assert isinstance(sheet, PickTarget)
    assert not hasattr(sheet, "all_key")


def made(page: CasePapersPage) -> list[PaperState]:
    return [
        r.payload for r in page.rows.items if isinstance(r, PlainRow) and isinstance(r.payload, PaperState)
    ]
