"""法定义务的判断（搜查）: the president's warrant, what was hidden, who was told, how it was opened, who searched whom."""

from __future__ import annotations

from services.docket.case import Served
from services.records.duties import Duty, Situation
from services.records.duty_rules import Condition, debtor_is_citizen, has_photo, present, said_yes
from services.records.seizure_duties import debtor_side_called
from services.wording import date_text, listed

WARRANT = "搜查令"
FORCED = "强制开启"
GRASSROOTS = "基层组织"


def warrant_of(situation: Situation) -> Served | None:
    """The warrant among the papers that the court has issued in these cases."""
    papers = (paper for case in situation.cases for paper in case.served)
    return next((p for p in papers if WARRANT in p.title and p.number), None)


def warrant_in_hand() -> Duty:
    """H: the president's warrant is here, by number and day, seen on a photo or known to the docket (民诉法 259-2)."""

    def evidence(situation: Situation) -> str:
        number, on = situation.answer("warrant_number"), situation.answer("warrant_on")
        known = warrant_of(situation)
        seen = has_photo(situation, WARRANT) or (known is not None and known.number == number)
        return f"{number}，{date_text(on)}签发" if number and on and seen else ""

    return Duty(
        code="warrant_in_hand", sentence="院长签发的搜查令在手", article="cpl-259", evidence=evidence,
        jump="warrant_number", ask="写明文号、签发日期，拍下搜查令；没有搜查令不能搜查",
    )  # fmt: skip


def place_covered() -> Duty:
    """H: the warrant names the place that is searched (民诉法 259)."""

    return Duty(
        code="place_covered", sentence="搜查地点在搜查令范围内", article="cpl-259",
        evidence=said_yes("warrant_covers", "地点在搜查令范围内"), jump="warrant_covers",
        reasons=("财产正被转移至隔壁仓库，已报院长同意扩大",),
    )  # fmt: skip


def searchers_named() -> Duty:
    """P: two searchers or more, each of whom the warrant names (domain.md D09, §5.4)."""

    def evidence(situation: Situation) -> str:
        there = dict.fromkeys(situation.answer("officers") or ())
        named = set(situation.answer("warrant_searchers") or ())
        return listed(there) if len(there) >= 2 and set(there) <= named else ""

    return Duty(
        code="searchers_named", sentence="两名以上搜查人员，均为搜查令所载", article="cpl-259", evidence=evidence,
        weight="practice", jump="warrant_searchers", reasons=("临时增派法警维持秩序，不动手搜查",),
    )  # fmt: skip


def concealment() -> Duty:
    """H: the debtor hides property or books (民诉法 259: non-performance alone is no ground)."""

    def evidence(situation: Situation) -> str:
        return situation.answer("hidden") or ""

    return Duty(
        code="concealment", sentence="有隐匿财产、账簿的情形", article="cpl-259", evidence=evidence, jump="hidden",
        ask="写明怎样隐匿、依据是什么", reasons=("隐匿情形已写入搜查令审批表",),
    )  # fmt: skip


def ordered_to_hand_over() -> Duty:
    """H: he was told to hand it out and did not (民诉法解释 494)."""

    return Duty(
        code="ordered_to_hand_over", sentence="已责令交出隐匿的财产、账簿", article="int-494",
        evidence=said_yes("ordered", "已责令交出，拒不交出"),
        jump="ordered", reasons=("被执行人及家属均不在场，无从当面责令",),
    )  # fmt: skip


def warrant_shown() -> Duty:
    """H: in dress, and the warrant is shown (民诉法解释 495); the officers' own documents are another duty."""

    def evidence(situation: Situation) -> str:
        both = situation.answer("in_dress") is True and situation.answer("warrant_shown") is True
        return "着装，已出示搜查令" if both else ""

    return Duty(
        code="warrant_shown", sentence="按规定着装并出示搜查令", article="int-495", evidence=evidence, jump="warrant_shown",
        reasons=("现场无人，搜查令已在门口宣读并录像",),
    )  # fmt: skip


def outsiders_kept_out() -> Duty:
    """H: nobody else comes in (民诉法解释 496)."""

    return Duty(
        code="outsiders_kept_out", sentence="禁止无关人员进入现场", article="int-496",
        evidence=said_yes("outsiders_out", "已清场"),
        jump="outsiders_out", reasons=("合租人居住其内，已请其在一旁等候",),
    )  # fmt: skip


def debtor_side_told() -> Duty:
    """H: debtor or adult family, a unit's representative or head, told to come (民诉法解释 496); absence stops nothing."""
    return debtor_side_called("debtor_side_told", "int-496", ("被执行人下落不明，无法通知到场",))


def grassroots_told() -> Duty:
    """H: the grassroots organisation is told to send someone where the debtor is a citizen (民诉法解释 496)."""

    def evidence(situation: Situation) -> str:
        there = present(situation, (GRASSROOTS,))
        if there:
            return listed(f"{p.unit or p.role} {p.name}" for p in there)
        told = situation.answer("grassroots_told")
        return f"已通知：{told}" if told else ""

    return Duty(
        code="grassroots_told", sentence="通知基层组织派员到场", article="int-496", evidence=evidence,
        when=debtor_is_citizen, jump="present", reasons=("社区无人值班，电话无人接听",),
    )  # fmt: skip


def woman_by_women(when: Condition) -> Duty:
    """H: a woman's body is searched by women officers (民诉法解释 496-2)."""

    def evidence(situation: Situation) -> str:
        by = situation.answer("body_by")
        return f"由女执行人员{by}进行" if by and situation.answer("body_by_women") is True else ""

    return Duty(
        code="woman_by_women", sentence="搜查妇女身体由女执行人员进行", article="int-496", evidence=evidence, when=when,
        jump="body_by_women",
    )  # fmt: skip


def opened_after_order(when: Condition) -> Duty:
    """H: told to open first, forced only then (财产调查规定 14-2)."""

    return Duty(
        code="opened_after_order", sentence="先责令开启，拒不配合才强制开启", article="ccdc-14",
        evidence=said_yes("ordered_open", "责令开启，拒不配合"),
        when=when, jump="ordered_open", reasons=("现场无人应答，已电话责令开启",),
    )  # fmt: skip


def possessed_by_debtor(when: Condition) -> Duty:
    """H: what is taken is the debtor's, as possession says, or a third party has confirmed so in writing (查扣冻规定 2)."""

    def evidence(situation: Situation) -> str:
        if situation.answer("possessed") is True:
            return "由被执行人占有"
        return "第三人书面确认，已拍照" if has_photo(situation, "书面确认") else ""

    return Duty(
        code="possessed_by_debtor", sentence="所取财物由被执行人占有，或第三人书面确认", article="ckd-2", evidence=evidence,
        when=when, jump="possessed", reasons=("第三人主张权利，已告知其提出书面异议",),
    )  # fmt: skip
