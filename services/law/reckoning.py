"""今日应付, its values: the debts of a basis, payments, and the account with every step and every payment's use."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from services.errors import BadInput
from services.law.rates import Rate

NOUGHT = Decimal(0)
Sort = Literal["principal", "costs"]
StepSort = Literal["interest", "double"]


class BadStatement(BadInput):
    """The facts do not allow a sum: dates out of order, no amount, no expiry."""

    message = "这些数据算不出应付款，请核对。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One debt of the basis. `sort` is costs for 实现债权的费用; `doubled` whether it bears the doubled part.

    `rate` None: the judgment awards no interest on it. `runs_from` is the first day that bears interest.
    """

    name: str
    amount: Decimal
    sort: Sort = "principal"
    rate: Rate | None = None
    runs_from: dt.date | None = None
    doubled: bool = True


@dataclass(frozen=True, slots=True)
class Pause:
    """Days, both ends counted, that bear no doubled part (法释〔2014〕8号 article 3, last paragraph)."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What is enforced. `expiry`: last day for performance, else the day of legal effect (article 2), None unknown.

    `payment_day_counts` is the case's day convention; `fee` is 执行申请费, taken off payments first if `fee_first`.
    """

    items: tuple[Item, ...]
    expiry: dt.date | None
    pauses: tuple[Pause, ...] = ()
    payment_day_counts: bool = True
    fee: Decimal = NOUGHT
    fee_first: bool = False


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that came in on a day, by whom or from what."""

    on: dt.date
    amount: Decimal
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One product: base × rate × days; the doubled part leaves the day `start` out, interest the day `end`.

    `rate` says the rate in words, `factor` is what a day costs as a fraction: numerator over `basis`.
    """

    sort: StepSort
    item: str
    start: dt.date
    end: dt.date
    days: int
    base: Decimal
    rate: str
    factor: Decimal
    basis: int
    result: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Allotted:
    """How one payment was used, in the order of the law; `left_over` is more than was owed."""

    payment: Payment
    fee: Decimal
    costs: Decimal
    interest: Decimal
    principal: Decimal
    double: Decimal
    left_over: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The account up to a day: every step, every payment's use, and what is owed then."""

    until: dt.date
    steps: tuple[Step, ...]
    allotted: tuple[Allotted, ...]
    costs: Decimal
    interest: Decimal
    principal: Decimal
    double: Decimal
    fee: Decimal

    @property
    def due(self) -> Decimal:
        """What the creditor is owed, the fee for the court apart."""
        return self.costs + self.interest + self.principal + self.double

    @property
    def due_with_fee(self) -> Decimal:
        """What has to be paid so that nothing is left open."""
        return self.due + self.fee
