"""执行申请费: what enforcing an amount costs by 诉讼费用交纳办法 article 14(1)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from services.errors import BadInput
from services.law import tables

_ENFORCEMENT = tables.load("fees")["enforcement"]
_CENT = Decimal("0.01")


class BadClaim(BadInput):
    """The amount the fee is asked for is no amount above nought."""

    message = "执行金额须大于0，请核对后再计算执行申请费。"


def enforcement_fee(amount: Decimal) -> Decimal:
    """The fee in yuan for enforcing `amount` yuan, to the cent.

    A matter without an amount costs 50 to 500 yuan at the court's choice: there is nothing to compute.
    Raises BadClaim.
    """
    if not amount.is_finite() or amount <= 0:
        raise BadClaim
    fee, floor = Decimal(_ENFORCEMENT["flat"]), Decimal(_ENFORCEMENT["flat_up_to"])
    for bracket in _ENFORCEMENT["brackets"]:
        ceiling = Decimal(bracket.get("up_to", amount))
        fee += max(min(amount, ceiling) - floor, Decimal(0)) * Decimal(bracket["rate"])
        floor = max(ceiling, floor)
    return fee.quantize(_CENT, ROUND_HALF_UP)
