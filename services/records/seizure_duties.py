"""法定义务的判断（查封、扣押）: what 查扣冻规定 and 民诉法 255–257 ask before a thing is taken."""

from __future__ import annotations

from services.clock import local
from services.docket.case import Case, Served
from services.docket.property import Measure, Property
from services.records.duties import Duty, Situation
from services.records.duty_rules import Condition, debtor_is_citizen, debtors, has_photo, present
from services.records.events import DocumentIssued, PaperStep
from services.records.values import HeldMeasure, Person
from services.wording import date_text, listed

CITIZEN_SIDE, UNIT_SIDE = ("被执行人", "成年家属"), ("法定代表人", "主要负责人")
GRASSROOTS = ("工作单位", "基层组织")
SECURED = ("质权人", "留置权人")
RANKS = ("首封", "轮候")
TOLD_CUSTODIAN = "保管人的责任"
SIGNING_REASONS = (
    "已通知社区，答复不能派员到场",
    "情况紧急，等不及基层组织派员",
    "社区无人值班，电话无人接听",
)
_OTHER_RULINGS = ("解除", "终结", "中止", "拍卖", "变卖", "抵债", "不予执行")


def thing(situation: Situation) -> Property | None:
    """The docket's property that the act is about, or that the measure is on which it follows up."""
    held = situation.values.get("measure")
    about = held.measure.property_id if isinstance(held, HeldMeasure) else situation.subject
    found = (case.property(about) for case in situation.cases)
    return next((p for p in found if p is not None), None)


def debtor_side(situation: Situation) -> tuple[str, ...]:
    """In which roles someone stands for the debtor (民诉法 256-1): citizens and units differ."""
    kinds = {d.is_citizen for d in debtors(situation)}
    return (*(CITIZEN_SIDE if True in kinds else ()), *(UNIT_SIDE if False in kinds else ()))


def ruling(case: Case) -> Served | None:
    """The case's ruling on sealing or seizure that has an outgoing number, the one served on a debtor first."""
    found = [s for s in case.served if _orders_seizure(s)]
    return next((s for s in found if _served_on_debtor(case, s)), found[0] if found else None)


def _orders_seizure(paper: Served) -> bool:
    return "裁定" in paper.title and bool(paper.number) and not any(w in paper.title for w in _OTHER_RULINGS)


def _served_on_debtor(case: Case, paper: Served) -> bool:
    """Served, and not on someone else alone; a docket that does not say on whom is believed."""
    return paper.on is not None and (not paper.to or any(d.name in paper.to for d in case.debtors))


def ruling_served(when: Condition | None = None) -> Duty:
    """H: a ruling exists and is served (CKD 1); each case needs its own."""

    def evidence(situation: Situation) -> str:
        rulings = [(case, ruling(case)) for case in situation.cases]
        served = [r for case, r in rulings if r is not None and _served_on_debtor(case, r)]
        if not rulings or len(served) < len(rulings):
            return ""
        first = served[0]
        on = date_text(first.on) if first.on else ""
        return "，".join(filter(None, (first.number, f"{on}送达", first.way)))

    return Duty(
        code="ruling_served", sentence="裁定已作出并送达", article="ckd-1", evidence=evidence, when=when,
        ask="院里下发的送达记录，或者记好的“送达”为凭", reasons=("裁定书随身携带，现场当面送达",),
    )  # fmt: skip


def belongs_to_debtor() -> Duty:
    """H: registered to the debtor, or a third party confirms in writing; unregistered and held by him (CKD 2)."""

    def evidence(situation: Situation) -> str:
        known = thing(situation)
        names = {d.name for d in debtors(situation)}
        owner = (known.vehicle.owner if known.vehicle else known.owner) if known is not None else ""
        third = situation.answer("registered_to_debtor") is False
        if third and situation.answer("registered") is False and situation.answer("held_by") in CITIZEN_SIDE:
            return "尚未登记，由被执行人占有"
        if owner in names and not third:
            return f"登记所有人 {owner}"
        if third and situation.answer("owner_confirmed") is True and has_photo(situation, "书面确认"):
            return "第三人书面确认，已拍照"
        return ""

    return Duty(
        code="belongs_to_debtor", sentence="属于被执行人，或第三人书面确认", article="ckd-2", evidence=evidence,
        jump="registered_to_debtor", ask="登记在第三人名下的，取得书面确认并拍照",
        reasons=("登记档案待车管所核对，行驶证载明属被执行人",),
    )  # fmt: skip


def not_exempt(when: Condition | None = None) -> Duty:
    """H: not one of the exempt things (CKD 3)."""

    def evidence(situation: Situation) -> str:
        return "已核对，不属豁免财产" if situation.answer("exempt") is False else ""

    return Duty(
        code="not_exempt",
        sentence="不是生活必需、残疾辅助等豁免财产",
        article="ckd-3",
        evidence=evidence,
        when=when,
        jump="exempt",
    )


