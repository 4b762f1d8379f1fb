"""法定义务的判断（在案措施）: what is asked of an inspection, a release, a renewal and a change of custody."""

from __future__ import annotations

import datetime as dt

from services.records.assistance_duties import helped
from services.records.duties import Duty, Situation
from services.records.duty_rules import Condition, has_photo
from services.records.values import HeldMeasure
from services.wording import date_text, listed

CONSEQUENCES = "擅自处分、撕毁封条的后果"


def held(situation: Situation) -> HeldMeasure | None:
    """The measure that the act follows up."""
    found = situation.values.get("measure")
    return found if isinstance(found, HeldMeasure) else None


def left_in_use(situation: Situation) -> bool:
    """True when the thing is in use under terms."""
    about = held(situation)
    return about is not None and about.measure.in_use


def breached(situation: Situation) -> bool:
    """True when the terms were found broken."""
    return situation.values.get("use_state") == "违反约定"


def turned(situation: Situation) -> bool:
    """True when the use was ended on the spot."""
    return breached(situation) and situation.values.get("turned") is True


def answered(
    code: str, sentence: str, article: str, name: str, *notes: tuple[str, str], when: Condition | None = None
) -> Duty:
    """H: a question of the act is answered; an answer that says something is wrong needs its note as well."""

    def evidence(situation: Situation) -> str:
        said = situation.answer(name) or ""
        lacking = [note for answer, note in notes if said == answer and not situation.answer(note)]
        return "" if lacking else str(said)

    return Duty(
        code=code, sentence=sentence, article=article, evidence=evidence, when=when, jump=name,
        ask="答了才转绿；有异常的，把情况也写明", reasons=("现场无法进入，已约定另行查看",),
    )  # fmt: skip


def compared() -> Duty:
    """W: what is seen now is photographed and laid beside what was photographed before (财产调查规定 12)."""

    def evidence(situation: Situation) -> str:
        said = situation.answer("compared")
        return f"已拍现状，与以前{said}" if said and has_photo(situation, "现状") else ""

    return Duty(
        code="compared", sentence="拍下现状，与以前的照片比对", article="ccdc-12", evidence=evidence, weight="warn",
        jump="compared", reasons=("光线太暗，照片无法辨认",),
    )  # fmt: skip


def inspected_in_time() -> Duty:
    """W: within the interval that was agreed when the thing was left in use (CKD 10-2; domain.md §5.6)."""

    def evidence(situation: Situation) -> str:
        about, at = held(situation), situation.answer("began_at")
        days = about.custody.inspection_days if about else None
        since = about.inspected_on or about.measure.effective_on if about else None
        if not at or not days or since is None:
            return ""
        return f"距上次{(at.date() - since).days}日" if at.date() <= since + dt.timedelta(days=days) else ""

    def agreed(situation: Situation) -> bool:
        about = held(situation)
        return about is not None and about.measure.in_use and bool(about.custody.inspection_days)

    return Duty(
        code="inspected_in_time", sentence="在约定的查验间隔之内", article="ckd-10-2", evidence=evidence, weight="warn",
        when=agreed, jump="began_at", reasons=("此前到场未能进入，已另行记录",),
    )  # fmt: skip


def breach_answered() -> Duty:
    """H where the terms were broken: the use is ended and the consequences told, or it is said why not (CPL 114)."""

    def evidence(situation: Situation) -> str:
        broken = listed(situation.answer("breaches") or ())
        if not broken:
            return ""
        if situation.answer("turned") is False:
            why = situation.answer("not_turned_why")
            return f"{broken}；未转：{why}" if why else ""
        told = CONSEQUENCES in (situation.answer("told") or ())
        return f"{broken}；已收回使用，已告知后果" if situation.answer("turned") is True and told else ""

    return Duty(
        code="breach_answered", sentence="违反约定的，转为死封并告知后果，或写明为何不转", article="cpl-114",
        evidence=evidence, when=breached, jump="turned",
        ask=f"写明违反了什么；转的，在“已告知”里点“{CONSEQUENCES}”", reasons=("使用人不在现场，后果回院后书面告知",),
    )  # fmt: skip


