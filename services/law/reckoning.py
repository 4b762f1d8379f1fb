"""今日应付, its values: the debts of a basis, who answers for them, payments, and the account with every step."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from services.errors import BadInput
from services.law.rates import Rate
from services.law.ways import Way

NOUGHT = Decimal(0)
Sort = Literal["principal", "interest", "costs"]
StepSort = Literal["interest", "double"]


class BadStatement(BadInput):
    """The facts do not allow a sum: dates out of order, no amount, no expiry."""

    message = "这些数据算不出应付款，请核对。"


@dataclass(frozen=True, slots=True)
class RateFrom:
    """From a day on another rate holds, or none any more where `rate` is None (利息计算至某日止)."""

    on: dt.date
    rate: Rate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One debt of the basis. `sort` is costs for 实现债权的费用, interest for interest already summed up by the basis.

    `rate` None: the judgment awards no interest on it. `runs_from` is the first day that bears interest; `then` the days
    on which the rate changes, in their order. `doubled`: whether it bears the doubled part.
    """

    name: str
    amount: Decimal
    sort: Sort = "principal"
    rate: Rate | None = None
    runs_from: dt.date | None = None
    then: tuple[RateFrom, ...] = ()
    doubled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """责任承担: how one debtor answers for the items named (none named: for all).

    `share` is his part of a debt owed by shares, or of what a subsidiary debtor has to make good; `cap` yuan bound what he
    owes of the basis's money debt. The doubled part on what he himself leaves unpaid within the cap comes on top (M).
    """

    debtor: str
    name: str
    way: Way
    share: Fraction | None = None
    cap: Decimal | None = None
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pause:
    """Days, both ends counted, that bear no doubled part (法释〔2014〕8号 article 3, last paragraph)."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What is enforced. `expiry`: last day for performance, else the day of legal effect (article 2), None unknown.

    `payment_day_counts` is the case's day convention; `fee` is 执行申请费, taken off payments first if `fee_first`.
    `answers` is empty where nothing is known of who owes what: the account is then one for all.
    """

    items: tuple[Item, ...]
    expiry: dt.date | None
    answers: tuple[Answers, ...] = ()
    pauses: tuple[Pause, ...] = ()
    payment_day_counts: bool = True
    fee: Decimal = NOUGHT
    fee_first: bool = False


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that came in on a day, from what; `by` is the debtor whose debt it pays, empty where that is not known."""

    on: dt.date
    amount: Decimal
    source: str = ""
    by: str = ""


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

    @property
    def first(self) -> dt.date:
        """The first day that is counted, so that a page can show a stretch with both its days in it."""
        return self.start + dt.timedelta(days=1) if self.sort == "double" else self.start

    @property
    def last(self) -> dt.date:
        """The last day that is counted; the stretch behind it begins on the next."""
        return self.end if self.sort == "double" else self.end - dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Allotted:
    """How one payment was used, in the order of the law; `left_over` is more than was owed.

    `items` are the principal again, item by item as they were paid.
    """

    payment: Payment
    fee: Decimal
    costs: Decimal
    interest: Decimal
    principal: Decimal
    double: Decimal
    left_over: Decimal
    items: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What one debtor owes by one way of answering: of the debt, and of the doubled part.

    `bounded` is what cap or share leave him to pay of the debt, None where nothing bounds him; `steps` are those of a
    doubled part of his own, on what he leaves unpaid within that bound. It is never added to the whole account.
    """

    answers: Answers
    debt: Decimal
    double: Decimal
    bounded: Decimal | None = None
    steps: tuple[Step, ...] = ()

    @property
    def due(self) -> Decimal:
        """What he has to pay so that nothing is left open for him."""
        return self.debt + self.double


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The account up to a day: every step, every payment's use, what is owed then, and by whom.

    `owed` is empty where nothing is known of who owes what, or `unknown` says why it can't be told.
    """

    until: dt.date
    steps: tuple[Step, ...]
    allotted: tuple[Allotted, ...]
    costs: Decimal
    interest: Decimal
    principal: Decimal
    double: Decimal
    fee: Decimal
    owed: tuple[Owed, ...] = ()
    unknown: str = ""

    @property
    def due(self) -> Decimal:
        """What the creditor is owed, the fee for the court apart."""
        return self.costs + self.interest + self.principal + self.double

    @property
    def due_with_fee(self) -> Decimal:
        """What has to be paid so that nothing is left open."""
        return self.due + self.fee
