"""Promised payments: a day and a sum, added one by one; they stand in the order of their days."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.clock import local
from services.records.fields import Promises
from services.records.values import Promise
from services.wording import date_text, money
from ui.components.buttons import Button, IconButton
from ui.components.labels import Text
from ui.forms.editor import Editor, OwnLine, editor_for, stacked
from ui.forms.editors.figures import figure
from ui.forms.editors.times import read_day
from ui.forms.hints import Hints, Tools


class PromiseLine(QWidget):
    """One promise at rest, and a cross."""

    def __init__(self, editor: PromisesEditor, at: int, promise: Promise) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Text(f"{date_text(promise.on)}前", "strong", wrap=False))
        row.addWidget(Text(f"{money(promise.amount)} 元", "heading", wrap=False))
        row.addWidget(Text(promise.note, "second"), 1)
        self.cross = IconButton("close", f"删去第 {at + 1} 笔承诺", framed=False)
        self.cross.tapped.connect(lambda: editor.drop(at))
        row.addWidget(self.cross)


class PromisesEditor(Editor):
    """The promises so far, and a row for the next one."""

    def __init__(self, name: str, field: Promises, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self.rows: list[PromiseLine] = []
        holder = QWidget()
        self._list = QVBoxLayout(holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)
        self.day = OwnLine("承诺日期", "哪天前付，例如 12-24")
        self.amount = OwnLine("承诺金额", "金额（元）")
        self.note = OwnLine("承诺说明", "说明，可不填")
        self.key = Button("加一笔", "soft", "plus")
        self.key.tapped.connect(self._add)
        for line in (self.day, self.amount, self.note):
            line.returnPressed.connect(self._add)
        self.told = Text("", "second", "red")
        self.told.hide()
        asked = stacked(self.day, self.amount, self.note, self.key, across=True)
        self.frame_around(stacked(holder, asked, self.told), boxed=False)

    def write(self, value: Any) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [PromiseLine(self, at, promise) for at, promise in enumerate(value or ())]
        for row in self.rows:
            self._list.addWidget(row)

    def drop(self, at: int) -> None:
        """One promise less."""
        self._take([p for n, p in enumerate(self.value or ()) if n != at])

    def _add(self) -> None:
        on = read_day(self.day.text(), local(self.hints.now()).date())
        amount = _amount(self.amount.text())
        if on is None or amount is None:
            lacking = "日期写成 12-24 或 2026-12-24" if on is None else "金额写数字，例如 5000"
            self.told.setText(lacking)
            self.told.show()
            (self.day if on is None else self.amount).setFocus()
            return
        self.told.hide()
        promise = Promise(on=on, amount=amount, note=self.note.text().strip())
        for line in (self.day, self.amount, self.note):
            line.clear()
        self._take([*(self.value or ()), promise])
        self.day.setFocus()

    def _take(self, promises: list[Promise]) -> None:
        ordered = tuple(sorted(promises, key=lambda p: p.on))
        self.write(ordered)
        self.give(ordered or None)


def _amount(text: str) -> Decimal | None:
    found = figure(text)
    return None if found is None else found.quantize(Decimal("0.01"))


@editor_for.register
def _(field: Promises, name: str, hints: Hints, tools: Tools) -> Editor:
    return PromisesEditor(name, field, hints, tools)
