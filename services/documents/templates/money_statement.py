"""执行款计算书: what is owed up to a day, every step on the page, so that a reader can work it out anew from it alone."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable

from services.cases import owing
from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.subject import MissingFact
from services.documents.table import Table
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.errors import BadInput
from services.law.interest import Claim, Statement, Step
from services.wording import date_text, listed, money, rmb_upper

SENTENCES = {
    "head": ("dispute", "basis", "expiry", "until"),
    "how": (),
    "order": (),
    "due": ("until", "amount", "words", "fee"),
    "pauses": ("pauses",),
}


@case_document(
    "money_statement", "执行款计算书", per=targets.when_counted, role="other", sentences=SENTENCES, copies=2
)
def money_statement(subject: CaseSubject, wording: Wording) -> Story:
    """Items, steps, payments with their use, and the sum."""
    try:
        claim = owing.claim(subject.case)
        account = owing.account(subject.case, subject.on, table=subject.lpr)
    except BadInput as lacking:
        raise MissingFact("", f"{lacking}文书没有出具。") from lacking
    until = date_text(account.until)
    head = wording.say(
        "head",
        dispute=subject.dispute,
        basis=subject.basis_text,
        expiry=date_text(claim.expiry) if claim.expiry else "未载明",
        until=until,
    )
    due = wording.say(
        "due", until=until, amount=money(account.due), words=rmb_upper(account.due), fee=money(account.fee)
    )
    body: list[Flowable] = [
        *letters.form_head(subject, f"{money_statement.title}（计算至{until}）"),
        blocks.text(head, FORM),
        blocks.headed("一、债务", _items(claim), FORM),
    ]
    tables = [("逐段计算", _steps(account))] if account.steps else []
    tables += [("付款及抵充", _payments(account))] if account.allotted else []
    tables += [("应付款项", _sums(account))]
    for number, (title, table) in zip("二三四", tables, strict=False):
        body.append(blocks.headed(f"{number}、{title}", table, FORM))
    body += blocks.texts([due, wording.say("how"), wording.say("order")], FORM)
    if kinds := owing.uncounted(subject.case):
        body.append(blocks.text(wording.say("pauses", pauses=listed(dict.fromkeys(kinds))), FORM))
    return Story(body=body, block=letters.by_hand(("计算人", "审核人"), FORM))


def _items(claim: Claim) -> Table:
    columns = (
        blocks.Column("项目", 20),
        blocks.Column("金额（元）", 20, "right"),
        blocks.Column("利率", 24),
        blocks.Column("起算日", 20),
        blocks.Column("计入加倍基数", 16, "center"),
    )
    rows = [
        (
            item.name,
            money(item.amount),
            f"{item.rate}，一年{item.rate.basis}天" if item.rate else "未确定利息",
            date_text(item.runs_from) if item.rate and item.runs_from else "—",
            "是" if item.doubled else "否",
        )
        for item in claim.items
    ]
    return blocks.inventory(columns, rows, FORM)


def _steps(account: Statement) -> Table:
    columns = (
        blocks.Column("项目", 14),
        blocks.Column("期间", 29),
        blocks.Column("天数", 8, "right"),
        blocks.Column("基数（元）", 17, "right"),
        blocks.Column("利率", 21),
        blocks.Column("得数（元）", 14, "right"),
    )
    return blocks.inventory(columns, list(map(_step, account.steps)), FORM)


def _step(step: Step) -> tuple[str, ...]:
    title = "加倍部分" if step.sort == "double" else f"{step.item}利息"
    span = f"{step.start:%Y-%m-%d}至{step.end:%Y-%m-%d}"
    return title, span, str(step.days), money(step.base), step.rate, money(step.result)


def _payments(account: Statement) -> Table:
    names = ("费用", "利息", "主债务", "加倍部分", "执行费", "多付")
    columns = (
        blocks.Column("付款日", 16),
        blocks.Column("金额", 14, "right"),
        *(blocks.Column(name, 12, "right") for name in names),
    )
    rows = [
        (
            f"{used.payment.on:%Y-%m-%d}",
            *map(
                money,
                (
                    used.payment.amount,
                    used.costs,
                    used.interest,
                    used.principal,
                    used.double,
                    used.fee,
                    used.left_over,
                ),
            ),
        )
        for used in account.allotted
    ]
    return blocks.inventory(columns, rows, FORM)


def _sums(account: Statement) -> Table:
    columns = (blocks.Column("项目", 60), blocks.Column("尚欠（元）", 40, "right"))
    return blocks.inventory(
        columns, list(_sum_rows(account)), FORM, total=("应付申请执行人合计", money(account.due))
    )


def _sum_rows(account: Statement) -> Iterator[tuple[str, str]]:
    yield "实现债权的费用", money(account.costs)
    yield "一般债务利息", money(account.interest)
    yield "主债务", money(account.principal)
    yield "加倍部分债务利息", money(account.double)
