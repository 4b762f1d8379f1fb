"""责任承担核对: rows that say who answers for the claim, and whose payment came in, held against parties and items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from services.hub import course_sheets, sheets
from services.hub.row import Read
from services.law import liability
from services.law.reckoning import BadStatement
from services.law.ways import WAY_TITLES


def check(parties: Iterable[Read], children: Mapping[str, list[Read]]) -> None:
    """Who answers and who paid are debtors of this case; what is answered for stands among the items."""
    debtors = {row.values.get("id") for row in parties if row.values.get("role") == "debtor"}
    items = {row.values.get("kind") for row in children.get(sheets.CLAIM_ITEMS.name, [])}
    for row in children.get(sheets.LIABILITIES.name, []):
        if row.values.get("debtor") not in debtors:
            row.errors.append("当事人编号不是本案“当事人”表里的被执行人")
        row.errors += [
            f"项目“{name}”在“执行标的明细”表里没有"
            for name in row.values.get("items", ())
            if name not in items
        ]
        row.errors += _share_problem(row.values)
    for row in children.get(course_sheets.MONEY_IN.name, []):
        if row.values.get("payer") and row.values["payer"] not in debtors:
            row.errors.append("缴纳当事人编号不是本案“当事人”表里的被执行人")


def _share_problem(values: Mapping[str, Any]) -> list[str]:
    written, way = values.get("share", ""), values.get("way")
    if way == "share" and not written:
        return ["按份承担要写份额"]
    if written and way in ("primary", "joint"):
        return [f"{WAY_TITLES[way]}责任不应有份额"]
    try:
        if written:
            liability.share(written)
    except BadStatement as bad:
        return [str(bad)]
    return []
