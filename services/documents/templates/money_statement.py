"""执行款计算书: what is owed up to a day, every step on the page, so that a reader can work it out anew from it alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from reportlab.platypus import Flowable

from services.cases import owing
from services.docket.case import ClaimItem
from services.documents import blocks, letters, money_tables, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.subject import MissingFact
from services.documents.table import Table
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.errors import BadInput
from services.law.interest import Claim, Statement
from services.wording import date_text, listed, money, rmb_upper

SENTENCES = {
    "head": ("dispute", "basis", "expiry", "until"),
    "how": ("day",),
    "order": ("order",),
    "convention": ("convention", "origin"),
    "due": ("until", "amount", "words", "fee"),
    "owed": (),
    "bounded": (),
    "unsaid": ("why",),
    "exchanged": ("item", "currency", "foreign", "day", "exchange", "yuan"),
    "pauses": ("pauses",),
}
_SUMS = "应付款项"


@case_document(
    "money_statement", "执行款计算书", per=targets.when_counted, role="other", sentences=SENTENCES, copies=2
)
def money_statement(subject: CaseSubject, wording: Wording) -> Story:
    """Items, steps, payments with their use, and the sum."""
    try:
        claim = owing.claim(subject.case, subject.convention)
        account = owing.account(
            subject.case, subject.target.until or subject.on, table=subject.lpr, convention=subject.convention
        )
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
    ]
    body += _numbered(_tables(claim, account))
    body += blocks.texts([due, *_how(claim, wording)], FORM)
    body += blocks.texts([*_conditions(subject, account, wording)], FORM)
    return Story(body=body, block=letters.by_hand(("计算人", "审核人"), FORM))


def _how(claim: Claim, wording: Wording) -> Iterator[str]:
    """Which days count, how each step is rounded, and what payments go to."""
    yield wording.say("how", day="计入" if claim.payment_day_counts else "不计")
    order = ["实现债权的费用", "一般债务利息", "主债务", "加倍部分债务利息"]
    order.insert(0 if claim.fee_first else len(order), "执行申请费")
    yield wording.say("order", order=listed(order))


def _numbered(tables: Iterable[tuple[str, Table]]) -> list[Flowable]:
    return [
        blocks.headed(f"{number}、{title}", table, FORM, whole=title == _SUMS)
        for number, (title, table) in zip("一二三四五六七", tables, strict=False)
    ]


def _tables(claim: Claim, account: Statement) -> Iterator[tuple[str, Table]]:
    yield "债务", money_tables.items(claim)
    if account.steps:
        yield "逐段计算", money_tables.steps(account.steps)
    if account.allotted:
        yield "付款及抵充", money_tables.payments(claim, account)
    yield _SUMS, money_tables.sums(account)
    if account.owed:
        yield "各被执行人应付", money_tables.owed(account)
    if own := [step for one in account.owed for step in one.steps]:
        yield "限额、份额内的加倍部分", money_tables.steps(own)


def _conditions(subject: CaseSubject, account: Statement, wording: Wording) -> Iterator[str]:
    """What a reader has to know besides: how debtors answer, by which rate money was turned, what was not taken off."""
    convention = subject.convention
    yield wording.say("convention", convention=convention.words, origin=convention.origin)
    if convention.dispute:
        yield wording.say("unsaid", why=convention.dispute)
    if account.owed:
        yield wording.say("owed")
    if any(one.steps for one in account.owed):
        yield wording.say("bounded")
    if why := account.unknown or owing.unsaid(subject.case):
        yield wording.say("unsaid", why=why)
    for item in owing.exchanged(subject.case):
        yield wording.say("exchanged", **_exchange(item))
    if kinds := owing.uncounted(subject.case):
        yield wording.say("pauses", pauses=listed(dict.fromkeys(kinds)))


def _exchange(item: ClaimItem) -> dict[str, str]:
    return {
        "item": item.kind,
        "currency": item.currency,
        "foreign": money(item.amount or Decimal(0)),
        "day": date_text(item.exchange_on) if item.exchange_on else "（未载明日期）",
        "exchange": f"{item.exchange or 0:f}",
        "yuan": money(owing.in_yuan(item)),
    }
