"""执行担保书 of a settlement (domain.md D24; 执行担保规定 4): the guarantor's own paper, filled from what was agreed."""

from __future__ import annotations

from services.clock import local
from services.documents import blocks, letters, passages, signatures
from services.documents.document import Story, document
from services.documents.signatures import Place
from services.documents.subject import MissingFact, Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.settlement import Settlement
from services.wording import chinese_date, date_text, money, rmb_upper

SENTENCES = {
    "offered": ("court", "creditor", "debtor", "article"),
    "promise": (),
    "term": ("article",),
    "consent": ("article",),
}
SHOWN = (
    "reached_at", "total", "guarantor", "guarantor_id", "guarantor_contact", "guarantee_kind", "guarantee_scope",
    "guarantee_until", "deferred_until", "present", "instalments",
)  # fmt: skip


@document(
    "settlement_guarantee",
    "执行担保书（和解）",
    serves=Settlement,
    role="other",
    sentences=SENTENCES,
    copies=3,
    shows=SHOWN,
)
def settlement_guarantee(subject: Subject, wording: Wording) -> Story:
    """Who guarantees which debt in which way and until when, the promise, then the creditor's consent; signed in ink."""
    agreed = subject.record
    assert isinstance(agreed, Settlement)
    if not agreed.guarantor:
        raise MissingFact("guarantor", "和解没有担保人，不出执行担保书。有担保人的，请在记录里写明。")
    body = [
        *blocks.head("", "执行担保书", "", FORM, more=passages.number_lines(subject)),
        blocks.text(
            wording.say(
                "offered", court=subject.court.name, creditor=subject.parties("creditor"),
                debtor=subject.parties("debtor"), article=articles.article("db-4").cite,
            ),
            FORM,
        ),
        blocks.facts_table(blocks.paired([*_facts(agreed)]), FORM),
        *blocks.numbered(
            [wording.say("promise"), wording.say("term", article=articles.article("db-10").cite)], FORM
        ),
    ]  # fmt: skip
    debtors = [p.name for p in agreed.present if p.role == "被执行人"]
    creditors = [p.name for p in agreed.present if p.role.startswith("申请执行人")]
    places = [Place("担保人", agreed.guarantor), *(Place("被执行人", name) for name in debtors)]
    consent = [
        blocks.text(wording.say("consent", article=articles.article("db-6").cite), FORM),
        *signatures.block([Place("申请执行人", name) for name in creditors] or [Place("申请执行人")], FORM),
    ]
    dated = blocks.date_line(chinese_date(local(agreed.reached_at).date()), FORM)
    return Story(
        body=body,
        block=[*signatures.block(places, FORM), *consent, *dated],
        annex=passages.case_list(subject, FORM),
    )


def _facts(agreed: Settlement) -> list[tuple[str, str]]:
    last = agreed.instalments[-1].due_on if agreed.instalments else None
    until = f"，分{len(agreed.instalments)}期，最后一期{date_text(last)}" if last else ""
    return [
        ("担保人姓名、名称", agreed.guarantor),
        ("证件号码", agreed.guarantor_id or letters.room(1)),
        ("住址、电话", agreed.guarantor_contact or letters.room(2)),
        ("被担保的债权", f"执行和解确定的债权{money(agreed.total)}元（{rmb_upper(agreed.total)}）{until}"),
        ("担保方式", agreed.guarantee_kind),
        ("担保范围、担保财产", agreed.guarantee_scope),
        (
            "担保期间",
            f"至{date_text(agreed.guarantee_until)}" if agreed.guarantee_until else "没有约定，为一年",
        ),
        ("暂缓执行期限", f"至{date_text(agreed.deferred_until)}" if agreed.deferred_until else "不暂缓执行"),
    ]
