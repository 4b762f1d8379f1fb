"""A delivery on record proves the service wherever it is asked for: duties, the receipt's form, the paper list."""

from __future__ import annotations

import datetime as dt
from typing import Any

from services.actions import case_papers, finding, gates, issuing, recording, serving
from services.documents.case_subject import CaseSubject
from services.records.kinds.delivery import Delivery
from services.records.kinds.sealing import Sealing
from services.records.values import Handed, Person
from tests.fixtures_clearing import Clearing
from tests.unit.records.cleared import AT, CASE, CREDITOR, DEBTOR
from tests.unit.records.of_kinds import delivery

Two = tuple[Clearing, Clearing]
RULING = Handed(title="执行裁定书", number="（2026）浙0822执恢900057号之三")
LATER = AT + dt.timedelta(hours=2)


def serve(tablet: Clearing, paper: Handed, to: str = DEBTOR.name) -> None:
    """The paper handed to its receiver, who signs."""
    given: dict[str, Any] = delivery.answers(
        papers=(paper,),
        receiver=to,
        taken_by=(Person(name=to, role="受送达人本人"),),
        served_at=AT,
        signatures=None,
    )
    tablet.commit(Delivery, AT, **{n: v for n, v in given.items() if n not in ("located", "officers")})


def standing(tablet: Clearing) -> tuple[str, str]:
    """How 裁定已作出并送达 stands for a sealing that is begun now."""
    draft = tablet.begin(Sealing, LATER)
    found = {s.duty.code: s for s in gates.standings(tablet.session, draft, "sign", LATER)}
    return found["ruling_served"].state, found["ruling_served"].text


def test_a_ruling_that_was_handed_over_turns_the_duty_green_on_both_tablets(two_tablets: Two) -> None:
    own, other = two_tablets
    assert standing(own)[0] == standing(other)[0] == "missing"
    serve(own, RULING)
    assert standing(own) == ("met", f"{RULING.number}，{AT.year}年{AT.month}月{AT.day}日送达，直接送达")
    assert standing(other)[0] == "missing", "his tablet has not heard of it"
    other.hears(own)
    assert standing(other)[0] == "met"


def test_a_ruling_that_reached_the_creditor_alone_is_not_served_on_the_debtor(two_tablets: Two) -> None:
    own, _ = two_tablets
    serve(own, RULING, CREDITOR.name)
    assert standing(own)[0] == "missing"


def test_the_case_and_its_paper_list_tell_when_and_how_each_paper_was_served(two_tablets: Two) -> None:
    own, _ = two_tablets
    offer = next(o for o in case_papers.offers(own.session, CASE.number, AT) if o.document == "risk_notice")
    made = case_papers.of_case(own.session, offer.document, CASE.number, offer.targets[0].id, AT)
    issuing.keep(own.session, made, issuing.materials.build(made))
    (paper,) = case_papers.papers(own.session, CASE.number)
    assert serving.of_papers(own.session, [paper]) == {}
    serve(own, Handed(title=paper.name, number=paper.serial), paper.to or DEBTOR.name)
    (told,) = serving.of_papers(own.session, [paper]).values()
    assert told == f"{AT.year}年{AT.month}月{AT.day}日送达（直接送达）"
    file = finding.case_file(own.session, CASE.number, LATER.date())
    assert [(p.title, bool(p.on)) for p in file.papers if p.entry] == [(paper.name, True)]


def test_a_correction_of_the_delivery_takes_the_service_back(two_tablets: Two) -> None:
    own, _ = two_tablets
    serve(own, RULING)
    (entry,) = (h.entry for h in finding.happenings(own.session, CASE.number) if isinstance(h.said, Delivery))
    draft = recording.correct(own.session, entry.id, "当日没有见到人", LATER)
    for name, value in {"outcome": "未送达", "not_served_why": "无人在家"}.items():
        draft = draft.answered(name, value)
    recording.commit(own.session, draft, LATER)
    assert standing(own)[0] == "missing"


def test_a_paper_that_was_served_stands_no_longer_on_the_form_for_the_next_delivery(two_tablets: Two) -> None:
    own, _ = two_tablets
    subject = case_papers.of_case(own.session, "delivery_receipt", CASE.number, DEBTOR.id, AT).subject
    assert isinstance(subject, CaseSubject)
    before = subject.case.served
    serve(own, RULING)
    subject = case_papers.of_case(own.session, "delivery_receipt", CASE.number, DEBTOR.id, AT).subject
    assert isinstance(subject, CaseSubject)
    assert {p.number for p in subject.case.served} - {p.number for p in before} == {RULING.number}
