"""今日应付: the claim of a docket's case as the calculator takes it, and its account up to a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.docket.case import Case, ClaimItem
from services.errors import BadInput
from services.law import interest, rates
from services.law.interest import Allotted, BadStatement, Claim, Item, Pause, Payment, Statement, Step
from services.law.lpr import NoRate
from services.law.tables import Content
from services.wording import money

__all__ = ["Allotted", "BadStatement", "Payment", "Statement", "Step"]

_COURT_FEES = ("受理费", "保全费", "诉讼费", "公告费", "鉴定费")
_COSTS = (*_COURT_FEES, "律师费", "保险费")
_PAUSING = (
    "再审中止",
)  # bears no doubled part whoever asked for it (法释〔2014〕8号 article 3, last paragraph)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owing:
    """What the case page shows: the account, or why there is none; `ended` where only the LPR table falls short."""

    account: Statement | None = None
    trouble: str = ""
    ended: bool = False


def owing(case: Case, on: dt.date, table: Content | None = None) -> Owing:
    """The account of a case on a day, or the sentence that says what it lacks."""
    try:
        return Owing(account=account(case, on, table=table))
    except NoRate as lacking:
        return Owing(trouble=str(lacking), ended=True)
    except BadInput as lacking:
        return Owing(trouble=str(lacking))


def account(
    case: Case, on: dt.date, *, more: Sequence[Payment] = (), table: Content | None = None
) -> Statement:
    """The account up to a day with `more` payments, such as one taken on site.

    Raises BadStatement, BadRate, NoRate where the docket or the LPR table lacks something: nothing is guessed.
    """
    return interest.statement(claim(case), (*payments(case), *more), on, table=table)


def claim(case: Case) -> Claim:
    """The claim by the docket: its items with their clauses, the expiry, the pauses that count, the fee.

    Fees of the court and general interest do not bear the doubled part; what is spent to enforce the debt is costs.
    """
    if not case.claim_items:
        raise BadStatement("案件册没有执行标的的分项，算不出应付款。请院里补全案件册。")
    basis = case.basis
    expiry = (basis.due_on or basis.effective_on) if basis is not None else None
    pauses = (Pause(p.from_on, p.until_on or dt.date.max) for p in case.pauses if p.kind in _PAUSING)
    return Claim(
        items=tuple(map(_item, case.claim_items)),
        expiry=expiry,
        pauses=tuple(pauses),
        fee=case.fee or Decimal(0),
    )


def payments(case: Case) -> tuple[Payment, ...]:
    """The money that arrived, by finance's notice; BadStatement where the docket knows of more than it gives days for."""
    dated = tuple(
        Payment(m.arrived_on, m.amount, m.note or "执行案款到账") for m in case.enforcement_money if m.amount
    )
    undated = (case.recovered or Decimal(0)) - sum(p.amount for p in dated)
    if undated > 0:
        raise BadStatement(
            f"已到位的款项中有{money(undated)}元没有到账日期，利息无从分段。请院里补全案款到账记录。"
        )
    return dated


def uncounted(case: Case) -> tuple[str, ...]:
    """The pauses on record that were not taken off, since it is for the judge whether they are."""
    return tuple(p.kind for p in case.pauses if p.kind not in _PAUSING)


def _item(item: ClaimItem) -> Item:
    if item.amount is None:
        raise BadStatement(f"案件册里“{item.kind}”没有金额，算不出应付款。请院里补全案件册。")
    return Item(
        name=item.kind,
        amount=item.amount,
        sort="costs" if any(word in item.kind for word in _COSTS) else "principal",
        rate=rates.read(item.rate),
        runs_from=item.accrues_from,
        doubled=not any(word in item.kind for word in (*_COURT_FEES, "利息")),
    )
