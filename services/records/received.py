"""收款 as a record keeps it: the amount, and how the calculator used it on that day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidItem:
    """判项: an item of a criminal judgment and what a payment went to it, in yuan."""

    name: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Allotment:
    """抵充: how a payment is used on a day in the order of the law, in yuan; `still_open` is owed after it, fee included.

    `items` tell the principal item by item where a criminal judgment is enforced, whose order is a rule of its own.
    """

    on: dt.date
    fee: Decimal
    costs: Decimal
    interest: Decimal
    principal: Decimal
    double: Decimal
    left_over: Decimal
    still_open: Decimal
    items: tuple[PaidItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """收款: an amount taken towards the debt, and its use as the calculator gave it; `trouble` says why there is none."""

    amount: Decimal
    used: Allotment | None = None
    trouble: str = ""