def sealed_again() -> Duty:
    """H where the use was ended: it carries a strip again that everyone can see (CKD 6)."""

    def evidence(situation: Situation) -> str:
        seals = situation.answer("new_seals") or situation.answer("replaced_seals")
        return f"封条 {seals}，已拍照" if seals and has_photo(situation, "封条") else ""

    return Duty(
        code="sealed_again", sentence="收回使用的，重新加贴封条", article="ckd-6", evidence=evidence, when=turned,
        jump="new_seals", ask="写封条编号，并拍封条照片", reasons=("直接运回本院，由本院自行控制",),
    )  # fmt: skip


def strips_replaced(when: Condition) -> Duty:
    """W: a strip found torn or gone is named and a new one put on: what bears no sign binds nobody (CKD 6, 24)."""

    def evidence(situation: Situation) -> str:
        broken, new = situation.answer("broken_seals"), situation.answer("replaced_seals")
        return f"{broken} 破损，补贴 {new}" if broken and new else ""

    return Duty(
        code="strips_replaced", sentence="破损、缺失的封条写明编号并补贴", article="ckd-6", evidence=evidence,
        weight="warn", when=when, jump="broken_seals", reasons=("财产已运回本院，不再加贴封条",),
    )  # fmt: skip


def new_custodian() -> Duty:
    """H where the use was ended: who keeps it from now on (CKD 10-1)."""

    def evidence(situation: Situation) -> str:
        return situation.answer("custodian") or ""

    return Duty(
        code="new_custodian", sentence="收回使用的，写明今后由谁保管", article="ckd-10-1", evidence=evidence, when=turned,
        jump="custodian", reasons=("直接运回本院，由本院自行控制",),
    )  # fmt: skip


def breach_reported() -> Duty:
    """W, back at the office: what comes of the breach, a fine or detention or neither (CPL 114, 119)."""
    return Duty(
        code="breach_reported", sentence="违反约定的处理：罚款、拘留或者训诫", article="cpl-114",
        evidence=lambda situation: "", at="office", weight="warn", when=breached, ask="记下处理意见和决定书文号",
    )  # fmt: skip


def ordered(code: str, sentence: str, article: str) -> Duty:
    """H: the court's ruling is there, by number and day."""

    def evidence(situation: Situation) -> str:
        number, on = situation.answer("order_number"), situation.answer("order_on")
        return f"{number}，{date_text(on)}作出" if number and on else ""

    return Duty(
        code=code, sentence=sentence, article=article, evidence=evidence, jump="order_number",
        ask="写裁定书文号和日期；裁定稿可在文书里出具，由院里签发",
        reasons=("合议庭已电话同意，裁定书正在用印",),
    )  # fmt: skip


