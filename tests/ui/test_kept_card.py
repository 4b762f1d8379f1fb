"""Promises and instalments on the case page: paid, late, in part, not due yet; each leads to the record that holds it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from services.cases.kept import Kept
from ui import look
from ui.components.tasks import PlainList
from ui.pages.kept_card import kept_card

TODAY, D = dt.date(2026, 11, 24), Decimal


def one(days: int, paid: int = 0, whole: bool = False, entry: str = "talk") -> Kept:
    """Five thousand promised so many days from now."""
    return Kept(
        what="何岩松承诺付款第 1 笔", on=TODAY + dt.timedelta(days=days), amount=D(5000), paid=D(paid),
        paid_on=TODAY if whole else None, entry=entry,
    )  # fmt: skip


def test_each_sum_says_how_it_stands_and_opens_its_record(qapp: QApplication, qtbot: QtBot) -> None:
    look.themed(qapp)
    opened: list[str] = []
    sums = (one(9, 5000, whole=True), one(-1), one(9, 2000), one(9, entry=""))
    card = kept_card(sums, TODAY, opened.append)
    qtbot.addWidget(card)
    rows = card.findChildren(PlainList)[0]
    assert [row.chip.text for row in rows.items] == ["已付清", "逾期", "付了一部分", "未到期"]
    assert "已付 2,000.00 元，还差 3,000.00 元" in rows.items[2].detail
    assert "2026-11-24付清" in rows.items[0].detail
    for row in rows.items:
        rows.opened.emit(row)
    assert opened == ["talk"] * 3, "an instalment of the docket has no record to open"
