"""法定义务的判断（强制迁出）: what 民诉法 261, the rule on a debtor's home ask before a home is cleared."""

from __future__ import annotations

import datetime as dt

from services.clock import local
from services.docket.case import Served
from services.law import periods
from services.records import related as earlier
from services.records.duties import Duty, Situation
from services.records.duty_rules import debtor_is_citizen, present
from services.records.evicted import docket_notice
from services.records.seizure_duties import GRASSROOTS, debtor_side, debtor_side_called
from services.records.values import Person
from services.wording import date_text, listed

GROUNDS = (
    "对其有扶养义务的人另有住房",
    "判决后为逃债转移其他住房",
    "已提供廉租标准的住房",
    "变价款中扣除五至八年租金",
    "依据确定交付住房，宽限期已满三个月",
    "不是维持生活必需的住房",
)
GRACE = GROUNDS[4]


def notice_served(situation: Situation) -> Served | None:
    """The docket's notice to move out, as the court issued it; the last one where there are several."""
    return docket_notice(s for case in situation.cases for s in case.served)


def president_signed() -> Duty:
    """H: the notice is signed by the president, and the sealed paper is what was posted (民诉法 261-1)."""

    def evidence(situation: Situation) -> str:
        if situation.answer("sealed_copy") is not True:
            return ""
        by, on = situation.answer("signed_by"), situation.answer("signed_on")
        return f"院长{by} {date_text(on)}签发" if by and on else ""

    return Duty(
        code="president_signed", sentence="公告由院长签发，张贴的是盖印正本", article="cpl-261-1", evidence=evidence,
        jump="sealed_copy", ask="写明签发院长和日期，并确认带有盖印正本",
    )  # fmt: skip


def notice_posted() -> Duty:
    """H: the notice hangs where those concerned see it, proved by a photo near and one from afar (民诉法 261-1)."""

    def evidence(situation: Situation) -> str:
        at, ways = situation.answer("posted_at"), situation.answer("ways")
        slots = {p.slot for p in situation.answer("photos") or ()}
        if not (at and ways and {"公告近景", "公告全景"} <= slots):
            return ""
        return f"{local(at):%m-%d %H:%M} 张贴于{listed(ways)}，已拍照"

    return Duty(
        code="notice_posted", sentence="公告已张贴并拍照", article="cpl-261-1", evidence=evidence, jump="photos",
        ask="拍公告近景和带门牌的全景",
    )  # fmt: skip


def occupants_asked() -> Duty:
    """W: who lives there and on what right was asked before the day (domain.md §5.3)."""

    def evidence(situation: Situation) -> str:
        people: tuple[Person, ...] = situation.answer("occupants") or ()
        who = f"居住{len(people)}人" if people else ""
        let = situation.answer("tenancy")
        return "，".join(filter(None, (who, let)))

    return Duty(
        code="occupants_asked", sentence="查明谁住在屋内、有无租赁", article="cpl-261-1", evidence=evidence,
        weight="warn", jump="occupants", ask="写明居住的人，或者写明租赁等占有情形",
        reasons=("多次上门无人，邻居、物业也不知情",),
    )  # fmt: skip


def home_checked() -> Duty:
    """H: what keeps a debtor's only home from being cleared was looked at; the three months are over (异议复议规定 20)."""

    def evidence(situation: Situation) -> str:
        given = (situation.answer(name) for name in ("home_ground", "notice_served_on", "planned_at"))
        return _home_may_be_cleared(*given)

    return Duty(
        code="home_checked", sentence="生活必需住房和宽限期已核对", article="yy-20", evidence=evidence,
        jump="home_ground", ask="交付住房的，执行通知送达满三个月后才能强制",
    )  # fmt: skip


def home_checked_before() -> Duty:
    """H, on the day: the plan has looked at the home, and what it found holds on this very day (异议复议规定 20)."""

    def evidence(situation: Situation) -> str:
        plan = earlier.latest(situation.related, "eviction_plan")
        said = plan.said if plan else None
        ground, served = (getattr(said, name, None) for name in ("home_ground", "notice_served_on"))
        held = _home_may_be_cleared(ground, served, situation.answer("began_at"))
        return f"预案已核对：{held}" if held else ""

    return Duty(
        code="home_checked_before", sentence="到场前已核对生活必需住房和宽限期", article="yy-20", evidence=evidence,
        jump="began_at", ask="先完成腾房预案；宽限期以到场当天为准", reasons=("合议庭已另行核对，评议笔录在卷",),
    )  # fmt: skip


def _home_may_be_cleared(ground: str | None, since: dt.date | None, on: dt.datetime | None) -> str:
    """Why the home may be cleared at that moment; "" where nothing says so, or while the grace runs."""
    if ground != GRACE:
        return ground or ""
    if not (since and on):
        return ""
    over = periods.end(since, 3, "month", holidays_extend=False)
    return f"宽限期{date_text(over)}届满" if over < local(on).date() else ""


def low_income_reported() -> Duty:
    """W: a person of low income without another home: stop and report before going on (domain.md §5.3, to be asked)."""

    def evidence(situation: Situation) -> str:
        if situation.answer("low_income") is False:
            return "已核对，不属低保无房户"
        return situation.answer("low_income_report") or ""

    return Duty(
        code="low_income_reported", sentence="低保且无其他住处的，暂停并报告", article="yy-20", evidence=evidence,
        weight="warn", jump="low_income", reasons=("民政部门尚未答复，到场前再核",),
    )  # fmt: skip


