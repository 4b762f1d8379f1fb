"""Instalments of a settlement: laid out in equal parts by one key, or a day and a sum one by one, in order of the days."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.clock import local
from services.docket.proceedings import Instalment
from services.errors import BadInput
from services.records.fields import Instalments
from services.wording import date_text, money
from ui.components.buttons import Button, IconButton
from ui.components.choices import Choice as Key
from ui.components.choices import Segments
from ui.components.labels import Text
from ui.forms.editor import Editor, OwnLine, editor_for, stacked
from ui.forms.editors.figures import figure
from ui.forms.editors.times import read_day
from ui.forms.hints import Hints, Tools

_TURNS = {1: "每月一期", 3: "每季一期", 12: "每年一期"}
_DAY, _AMOUNT = "日期写成 12-24 或 2026-12-24", "金额写数字，例如 5000"


class InstalmentLine(QWidget):
    """One instalment at rest, and a cross."""

    def __init__(self, editor: InstalmentsEditor, at: int, part: Instalment) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Text(f"第 {at + 1} 期", "second", wrap=False))
        row.addWidget(Text(f"{date_text(part.due_on)}前", "strong", wrap=False))
        row.addWidget(Text(f"{money(part.amount or Decimal(0))} 元", "heading", wrap=False))
        row.addWidget(Text(part.note, "second"), 1)
        self.cross = IconButton("close", f"删去第 {at + 1} 期", framed=False)
        self.cross.tapped.connect(lambda: editor.drop(at))
        row.addWidget(self.cross)


class InstalmentsEditor(Editor):
    """The plan with its sum, a row that lays it out evenly, and a row for one more instalment."""

    field: Instalments

    def __init__(self, name: str, field: Instalments, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self.rows: list[InstalmentLine] = []
        holder = QWidget()
        self._list = QVBoxLayout(holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)
        self.sum = Text("", "strong")
        self.sum.hide()
        self.told = Text("", "second", "red")
        self.told.hide()
        self.frame_around(
            stacked(self._even_row(), holder, self.sum, self._one_row(), self.told), boxed=False
        )

    def _even_row(self) -> QWidget:
        self.total = OwnLine("分期总额", "总额（元）")
        self.count = OwnLine("期数", "期数")
        self.first = OwnLine("首期日期", "首期 12-24")
        self.months = Segments([Key(n, words) for n, words in _TURNS.items()], "每隔多久一期", height=48)
        self.months.setValue(1)
        self.even_key = Button("平均分期", "soft")
        self.even_key.tapped.connect(self._even)
        return stacked(stacked(self.total, self.count, self.first, self.even_key, across=True), self.months)

    def _one_row(self) -> QWidget:
        self.day = OwnLine("某期日期", "日期 12-24")
        self.amount = OwnLine("某期金额", "金额（元）")
        self.note = OwnLine("某期说明", "说明")
        self.key = Button("加一期", "soft", "plus")
        self.key.tapped.connect(self._add)
        for line in (self.day, self.amount, self.note):
            line.returnPressed.connect(self._add)
        return stacked(self.day, self.amount, self.note, self.key, across=True)

    def write(self, value: Any) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [InstalmentLine(self, at, part) for at, part in enumerate(value or ())]
        for row in self.rows:
            self._list.addWidget(row)
        whole = sum((part.amount or Decimal(0) for part in value or ()), Decimal(0))
        self.sum.setText(f"共 {len(self.rows)} 期，合计 {money(whole)} 元" if self.rows else "")
        self.sum.setVisible(bool(self.rows))

    def drop(self, at: int) -> None:
        """One instalment less."""
        self._take([p for n, p in enumerate(self.value or ()) if n != at])

    def _even(self) -> None:
        """The whole plan anew, in equal parts."""
        total, count = figure(self.total.text()), figure(self.count.text())
        first, months = self._read(self.first), self.months.value
        if first is None or total is None or count is None:
            self._blame(_DAY if total is not None and count is not None else _AMOUNT)
            return
        try:
            parts = self.field.laid_out(total, int(count), first, int(str(months or 1)))
        except BadInput as wrong:
            self._blame(wrong.sentence)
            return
        self.told.hide()
        self._take(list(parts))

    def _add(self) -> None:
        on, amount = self._read(self.day), figure(self.amount.text())
        if on is None or amount is None:
            self._blame(_DAY if on is None else _AMOUNT)
            (self.day if on is None else self.amount).setFocus()
            return
        self.told.hide()
        part = Instalment(due_on=on, amount=amount, note=self.note.text().strip())
        for line in (self.day, self.amount, self.note):
            line.clear()
        self._take([*(self.value or ()), part])
        self.day.setFocus()

    def _read(self, line: OwnLine) -> dt.date | None:
        return read_day(line.text(), local(self.hints.now()).date())

    def _blame(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.show()

    def _take(self, parts: list[Instalment]) -> None:
        ordered = tuple(sorted(parts, key=lambda p: p.due_on))
        self.write(ordered)
        self.give(ordered or None)


@editor_for.register
def _(field: Instalments, name: str, hints: Hints, tools: Tools) -> Editor:
    return InstalmentsEditor(name, field, hints, tools)
