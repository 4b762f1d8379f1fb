"""今日应付: the claim of a docket's case as the calculator takes it, and its account up to a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from services.cases.conventions import USUAL, Convention
from services.docket.case import Case, ClaimItem
from services.errors import BadInput
from services.law import clauses, interest, liability, penalties
from services.law.interest import (
    Allotted,
    Answers,
    BadStatement,
    Claim,
    Item,
    Owed,
    Pause,
    Payment,
    Statement,
    Step,
)
from services.law.lpr import NoRate
from services.law.reckoning import Sort
from services.law.tables import Content
from services.law.ways import WAY_TITLES
from services.wording import listed, money

__all__ = ["Allotted", "BadStatement", "Owed", "Payment", "Statement", "Step"]

_COURT_FEES = ("受理费", "保全费", "诉讼费", "公告费", "鉴定费")
_COSTS = (*_COURT_FEES, "律师费", "保险费")
_INTEREST = "利息"
_YUAN = ("人民币", "元", "CNY", "RMB")
_PAUSING = (
    "再审中止",
)  # bears no doubled part whoever asked for it (法释〔2014〕8号 article 3, last paragraph)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owing:
    """What the case page shows: the account, or why there is none; `ended` where only the LPR table falls short.

    `unsplit` says why it is not told what each of several debtors owes.
    """

    account: Statement | None = None
    trouble: str = ""
    ended: bool = False
    unsplit: str = ""


def owing(case: Case, on: dt.date, table: Content | None = None, convention: Convention = USUAL) -> Owing:
    """The account of a case on a day, or the sentence that says what it lacks."""
    try:
        found = account(case, on, table=table, convention=convention)
        return Owing(account=found, unsplit=found.unknown or unsaid(case))
    except NoRate as lacking:
        return Owing(trouble=str(lacking), ended=True)
    except BadInput as lacking:
        return Owing(trouble=str(lacking))


def account(
    case: Case,
    on: dt.date,
    *,
    more: Sequence[Payment] = (),
    table: Content | None = None,
    convention: Convention = USUAL,
) -> Statement:
    """The account up to a day with `more` payments, such as one taken on site; money that arrived later is left out.

    Raises BadStatement, BadRate, NoRate where the docket or the LPR table lacks something: nothing is guessed.
    """
    paid = (p for p in payments(case) if p.on <= on)
    return interest.statement(claim(case, convention), (*paid, *more), on, table=table)


def claim(case: Case, convention: Convention = USUAL) -> Claim:
    """The claim by the docket: its items with their clauses, who answers for them, the pauses that count, the fee.

    What neither law nor basis fixes is counted by the case's convention.

    Fees of the court and general interest do not bear the doubled part; what is spent to enforce the debt is costs.
    """
    if not case.claim_items:
        raise BadStatement("案件册没有执行标的的分项，算不出应付款。请院里补全案件册。")
    basis = case.basis
    expiry = (basis.due_on or basis.effective_on) if basis is not None else None
    pauses = (Pause(p.from_on, p.until_on or dt.date.max) for p in case.pauses if p.kind in _PAUSING)
    items = tuple(_item(item, convention.year_days) for item in case.claim_items)
    if case.moved:  # 民诉法 264 is for a debt to a creditor; a fine bears no doubled part (M)
        items = tuple(replace(i, doubled=False) for i in sorted(items, key=lambda i: penalties.rank(i.name)))
    return Claim(
        items=items,
        expiry=expiry,
        answers=answers(case),
        pauses=tuple(pauses),
        fee=case.fee or Decimal(0),
        fee_first=convention.fee_first,
        payment_day_counts=convention.payment_day_counts,
    )


def answers(case: Case) -> tuple[Answers, ...]:
    """How each debtor answers, by the docket; none where it says nothing of it. Raises BadStatement."""
    names = {p.id: p.name for p in case.debtors}
    for one in case.liabilities:
        if one.debtor not in names:
            raise BadStatement("责任承担写的当事人不是本案被执行人，请院里核对案件册。")
    return tuple(
        Answers(
            debtor=one.debtor,
            name=names[one.debtor],
            way=one.way,
            share=liability.share(one.share) if one.share else None,
            cap=one.cap,
            items=one.items,
        )
        for one in case.liabilities
    )


def unsaid(case: Case) -> str:
    """The sentence where several debtors stand and the docket does not say how they answer; empty otherwise."""
    if len(case.debtors) < 2 or case.liabilities:
        return ""
    return "案件册没有写各被执行人如何承担（连带、按份、补充），只算出总数，不能分到各人。"


def way_text(owed: Owed) -> str:
    """How a debtor answers, in words: the way, his share, the limit, and for which items alone."""
    answers = owed.answers
    said = [WAY_TITLES[answers.way]]
    if answers.share is not None:
        said.append(f"{answers.share.numerator}/{answers.share.denominator}")
    if answers.cap is not None:
        said.append(f"限额{money(answers.cap)}")
    return "，".join(said) + (f"（{listed(answers.items)}）" if answers.items else "")


def payments(case: Case) -> tuple[Payment, ...]:
    """The money that arrived, by finance's notice; BadStatement where the docket knows of more than it gives days for."""
    dated = tuple(
        Payment(m.arrived_on, m.amount, m.note or "执行案款到账", m.payer)
        for m in case.enforcement_money
        if m.amount
    )
    undated = (case.recovered or Decimal(0)) - sum(p.amount for p in dated)
    if undated > 0:
        raise BadStatement(
            f"已到位的款项中有{money(undated)}元没有到账日期，利息无从分段。请院里补全案款到账记录。"
        )
    return dated


def uncounted(case: Case) -> tuple[str, ...]:
    """The pauses on record that were not taken off, since it is for the judge whether they are."""
    return tuple(p.kind for p in case.pauses if p.kind not in _PAUSING)


def _item(item: ClaimItem, year_days: int) -> Item:
    clause = clauses.read(item.rate, item.accrues_from, year_days)
    return Item(
        name=item.kind,
        amount=in_yuan(item),
        sort=_sort(item.kind),
        rate=clause.rate,
        runs_from=clause.runs_from,
        then=clause.then,
        doubled=not any(word in item.kind for word in (*_COURT_FEES, _INTEREST)),
    )


def _sort(kind: str) -> Sort:
    if any(word in kind for word in _COSTS):
        return "costs"
    return "interest" if _INTEREST in kind else "principal"


def in_yuan(item: ClaimItem) -> Decimal:
    """The item's amount; foreign money by the rate that was given for it: none is looked up or guessed. BadStatement."""
    amount = item.amount
    if amount is None:
        raise BadStatement(f"案件册里“{item.kind}”没有金额，算不出应付款。请院里补全案件册。")
    if not item.currency or item.currency in _YUAN:
        return amount
    if item.exchange is None:
        raise BadStatement(
            f"“{item.kind}”是{item.currency}{money(amount)}，案件册没有折算汇率，不能折成人民币。"
            "请院里补上加倍部分起算日的人民币汇率中间价（法释〔2014〕8号第5条）。"
        )
    return (amount * item.exchange).quantize(Decimal("0.01"), ROUND_HALF_UP)


def exchanged(case: Case) -> tuple[ClaimItem, ...]:
    """The items that were turned into yuan, for the sentence that says by which rate."""
    return tuple(i for i in case.claim_items if i.currency and i.currency not in _YUAN)
