"""Passages of papers on fines, detentions and referrals: evidence item by item in a ruled table."""

from __future__ import annotations

from collections.abc import Iterable

from services.documents import blocks
from services.documents.table import Table
from services.documents.typesetting import FORM, Styles
from services.records.values import InventoryRow

_COLUMNS = (
    blocks.Column("序号", 9, "center"),
    blocks.Column("名称", 29),
    blocks.Column("数量", 12, "center"),
    blocks.Column("形式", 16),
    blocks.Column("来源、证明什么", 34),
)


def evidence_table(rows: Iterable[InventoryRow], styles: Styles = FORM) -> Table:
    """Each item with its number, how many, in which form, and what it proves."""
    return blocks.inventory(_COLUMNS, [_row(row) for row in rows], styles)


def _row(row: InventoryRow) -> tuple[str, ...]:
    said = "，".join(part for part in (row.model, row.condition, row.place, row.note) if part)
    return (
        str(row.number),
        row.name,
        f"{row.quantity:f}{row.unit}",
        row.disposition or "未注明",
        said or "未注明",
    )
