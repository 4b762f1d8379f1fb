"""Passages of papers on fines, detentions and referrals: evidence item by item in a ruled table."""

from __future__ import annotations

from collections.abc import Iterable

from services.documents import blocks
from services.documents.subject import MissingFact
from services.documents.table import Table
from services.documents.typesetting import FORM, Styles
from services.law import articles
from services.records.kinds.sanction import GROUNDS, Sanction
from services.records.values import InventoryRow

_COLUMNS = (
    blocks.Column("序号", 9, "center"),
    blocks.Column("名称", 29),
    blocks.Column("数量", 12, "center"),
    blocks.Column("形式", 16),
    blocks.Column("来源、证明内容", 34),
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


def law(act: Sanction) -> str:
    """The article and item of each deed, then 民诉法 118 and 119; MissingFact where no deed with an item was chosen."""
    if not (grounds := _grounds(act)):
        raise MissingFact(
            "act",
            "决定书须写明依据第几条第几项，没有出具。请在“妨害行为”里选定列明的一项，情节写进“事实经过”。",
        )
    return articles.cited(*grounds, "cpl-118", "cpl-119")


def law_under(act: Sanction) -> str:
    """What the transcript names: the items of its deeds, or 民诉法 114 as a whole while none is settled."""
    return articles.cited(*_grounds(act)) or articles.cited("cpl-114")


def _grounds(act: Sanction) -> list[tuple[str, list[int]]]:
    """The articles of the chosen deeds in their order, each with its items in theirs."""
    found: dict[str, set[int]] = {}
    for key, item in sorted(GROUNDS[deed] for deed in act.act if deed in GROUNDS):
        found.setdefault(key, set()).update({item} - {0})
    return [(key, sorted(items)) for key, items in found.items()]


def whom(act: Sanction) -> str:
    """The punished by name and number."""
    return f"{act.offender}（证件号码{act.offender_id}）" if act.offender_id else act.offender


def days(act: Sanction) -> str:
    """For how many days he is detained; MissingFact where he is not."""
    if not act.days:
        raise MissingFact("days", "没有拘留，不出这份文书。拟采取拘留的，请写明拘留天数。")
    return str(act.days)


def police(act: Sanction) -> str:
    """Who keeps him; MissingFact while that is not written down."""
    if not act.police_station:
        raise MissingFact("police_station", "文书须写明看管的公安机关，没有出具。请补上送交的公安机关。")
    return act.police_station
