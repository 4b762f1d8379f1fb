"""诉讼费用: enforcement, acceptance and preservation fees by 诉讼费用交纳办法 articles 13(1), 14(1) and 14(2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from services.errors import BadInput
from services.law import tables
from services.law.tables import Content, Path_, Problem, row_problems

_CENT = Decimal("0.01")


class BadClaim(BadInput):
    """The amount the fee is asked for is no amount above nought."""

    message = "执行金额须大于0，请核对后再计算执行申请费。"


def enforcement_fee(amount: Decimal, table: Content | None = None) -> Decimal:
    """执行申请费 in yuan for enforcing `amount` yuan, to the cent (article 14(1)).

    A matter without an amount costs 50 to 500 yuan at the court's choice: there is nothing to compute.
    Raises BadClaim.
    """
    if not _above_nought(amount):
        raise BadClaim
    return _by_bracket(amount, _in(table)["enforcement"])


def acceptance_fee(amount: Decimal, table: Content | None = None, *, halved: bool = False) -> Decimal:
    """案件受理费 in yuan of a dispute over property (article 13(1)).

    `halved` for mediation, withdrawal and the simple procedure (articles 15 and 16). Raises BadClaim.
    """
    if not _above_nought(amount):
        raise BadClaim("诉讼请求金额须大于0，请核对后再计算案件受理费。")
    fee = _by_bracket(amount, _in(table)["acceptance"])
    return (fee / 2).quantize(_CENT, ROUND_HALF_UP) if halved else fee


def preservation_fee(amount: Decimal, table: Content | None = None) -> Decimal:
    """保全申请费 in yuan for preserving `amount` yuan, at most 5,000 (article 14(2)). Raises BadClaim."""
    if not _above_nought(amount):
        raise BadClaim("保全金额须大于0，请核对后再计算保全申请费。")
    rows = _in(table)["preservation"]
    return min(_by_bracket(amount, rows), Decimal(rows["highest"]))


def _above_nought(amount: Decimal) -> bool:
    return amount.is_finite() and amount > 0


def _by_bracket(amount: Decimal, table: Mapping[str, Any]) -> Decimal:
    fee, floor = Decimal(table["flat"]), Decimal(table["flat_up_to"])
    for bracket in table["brackets"]:
        ceiling = Decimal(bracket.get("up_to", amount))
        fee += max(min(amount, ceiling) - floor, Decimal(0)) * Decimal(bracket["rate"])
        floor = max(ceiling, floor)
    return fee.quantize(_CENT, ROUND_HALF_UP)


def _in(table: Content | None) -> Content:
    return BUNDLED if table is None else table


def problems(content: Content) -> Iterator[Problem]:
    """What is wrong with a table that a court hands in: its parts, their figures, and brackets that do not rise."""
    for name in content:
        if name not in (*_PARTS, "version"):
            yield Problem((name,), f"有不认识的段“{name}”")
    for name, more in _PARTS.items():
        row = content.get(name)
        wanted: dict[str, type] = {
            "source": str, "valid_from": dt.date, "flat": str, "flat_up_to": str, "brackets": list, **more,
        }  # fmt: skip
        if row is None:
            yield Problem((name,), f"缺少[{name}]段")
        elif found := list(row_problems(row, (name,), wanted, {"article": str})):
            yield from found
        else:
            yield from _figures(row, name)


def _figures(row: Mapping[str, Any], name: str) -> Iterator[Problem]:
    for key in ("flat", "flat_up_to", *_PARTS[name]):
        if _figure(row[key]) is None:
            yield Problem((name, key), f"“{key}”的“{row[key]}”不是不小于0的金额")
    floor = _figure(row["flat_up_to"]) or Decimal(0)
    last = len(row["brackets"]) - 1
    for number, bracket in enumerate(row["brackets"]):
        place: Path_ = (name, "brackets", number)
        wanted: dict[str, type] = {"rate": str} if number == last else {"up_to": str, "rate": str}
        found = list(row_problems(bracket, place, wanted))
        yield from found
        if found:
            continue
        rate, ceiling = _figure(bracket["rate"]), _figure(bracket.get("up_to", "0"))
        if rate is None or not 0 < rate < 1:
            yield Problem(place, f"费率“{bracket['rate']}”应大于0、小于1，如0.015")
        if number < last and (ceiling is None or ceiling <= floor):
            yield Problem(place, f"上限“{bracket['up_to']}”没有大于上一档")
        floor = ceiling or floor


def _figure(written: Any) -> Decimal | None:
    try:
        figure = Decimal(written)
    except (InvalidOperation, TypeError):
        return None
    return figure if figure.is_finite() and figure >= 0 else None


_PARTS: Mapping[str, dict[str, type]] = {
    "enforcement": {},
    "acceptance": {},
    "preservation": {"highest": str},
}
BUNDLED: Content = tables.load("fees")
FORM = tables.Form(name="fees", title="诉讼费用标准", origin="诉讼费用交纳办法", problems=problems)
