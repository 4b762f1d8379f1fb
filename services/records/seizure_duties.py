"""法定义务的判断（查封、扣押）: what 查扣冻规定 and 民诉法 255–257 ask before a thing is taken."""

from __future__ import annotations

from decimal import Decimal

from services.docket.case import Case, Served
from services.docket.property import Property
from services.identifiers import plate as plates
from services.identifiers import vin as vins
from services.records.duties import Duty, Situation
from services.records.duty_rules import debtor_is_citizen, debtors, has_photo, present
from services.records.events import DocumentIssued, PaperStep
from services.wording import listed, money

DEBTOR_SIDE = ("被执行人", "成年家属", "法定代表人", "主要负责人")
GRASSROOTS = ("工作单位", "基层组织")
SIGNING_REASONS = ("已通知，未派员", "情况紧急，等不及", "社区无人值班")


def thing(situation: Situation) -> Property | None:
    """The docket's property that the act is about."""
    found = (case.property(situation.subject) for case in situation.cases)
    return next((p for p in found if p is not None), None)


def ruling(case: Case) -> Served | None:
    """The case's ruling on sealing or seizure that has an outgoing number, the served one first."""
    found = [s for s in case.served if "裁定" in s.title and s.number]
    return next((s for s in found if s.on is not None), found[0] if found else None)


def ruling_served() -> Duty:
    """H: a ruling exists and is served (CKD 1); each case needs its own."""

    def evidence(situation: Situation) -> str:
        rulings = [ruling(case) for case in situation.cases]
        served = [r for r in rulings if r is not None and r.on is not None]
        if not rulings or len(served) < len(rulings):
            return ""
        first = served[0]
        return f"{first.number}，{first.on} {first.way}"

    return Duty(
        code="ruling_served", sentence="裁定已作出并送达", article="ckd-1", evidence=evidence,
        ask="院里下发的送达记录为凭", reasons=("裁定随身携带，当场送达",),
    )  # fmt: skip


def belongs_to_debtor() -> Duty:
    """H: registered to the debtor, or a third party confirms in writing (CKD 2)."""

    def evidence(situation: Situation) -> str:
        car = thing(situation)
        names = {d.name for d in debtors(situation)}
        if car is not None and car.vehicle is not None and car.vehicle.owner in names:
            return f"登记所有人 {car.vehicle.owner}"
        if situation.answer("owner_confirmed") is True and has_photo(situation, "书面确认"):
            return "第三人书面确认，已拍照"
        return ""

    return Duty(
        code="belongs_to_debtor", sentence="属于被执行人，或第三人书面确认", article="ckd-2", evidence=evidence,
        jump="owner_confirmed",
    )  # fmt: skip


def not_exempt() -> Duty:
    """H: not one of the exempt things (CKD 3)."""

    def evidence(situation: Situation) -> str:
        return "已核对，不属豁免财产" if situation.answer("exempt") is False else ""

    return Duty(
        code="not_exempt",
        sentence="不是生活必需、残疾辅助等豁免财产",
        article="ckd-3",
        evidence=evidence,
        jump="exempt",
    )


def claim_of(situation: Situation) -> Decimal | None:
    """Claim and fee of the cases together less what was recovered; None where one case does not say."""
    total = Decimal(0)
    for case in situation.cases:
        if case.claim is None:
            return None
        total += case.claim + (case.fee or 0) - (case.recovered or 0)
    return total


def within_claim() -> Duty:
    """H: value within the claim (CKD 19); an indivisible thing may stand above it and says so."""

    def evidence(situation: Situation) -> str:
        claim, estimate = claim_of(situation), situation.answer("estimate")
        if claim is None or estimate is None:
            return ""
        if estimate <= claim:
            return f"估价 {money(estimate)} 元，未超出 {money(claim)} 元"
        return "估价超出标的，车辆为不可分物" if situation.answer("indivisible") is True else ""

    return Duty(
        code="within_claim", sentence="价值不超过债权额", article="ckd-19", evidence=evidence, jump="estimate"
    )


def debtor_side_notified() -> Duty:
    """H: debtor or adult family, a unit's representative, told to be present (民诉法 256-1)."""

    def evidence(situation: Situation) -> str:
        there = present(situation, DEBTOR_SIDE)
        if there:
            return f"{listed(p.role + p.name for p in there)}到场"
        told = situation.answer("debtor_told")
        return f"已通知：{told}" if told else ""

    return Duty(
        code="debtor_side_notified", sentence="通知被执行人或成年家属、法定代表人到场", article="cpl-256-1",
        evidence=evidence, jump="debtor_told", reasons=("电话停机，无法通知", "下落不明，无法通知"),
    )  # fmt: skip


def unit_or_grassroots_present() -> Duty:
    """H: work unit or grassroots organisation sends someone where the debtor is a citizen (民诉法 256-1)."""

    def evidence(situation: Situation) -> str:
        there = present(situation, GRASSROOTS)
        return listed(f"{p.unit or p.role} {p.name}" for p in there)

    return Duty(
        code="unit_or_grassroots_present", sentence="工作单位或基层组织派员到场", article="cpl-256-1",
        evidence=evidence, when=debtor_is_citizen, jump="present", reasons=SIGNING_REASONS,
    )  # fmt: skip