def released_at_once(when: Condition) -> Duty:
    """P where the debt was paid: the thing is given back the same day (善意文明执行; CKD 28)."""

    def evidence(situation: Situation) -> str:
        paid, done = situation.answer("paid_at"), situation.answer("ended_at")
        if paid is None or done is None or done < paid or done - paid > dt.timedelta(days=1):
            return ""
        hours, minutes = divmod(int((done - paid).total_seconds()) // 60, 60)
        return f"收款后{f'{hours} 小时' if hours else ''}{minutes} 分钟解除"

    return Duty(
        code="released_at_once", sentence="收款后及时解除", article="ckd-28", evidence=evidence, weight="practice",
        when=when, jump="paid_at", reasons=("款项到账较晚，当日未能办理",),
    )  # fmt: skip


def nobody_waits() -> Duty:
    """W: a waiting measure takes effect by itself: then the thing is not handed back but told to its court (CKD 26)."""

    def evidence(situation: Situation) -> str:
        said = situation.answer("waiting")
        return said if said and said != "未查明" else ""

    return Duty(
        code="nobody_waits", sentence="查明有无轮候查封", article="ckd-26", evidence=evidence, weight="warn",
        jump="waiting", ask="有轮候的，先通知轮候法院，不直接交还", reasons=("登记机关已下班，次日查询后通知",),
    )  # fmt: skip


def given_back(when: Condition) -> Duty:
    """H: strips and notices come off and the thing goes back to whom it belongs, on a list (CKD 28)."""

    def evidence(situation: Situation) -> str:
        to, removed = situation.answer("returned_to"), situation.answer("seals_removed")
        return f"已交还{to}" + ("，封条已揭除" if removed else "") if to and removed is not None else ""

    return Duty(
        code="given_back", sentence="揭除封条、公告，交还财产", article="ckd-28", evidence=evidence, when=when,
        jump="returned_to", ask="写明交给谁；没有封条的答“否”",
        reasons=("有轮候查封，移交轮候法院，不交还被执行人", "领取人未到场，已通知另行领取"),
    )  # fmt: skip


def registry_told(sentence: str, when: Condition) -> Duty:
    """H, back at the office: the register or bank gets the notice of assistance and confirms it (CKD 1-2, 28)."""

    def evidence(situation: Situation) -> str:
        notice = situation.answer("registry_notice") or ""
        if notice and situation.answer("registry_reply") is True:
            return f"{notice}，已收回执"
        return helped(situation, notice)

    return Duty(
        code="registry_told", sentence=sentence, article="ckd-1-2", evidence=evidence, at="office", when=when,
        ask="出具协助执行通知书，送去时记“送交协助”；办结的按通知书文号认，或者记下回执",
    )  # fmt: skip


def parties_served(article: str) -> Duty:
    """H, back at the office: the ruling reaches both sides (CKD 1, 28)."""

    def evidence(situation: Situation) -> str:
        return situation.answer("served") or _reached_both(situation)

    return Duty(
        code="parties_served", sentence="裁定书送达申请执行人、被执行人", article=article, evidence=evidence,
        at="office", ask="记一条“送达”，文号写这份裁定的；或者记下怎样送达、何时送达",
    )  # fmt: skip


def _reached_both(situation: Situation) -> str:
    """The ruling of this record, by its number, on a creditor and on a debtor: as docket or 送达 records have it."""
    number = situation.answer("order_number")
    papers = [p for case in situation.cases for p in case.served if number and p.number == number and p.on]
    creditors = {p.name for case in situation.cases for p in case.creditors}
    debtors = {p.name for case in situation.cases for p in case.debtors}
    found = [next((p for p in papers if p.to in side), None) for side in (creditors, debtors)]
    return "；".join(f"{p.to} {p.on:%m-%d} {p.way}".strip() for p in found if p) if all(found) else ""


def renewed_in_time() -> Duty:
    """H: the renewal is done before the former term is over, else the effect is gone (INT 485, CKD 27)."""

    def evidence(situation: Situation) -> str:
        about, at, begins = held(situation), situation.answer("order_on"), situation.answer("term_from")
        ends = about.measure.expires_on if about else None
        if ends is None or at is None or begins is None:
            return ""
        if at > ends or begins > ends + dt.timedelta(days=1):
            return ""
        return f"原期限至{date_text(ends)}，裁定{date_text(at)}作出"

    return Duty(
        code="renewed_in_time", sentence="在原期限届满前办理续行", article="int-485", evidence=evidence,
        jump="order_on", ask="裁定日期不晚于原期限届满日，新期限紧接原期限",
        reasons=("原期限已届满，系重新采取措施，顺位可能变化",),
    )  # fmt: skip


def sign_renewed(when: Condition) -> Duty:
    """W: strip or notice bear the new term where the old one is to be read (CKD 7)."""

    def evidence(situation: Situation) -> str:
        posted = situation.answer("notice_posted") is True and has_photo(situation, "公告")
        return "已张贴新期限公告" if posted else ""

    return Duty(
        code="sign_renewed", sentence="在现场公示新的期限", article="ckd-7", evidence=evidence, weight="warn", when=when,
        jump="notice_posted", reasons=("财产已由本院直接控制，无须张贴",),
    )  # fmt: skip
