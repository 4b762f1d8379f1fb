"""案款分配: a sum shared among creditors in proportion to their claims, to the cent, nothing left and nothing made."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from services.errors import BadInput

_CENTS = 100


class BadShare(BadInput):
    """The sum or a claim can't be shared."""

    message = "分配的金额和各债权须是不小于0、最多两位小数的数，请核对。"


def by_share(total: Decimal, claims: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """What each claim gets of `total` yuan (民诉法解释 508), never more than the claim itself; the parts make up the whole.

    Cents that the division leaves go to the largest remainders, the earlier claim first. Where `total` covers everything,
    each gets its claim and the rest stays with the caller. Raises BadShare.
    """
    cents, owed = _whole_cents(total), [_whole_cents(claim) for claim in claims]
    everything = sum(owed)
    if not everything:
        raise BadShare("没有可以参与分配的债权，请核对。")
    if cents >= everything:
        return tuple(claims)
    return split(total, [Fraction(claim, everything) for claim in owed])


def split(total: Decimal, shares: Sequence[Fraction]) -> tuple[Decimal, ...]:
    """The parts of `total` yuan by shares that make up one; cents left over as in `by_share`. Raises BadShare."""
    cents = _whole_cents(total)
    if not shares or sum(shares) != 1 or min(shares) < 0:
        raise BadShare("各份额合计不是全部，请核对。")
    exact = [cents * share for share in shares]
    parts = [math.floor(one) for one in exact]
    order = sorted(range(len(shares)), key=lambda n: (parts[n] - exact[n], n))
    for n in order[: cents - sum(parts)]:
        parts[n] += 1
    return tuple(Decimal(part) / _CENTS for part in parts)


def _whole_cents(amount: Decimal) -> int:
    if not amount.is_finite() or amount < 0 or amount * _CENTS != int(amount * _CENTS):
        raise BadShare
    return int(amount * _CENTS)