def roles_given() -> Duty:
    """P: everybody has a part: who leads, who films, who counts (domain.md §5.3)."""

    def evidence(situation: Situation) -> str:
        people: tuple[Person, ...] = situation.answer("people") or ()
        roles = {p.role for p in people}
        return f"{len(people)}人，{len(roles)}种分工" if {"现场指挥", "摄像", "清点"} <= roles else ""

    return Duty(
        code="roles_given", sentence="人员分工齐全（指挥、摄像、清点）", article="zx98-7", evidence=evidence,
        weight="practice", jump="people", ask="至少写明现场指挥、摄像和清点",
        reasons=("人手不足，一人兼任两项分工",),
    )  # fmt: skip


def risks_met() -> Duty:
    """P: for each risk there is a measure, a hospital is known and it is clear who calls whom."""

    def evidence(situation: Situation) -> str:
        risks, measures = situation.answer("risks"), situation.answer("risk_measures")
        hospital, calls = situation.answer("hospital"), situation.answer("calls")
        if not (hospital and calls) or (risks and not measures):
            return ""
        return f"风险{len(risks or ())}项有措施，{hospital}，联络{len(calls)}人"

    return Duty(
        code="risks_met", sentence="风险有措施，医院和联络人已定", article="zx98-7", evidence=evidence,
        weight="practice", jump="risk_measures", reasons=("空置房屋，无人居住，没有已知风险",),
    )  # fmt: skip


def term_over() -> Duty:
    """H: the term that the president's notice gave is over (民诉法 261-1); proved by the docket or by the posting."""

    def evidence(situation: Situation) -> str:
        until = notice_until(situation)
        start = situation.answer("began_at")
        on = local(start).date() if start else local(situation.now).date()
        return f"公告责令{date_text(until)}前迁出，已届满" if until and until < on else ""

    return Duty(
        code="term_over", sentence="院长公告指定的期限已经届满", article="cpl-261-1", evidence=evidence,
        ask="以公告印的日期为准；没有届满的不得强制迁出",
    )  # fmt: skip


def notice_until(situation: Situation) -> dt.date | None:
    """The last day to move out: as the posting recorded it, else as the docket has the notice, else as read off it."""
    posted: dt.date | None = earlier.told(situation.related, "until", "eviction_notice")
    known = notice_served(situation)
    typed: dt.date | None = situation.answer("notice_until")
    return posted or (known.due_on if known is not None else None) or typed


def notice_shown() -> Duty:
    """H: the president's notice is shown before anything is touched (民诉法 261-1; domain.md D08)."""

    def evidence(situation: Situation) -> str:
        number = situation.answer("notice_number")
        return f"已出示 {number}" if situation.answer("notice_shown") is True and number else ""

    return Duty(
        code="notice_shown", sentence="出示并宣读院长签发的公告", article="cpl-261-1", evidence=evidence,
        jump="notice_shown", reasons=("现场没有其他人，公告已张贴在房门",),
    )  # fmt: skip


def debtor_side_told() -> Duty:
    """H: debtor or adult family, a unit's representative or head, told to be present (民诉法 261-2)."""
    return debtor_side_called(
        "debtor_side_told", "cpl-261-2", ("电话停机，已在房门张贴到场通知",),
        "拒不到场的不影响执行，但要写明怎样通知",
    )  # fmt: skip


def grassroots_present() -> Duty:
    """H: work unit or the village or neighbourhood takes part where the debtor is a citizen (民诉法 261-2)."""

    def evidence(situation: Situation) -> str:
        return listed(f"{p.unit or p.role} {p.name}" for p in present(situation, GRASSROOTS))

    return Duty(
        code="grassroots_present", sentence="工作单位或房屋所在地基层组织派人参加", article="cpl-261-2",
        evidence=evidence, when=debtor_is_citizen, jump="present",
        reasons=("已书面通知村、社区，答复不能派人",),
    )  # fmt: skip


def notary_where_alone() -> Duty:
    """P: a notary where nobody of the debtor's side comes (domain.md §5.3)."""

    def alone(situation: Situation) -> bool:
        return not present(situation, debtor_side(situation))

    def evidence(situation: Situation) -> str:
        return listed(p.name for p in present(situation, ("公证员",)))

    return Duty(
        code="notary_where_alone", sentence="被执行人一方无人到场的，请公证员到场", article="pc22-9",
        evidence=evidence, weight="practice", when=alone, jump="present",
        reasons=("公证处不能派员，由见证人全程见证并录像",),
    )  # fmt: skip


def filmed_throughout() -> Duty:
    """P: film of the whole course (domain.md §5.3)."""

    def evidence(situation: Situation) -> str:
        films = situation.answer("films") or ()
        told = situation.answer("recorders")
        return f"录音录像 {len(films)} 段" if films else f"{told}，回院后导入" if told else ""

    return Duty(
        code="filmed_throughout", sentence="全程录音录像", article="pc22-9", evidence=evidence, weight="practice",
        jump="films", reasons=("记录仪存储卡损坏，已报告",),
    )  # fmt: skip
