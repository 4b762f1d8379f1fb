"""诉讼费用: enforcement, acceptance and preservation fees by 诉讼费用交纳办法 articles 13(1), 14(1) and 14(2)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from services.errors import BadInput
from services.law import tables

_TABLE = tables.load("fees")
_CENT = Decimal("0.01")


class BadClaim(BadInput):
    """The amount the fee is asked for is no amount above nought."""

    message = "执行金额须大于0，请核对后再计算执行申请费。"


def enforcement_fee(amount: Decimal) -> Decimal:
    """执行申请费 in yuan for enforcing `amount` yuan, to the cent (article 14(1)).

    A matter without an amount costs 50 to 500 yuan at the court's choice: there is nothing to compute.
    Raises BadClaim.
    """
    if not _above_nought(amount):
        raise BadClaim
    return _by_bracket(amount, _TABLE["enforcement"])


def acceptance_fee(amount: Decimal, *, halved: bool = False) -> Decimal:
    """案件受理费 in yuan of a dispute over property (article 13(1)).

    `halved` for mediation, withdrawal and the simple procedure (articles 15 and 16). Raises BadClaim.
    """
    if not _above_nought(amount):
        raise BadClaim("诉讼请求金额须大于0，请核对后再计算案件受理费。")
    fee = _by_bracket(amount, _TABLE["acceptance"])
    return (fee / 2).quantize(_CENT, ROUND_HALF_UP) if halved else fee


def preservation_fee(amount: Decimal) -> Decimal:
    """保全申请费 in yuan for preserving `amount` yuan, at most 5,000 (article 14(2)). Raises BadClaim."""
    if not _above_nought(amount):
        raise BadClaim("保全金额须大于0，请核对后再计算保全申请费。")
    table = _TABLE["preservation"]
    return min(_by_bracket(amount, table), Decimal(table["highest"]))


def _above_nought(amount: Decimal) -> bool:
    return amount.is_finite() and amount > 0


def _by_bracket(amount: Decimal, table: Mapping[str, Any]) -> Decimal:
    fee, floor = Decimal(table["flat"]), Decimal(table["flat_up_to"])
    for bracket in table["brackets"]:
        ceiling = Decimal(bracket.get("up_to", amount))
        fee += max(min(amount, ceiling) - floor, Decimal(0)) * Decimal(bracket["rate"])
        floor = max(ceiling, floor)
    return fee.quantize(_CENT, ROUND_HALF_UP)
