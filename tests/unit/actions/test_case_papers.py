"""The papers of a case: offered from the docket, issued for each target, found by their code, printed and voided."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace

import pypdfium2
import pytest

from services.actions import case_papers, issuing, materials
from services.demo import samples
from services.docket.case import Case
from services.errors import BadInput, NotAllowed
from services.session import Session
from services.store import journal, registry

NOW = samples.NOW + dt.timedelta(hours=1)
LATER = NOW + dt.timedelta(minutes=5)


@pytest.fixture
def case(session: Session) -> Case:
    """The docket's case with the car whose sealing ends tomorrow."""
    found = next(c for c in samples.docket().cases if c.vehicles and len(c.creditors) == 1 and c.basis)
    return registry.case(session.vault, found.number)


def text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in document))


def sheet(pdf: bytes) -> bytes:
    """A photo of the first page."""
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[0].render(scale=2.2).to_pil().convert("RGB")
    target = io.BytesIO()
    image.save(target, "JPEG", quality=80)
    return target.getvalue()


def issue(session: Session, case: Case, code: str, target: str, now: dt.datetime = NOW) -> issuing.Issued:
    made_from = case_papers.of_case(session, code, case.number, target, now)
    return issuing.keep(session, made_from, materials.build(made_from))


def offer(session: Session, case: Case, code: str) -> case_papers.CaseOffer:
    return next(o for o in case_papers.offers(session, case.number, NOW) if o.document == code)


def test_a_case_offers_what_its_docket_allows_and_says_what_waits_for_the_seal(
    session: Session, case: Case
) -> None:
    offered = {o.document: o for o in case_papers.offers(session, case.number, NOW)}
    assert offered["execution_notice"].authority == "须院印"
    assert offered["spending_limit_order"].authority == "须院长签发"
    assert offered["delivery_receipt"].authority == ""
    assert "fulfilment_certificate" not in offered
    assert [t.party for t in offered["execution_notice"].targets] == list(case.debtors)


def test_a_paper_of_a_case_is_stored_journalled_and_counted_as_made(session: Session, case: Case) -> None:
    target = offer(session, case, "report_order").targets[0]
    issued = issue(session, case, "report_order", target.id)
    (paper,) = case_papers.papers(session, case.number)
    assert (paper.id, paper.name, paper.to, paper.target) == (
        issued.entry.id,
        "报告财产令",
        case.debtors[0].name,
        target.id,
    )
    assert paper.word == "待签发稿"
    assert issued.entry.cases == (case.number,)
    assert issuing.stored_pdf(session, paper.id) == issued.pdf
    assert offer(session, case, "report_order").made == {target.id}
    assert journal.verify(session.vault) == []


def test_two_papers_of_a_case_are_two_matters(session: Session, case: Case) -> None:
    first = issue(session, case, "execution_notice", case.debtors[0].id)
    second = issue(session, case, "report_order", case.debtors[0].id, LATER)
    assert first.entry.matter != second.entry.matter
    assert [p.id for p in issuing.papers(session, entry_id=second.entry.id)] == [second.entry.id]


def test_its_code_finds_it_again_even_after_the_docket_has_changed(session: Session, case: Case) -> None:
    issued = issue(session, case, "delivery_receipt", case.debtors[0].id)
    registry.load_docket(
        session.vault,
        replace(samples.docket(), cases=(replace(case, cause="买卖合同纠纷"),), serial=2),
    )
    assert issuing.find_by_photo(session, sheet(issued.pdf)).id == issued.entry.id
    forged = f"CF1:{issued.entry.id.replace('-', '')}:{'0' * 20}".upper()
    with pytest.raises(BadInput, match="校验值"):
        issuing.by_mark(session, forged)


def test_it_is_printed_and_handed_over_unless_it_waits_for_the_seal(session: Session, case: Case) -> None:
    plain = issue(session, case, "rights_notice", case.debtors[0].id)
    issuing.step(session, plain.entry.id, "printed", LATER, copies=2)
    assert issuing.step(session, plain.entry.id, "delivered", LATER, to="本人").state == "delivered"
    draft = issue(session, case, "execution_notice", case.debtors[0].id)
    issuing.step(session, draft.entry.id, "printed", LATER, copies=1)
    with pytest.raises(NotAllowed):
        issuing.step(session, draft.entry.id, "delivered", LATER, to="本人")


def test_made_anew_it_takes_the_place_of_the_old_one(session: Session, case: Case) -> None:
    old = issue(session, case, "rights_notice", case.debtors[0].id)
    made_from = case_papers.of_case(session, "rights_notice", case.number, case.debtors[0].id, LATER)
    new = issuing.reissue(session, made_from, materials.build(made_from), old.entry.id, "联系电话写错", LATER)
    states = {p.id: p.state for p in case_papers.papers(session, case.number)}
    assert states == {old.entry.id: "voided", new.entry.id: "issued"}
    assert offer(session, case, "rights_notice").made == {case.debtors[0].id}


def test_a_target_that_the_docket_does_not_have_is_refused_in_words(session: Session, case: Case) -> None:
    with pytest.raises(NotAllowed, match="重新选择"):
        case_papers.of_case(session, "execution_notice", case.number, "没有这个人", NOW)
    with pytest.raises(NotAllowed, match="重新选择"):
        case_papers.of_case(session, "visit_transcript", case.number, case.debtors[0].id, NOW)
    with pytest.raises(BadInput, match="没有"):
        case_papers.of_case(session, "execution_notice", "（2026）浙0822执1号", case.debtors[0].id, NOW)


def test_serials_go_on_through_papers_of_records_and_of_cases(session: Session, case: Case) -> None:
    serials = [
        str(issue(session, case, code, case.debtors[0].id).entry.body["values"]["serial"])
        for code in ("execution_notice", "report_order", "rights_notice")
    ]
    assert [int(serial[-5:]) for serial in serials] == [1, 2, 3]
