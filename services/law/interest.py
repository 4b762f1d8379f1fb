"""今日应付: what is owed on a day, step by step, by 法释〔2014〕8号 and 民法典 561.

General interest runs on the balance of its item from its first day, that day counted and the day of payment not. The
doubled part is 0.0175 % a day on the unpaid items that bear it, general interest apart, for the days after the expiry
(法释〔2014〕8号 article 1). Each step is rounded once, to the cent, half up; nothing else is rounded.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from services.law import lpr
from services.law.rates import Rate
from services.law.reckoning import (
    NOUGHT,
    Allotted,
    BadStatement,
    Claim,
    Item,
    Pause,
    Payment,
    Sort,
    Statement,
    Step,
)
from services.law.tables import Content
from services.wording import date_text

__all__ = [
    "Allotted",
    "BadStatement",
    "Claim",
    "Item",
    "Pause",
    "Payment",
    "Statement",
    "Step",
    "double_part",
    "statement",
]

DOUBLE_RATE = Decimal("0.000175")  # a day; 法释〔2014〕8号 article 1
SINCE = dt.date(2014, 8, 1)  # from here on 法释〔2014〕8号 counts; before it another rule did (article 7)
_CENT = Decimal("0.01")
_MOST = Decimal(10) ** 12


def double_part(
    base: Decimal, expiry: dt.date, until: dt.date, *, payment_day_counts: bool = True
) -> Decimal:
    """加倍部分债务利息 in yuan on an unchanged base, from the day after `expiry` to `until`. Raises BadStatement."""
    item = Item(name="", amount=base)
    claim = Claim(items=(item,), expiry=expiry, payment_day_counts=payment_day_counts)
    if until < expiry:
        raise BadStatement(f"计算日{date_text(until)}早于履行期限届满日{date_text(expiry)}，请核对。")
    return statement(claim, (), until).double


def statement(
    claim: Claim, payments: Sequence[Payment], until: dt.date, *, table: Content | None = None
) -> Statement:
    """The account of a claim up to `until`, that day's payments counted; `table` is the LPR in force, else the program's.

    A payment goes to costs, general interest, principal (民法典 561), then the doubled part (法释〔2014〕8号 article 4).
    Raises BadStatement, and lpr.NoRate where the table says nothing: no rate is guessed.
    """
    _check(claim, payments, until)
    account = _Account(claim, table)
    for payment in sorted(payments, key=lambda p: p.on):
        account.run(payment.on)
        account.take(payment)
    account.run(until)
    return account.closed(until)


def _check(claim: Claim, payments: Sequence[Payment], until: dt.date) -> None:
    if not claim.items:
        raise BadStatement("没有一项债务，请先填写执行依据确定的给付内容。")
    if claim.expiry is None:
        raise BadStatement("不知道履行期限何时届满，也没有生效日期，请补上后再算。")
    for item in claim.items:
        _check_amount(item.amount, item.name or "金额")
        if item.rate is not None and item.runs_from is None:
            raise BadStatement(f"“{item.name}”有利率而没有起算日，请补上。")
    _check_amount(claim.fee, "执行申请费")
    first = min([claim.expiry, *(i.runs_from for i in claim.items if i.runs_from)])
    if until < first:
        raise BadStatement(f"计算日{date_text(until)}早于债务起算的{date_text(first)}，请核对。")
    if claim.expiry < SINCE - dt.timedelta(days=1) and any(i.doubled for i in claim.items):
        raise BadStatement(
            f"履行期限在{date_text(SINCE)}以前届满，此前的迟延利息按当时的规定算（法释〔2014〕8号第7条），请另行核算。"
        )
    for pause in claim.pauses:
        if pause.last < pause.first:
            raise BadStatement(
                f"扣除期间的止日{date_text(pause.last)}早于起日{date_text(pause.first)}，请核对。"
            )
    for payment in payments:
        if not payment.amount.is_finite() or payment.amount <= 0:
            raise BadStatement(f"{date_text(payment.on)}的付款须大于0，请核对。")
        _check_amount(payment.amount, "付款")
        if payment.on < first:
            raise BadStatement(f"{date_text(payment.on)}的付款早于债务起算的{date_text(first)}，请核对日期。")
        if payment.on > until:
            raise BadStatement(f"{date_text(payment.on)}的付款晚于计算日{date_text(until)}，请核对日期。")


def _check_amount(amount: Decimal, name: str) -> None:
    if not amount.is_finite() or not 0 <= amount < _MOST or amount != amount.quantize(_CENT):
        raise BadStatement(f"“{name}”须是不小于0、最多两位小数的金额，请核对。")


@dataclass(slots=True)
class _Open:
    """An item with what is left of it, its interest, and the days to which both parts have been counted."""

    item: Item
    left: Decimal
    interest: Decimal = NOUGHT
    counted: dt.date | None = None


@dataclass(slots=True)
class _Account:
    """The running account of one statement."""

    claim: Claim
    table: Content | None
    open: list[_Open] = field(default_factory=list)
    double: Decimal = NOUGHT
    fee: Decimal = NOUGHT
    doubled_to: dt.date = dt.date.min
    steps: list[Step] = field(default_factory=list)
    allotted: list[Allotted] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Opens every item at its whole amount."""
        self.open = [_Open(item, item.amount, counted=item.runs_from) for item in self.claim.items]
        self.fee = self.claim.fee
        self.doubled_to = self.claim.expiry or dt.date.max

    def run(self, until: dt.date) -> None:
        """Counts both parts up to a day."""
        for one in self.open:
            for step in self._general(one, until):
                one.interest += step.result
                self.steps.append(step)
            if one.counted is not None:
                one.counted = max(one.counted, until)
        last = until if self.claim.payment_day_counts else until - dt.timedelta(days=1)
        for step in self._doubled(last):
            self.double += step.result
            self.steps.append(step)
        self.doubled_to = max(self.doubled_to, last)

    def _general(self, one: _Open, until: dt.date) -> Iterator[Step]:
        rate, start = one.item.rate, one.counted
        if rate is None or start is None or until <= start or not one.left:
            return
        cuts = lpr.changes(start, until, rate.term, self.table) if rate.unit == "lpr" else ()
        bounds = [start, *cuts, until]
        for first, end in itertools.pairwise(bounds):
            factor, basis, words = self._daily(rate, first, end)
            days = (end - first).days
            yield Step(
                sort="interest",
                item=one.item.name,
                start=first,
                end=end,
                days=days,
                base=one.left,
                rate=words,
                factor=factor,
                basis=basis,
                result=_rounded(one.left * factor * days / basis),
            )

    def _daily(self, rate: Rate, first: dt.date, end: dt.date) -> tuple[Decimal, int, str]:
        """What a day costs: a fraction over the days of a year (for a daily rate over 1), and its words."""
        if rate.unit == "day":
            return rate.figure / 10_000, 1, str(rate)
        if rate.unit == "lpr":
            lpr.rate(
                end - dt.timedelta(days=1), rate.term, self.table
            )  # refuses a stretch past the table's end
            percent = lpr.rate(first, rate.term, self.table)
            times = f"的{rate.figure.normalize():f}倍" if rate.figure != 1 else ""
            return percent * rate.figure / 100, rate.basis, f"LPR {percent}%{times}÷{rate.basis}"
        months = 12 if rate.unit == "month" else 1
        words = f"{rate}的12倍÷{rate.basis}" if months == 12 else f"{rate}÷{rate.basis}"
        return rate.figure * months / 100, rate.basis, words

    def _doubled(self, last: dt.date) -> Iterator[Step]:
        base = sum((one.left for one in self.open if one.item.doubled), NOUGHT)
        if not base or last <= self.doubled_to:
            return
        for start, end in _without(self.doubled_to, last, self.claim.pauses):
            days = (end - start).days
            yield Step(
                sort="double",
                item="加倍部分债务利息",
                start=start,
                end=end,
                days=days,
                base=base,
                rate="日万分之1.75",
                factor=DOUBLE_RATE,
                basis=1,
                result=_rounded(base * DOUBLE_RATE * days),
            )

    def take(self, payment: Payment) -> None:
        """Uses a payment in the order of the law."""
        rest = payment.amount
        fee, rest = _paid(self.fee if self.claim.fee_first else NOUGHT, rest)
        self.fee -= fee
        costs, rest = self._pay_items("costs", rest)
        interest = NOUGHT
        for one in self.open:
            part, rest = _paid(one.interest, rest)
            one.interest -= part
            interest += part
        principal, rest = self._pay_items("principal", rest)
        double, rest = _paid(self.double, rest)
        self.double -= double
        late, rest = _paid(self.fee, rest)
        self.fee -= late
        self.allotted.append(
            Allotted(
                payment=payment,
                fee=fee + late,
                costs=costs,
                interest=interest,
                principal=principal,
                double=double,
                left_over=rest,
            )
        )

    def _pay_items(self, sort: Sort, rest: Decimal) -> tuple[Decimal, Decimal]:
        total = NOUGHT
        for one in self.open:
            if one.item.sort == sort:
                part, rest = _paid(one.left, rest)
                one.left -= part
                total += part
        return total, rest

    def closed(self, until: dt.date) -> Statement:
        """The account as it stands."""
        return Statement(
            until=until,
            steps=tuple(self.steps),
            allotted=tuple(self.allotted),
            costs=sum((o.left for o in self.open if o.item.sort == "costs"), NOUGHT),
            interest=sum((o.interest for o in self.open), NOUGHT),
            principal=sum((o.left for o in self.open if o.item.sort == "principal"), NOUGHT),
            double=self.double,
            fee=self.fee,
        )


def _paid(owed: Decimal, rest: Decimal) -> tuple[Decimal, Decimal]:
    part = min(owed, rest)
    return part, rest - part


def _without(start: dt.date, last: dt.date, pauses: Sequence[Pause]) -> Iterator[tuple[dt.date, dt.date]]:
    """The stretches of days after `start` up to `last` that no pause covers, as (day before the first, last day)."""
    for pause in sorted(pauses, key=lambda p: p.first):
        before = min(pause.first - dt.timedelta(days=1), last)
        if before > start:
            yield start, before
        start = max(start, pause.last)
    if last > start:
        yield start, last


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, ROUND_HALF_UP)
