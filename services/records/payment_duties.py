"""法定义务的判断（现场收款）: who takes the money, what is handed out for it, where it goes and when it is handed in."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from services.clock import local
from services.docket.case import Case
from services.law.penalties import FINE, rank
from services.records import related as earlier
from services.records.duties import Duty, Situation
from services.records.duty_rules import Condition, said_yes
from services.wording import date_time_text, listed

PRIVATE = "个人账户"


def one_case() -> Duty:
    """H: a payment stands in one case alone, else nobody can say whose debt it lowers (the account is a case's own)."""

    def evidence(situation: Situation) -> str:
        return situation.cases[0].number if len(situation.cases) == 1 else ""

    return Duty(
        code="one_case", sentence="一笔款只记在一个案件", article="cash_receipt", evidence=evidence,
        ask="多案的款项，每案各记一笔", reasons=("几案合并执行，金额由承办人回院分配",),
    )  # fmt: skip


def two_receivers() -> Duty:
    """H: two officers take the money (domain.md §5.5)."""

    def evidence(situation: Situation) -> str:
        officers = dict.fromkeys(situation.answer("officers") or ())
        return listed(officers) if len(officers) >= 2 else ""

    return Duty(
        code="two_receivers", sentence="两名以上执行人员共同收款", article="cash_receipt", evidence=evidence,
        jump="officers", reasons=("交款人坚持当场交款，另有法警在场见证",),
    )  # fmt: skip


def unpaid_before_fine(case: Case) -> Decimal:
    """What the judgment orders before the fine (退赔 and the like) less what came in; nought where nothing is left."""
    before = sum((i.amount or Decimal(0) for i in case.claim_items if rank(i.kind) < FINE), Decimal(0))
    return max(Decimal(0), before - (case.recovered or Decimal(0)))


def purpose_of(cases: Iterable[Case], restitution: str, penalty: str) -> str:
    """What is most likely paid where all cases enforce a criminal judgment: victims stand first; "" for other cases."""
    known = tuple(cases)
    if not known or not all(case.moved for case in known):
        return ""
    return restitution if any(unpaid_before_fine(case) for case in known) else penalty


def victims_first(penalty: str, when: Condition) -> Duty:
    """H: the victims are repaid before the fine is taken where not all can be paid (法释〔2014〕13号 art. 13-1)."""

    def evidence(situation: Situation) -> str:
        purpose = situation.answer("purpose")
        if not purpose or not situation.cases or not all(case.moved for case in situation.cases):
            return ""
        if purpose != penalty:
            return "先行退赔"
        if any(unpaid_before_fine(case) for case in situation.cases):
            return ""
        return "判决确定的退赔已经付清"

    return Duty(
        code="victims_first", sentence="退赔被害人先于罚金", article="cpe-13-1", evidence=evidence, when=when,
        jump="purpose", ask="退赔没有付清的，款项类别选退赔款；不是移送执行的案件，选执行款",
        reasons=("被执行人的财产足以支付全部款项", "案件册没有记入刑事审判阶段的退赔，被害人已全部受偿"),
    )  # fmt: skip


def counted_together(when: Condition) -> Duty:
    """P: cash is counted before whoever pays it."""

    return Duty(
        code="counted_together", sentence="现金当面点清", article="cash_receipt",
        evidence=said_yes("counted", "已当面点清"), weight="practice",
        when=when, jump="counted", reasons=("银行网点柜面代为清点，附清点单",),
    )  # fmt: skip


def receipt_given() -> Duty:
    """H: the finance office's own numbered form is handed out at once; a page of this program is none."""

    def evidence(situation: Situation) -> str:
        number = situation.answer("receipt_number")
        return f"票据 {number}，当场交付" if number and situation.answer("receipt_given") is True else ""

    return Duty(
        code="receipt_given", sentence="当场出具财务部门票据", article="cash_receipt", evidence=evidence,
        jump="receipt_number", ask="写明票据号码，并答“当场交给交款人”",
        reasons=("款项直接转入一案一账号，票据由财务到账后出具", "票据已用完，已约定次日上午送达交款人"),
    )  # fmt: skip


def no_private_account(when: Condition) -> Duty:
    """H: no money goes to a private account of anyone at the court (domain.md §5.5)."""

    def evidence(situation: Situation) -> str:
        into = situation.answer("account") or ""
        return into if into and PRIVATE not in into else ""

    return Duty(
        code="no_private_account", sentence="款项没有转入个人账户", article="cash_receipt", evidence=evidence, when=when,
        jump="account", ask="选明转入哪个账户", reasons=("交款人自行转错账户，已要求退回并报告庭长",),
    )  # fmt: skip


def both_confirm(when: Condition) -> Duty:
    """W: what goes to the creditor directly is confirmed by both sides."""

    return Duty(
        code="both_confirm", sentence="直接付给申请执行人的，双方确认", article="cash_receipt",
        evidence=said_yes("creditor_confirmed", "申请执行人已确认收到"),
        weight="warn", when=when, jump="creditor_confirmed", reasons=("申请执行人电话未接，回院后书面确认",),
    )  # fmt: skip


def handed_in(when: Condition) -> Duty:
    """H, back at the office the same day: cash and counterfoil are with finance (domain.md §4.2: else within a day)."""

    def evidence(situation: Situation) -> str:
        at, to = situation.answer("handed_in_at"), situation.answer("handed_in_to")
        return f"{date_time_text(local(at))}交{to}" if at and to else ""

    return Duty(
        code="handed_in", sentence="收款当日上交财务部门", article="cash_handed_in", evidence=evidence, at="office",
        when=when, jump="handed_in_at", ask="记下交给财务谁、何时交、缴款单号",
    )  # fmt: skip


def arrival_checked(when: Condition) -> Duty:
    """P, back at the office: what was transferred has reached the court's account."""

    def evidence(situation: Situation) -> str:
        return ""

    return Duty(
        code="arrival_checked", sentence="向财务部门核对到账", article="cash_handed_in", evidence=evidence, at="office",
        weight="practice", when=when, ask="记下到账日期和流水号",
    )  # fmt: skip


def released_after(when: Condition) -> Duty:
    """H, back at the office at the latest: what is held is given back at once when the debt is paid (CKD 28)."""

    def evidence(situation: Situation) -> str:
        held = {m.id for case in situation.cases for m in case.standing}
        free: dict[str, str] = {}
        for happening in earlier.current(situation.related, "release"):
            said: Any = happening.said
            free[said.measure.measure.id] = said.measure.name
        return f"已解除：{listed(free[m] for m in held)}" if held and held <= free.keys() else ""

    return Duty(
        code="released_after", sentence="债务清偿的，在案措施全部解除", article="ckd-28", evidence=evidence, at="office",
        when=when, ask="在案件页“财产与措施”逐项点“解除措施”，付款情况已带入",
    )  # fmt: skip
