"""分期方案: a sum laid out over instalments, equal or so much a month, whose parts make up the sum to the cent."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from services.errors import BadInput
from services.law import periods
from services.wording import money

MOST = 360  # instalments; thirty years of months
_CENT = Decimal("0.01")


class BadPlan(BadInput):
    """The sum can't be laid out like this."""

    message = "这样分期算不出来，请核对总额、期数和每期金额。"


@dataclass(frozen=True, slots=True)
class Part:
    """One instalment: the day it is to be paid by, and how much, in yuan."""

    on: dt.date
    amount: Decimal


def equal(
    total: Decimal, count: int, first: dt.date, *, months: int = 1, down: Decimal = Decimal(0)
) -> tuple[Part, ...]:
    """`count` instalments of the same amount, every `months` months from `first`; the last one makes up the cents.

    `down` is paid on `first` on top of the plan as a part of its own (首付), the equal parts beginning a turn later.
    Raises BadPlan.
    """
    _checked(total, months)
    if not _is_money(down) or down > total:
        raise BadPlan("首付须是不小于0、不超过总额、最多两位小数的金额，请核对。")
    rest = total - down
    if not 1 <= count <= MOST:
        raise BadPlan(f"期数须在1到{MOST}之间，请核对。")
    if rest < count * _CENT:
        raise BadPlan(f"{money(rest)}元分不成{count}期，每期不到一分，请减少期数。")
    each = (rest / count).quantize(_CENT, "ROUND_DOWN")
    amounts = [*([down] if down else []), *([each] * (count - 1)), rest - each * (count - 1)]
    return _dated(amounts, first, months)


def monthly(total: Decimal, each: Decimal, first: dt.date, *, months: int = 1) -> tuple[Part, ...]:
    """So much every `months` months from `first` until the sum is paid; the last instalment is what remains. BadPlan."""
    _checked(total, months)
    if not _is_money(each) or not each:
        raise BadPlan("每期金额须大于0，最多两位小数，请核对。")
    whole, rest = divmod(total, each)
    amounts = [each] * min(int(whole), MOST + 1) + ([rest] if rest else [])
    if len(amounts) > MOST:
        raise BadPlan(f"每期{money(each)}元要超过{MOST}期才付清，请提高每期金额。")
    return _dated(amounts, first, months)


def _dated(amounts: list[Decimal], first: dt.date, months: int) -> tuple[Part, ...]:
    """From the first day each time, so that the 31st comes back after a short month; no holiday moves an agreed day."""
    parts = []
    for number, amount in enumerate(amounts):
        on = periods.end(first, number * months, "month", holidays_extend=False) if number else first
        parts.append(Part(on, amount))
    return tuple(parts)


def _checked(total: Decimal, months: int) -> None:
    if not _is_money(total) or not total:
        raise BadPlan("分期的总额须大于0，最多两位小数，请核对。")
    if not 1 <= months <= 12:
        raise BadPlan("每期须隔1至12个月，请核对。")


def _is_money(amount: Decimal) -> bool:
    return amount.is_finite() and 0 <= amount < Decimal(10) ** 12 and amount == amount.quantize(_CENT)