def identity_matches_docket() -> Duty:
    """H: plate, VIN and engine number are the docket's (CKD 2: it must be that car)."""

    def evidence(situation: Situation) -> str:
        car = thing(situation)
        if car is None or car.vehicle is None:
            return ""
        seen_plate, seen_vin = situation.answer("plate"), situation.answer("vin")
        same_plate = (
            bool(seen_plate) and plates.check(seen_plate).value == plates.check(car.vehicle.plate).value
        )
        if not same_plate or not seen_vin or not car.vehicle.vin:
            return ""
        if vins.differences(seen_vin, car.vehicle.vin):
            return ""
        engine = situation.answer("engine_number")
        if engine and car.vehicle.engine_number and engine != car.vehicle.engine_number:
            return ""
        return "号牌、车架号与案件册一致"

    return Duty(
        code="identity_matches_docket", sentence="车辆与案件册是同一辆", article="ckd-2", evidence=evidence, jump="vin",
        reasons=("车架号锈蚀看不清，发动机号一致", "登记资料有误，已电话核对车管所"),
    )  # fmt: skip


def public_sign() -> Duty:
    """H: a seal or notice everyone can see (CKD 6), proved by a photo."""

    def evidence(situation: Situation) -> str:
        seals = situation.answer("seals")
        return f"封条 {seals}，已拍照" if seals and has_photo(situation, "封条") else ""

    return Duty(
        code="public_sign", sentence="加贴封条或以其他方式公示", article="ckd-6", evidence=evidence, jump="seals",
        ask="写封条编号，并拍封条照片", reasons=("车辆直接拖离，由本院控制",),
    )  # fmt: skip


def custodian_named() -> Duty:
    """H: custodian named (民诉法 257, CKD 10)."""

    def evidence(situation: Situation) -> str:
        name = situation.answer("custodian")
        return f"{name} {situation.answer('yard') or ''}".strip() if name else ""

    return Duty(
        code="custodian_named",
        sentence="指定保管人并告知责任",
        article="cpl-257",
        evidence=evidence,
        jump="custodian",
    )


def times_and_place() -> Duty:
    """H: start and end, place (CKD 18)."""

    def evidence(situation: Situation) -> str:
        start, end, place = (situation.answer(n) for n in ("began_at", "ended_at", "place"))
        return f"{start:%H:%M} 至 {end:%H:%M}，{place.text}" if start and end and place else ""

    return Duty(
        code="times_and_place",
        sentence="起止时间、地点已记",
        article="ckd-18",
        evidence=evidence,
        jump="ended_at",
    )


def queue_checked() -> Duty:
    """W: sealed by another court already means waiting in line (CKD 26)."""

    def evidence(situation: Situation) -> str:
        case = situation.cases[0] if situation.cases else None
        found = [m for m in case.measures if m.property_id == situation.subject] if case else []
        return found[0].rank if found else ""

    return Duty(
        code="queue_checked", sentence="查明是否轮候查封", article="ckd-26", evidence=evidence, weight="warn",
        reasons=("登记机关下班，回院后查询",),
    )  # fmt: skip


def copy_handed_over() -> Duty:
    """H, at 离场: a copy of the list to the debtor or adult family (民诉法 256-2)."""

    def evidence(situation: Situation) -> str:
        lists = {e.id for e, said in situation.said(DocumentIssued) if said.role == "inventory"}
        for _, step in situation.said(PaperStep):
            if step.issued in lists and step.step == "delivered":
                return f"已交 {step.to}"
        return ""

    return Duty(
        code="copy_handed_over", sentence="清单副本交被执行人或成年家属", article="cpl-256-2", evidence=evidence,
        at="leave", reasons=("被执行人及家属不在场，回院后送达", "拒绝接收，已留置"),
    )  # fmt: skip


def registration_notice() -> Duty:
    """H, back at the office: the vehicle office told (CKD 7); an unregistered seizure loses to a registered one."""

    def evidence(situation: Situation) -> str:
        case = situation.cases[0] if situation.cases else None
        found = (
            [m for m in case.measures if m.property_id == situation.subject and m.registered] if case else []
        )
        return f"登记查封至 {found[0].expires_on}" if found else ""

    return Duty(
        code="registration_notice", sentence="通知车管所办理查封登记", article="ckd-7", evidence=evidence, at="office",
        ask="记下协助执行通知书文号和回执",
    )  # fmt: skip


def yard_receipt() -> Duty:
    """Back at the office: the yard's receipt is in hand."""

    def evidence(situation: Situation) -> str:
        return "停车场收车单已拍照" if has_photo(situation, "收车单") else ""

    return Duty(
        code="yard_receipt",
        sentence="取得停车场收车单",
        article="ckd-10",
        evidence=evidence,
        at="office",
        weight="practice",
    )