def debtor_side_notified() -> Duty:
    """H: debtor or adult family, a unit's representative or head, told to be present (民诉法 256-1)."""
    return debtor_side_called(
        "debtor_side_notified",
        "cpl-256-1",
        ("被执行人电话停机，无法通知到场", "被执行人下落不明，无法通知到场"),
    )


def debtor_side_called(code: str, article: str, reasons: tuple[str, ...], ask: str = "") -> Duty:
    """H: somebody of the debtor's side is there, or how he was told to come; his absence stops nothing."""

    def evidence(situation: Situation) -> str:
        there = present(situation, debtor_side(situation))
        if there:
            return f"{listed(p.role + p.name for p in there)}到场"
        told = situation.answer("debtor_told")
        return f"已通知：{told}" if told else ""

    return Duty(
        code=code, sentence="通知被执行人或成年家属、法定代表人到场", article=article, evidence=evidence, jump="debtor_told",
        ask=ask, reasons=reasons,
    )  # fmt: skip


def unit_or_grassroots_present(when: Condition = debtor_is_citizen) -> Duty:
    """H: work unit or grassroots organisation sends someone where the debtor is a citizen (民诉法 256-1)."""

    def evidence(situation: Situation) -> str:
        there = present(situation, GRASSROOTS)
        return listed(f"{p.unit or p.role} {p.name}" for p in there)

    return Duty(
        code="unit_or_grassroots_present", sentence="工作单位或基层组织派员到场", article="cpl-256-1",
        evidence=evidence, when=when, jump="present", reasons=SIGNING_REASONS,
    )  # fmt: skip


def public_sign(when: Condition | None = None) -> Duty:
    """H: a seal or notice everyone can see (CKD 6), proved by a photo."""

    def evidence(situation: Situation) -> str:
        seals, other = situation.answer("seals"), situation.answer("public_notice")
        if not has_photo(situation, "封条"):
            return ""
        return f"封条 {seals}，已拍照" if seals else f"{other}，已拍照" if other else ""

    return Duty(
        code="public_sign", sentence="加贴封条或以其他方式公示", article="ckd-6", evidence=evidence, when=when, jump="seals",
        ask="写封条编号，并拍封条照片", reasons=("直接运回本院，由本院自行控制",),
    )  # fmt: skip


def custodian_named(when: Condition | None = None) -> Duty:
    """H: custodian named and told what he answers for (民诉法 257, CKD 10)."""

    def evidence(situation: Situation) -> str:
        name = situation.answer("custodian")
        told = TOLD_CUSTODIAN in (situation.answer("told") or ())
        return f"{name}，已告知责任" if name and told else ""

    return Duty(
        code="custodian_named", sentence="指定保管人并告知责任", article="ckd-10", evidence=evidence, when=when,
        jump="custodian",
        ask=f"写明保管人，并在“已告知”里点“{TOLD_CUSTODIAN}”", reasons=("保管人不在现场，责任书随车送达",),
    )  # fmt: skip


def times_and_place(when: Condition | None = None) -> Duty:
    """H: start and end, place (CKD 18)."""

    def evidence(situation: Situation) -> str:
        start, end, place = (situation.answer(n) for n in ("began_at", "ended_at", "place"))
        if not (start and end and place):
            return ""
        return f"{local(start):%H:%M} 至 {local(end):%H:%M}，{place.text}"

    return Duty(
        code="times_and_place",
        sentence="起止时间、地点已记",
        article="ckd-18",
        evidence=evidence,
        when=when,
        jump="ended_at",
    )


def measures_on(situation: Situation) -> list[Measure]:
    """The docket's measures on the thing, those of all the act's cases."""
    known = thing(situation)
    return [m for c in situation.cases for m in c.standing if known is not None and m.property_id == known.id]


def copy_handed_over(when: Condition | None = None) -> Duty:
    """H, at 离场: a copy of the list to the debtor or adult family (民诉法 256-2), not to anyone."""

    def evidence(situation: Situation) -> str:
        lists = {e.id for e, said in situation.said(DocumentIssued) if said.role == "inventory"}
        steps = [step for _, step in situation.said(PaperStep) if step.issued in lists]
        void = {step.issued for step in steps if step.step == "voided"}
        entitled = _entitled(situation)
        for step in steps:
            if step.step == "delivered" and step.issued not in void and any(w in step.to for w in entitled):
                return f"已交 {step.to}"
        return ""

    return Duty(
        code="copy_handed_over", sentence="清单副本交被执行人或成年家属", article="cpl-256-2", evidence=evidence, when=when,
        at="leave", ask="文书“已交付”里写明交给了谁",
        reasons=("被执行人及家属不在场，回院后送达", "拒绝接收，已留置并拍照录像"),
    )  # fmt: skip


def _entitled(situation: Situation) -> set[str]:
    """Names and roles of those to whom the copy may go."""
    roles = debtor_side(situation)
    there: tuple[Person, ...] = situation.values.get("present") or ()
    names = {d.name for d in debtors(situation)} | {p.name for p in there if p.role in roles}
    names |= {d.legal_representative for d in debtors(situation) if not d.is_citizen}
    return {name for name in (*names, *roles) if name}
