"""恢复执行申请书 (民诉法 241-2, 执行和解规定 9, 10): the creditor asks to go on where a settlement is not kept."""

from __future__ import annotations

from decimal import Decimal

from services.clock import local
from services.documents import blocks, letters, passages, signatures
from services.documents.document import Story, document
from services.documents.signatures import Place
from services.documents.subject import Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.settlement import Settlement
from services.records.resumption import resume_by
from services.wording import date_text, money

SENTENCES = {
    "asks": ("creditor", "debtor", "day", "total", "article"),
    "until": ("by", "article"),
    "deducted": ("article",),
}
SHOWN = ("reached_at", "total", "instalments", "default_clause")


@document(
    "resume_application",
    "恢复执行申请书",
    serves=Settlement,
    role="other",
    sentences=SENTENCES,
    copies=2,
    shows=SHOWN,
)
def resume_application(subject: Subject, wording: Wording) -> Story:
    """The agreement and its plan with room to mark what was paid, the request, and until when it can be made."""
    agreed = subject.record
    assert isinstance(agreed, Settlement)
    on = local(agreed.reached_at).date()
    asked = wording.say(
        "asks", creditor=subject.parties("creditor"), debtor=subject.parties("debtor"), day=date_text(on),
        total=money(agreed.total), article=articles.article("cpl-241").cite,
    )  # fmt: skip
    columns = (
        blocks.Column("期次", 14, "center"),
        blocks.Column("约定日期", 26, "center"),
        blocks.Column("约定金额（元）", 24, "right"),
        blocks.Column("已付金额、日期（申请人填写）", 36),
    )
    rows = [
        (f"第{n}期", date_text(p.due_on), money(p.amount or Decimal(0)), letters.room(1))
        for n, p in enumerate(agreed.instalments, 1)
    ]
    clause = (
        f"协议约定，不按期履行的：{agreed.default_clause.rstrip('。')}。" if agreed.default_clause else ""
    )
    body = [
        *blocks.head("", resume_application.title, "", FORM, more=passages.number_lines(subject)),
        blocks.flush(f"{subject.court.name}：", FORM),
        *blocks.texts([asked, *([clause] if clause else [])], FORM),
        blocks.inventory(columns, rows, FORM),
        *blocks.texts(
            [
                wording.say("deducted", article=articles.article("int-465").cite),
                wording.say(
                    "until", by=date_text(resume_by(agreed.last_day)), article=articles.article("hj-10").cite
                ),
            ],
            FORM,
        ),
    ]
    block = [
        *signatures.block([Place("申请执行人")], FORM),
        *blocks.date_line("　　　　年　　月　　日", FORM),
    ]
    return Story(body=body, block=block, annex=passages.case_list(subject, FORM))
