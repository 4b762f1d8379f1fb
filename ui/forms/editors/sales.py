"""Permissions to sell, one by one: what, to whom, for how much and not below, until when, and where the money goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.records.fields import Sales
from services.records.values import SalePermission
from ui.components.buttons import IconButton
from ui.components.labels import Text
from ui.forms.editor import Editor, OwnLine, editor_for, quiet_key, stacked
from ui.forms.editors.figures import figure, plain
from ui.forms.hints import Hints, Tools


def date(text: str) -> dt.date | None:
    """A day as 2026-12-31; None while it is none."""
    try:
        return dt.date.fromisoformat(plain(text))
    except ValueError:
        return None


_LINES: tuple[tuple[tuple[str, str, Callable[[str], Any]], ...], ...] = (
    (("what", "变卖什么", str), ("buyer", "买受人", str)),
    (
        ("price", "价款（元）", figure),
        ("floor", "最低价（元）", figure),
        ("until", "期限，如 2026-12-31", date),
    ),
    (("account", "价款汇入哪个账户", str), ("release", "凭什么文书解除", str)),
)


class SaleRow(QWidget):
    """One permission: its number and a cross, and below three rows of lines."""

    def __init__(self, editor: SalesEditor, at: int, sale: SalePermission) -> None:
        super().__init__()
        self._number = sale.number
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(Text(f"第 {sale.number} 笔", "strong", wrap=False), 1)
        self.cross = IconButton("close", f"删去第 {sale.number} 笔", framed=False)
        self.cross.tapped.connect(lambda: editor.drop(at))
        head.addWidget(self.cross)
        column.addLayout(head)
        self.lines: dict[str, OwnLine] = {}
        for row in _LINES:
            column.addWidget(stacked(*(self._line(editor, at, sale, *each) for each in row), across=True))

    def _line(
        self, editor: SalesEditor, at: int, sale: SalePermission, name: str, label: str, taken: Callable[[str], Any]
    ) -> OwnLine:  # fmt: skip
        line = OwnLine(f"第 {sale.number} 笔：{label}", label)
        value = getattr(sale, name)
        line.setText("" if value is None else f"{value:,}" if isinstance(value, Decimal) else str(value))
        line.textChanged.connect(lambda text: editor.change(at, name, taken(text)))
        self.lines[name] = line
        return line

    def unread(self) -> str:
        """Which figures and days could not be read; what was typed stays in its line."""
        odd = [
            label
            for name, label, taken in (each for row in _LINES for each in row)
            if self.lines[name].text().strip() and taken(self.lines[name].text()) is None
        ]
        return f"第 {self._number} 笔：{'、'.join(odd)}看不懂，请重填" if odd else ""


class SalesEditor(Editor):
    """The permissions, numbered as they stand, and the key for a further one."""

    def __init__(self, name: str, field: Sales, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        holder = QWidget()
        self._list = QVBoxLayout(holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)
        self.rows: list[SaleRow] = []
        self.adder = quiet_key("加一笔准许", self.add, icon="plus")
        self.frame_around(stacked(holder, self.adder), boxed=False)

    def write(self, value: Any) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [SaleRow(self, n, sale) for n, sale in enumerate(value or ())]
        for row in self.rows:
            self._list.addWidget(row)

    def add(self) -> None:
        """A further permission, ready to be written."""
        self._take((*(self.value or ()), SalePermission(number=0, what="")))
        self.rows[-1].lines["what"].setFocus()

    def change(self, at: int, name: str, value: Any) -> None:
        """One answer of one permission."""
        sales = list(self.value or ())
        sales[at] = replace(sales[at], **{name: value})
        self.give(tuple(sales), typed=True)

    def found(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        errors, warnings = super().found()
        return (*errors, *(said for row in self.rows if (said := row.unread()))), warnings

    def drop(self, at: int) -> None:
        """One permission less."""
        self._take(tuple(s for n, s in enumerate(self.value or ()) if n != at))

    def _take(self, sales: tuple[SalePermission, ...]) -> None:
        numbered = tuple(replace(sale, number=n) for n, sale in enumerate(sales, 1))
        self.write(numbered)
        self.give(numbered or None)


@editor_for.register
def _(field: Sales, name: str, hints: Hints, tools: Tools) -> Editor:
    return SalesEditor(name, field, hints, tools)
