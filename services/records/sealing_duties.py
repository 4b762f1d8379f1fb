"""法定义务的判断（查封、保管）: whose it is, where the sign hangs, how it may be sold, who keeps it and may not use it."""

from __future__ import annotations

from services.records.duties import Duty, Situation
from services.records.duty_rules import Condition, debtors, has_photo
from services.records.seizure_duties import CITIZEN_SIDE, UNIT_SIDE, measures_on, thing
from services.records.values import SalePermission
from services.wording import date_text

NOT_USED = "保管期间不得使用"


def belongs_to_debtor() -> Duty:
    """H: in the debtor's hands or registered to him, or a third party confirms in writing (CKD 2)."""

    def evidence(situation: Situation) -> str:
        own, known = situation.answer("debtors_own"), thing(situation)
        names = {d.name for d in debtors(situation)}
        if own is False:
            written = situation.answer("owner_confirmed") is True and has_photo(situation, "书面确认")
            return "第三人书面确认，已拍照" if written else ""
        if known is not None and known.owner:
            return f"案件册：{known.owner}所有" if known.owner in names else ""
        held_by, owner = situation.answer("held_by"), situation.answer("owner")
        if own is True and held_by in (*CITIZEN_SIDE, *UNIT_SIDE):
            return f"由{held_by}占有"
        return f"登记在{owner}名下" if own is True and owner in names else ""

    return Duty(
        code="belongs_to_debtor", sentence="由被执行人占有或登记在其名下，或第三人书面确认", article="ckd-2",
        evidence=evidence, jump="debtors_own", ask="写明由谁占有或登记所有人；属第三人的，取得书面确认并拍照",
        reasons=("登记档案待登记机关核对，权证载明属被执行人",),
    )  # fmt: skip


def public_sign() -> Duty:
    """H: a strip, a posted notice or another sign that everyone can see (CKD 6, 7, 8), proved by a photo of it."""

    def evidence(situation: Situation) -> str:
        seals, other = situation.answer("seals"), situation.answer("public_notice")
        if situation.answer("notice_posted") is True and has_photo(situation, "公告"):
            return f"公告张贴于{situation.answer('notice_place') or '现场'}，已拍照"
        if not has_photo(situation, "封条"):
            return ""
        return f"封条 {seals}，已拍照" if seals else f"{other}，已拍照" if other else ""

    return Duty(
        code="public_sign", sentence="加贴封条、张贴公告或以其他方式公示", article="ckd-7", evidence=evidence,
        jump="seals", ask="写封条编号并拍封条，或张贴公告并拍公告",
        reasons=("封条、公告未带，已派员回院取，当日补贴",),
    )  # fmt: skip


def notice_on_unregistered_building(when: Condition) -> Duty:
    """H: whoever manages or holds an unregistered building is told, and the notice hangs where it is seen (CKD 8)."""

    def evidence(situation: Situation) -> str:
        told, posted = situation.answer("occupant_told"), situation.answer("notice_posted")
        return f"{told}，公告已张贴" if told and posted is True and has_photo(situation, "公告") else ""

    return Duty(
        code="notice_on_unregistered_building", sentence="未登记的建筑物：通知管理人或实际占有人，并张贴公告",
        article="ckd-8", evidence=evidence, when=when, jump="occupant_told",
        ask="写明怎样通知，张贴公告并拍照", reasons=("建筑物无人管理、无人占有，公告已张贴",),
    )  # fmt: skip


def needed_home_noted(when: Condition) -> Duty:
    """W: a home the family needs may be sealed, but not sold or taken in lieu (CKD 4): so it is asked."""

    def evidence(situation: Situation) -> str:
        needed = situation.answer("home_needed")
        return {True: "系生活必需，只查封，不处置", False: "不是唯一居住房屋"}.get(needed, "")

    return Duty(
        code="needed_home_noted", sentence="问明是否生活所必需的居住房屋", article="ckd-4", evidence=evidence,
        weight="warn", when=when, jump="home_needed", reasons=("被执行人不在场，居住情况待查",),
    )  # fmt: skip


def sales_controlled(when: Condition) -> Duty:
    """H: what the debtor may sell himself has its price, its last day and an account the court controls (ZX98 33)."""

    def evidence(situation: Situation) -> str:
        sales: tuple[SalePermission, ...] = situation.answer("sales") or ()
        if not sales or not all(_controlled(s) for s in sales):
            return ""
        latest = max(s.until for s in sales if s.until is not None)
        return f"{len(sales)} 笔，最迟{date_text(latest)}，价款入指定账户"

    return Duty(
        code="sales_controlled", sentence="准许自行变卖的，定价格、期限，控制价款", article="zx98-33", evidence=evidence,
        when=when, jump="sales", ask="每一笔写明价款或最低价、期限、入账账户",
        reasons=("价款和账户由合议庭另行书面确定",),
    )  # fmt: skip


def _controlled(sale: SalePermission) -> bool:
    return bool((sale.price or sale.floor) and sale.until and sale.account.strip())


def registration_notice(when: Condition) -> Duty:
    """H, back at the office: the register of land and houses told (CKD 7-2); unregistered loses to a registered one."""

    def evidence(situation: Situation) -> str:
        until = situation.answer("term_until")
        for measure in measures_on(situation):
            ends = measure.expires_on
            if measure.registered and until and ends is not None and ends >= until:
                return f"登记查封至{date_text(ends)}"
        return ""

    return Duty(
        code="registration_notice", sentence="通知登记机关办理查封登记", article="ckd-7-2", evidence=evidence,
        at="office", when=when, ask="记下协助执行通知书文号和回执",
    )  # fmt: skip


def not_used_by_others(when: Condition) -> Duty:
    """H: a custodian who is not the debtor may not use it, and is told so (CKD 10-2)."""

    def evidence(situation: Situation) -> str:
        told = NOT_USED in (situation.answer("told") or ())
        return (
            f"已告知{situation.answer('custodian')}不得使用" if told and situation.answer("custodian") else ""
        )

    return Duty(
        code="not_used_by_others", sentence="第三人、申请执行人或本院保管的，不得使用", article="ckd-10-2",
        evidence=evidence, when=when, jump="told", ask=f"在“已告知”里点“{NOT_USED}”",
        reasons=("保管人不在现场，责任书随物送达",),
    )  # fmt: skip


def handed_over() -> Duty:
    """H: what goes from the old custodian to the new one is written down thing by thing (CKD 18)."""

    def evidence(situation: Situation) -> str:
        rows = situation.answer("handed") or ()
        return f"{len(rows)} 项，已逐项交接" if rows else ""

    return Duty(
        code="handed_over", sentence="财产逐项交接", article="ckd-18", evidence=evidence, jump="handed",
        reasons=("房屋、土地原地移交，无须逐项清点",),
    )  # fmt: skip
