"""案款分配: a sum shared among the cases of a series in proportion to what each is owed, to the cent, the sum proved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from services.cases import overseizure
from services.cases.owing import Owing
from services.docket.case import Case
from services.errors import BadInput
from services.law import allocation
from services.wording import listed, money

Base = Literal["due", "claim"]
BASES: dict[Base, str] = {"due": "应付款（算到当日）", "claim": "执行标的余额"}
HEADS = ("序号", "案号", "申请执行人", "债权额", "占比", "分得金额", "未受偿")
_NAMED = 5


class BadDistribution(BadInput):
    """The sum can't be shared: no amount, or it is not known what each creditor is owed."""

    message = "这笔款不能这样分配，请核对。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Creditor:
    """One case's creditors with what they are owed; `trouble` says why that is not known."""

    number: str
    names: str
    owed: Decimal | None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """What one case gets of the sum, and what it stays owed."""

    creditor: Creditor
    owed: Decimal
    part: Decimal

    @property
    def left(self) -> Decimal:
        """What the sum does not cover."""
        return self.owed - self.part


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """The whole: `total` = the parts + `left_over`, which is more than everybody is owed."""

    on: dt.date
    base: Base
    total: Decimal
    shares: tuple[Share, ...]

    @property
    def owed(self) -> Decimal:
        """What all are owed together."""
        return sum((share.owed for share in self.shares), Decimal(0))

    @property
    def shared(self) -> Decimal:
        """What all get together."""
        return sum((share.part for share in self.shares), Decimal(0))

    @property
    def left_over(self) -> Decimal:
        """What is left once everybody has his claim."""
        return self.total - self.shared


def creditor(case: Case, owing: Owing, base: Base) -> Creditor:
    """What a case is owed without the court's fee: by its account, or by the docket's claim less what was recovered."""
    names = listed(party.name for party in case.creditors)
    if base == "claim":
        if case.claim is None:
            return Creditor(number=case.number, names=names, owed=None, trouble="案件册没有执行标的额")
        left = overseizure.by_docket(case) or Decimal(0)
        return Creditor(
            number=case.number, names=names, owed=max(Decimal(0), left - (case.fee or Decimal(0)))
        )
    if owing.account is None:
        return Creditor(number=case.number, names=names, owed=None, trouble=owing.trouble)
    return Creditor(number=case.number, names=names, owed=owing.account.due)


def distribute(total: Decimal, creditors: Sequence[Creditor], on: dt.date, base: Base) -> Distribution:
    """The sum by share (民诉法解释 508), what is left of fees and prior claims; the parts make it up to the cent.

    Raises BadDistribution where it is not known what one of them is owed: everybody's share hangs on it.
    """
    if not total.is_finite() or total <= 0:
        raise BadDistribution("请输入要分配的金额，应是扣除执行费用和优先债权以后的余额。")
    lacking = [c for c in creditors if c.owed is None]
    if lacking:
        named = "；".join(f"{c.number}：{c.trouble.rstrip('。')}" for c in lacking[:_NAMED])
        more = f"等{len(lacking)}件" if len(lacking) > _NAMED else ""
        raise BadDistribution(f"有案件的债权额算不出，按比例分配要先补全：{named}{more}。")
    owed = [c.owed or Decimal(0) for c in creditors]
    parts = allocation.by_share(total, owed)
    made = Distribution(on=on, base=base, total=total, shares=tuple(map(Share, creditors, owed, parts)))
    assert made.shared == min(total, made.owed), "the parts make up the sum"
    return made


def table(made: Distribution) -> list[tuple[str, ...]]:
    """Heads, a row for each case, and the sums; cells as text."""
    rows = [HEADS]
    for number, share in enumerate(made.shares, 1):
        rows.append(
            (
                str(number),
                share.creditor.number,
                share.creditor.names,
                money(share.owed),
                percent(share.owed, made.owed),
                money(share.part),
                money(share.left),
            )
        )
    sums = (money(made.owed), "100%", money(made.shared), money(made.owed - made.shared))
    return [*rows, ("", "合计", f"{len(made.shares)}件", *sums)]


def percent(part: Decimal, whole: Decimal) -> str:
    """The part in per cent, four places: for the reader; the shares themselves are exact."""
    return f"{part / whole * 100:.4f}%" if whole else "0%"
