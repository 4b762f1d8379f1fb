"""今日应付: what is owed on a day, step by step, by 法释〔2014〕8号 and 民法典 561.

General interest runs on the balance of its item from its first day, that day counted and the day of payment not. The
doubled part is 0.0175 % a day on the unpaid items that bear it, general interest apart, for the days after the expiry
(法释〔2014〕8号 article 1). Each step is rounded once, to the cent, half up; nothing else is rounded.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from decimal import Decimal

from services.law import liability
from services.law.account import Account
from services.law.reckoning import (
    Allotted,
    Answers,
    BadStatement,
    Claim,
    Item,
    Owed,
    Pause,
    Payment,
    RateFrom,
    Statement,
    Step,
)
from services.law.tables import Content
from services.wording import date_text

__all__ = [
    "Allotted",
    "Answers",
    "BadStatement",
    "Claim",
    "Item",
    "Owed",
    "Pause",
    "Payment",
    "RateFrom",
    "Statement",
    "Step",
    "double_part",
    "statement",
]

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
    account = Account(claim, liability.parts(claim), table)
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
        _check_turns(item)
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


def _check_turns(item: Item) -> None:
    days = [day for day in (item.runs_from, *(turn.on for turn in item.then)) if day is not None]
    if any(later <= earlier for earlier, later in itertools.pairwise(days)):
        raise BadStatement(f"“{item.name}”的利率分段日期先后不对，请核对。")


def _check_amount(amount: Decimal, name: str) -> None:
    if not amount.is_finite() or not 0 <= amount < _MOST or amount != amount.quantize(_CENT):
        raise BadStatement(f"“{name}”须是不小于0、最多两位小数的金额，请核对。")
