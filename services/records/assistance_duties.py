"""法定义务的判断（协助执行）: ruling and sealed notice, within the claim, living costs left, direct service."""

from __future__ import annotations

from typing import Any

from services.clock import local
from services.records import related as earlier
from services.records.duties import Duty, Situation
from services.records.duty_rules import Condition, said_yes
from services.wording import date_time_text

LATER = "收件，限期回复"
DIRECT = "直接送达"


def helped(situation: Situation, notice: str) -> str:
    """What became of a notice by the records of its handing over and its reply; "" while the unit has not done it."""
    for happening in earlier.current(situation.related, "assistance", "assistance_reply"):
        said: Any = happening.said
        done = getattr(said, "done_what", "") or (getattr(said, "content", "") if _did(said) else "")
        if notice and said.notice_number == notice and done:
            return f"{said.unit} {notice}，{done.rstrip('。')}"
    return ""


def _did(said: Any) -> bool:
    """A reply that says that it is done, wholly or in part."""
    return getattr(said, "result", "") in ("已办理", "部分办理")


def ruling_and_notice(when: Condition) -> Duty:
    """H: a unit must help only on a ruling and a sealed notice (民诉法 253-2)."""

    def evidence(situation: Situation) -> str:
        ruling, notice = situation.answer("ruling_number"), situation.answer("notice_number")
        return f"{ruling}、{notice}" if ruling and notice and situation.answer("sealed") is True else ""

    return Duty(
        code="ruling_and_notice", sentence="有裁定和盖院印的协助执行通知书", article="cpl-253-2", evidence=evidence,
        when=when, jump="notice_number", ask="写明裁定、通知书文号，并答“通知书已盖院印”",
        reasons=("仅请求查询、查找，未要求控制财产",),
    )  # fmt: skip


def living_costs_left(when: Condition) -> Duty:
    """H: of an income so much stays as debtor and family need to live (民诉法 254-1)."""

    def evidence(situation: Situation) -> str:
        return situation.answer("living_left") or ""

    return Duty(
        code="living_costs_left", sentence="扣留收入保留生活必需费用", article="cpl-254", evidence=evidence, when=when,
        jump="living_left", reasons=("收入来源不止一处，另一处已足够生活",),
    )  # fmt: skip


def receiver_named() -> Duty:
    """W: who took it, when (民诉法 87: service is proved by a receipt)."""

    def evidence(situation: Situation) -> str:
        who, at = situation.answer("present") or (), situation.answer("handed_at")
        return f"{who[0].name}，{date_time_text(local(at))}" if who and at else ""

    return Duty(
        code="receiver_named", sentence="写明接收人和时间", article="cpl-87", evidence=evidence, weight="warn",
        jump="present", reasons=("拒绝告知姓名，已全程录像",),
    )  # fmt: skip


def served_directly(when: Condition) -> Duty:
    """H: the notice to a debtor's debtor is served directly, in no other way (执行工作规定 45)."""

    def evidence(situation: Situation) -> str:
        return DIRECT if situation.answer("way") == DIRECT else ""

    return Duty(
        code="served_directly", sentence="履行到期债务通知直接送达第三人", article="zx98-45", evidence=evidence, when=when,
        jump="way",
    )  # fmt: skip


def fifteen_days_told(when: Condition) -> Duty:
    """H: the third party is told that he has fifteen days to pay or to object, and not to pay the debtor."""

    return Duty(
        code="fifteen_days_told", sentence="告知十五日内履行或提出异议、不得向被执行人清偿", article="zx98-45",

        evidence=said_yes("told_third_party", "已告知十五日内履行或者提出异议"), when=when, jump="told_third_party",
        reasons=("通知书已载明全部内容，接收人已阅读",),
    )  # fmt: skip


def holder_checked(when: Condition) -> Duty:
    """W: only a policy that the debtor himself has taken out has a value of his (domain.md §6)."""

    return Duty(
        code="holder_checked", sentence="核对被执行人是投保人", article="cpl-253",
        evidence=said_yes("policy_holder", "被执行人是投保人"), weight="warn",
        when=when, jump="policy_holder", reasons=("须由保险公司查明，请其在回执写明",),
    )  # fmt: skip


def refusal_reported(when: Condition) -> Duty:
    """H, back at the office: who refuses to help is ordered, and may be fined (民诉法 117)."""

    def evidence(situation: Situation) -> str:
        return ""

    return Duty(
        code="refusal_reported", sentence="拒绝协助的，责令履行并报告处理", article="cpl-117", evidence=evidence,
        at="office", when=when, ask="记下怎样处理、文号",
    )  # fmt: skip
