"""法定义务的判断（约谈）: rights told, address confirmed, read over page by page, fetched only by the president's leave."""

from __future__ import annotations

import datetime as dt

from services.clock import local
from services.records.duties import Duty, Situation
from services.records.duty_rules import has_photo, said_yes, wet_signed
from services.records.signing import open_pages, page_signers
from services.records.values import Signature
from services.wording import date_text, listed

RIGHTS, TRUTH, REPORT = "申请回避、核对更正笔录等权利", "如实陈述的义务", "拒绝报告、虚假报告财产的后果"
RESTRICTED, LISTED, CRIME = "限制消费", "纳入失信名单", "拒不执行判决、裁定罪"
ADDRESS = "送达地址确认和变更不告知的后果"
FETCHED, RECEIPT = "被拘传到场", "传票送达回证"
LONGEST, LONGEST_WITH_DETENTION = dt.timedelta(hours=8), dt.timedelta(hours=24)


def rights_told(report: bool) -> Duty:
    """P: rights, duties and the duty to speak the truth; to a debtor also what refusing to report costs (domain.md D13)."""
    wanted = {REPORT} if report else {RIGHTS, TRUTH}

    def evidence(situation: Situation) -> str:
        told = set(situation.answer("told") or ())
        return "已告知" if wanted <= told else ""

    return Duty(
        code="report_told" if report else "rights_told",
        sentence="已告知拒绝报告、虚假报告的后果" if report else "已告知权利和如实陈述义务",
        article="ccdc-9" if report else "cpl-239", evidence=evidence, weight="warn" if report else "practice",
        jump="told", when=_with_debtor if report else None, reasons=("对方中途离开，未及告知",),
    )  # fmt: skip


def identity_checked() -> Duty:
    """P: whoever is asked has been identified (domain.md D13: identity in the head)."""

    return Duty(
        code="identity_checked", sentence="已核对被约谈人身份", article="cpl-239",
        evidence=said_yes("identity_seen", "已核对身份证件"), weight="practice",
        jump="identity_seen", reasons=("未带证件，由在场的社区工作人员辨认", "视频约谈，已核对人脸与证件照片"),
    )  # fmt: skip


def address_confirmed() -> Duty:
    """P: a party's address for service is confirmed, or that he would not (domain.md D13, §8)."""

    def evidence(situation: Situation) -> str:
        return str(situation.answer("service") or "")

    return Duty(
        code="address_confirmed", sentence="送达地址已确认", article="int-136", evidence=evidence, weight="practice",
        jump="service", when=lambda situation: situation.values.get("purpose") in ("被执行人", "申请执行人"),
        reasons=("对方中途离开，未及确认",),
    )  # fmt: skip


def electronic_agreed() -> Duty:
    """H: electronic service only where the receiver agreed to it in the confirmation of address (INT 136)."""

    def evidence(situation: Situation) -> str:
        to = str(situation.answer("electronic_to") or "")
        return f"同意电子送达至{to}" if to and ADDRESS in (situation.answer("told") or ()) else ""

    return Duty(
        code="electronic_agreed", sentence="电子送达已告知后果并写明账号", article="int-136", evidence=evidence,
        jump="electronic_to", when=lambda situation: situation.values.get("electronic") is True,
        ask="在“已告知”里点送达地址确认的后果，并写明手机号或者邮箱",
    )  # fmt: skip


def summoned_before() -> Duty:
    """H: only who was lawfully summoned once and stayed away may be fetched (INT 482)."""

    def evidence(situation: Situation) -> str:
        names = {person.name for person in situation.answer("person") or ()}
        began = situation.answer("began_at")
        last = local(began).date() if began else local(situation.now).date()
        for case in situation.cases:
            for paper in case.served:
                whom = not paper.to or paper.to in names
                if paper.title.startswith("传票") and whom and paper.on is not None and paper.on < last:
                    return f"{paper.number or '传票'}，{date_text(paper.on)}{paper.way or '送达'}"
        on = situation.answer("summoned_on")
        return (
            f"传票{date_text(on)}送达，回证已拍照"
            if on and on < last and has_photo(situation, RECEIPT)
            else ""
        )

    return Duty(
        code="summoned_before", sentence="已经一次依法传唤，无正当理由不到场", article="int-482", evidence=evidence,
        jump="summoned_on", when=_fetched,
        ask="院里下发的或者本机“送达”里的传票送达记录为凭；没有的，写明传票送达日期并拍下送达回证",
    )  # fmt: skip


def president_approved() -> Duty:
    """H: the president approves, and there is a 拘传票 (CPL 119)."""

    def evidence(situation: Situation) -> str:
        number, by = situation.answer("fetching_number"), situation.answer("approved_by")
        return f"院长{by}批准，拘传票{number}" if number and by else ""

    return Duty(
        code="president_approved", sentence="拘传经院长批准并发拘传票", article="cpl-119", evidence=evidence,
        jump="fetching_number", when=_fetched, ask="写明拘传票文号和批准的院长",
    )  # fmt: skip


def asked_in_time() -> Duty:
    """H: who was fetched is asked for eight hours at most, for 24 where detention is possible (INT 482)."""

    def evidence(situation: Situation) -> str:
        since, until = situation.answer("fetched_at"), situation.answer("ended_at")
        longest = LONGEST_WITH_DETENTION if situation.answer("may_be_detained") is True else LONGEST
        if not since or not until or not dt.timedelta() <= until - since <= longest:
            return ""
        minutes = int((until - since).total_seconds()) // 60
        return f"到案至结束{minutes // 60}小时{minutes % 60:02}分"

    return Duty(
        code="asked_in_time", sentence="询问不超过八小时，可能拘留的不超过二十四小时", article="int-482", evidence=evidence,
        jump="ended_at", when=_fetched,
    )  # fmt: skip


def every_page_signed() -> Duty:
    """H: every page is signed at its foot by whoever was asked, on the screen or on paper, or why not is noted (D13)."""

    def evidence(situation: Situation) -> str:
        given: dict[str, Signature] = {s.name: s for s in situation.answer("signatures") or ()}
        wanted = page_signers(situation.fields, situation.values)
        wet = wet_signed(situation, "transcript")
        open_ = [name for name in wanted if name not in wet and not _each_page(given.get(name))]
        return f"{listed(wanted)}逐页已签或已注明" if wanted and not open_ else ""

    return Duty(
        code="every_page_signed", sentence="笔录逐页签名", article="cpl-239-2", evidence=evidence, at="leave",
        when=lambda situation: bool(page_signers(situation.fields, situation.values)),
        jump="signatures", ask="在纸上签的，打印后逐页签名、捺印，回拍", reasons=("被约谈人中途离开，未能逐页签名",),
    )  # fmt: skip


def _each_page(signature: Signature | None) -> bool:
    if signature is None or signature.way == "paper":
        return False
    if signature.way != "screen":
        return bool(signature.reason)
    paged = any(copy.pages for copy in signature.bound) and all(page.strokes for page in signature.pages)
    return paged and not open_pages(signature.bound, signature)


def _with_debtor(situation: Situation) -> bool:
    return situation.values.get("purpose") == "被执行人"


def _fetched(situation: Situation) -> bool:
    return situation.values.get("brought") == FETCHED
