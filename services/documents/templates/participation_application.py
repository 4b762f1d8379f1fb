"""参与分配申请书 (domain.md, 'also wanted on site'; 解释 506–507, 511: facts, reasons, the title, before the end)."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable

from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.wording import listed, money

SENTENCES = {
    "asked": ("basis", "debtors", "left"),
    "asked_unknown": ("basis", "debtors"),
    "reason": ("articles",),
    "companies": ("debtors", "article"),
    "annexed": (),
}


@case_document(
    "participation_application",
    "参与分配申请书",
    per=targets.each_creditor,
    role="other",
    sentences=SENTENCES,
    copies=2,
)
def participation_application(subject: CaseSubject, wording: Wording) -> Story:
    """The applicant with his title and what is unpaid; the other court's case, facts and reasons by his own hand."""
    party, case = subject.party, subject.case
    if case.claim is None:
        asked = wording.say("asked_unknown", basis=subject.basis_text, debtors=subject.debtors)
    else:
        left = money(max(case.claim - (case.recovered or 0), case.claim * 0))
        asked = wording.say("asked", basis=subject.basis_text, debtors=subject.debtors, left=left)
    body = [
        *blocks.head("", participation_application.title, case.number, FORM),
        blocks.text(letters.party_line(party), FORM),
        *(blocks.text(letters.party_line(debtor), FORM) for debtor in case.debtors),
        blocks.text(asked, FORM),
        blocks.text(wording.say("reason", articles=articles.cited("int-506", "int-507")), FORM),
        blocks.facts_table(
            [
                [("主持分配的法院、案号", letters.room(2))],
                [("被执行的财产", letters.room(2))],
                [("被执行人不能清偿所有债权的事实和理由", letters.room(5))],
                [("优先权、担保物权", letters.room(2))],
                [("收款账户", letters.room(2))],
            ],
            FORM,
        ),
        *_companies(subject, wording),
        blocks.text(wording.say("annexed"), FORM),
    ]
    return Story(body=body, block=letters.by_hand(("申请人",), FORM))


def _companies(subject: CaseSubject, wording: Wording) -> Iterator[Flowable]:
    """Sharing is for debtors that are people or other organisations; an enterprise goes the way of insolvency."""
    units = listed(debtor.name for debtor in subject.case.debtors if not debtor.is_citizen)
    if units:
        yield blocks.text(
            wording.say("companies", debtors=units, article=articles.article("int-511").cite), FORM
        )
