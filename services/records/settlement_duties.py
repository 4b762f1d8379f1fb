"""法定义务的判断（执行和解）: who must be there and sign, what the parties must know, what a guarantor must promise."""

from __future__ import annotations

from services.records.duties import Duty, Situation
from services.records.duty_rules import Condition, present, said_yes
from services.wording import listed

CREDITOR_SIDE = ("申请执行人", "申请执行人代理人")
DEBTOR_SIDE = ("被执行人", "被执行人代理人", "法定代表人")
AGENTS = ("申请执行人代理人", "被执行人代理人")
RESUME, TERM, IN_KIND = (
    "不履行可以申请恢复执行，也可以起诉",
    "恢复执行期间自最后一期届满起算",
    "以物抵债协议不能据以作出裁定",
)
UNFREE = "和解须自愿，受欺诈、胁迫的可以申请恢复执行"


def both_sides() -> Duty:
    """H: creditor and debtor, or their agents, agree here (民诉法 241-1)."""

    def evidence(situation: Situation) -> str:
        theirs, his = present(situation, CREDITOR_SIDE), present(situation, DEBTOR_SIDE)
        return listed(f"{p.role}{p.name}" for p in (*theirs, *his)) if theirs and his else ""

    return Duty(
        code="both_sides", sentence="双方当事人到场达成协议", article="cpl-241", evidence=evidence, jump="present",
        reasons=("一方已提交签字的书面协议，另一方当场认可",),
    )  # fmt: skip


def agent_authorised(when: Condition) -> Duty:
    """H: an agent settles only with a special authority (执行和解规定 4)."""

    return Duty(
        code="agent_authorised", sentence="代理人有和解的特别授权", article="hj-4",
        evidence=said_yes("agent_authorised", "有特别授权，已核对"), when=when,
        jump="agent_authorised", reasons=("本人已电话确认，授权书随后补交",),
    )  # fmt: skip


def _told(code: str, sentence: str, article: str, words: str, when: Condition | None = None) -> Duty:
    def evidence(situation: Situation) -> str:
        return f"已告知：{words}" if words in (situation.answer("told") or ()) else ""

    return Duty(
        code=code, sentence=sentence, article=article, evidence=evidence, weight="warn", when=when, jump="told",
        ask=f"在“已告知”里点“{words}”", reasons=("双方均有律师代理，表示已知悉",),
    )  # fmt: skip


def resumption_told() -> Duty:
    """W: the creditor knows what he may do on default (执行和解规定 9)."""
    return _told("resumption_told", "告知不履行的后果和救济", "hj-9", RESUME)


def term_told() -> Duty:
    """W: and until when (执行和解规定 10)."""
    return _told("term_told", "告知申请恢复执行的期间", "hj-10", TERM)


def in_kind_told(when: Condition) -> Duty:
    """W: no ruling is made from an agreement to take a thing in place of money (执行和解规定 6)."""
    return _told("in_kind_told", "告知以物抵债协议不作裁定", "hj-6", IN_KIND, when)


def default_agreed() -> Duty:
    """P: the agreement says what follows when an instalment is missed (domain.md D23)."""

    def evidence(situation: Situation) -> str:
        return situation.answer("default_clause") or ""

    return Duty(
        code="default_agreed", sentence="写明不按期履行怎么办", article="hj-9", evidence=evidence, weight="practice",
        jump="default_clause", reasons=("双方未约定，按法律规定办理",),
    )  # fmt: skip


def guarantor_promises(when: Condition) -> Duty:
    """H: a guarantor promises the court to accept direct enforcement, else nothing can be taken from him (和解规定 18)."""

    return Duty(
        code="guarantor_promises", sentence="担保人承诺自愿接受直接强制执行", article="hj-18",
        evidence=said_yes("direct_promise", "已向法院承诺自愿接受直接强制执行"), when=when,
        jump="direct_promise", reasons=("担保人只愿承担一般保证，双方知悉不能直接执行",),
    )  # fmt: skip


def creditor_consents(when: Condition) -> Duty:
    """H: the creditor consents to the guarantee, in writing or in the transcript (执行担保规定 6)."""

    return Duty(
        code="creditor_consents", sentence="申请执行人同意担保", article="db-6",
        evidence=said_yes("creditor_consents", "申请执行人同意，记入笔录"), when=when,
        jump="creditor_consents", reasons=("申请执行人另行出具书面同意意见",),
    )  # fmt: skip


def ruled_after(when: Condition) -> Duty:
    """W, back at the office: the court rules that enforcement is suspended or ended (民诉法解释 464)."""

    def evidence(situation: Situation) -> str:
        return ""

    return Duty(
        code="ruled_after", sentence="按请求裁定中止或者终结执行", article="int-464", evidence=evidence, at="office",
        weight="warn", when=when, ask="记下裁定文号",
    )  # fmt: skip


def entered_at_court() -> Duty:
    """P, back at the office: the instalments are entered in the court's system, so that the docket watches them too."""

    def evidence(situation: Situation) -> str:
        return ""

    return Duty(
        code="entered_at_court", sentence="分期录入院里系统", article="cpl-241", evidence=evidence, at="office",
        weight="practice", ask="记下录入日期",
    )  # fmt: skip
