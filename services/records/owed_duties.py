"""法定义务的判断（债权额）: what is owed up to the day bounds what is taken, and what a release costs.

What is owed is counted above, by the account that the case page shows; where it can't be, the docket's claim and fee
stand in for it as the least that is owed, and the evidence says that interest is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from services.clock import local
from services.docket.case import Case
from services.docket.holdings import holdings
from services.law import overseizure
from services.law.overseizure import Held
from services.records.duties import Duty, Situation
from services.records.duty_rules import Condition
from services.records.values import HeldMeasure

_NOUGHT = Decimal(0)


@dataclass(frozen=True, slots=True)
class Limit:
    """What is owed in the cases together, in yuan, and how that is known; `whole` where interest is counted in all."""

    amount: Decimal
    words: str
    whole: bool


def limit_of(situation: Situation, *, before_payments: bool = False) -> Limit | None:
    """What is owed on the day; None where one case says neither debts nor claim. `before_payments`: taken on site or not."""
    total, without = _NOUGHT, []
    for case in situation.cases:
        counted = situation.owed.get(case.number)
        if counted is not None and counted.due is not None:
            total += counted.due + (counted.taken if before_payments else _NOUGHT)
            continue
        claim = claim_of(case)
        if claim is None:
            return None
        total += claim
        without.append(counted)
    if not without:
        return Limit(total, f"算到 {local(situation.now):%Y-%m-%d} 的应付和费用", True)
    return Limit(total, "标的和执行费，利息算不出，没有计入" if all(without) else "标的和执行费", False)


def claim_of(case: Case) -> Decimal | None:
    """Claim and fee of a case less what was recovered, without interest; None where the docket does not say."""
    return None if case.claim is None else case.claim + (case.fee or _NOUGHT) - (case.recovered or _NOUGHT)


def within_claim(when: Condition | None = None) -> Duty:
    """H: value within what is owed (CKD 19); above it only an indivisible thing where nothing else would do."""

    def evidence(situation: Situation) -> str:
        limit, estimate = limit_of(situation), situation.answer("estimate")
        if limit is None or estimate is None or estimate < 0:
            return ""
        meter = overseizure.meter(limit.amount, (*_held_besides(situation), Held("本件", estimate)))
        if estimate <= limit.amount and not meter.over:
            with_others = f"，连同在案首封财产折后共 {meter.worth:,.2f} 元" if len(meter.counted) > 1 else ""
            return f"估价 {estimate:,.2f} 元{with_others}，未超出 {limit.amount:,.2f} 元（{limit.words}）"
        if not (situation.answer("indivisible") is True and situation.answer("no_other_property") is True):
            return ""
        what = "估价" if estimate > limit.amount else "连同在案首封财产"
        return f"{what}超出 {limit.amount:,.2f} 元（{limit.words}），不可分物且无其他财产可供执行"

    return Duty(
        code="within_claim", sentence="价值不超过债权额和执行费用", article="ckd-19", evidence=evidence, when=when,
        jump="estimate", counts=True,
        ask="超出时：不可分物，且没有其他财产或不足以清偿", reasons=("现场无法估价，明显低于执行标的",),
    )  # fmt: skip


def _held_besides(situation: Situation) -> tuple[Held, ...]:
    """What is held first-ranked already in the cases, the thing of this matter left out."""
    on, without = local(situation.now).date(), situation.subject
    found = (
        (case, owed.measures if (owed := situation.owed.get(case.number)) else case.standing)
        for case in situation.cases
    )
    return tuple(held for case, known in found for held in holdings(case, known, on, without=without)[0])


def within_what_is_owed() -> Duty:
    """H: no more is asked for than the debtor owes (民诉法 253-1)."""

    def evidence(situation: Situation) -> str:
        cap, limit = situation.answer("cap"), limit_of(situation)
        if cap is None or limit is None or cap > limit.amount:
            return ""
        return f"上限 {cap:,.2f} 元，未超出 {limit.amount:,.2f} 元（{limit.words}）"

    def asks_for_money(situation: Situation) -> bool:
        return situation.values.get("cap") is not None

    return Duty(
        code="within_what_is_owed", sentence="要求控制的金额不超出应当履行的范围", article="cpl-253", evidence=evidence,
        when=asks_for_money, jump="cap", counts=True, reasons=("含迟延履行利息的预计数额，超出部分到账即退",),
    )  # fmt: skip


def _reported_since(situation: Situation) -> Decimal:
    """What finance has reported since the measure: it lowers what is due already, and is part of what was paid since."""
    held = situation.values.get("measure")
    since = held.measure.effective_on if isinstance(held, HeldMeasure) else None
    arrived = (m for case in situation.cases for m in case.enforcement_money)
    return sum((m.amount or _NOUGHT for m in arrived if since is None or m.arrived_on >= since), _NOUGHT)


def debt_cleared(when: Condition) -> Duty:
    """H where the debt was paid: the money covers what is due with its interest, or the creditor says so (CKD 28)."""

    def evidence(situation: Situation) -> str:
        paid, receipt = situation.answer("paid"), situation.answer("receipt_number")
        due = limit_of(situation, before_payments=True)
        before = _reported_since(situation)
        if not receipt:
            return ""
        if situation.answer("creditor_confirmed") is True:
            return f"票据 {receipt}，申请执行人确认债权已实现"
        if (
            paid is None
            or due is None
            or paid < max(due.amount + before, _NOUGHT)
            or (situation.owed and not due.whole)
        ):
            return ""
        return f"票据 {receipt}，{paid:,.2f} 元，足以清偿 {due.amount + before:,.2f} 元（{due.words}）"

    return Duty(
        code="debt_cleared", sentence="债务已经清偿", article="ckd-28", evidence=evidence, when=when,
        jump="receipt_number", counts=True,
        ask="写财务票据号码；付款不够应付数的，或者利息算不出的，取得申请执行人确认",
        reasons=("承办人已核对到账，票据回院补记",),
    )  # fmt: skip
