"""执行担保书 (domain.md D24; 执行担保规定 4: what it must state, and the promise of direct enforcement)."""

from __future__ import annotations

from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.wording import money

SENTENCES = {
    "offered": ("court", "dispute", "debtor", "article"),
    "promise": (),
    "term": ("article",),
    "consent": (),
}


@case_document(
    "guarantee", "执行担保书", per=targets.each_debtor, role="other", sentences=SENTENCES, copies=2
)
def guarantee(subject: CaseSubject, wording: Wording) -> Story:
    """The guarantor's own paper: who, which debt, which term and scope, the thing given, the promise; then the consent."""
    debtor, claim = subject.party.name, subject.case.claim
    body = [
        *blocks.head("", guarantee.title, subject.case.number, FORM),
        blocks.text(
            wording.say(
                "offered",
                court=subject.court.name,
                dispute=subject.dispute,
                debtor=debtor,
                article=articles.article("db-4").cite,
            ),
            FORM,
        ),
        blocks.facts_table(
            [
                [("担保人姓名、名称", letters.room(1)), ("证件号码", letters.room(1))],
                [("住址、电话", letters.room(2))],
                [("被担保的债权", f"{subject.basis_text}确定的债权")],
                [("债权数额", f"{money(claim)}元" if claim is not None else letters.room(1))],
                [("暂缓执行期限", f"自{letters.DAY}起至{letters.DAY}止")],
                [("担保期间", f"自{letters.DAY}起至{letters.DAY}止")],
                [
                    ("担保方式", letters.boxes("保证", "抵押", "质押")),
                    ("担保范围", letters.boxes("全部债务", "部分债务")),
                ],
                [("担保财产名称、数量、质量、状况、所在地、权属", letters.room(4))],
                [("对部分债务担保的，写明金额", letters.room(1))],
            ],
            FORM,
        ),
        *blocks.numbered(
            [wording.say("promise"), wording.say("term", article=articles.article("db-10").cite)], FORM
        ),
    ]
    consent = [blocks.text(wording.say("consent"), FORM), *letters.by_hand(("申请执行人", "执行人员"), FORM)]
    return Story(body=body, block=[*letters.by_hand(("担保人", "被执行人"), FORM), *consent])
