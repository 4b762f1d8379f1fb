"""承诺与分期: every sum promised or agreed, by its day, with what was paid on it and what is left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from services.cases.kept import Kept
from ui import words
from ui.components.frames import Card
from ui.components.labels import ChipFace
from ui.components.tasks import PlainList, PlainRow

PAID = ChipFace("已付清", "ok", "check")


def kept_card(sums: tuple[Kept, ...], today: dt.date, opened: Callable[[str], None]) -> Card:
    """A row for each sum; one that a record holds opens that record."""
    left = sum(1 for one in sums if one.paid_on is None)
    card = Card(
        "承诺与分期",
        f"{len(sums)} 笔，{left} 笔没有付清" if left else f"{len(sums)} 笔，都已付清",
        flush=True,
    )
    rows = PlainList("承诺与分期", tall=True)
    rows.setItems([_row(one, today, opened) for one in sums])
    rows.opened.connect(lambda row: row.payload() if row.payload else None)
    card.body.addWidget(rows)
    return card


def _row(one: Kept, today: dt.date, opened: Callable[[str], None]) -> PlainRow:
    amount = f"{words.amount(one.amount)} 元" if one.amount is not None else "金额不明"
    return PlainRow(
        f"{one.what} {amount}",
        " · ".join(filter(None, (f"{words.day_text(one.on)}前", _standing(one), one.note))),
        "payment",
        _chip(one, today),
        payload=partial(opened, one.entry) if one.entry else None,
    )


def _standing(one: Kept) -> str:
    if one.paid_on is not None:
        return f"{words.day_text(one.paid_on)}付清"
    return (
        f"已付 {words.amount(one.paid)} 元，还差 {words.amount(one.rest)} 元" if one.paid and one.rest else ""
    )


def _chip(one: Kept, today: dt.date) -> ChipFace:
    """Paid, late, paid in part, or not due yet."""
    if one.paid_on is not None:
        return PAID
    if one.on < today:
        return ChipFace("逾期", "red")
    return ChipFace("付了一部分" if one.paid else "未到期", "amb" if one.paid else "plain")
