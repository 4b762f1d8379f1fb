"""法定义务的判断（机动车）: is it that car, who may use it meanwhile, and what the offices hear of it."""

from __future__ import annotations

from services.identifiers import plate as plates
from services.identifiers import vin as vins
from services.records.duties import Duty, Situation
from services.records.duty_rules import Condition, debtors, has_photo, said_yes
from services.records.seizure_duties import measures_on, thing
from services.wording import date_text


def identity_matches_docket() -> Duty:
    """H: plate, frame number and engine number are the docket's (CKD 2: it must be that car)."""

    def evidence(situation: Situation) -> str:
        known = thing(situation)
        if known is None or known.vehicle is None or not known.vehicle.vin:
            return ""
        seen_plate, seen_vin = situation.answer("plate"), situation.answer("vin")
        if not seen_plate or plates.check(seen_plate).value != plates.check(known.vehicle.plate).value:
            return ""
        if not seen_vin or vins.differences(seen_vin, known.vehicle.vin):
            return ""
        engine, own = situation.answer("engine_number"), known.vehicle.engine_number
        if engine and own and vins.normalised(engine) != vins.normalised(own):
            return ""
        return "号牌、车架号、发动机号与案件册一致" if engine and own else "号牌、车架号与案件册一致"

    return Duty(
        code="identity_matches_docket", sentence="车辆与案件册是同一辆", article="ckd-2", evidence=evidence, jump="vin",
        reasons=("车架号锈蚀看不清，发动机号与登记一致", "登记资料有误，已电话与车管所核对"),
    )  # fmt: skip


def used_by_debtor_only(when: Condition) -> Duty:
    """H where it stays in use: only a debtor who keeps it himself may use it, at no great loss of value (CKD 10-2)."""

    def evidence(situation: Situation) -> str:
        names = {d.name for d in debtors(situation)}
        names |= {d.legal_representative for d in debtors(situation) if not d.is_citizen} - {""}
        keeper, user, why = (situation.answer(n) for n in ("custodian", "user", "use_why"))
        return f"{keeper} 保管，{user} 使用" if {keeper, user} <= names and why else ""

    return Duty(
        code="used_by_debtor_only", sentence="由被执行人保管的，才可准许其继续使用", article="ckd-10-2",
        evidence=evidence, when=when, jump="custodian", ask="保管人、使用人须是被执行人，并写明为什么活扣",
        reasons=("使用人系被执行人的成年家属，代其保管使用", "使用人系被执行人单位的员工，由单位保管"),
    )  # fmt: skip


def undertaking_signed(when: Condition) -> Duty:
    """W where it stays in use: who uses it has signed the terms (domain.md §5.6; 民诉法 114)."""

    return Duty(
        code="undertaking_signed", sentence="使用人签署承诺，知道违反的后果", article="cpl-114",
        evidence=said_yes("undertaking_signed", "使用人已签承诺"),
        weight="warn", when=when, jump="undertaking_signed", reasons=("使用人不在现场，回院后补签承诺",),
    )  # fmt: skip


def registration_notice(when: Condition) -> Duty:
    """H, back at the office: the vehicle office told (CKD 7-2); an unregistered seizure loses to a registered one."""

    def evidence(situation: Situation) -> str:
        # An older registration that ends before this seizure does leaves the car unregistered in between.
        until = situation.answer("term_until")
        for measure in measures_on(situation):
            if (
                measure.registered
                and until
                and measure.expires_on is not None
                and measure.expires_on >= until
            ):
                return f"登记查封至{date_text(measure.expires_on)}"
        return ""

    return Duty(
        code="registration_notice", sentence="通知车管所办理查封登记", article="ckd-7-2", evidence=evidence, at="office",
        when=when, ask="记下协助执行通知书文号和回执",
    )  # fmt: skip


def yard_receipt(when: Condition) -> Duty:
    """P, back at the office: the yard's receipt is in hand."""

    def evidence(situation: Situation) -> str:
        return "停车场收车单已拍照" if has_photo(situation, "收车单") else ""

    return Duty(
        code="yard_receipt", sentence="取得停车场收车单", article="ckd-10", evidence=evidence, at="office",
        weight="practice", when=when, ask="记下收车单编号，拍下收车单",
    )  # fmt: skip
