"""法定义务的判断（罚款、拘留、移送公安）: facts with evidence, the president's approval, police, family, prior sanctions."""

from __future__ import annotations

import datetime as dt

from services.clock import local
from services.records.duties import Duty, Situation
from services.records.duty_rules import Condition, said_yes
from services.wording import date_time_text

FAMILY_WITHIN = dt.timedelta(hours=24)  # 民诉法解释 180


def facts_evidenced(article: str) -> Duty:
    """H: what happened is written down and proved item by item."""

    def evidence(situation: Situation) -> str:
        rows, facts = situation.answer("evidence") or (), situation.answer("facts")
        return f"事实已写明，证据 {len(rows)} 项" if rows and facts else ""

    return Duty(
        code="facts_evidenced", sentence="写明事实，逐项列出证据", article=article, evidence=evidence, jump="evidence",
        reasons=("执法记录仪录像待导出，回院后逐项补列",),
    )  # fmt: skip


def _approval(situation: Situation) -> str:
    number, by = situation.answer("approval_number"), situation.answer("approved_by")
    return f"{by}批准，{number}" if number and by else ""


def president_approved(when: Condition) -> Duty:
    """H: fines and detentions need the president's approval first (民诉法 119)."""
    return Duty(
        code="president_approved", sentence="罚款、拘留经院长批准", article="cpl-119", evidence=_approval, when=when,
        jump="approval_number", ask="写明批准人和审批号；没有批准不能决定",
    )  # fmt: skip


def approved_at_once_after(when: Condition) -> Duty:
    """H, back at the office: what was done in urgency is reported to the president at once (民诉法解释 181)."""
    return Duty(
        code="approved_at_once_after", sentence="紧急拘留后立即报告院长补办批准", article="int-181", evidence=_approval,
        at="office", when=when, jump="approval_number", ask="记下批准人、审批号和时间",
    )  # fmt: skip


def not_twice() -> Duty:
    """H: the same act is not punished again (民诉法解释 184)."""

    def evidence(situation: Situation) -> str:
        return "此前未因同一行为处罚" if situation.answer("punished_before") is False else ""

    return Duty(
        code="not_twice", sentence="同一行为没有连续罚款、拘留", article="int-184", evidence=evidence,
        jump="punished_before", reasons=("系新发生的妨害行为，与前次处罚不同",),
    )  # fmt: skip


def review_told() -> Duty:
    """W: he can ask the higher court to review it within three days (民诉法解释 185)."""

    return Duty(
        code="review_told", sentence="告知三日内申请复议的权利", article="int-185",
        evidence=said_yes("review_told", "已告知三日内可申请复议一次"), weight="warn",
        jump="review_told", reasons=("决定书尚未送达，随决定书一并告知",),
    )  # fmt: skip


def family_told(when: Condition) -> Duty:
    """H: the family is told within twenty-four hours, or why not is on record (民诉法解释 180)."""

    def evidence(situation: Situation) -> str:
        at, since = situation.answer("family_told_at"), situation.answer("detained_at")
        if at and since and dt.timedelta(0) <= at - since <= FAMILY_WITHIN:
            return f"{date_time_text(local(at))}通知家属"
        why = situation.answer("family_untold")
        return f"未能通知：{why}" if why else ""

    return Duty(
        code="family_told", sentence="拘留后二十四小时内通知家属", article="int-180", evidence=evidence,
        at="office", when=when, jump="family_told_at", ask="记下通知了谁、何时、怎样通知",
    )  # fmt: skip


def handed_to_police(when: Condition) -> Duty:
    """H: bailiffs hand the detained to the local police (民诉法解释 178)."""

    def evidence(situation: Situation) -> str:
        at, station = situation.answer("police_at"), situation.answer("police_station")
        by = situation.answer("bailiffs")
        return f"{date_time_text(local(at))}由司法警察{by}送交{station}" if at and station and by else ""

    return Duty(
        code="handed_to_police", sentence="司法警察将被拘留人送交公安机关看管", article="int-178", evidence=evidence,
        at="office", when=when, jump="police_station", ask="记下送交的公安机关、时间和押送人",
    )  # fmt: skip


def care_before_detention(when: Condition) -> Duty:
    """W: whoever is ill, pregnant, old or feeds a child is looked at before he is detained (domain.md §5.1)."""

    def evidence(situation: Situation) -> str:
        return situation.answer("health") or ""

    return Duty(
        code="care_before_detention", sentence="拘留前询问健康和家中需照料的人", article="cpl-239-2", evidence=evidence,
        weight="warn", when=when, jump="health", reasons=("拒绝回答，已请医生查看",),
    )  # fmt: skip


def item_of_the_crime() -> Duty:
    """H: the facts are one of the items of the interpretation (拒执罪解释 3, 4)."""

    def evidence(situation: Situation) -> str:
        items = situation.answer("items") or ()
        return f"对应 {len(items)} 项情形" if items else ""

    return Duty(
        code="item_of_the_crime", sentence="事实对应拒执罪解释列明的情形", article="jz24-3", evidence=evidence, jump="items",
        reasons=("情形待合议庭讨论确定，先移送线索",),
    )  # fmt: skip


def sanctioned_before(when: Condition) -> Duty:
    """H: four of the items need an earlier fine or detention (拒执罪解释 3, items 4–7)."""

    def evidence(situation: Situation) -> str:
        return situation.answer("prior_sanction") or ""

    return Duty(
        code="sanctioned_before", sentence="此前已采取罚款、拘留等强制措施", article="jz24-3", evidence=evidence, when=when,
        jump="prior_sanction", ask="写明决定书文号和日期",
    )  # fmt: skip


def ability_shown() -> Duty:
    """H: the person was able to perform, living costs left aside (拒执罪解释 5)."""

    def evidence(situation: Situation) -> str:
        return situation.answer("ability") or ""

    return Duty(
        code="ability_shown", sentence="写明有能力执行的事实", article="jz24-5", evidence=evidence, jump="ability",
        reasons=("履行能力待公安侦查查明，已附财产查询结果",),
    )  # fmt: skip


def taken_by_police() -> Duty:
    """W, back at the office: the police have taken the file and say so (执行工作规定 58)."""

    def evidence(situation: Situation) -> str:
        at, receipt = situation.answer("handed_at"), situation.answer("police_receipt")
        return f"{date_time_text(local(at))}送交，回执{receipt}" if at and receipt else ""

    return Duty(
        code="taken_by_police", sentence="公安机关签收移送材料", article="zx98-58", evidence=evidence, at="office",
        weight="warn", jump="police_receipt", ask="记下签收人、日期和回执文号",
    )  # fmt: skip
