"""法定义务的判断（案外人异议）: the claim written down with its grounds, the rights told, the paper taken in."""

from __future__ import annotations

from dataclasses import replace

from services.records.duties import Duty, Situation
from services.records.duty_rules import Condition

REVIEW = "移送执行案件的异议公开听证，不服裁定的十日内申请复议"
IN_WRITING, SUIT, NOT_DISPOSED, FALSE = (
    "可以提出书面异议，十五日内审查", "对裁定不服的，十五日内起诉",
    "驳回异议裁定送达后十五日内不得处分", "虚假异议的法律责任",
)  # fmt: skip


def moved(situation: Situation) -> bool:
    """All its cases were moved by the criminal division: a claim takes the way of 刑事涉财产执行规定 14."""
    return bool(situation.cases) and all(case.moved for case in situation.cases)


def _civil(situation: Situation) -> bool:
    return not moved(situation)


def claim_written() -> tuple[Duty, Duty]:
    """H: what is claimed, on which ground (民诉法 238; for a criminal judgment rule 14)."""

    def evidence(situation: Situation) -> str:
        things, grounds = situation.answer("claimed_things"), situation.answer("grounds")
        return f"{things}：{grounds}" if things and grounds else ""

    written = Duty(
        code="claim_written", sentence="写明主张什么、凭什么", article="cpl-238", evidence=evidence, jump="grounds",
        reasons=("案外人拒绝说明理由，只称是自己的",), when=_civil,
    )  # fmt: skip
    return written, replace(written, code="moved_claim_written", article="cpe-14-1", when=moved)


def rights_told() -> Duty:
    """H: he is told that he can object in writing and within which days it is looked at (民诉法 238)."""

    def evidence(situation: Situation) -> str:
        told = situation.answer("told") or ()
        return "已告知书面异议和起诉的权利" if IN_WRITING in told and SUIT in told else ""

    return Duty(
        code="rights_told", sentence="告知提出书面异议、起诉的权利和期限", article="cpl-238", evidence=evidence, jump="told",
        ask=f"在“已告知”里点“{IN_WRITING}”和“{SUIT}”", reasons=("案外人已离开，告知书另行送达",), when=_civil,
    )  # fmt: skip


def moved_rights_told() -> Duty:
    """H: against a criminal judgment's enforcement there is no suit but a public hearing and a review (rule 14)."""

    def evidence(situation: Situation) -> str:
        told = situation.answer("told") or ()
        if SUIT in told:
            return ""
        return "已告知书面异议、听证和复议的权利" if IN_WRITING in told and REVIEW in told else ""

    return Duty(
        code="moved_rights_told", sentence="告知提出书面异议、听证和复议的权利（不能起诉）", article="cpe-14",
        evidence=evidence, jump="told", ask=f"在“已告知”里点“{IN_WRITING}”和“{REVIEW}”，不点“{SUIT}”",
        reasons=("案外人已离开，告知书另行送达",), when=moved,
    )  # fmt: skip


def proof_asked() -> Duty:
    """W: whoever objects hands in his grounds and evidence (民诉法解释 463; practice)."""

    def evidence(situation: Situation) -> str:
        rows = situation.answer("evidence") or ()
        return f"提交证据 {len(rows)} 项" if rows else situation.answer("evidence_later") or ""

    return Duty(
        code="proof_asked", sentence="收下证据，或写明何时补交", article="int-463", evidence=evidence, weight="warn",
        jump="evidence", reasons=("案外人表示没有证据可以提交",),
    )  # fmt: skip


def objection_handed_on(when: Condition) -> tuple[Duty, Duty]:
    """H, back at the office: a written objection goes to the court's register, whose fifteen days run.

    民诉法 238 gives them, and 236 where rule 14 sends it there.
    """

    def evidence(situation: Situation) -> str:
        return ""

    def of_civil(situation: Situation) -> bool:
        return when(situation) and not moved(situation)

    def of_moved(situation: Situation) -> bool:
        return when(situation) and moved(situation)

    handed = Duty(
        code="objection_handed_on", sentence="书面异议转立案审查", article="cpl-238", evidence=evidence,
        at="office", when=of_civil, ask="记下执异案号和转交日期",
    )  # fmt: skip
    return handed, replace(handed, code="moved_objection_handed_on", article="cpe-14-1", when=of_moved)
