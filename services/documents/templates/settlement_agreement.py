"""执行和解协议 (domain.md D23; 民诉法 241, 执行和解规定 1, 2, 9): the parties' own paper, handed in by both of them."""

from __future__ import annotations

from collections.abc import Iterator

from services.documents import agreements, blocks, letters, passages, signatures
from services.documents.document import Story, document
from services.documents.signatures import Place
from services.documents.subject import Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.records import settlement_duties
from services.records.kinds.settlement import Settlement
from services.wording import chinese_number, listed, money, rmb_upper

SENTENCES = {
    "opening": ("court", "article"),
    "debt": ("basis", "amount", "words", "count"),
    "in_kind": ("article",),
    "guarantee": ("who", "kind", "scope", "promise"),
    "promised": (),
    "not_promised": (),
    "resume": ("article",),
    "submit": ("court", "rule"),
    "copies": ("copies",),
}
SHOWN = (
    "present", "changed", "total", "instalments", "way", "account", "thing", "waived", "interest", "fee_borne",
    "kept_measures", "default_clause", "afterwards", "note", "guarantor", "guarantee_kind", "guarantee_scope",
    "direct_promise",
)  # fmt: skip


@document(
    "settlement_agreement",
    "执行和解协议",
    serves=Settlement,
    role="other",
    sentences=SENTENCES,
    copies=4,
    shows=SHOWN,
)
def settlement_agreement(subject: Subject, wording: Wording) -> Story:
    """Both sides in full, the sum and its instalments, the terms, guarantor, what a breach means; signed in ink."""
    agreed = subject.record
    assert isinstance(agreed, Settlement)
    subject.parties("creditor")
    subject.parties("debtor")
    sides = [letters.party_line(party) for party in (*subject.creditors, *subject.debtors)]
    opening = wording.say("opening", court=subject.court.name, article=articles.article("cpl-241").cite)
    terms = [*agreements.terms(agreed, wording), *_more(agreed, subject, wording)]
    body = [
        *blocks.head("", settlement_agreement.title, "", FORM, more=passages.number_lines(subject)),
        *blocks.texts([*sides, opening, _debt(agreed, subject, wording)], FORM),
        agreements.plan(agreed),
        *blocks.numbered(terms, FORM),
    ]
    block = [*signatures.block([*_places(agreed, subject)], FORM)]
    return Story(body=body, block=block, annex=passages.case_list(subject, FORM))


def _debt(agreed: Settlement, subject: Subject, wording: Wording) -> str:
    """What is settled; a case whose docket has no title is named by its number alone."""
    rests = [
        f"{case.basis.made_by}{case.basis.number}{case.basis.kind}" if case.basis else case.number
        for case in subject.cases
    ]
    return wording.say(
        "debt", basis=listed(rests), amount=money(agreed.total), words=rmb_upper(agreed.total),
        count=str(len(agreed.instalments)),
    )  # fmt: skip


def _more(agreed: Settlement, subject: Subject, wording: Wording) -> Iterator[str]:
    if agreed.guarantor:
        yield wording.say(
            "guarantee", who=agreed.guarantor, kind=agreed.guarantee_kind, scope=agreed.guarantee_scope.rstrip("。"),
            promise=wording.say("promised" if agreed.direct_promise else "not_promised"),
        )  # fmt: skip
    court = subject.court.name
    yield wording.say("resume", article=articles.article("hj-9").cite)
    yield wording.say("submit", court=court, rule=articles.article("hj-2").cite)
    several = len(subject.creditors) + len(subject.debtors) + bool(agreed.guarantor) + 1
    yield wording.say("copies", copies=chinese_number(several))


def _places(agreed: Settlement, subject: Subject) -> Iterator[Place]:
    """Every party signs, and the guarantor; the agents who were there sign below."""
    for party in subject.creditors:
        yield Place("申请执行人", party.name)
    for party in subject.debtors:
        yield Place("被执行人", party.name)
    for person in agreed.present:
        if person.role in settlement_duties.AGENTS:
            yield Place(person.role, person.name)
    if agreed.guarantor:
        yield Place("担保人", agreed.guarantor)
