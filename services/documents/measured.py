"""措施 in the words of rulings and notices: what is done to a thing, for how long at most, and up to which sum.

What is frozen is frozen up to a sum, in figures and words: money has no edges of its own, and no more may be taken than
the debt and the costs of enforcing it (查扣冻规定 19).
"""

from __future__ import annotations

from decimal import Decimal

from services.cases import overseizure, owing
from services.docket.property import MEASURE_TITLES, Measure, Property
from services.documents.case_subject import CaseSubject
from services.documents.subject import MissingFact
from services.documents.targets import ACCOUNTS
from services.law.terms import TermKind
from services.wording import money, rmb_upper

_MONEY = ("存款", "金融", "资金", "债权")
_NO_FIGURE = "冻结须写明限额，案件册里没有可以算出尚欠数额的标的，文书没有出具。请院里补全案件册的执行标的和已到位金额。"


def is_frozen(thing: Property, measure: Measure | None = None) -> bool:
    """True for what nobody can stand before: accounts, shares, claims, rights."""
    return (measure is not None and measure.kind == "freezing") or thing.kind in ACCOUNTS


def deed(thing: Property, measure: Measure | None = None) -> str:
    """查封, 扣押 or 冻结; waiting behind another's measure 轮候查封."""
    if measure is None:
        return "冻结" if is_frozen(thing) else "查封"
    return f"{'轮候' if measure.rank.startswith('轮候') else ''}{MEASURE_TITLES[measure.kind]}"


def longest(thing: Property, measure: Measure | None = None) -> TermKind:
    """The row of the longest term (民诉法解释 485)."""
    if is_frozen(thing, measure):
        is_deposit = not thing.kind or any(word in thing.kind for word in ("存款", "金融", "资金"))
        return "deposit" if is_deposit else "other_right"
    return "real_estate" if thing.home is not None else "movable"


def is_bounded(thing: Property, measure: Measure | None = None) -> bool:
    """True for money and claims to money; shares and rights are frozen by what they are."""
    return is_frozen(thing, measure) and (not thing.kind or any(word in thing.kind for word in _MONEY))


def limit(subject: CaseSubject) -> Decimal:
    """Up to which sum money is frozen: what is owed with the fee on that day, and no more than was frozen before.

    Where the account can't be counted, the docket's claim and fee less what came in; MissingFact without those.
    """
    measure = subject.target.measure
    found = owing.owing(subject.case, subject.on, subject.lpr, subject.convention)
    owed = found.account.due_with_fee if found.account else overseizure.by_docket(subject.case)
    known = [amount for amount in (owed, measure.amount if measure else None) if amount]
    if owed is not None and not owed:
        raise MissingFact(
            "", "案件册里本案已无尚欠款项，不得冻结，文书没有出具。已履行完毕的，应当解除措施。"
        )
    if not known:
        raise MissingFact("", _NO_FIGURE)
    return min(known)


def limit_text(amount: Decimal) -> str:
    """47,500.00元（人民币肆万柒仟伍佰元整）."""
    return f"{money(amount)}元（{rmb_upper(amount)}）"
