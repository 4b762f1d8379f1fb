"""The inventory: the rows of a list, numbered as they stand, and the panel for the next thing."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from services.records.fields import Inventory
from services.records.values import InventoryRow
from ui.forms.editor import Editor, editor_for, quiet_key, stacked
from ui.forms.editors.thing_line import ThingLine
from ui.forms.editors.thing_panel import ThingPanel
from ui.forms.hints import Hints, Tools

LATEST = 15  # rows in the open: a screen of them, built within one turn of the event loop


class InventoryEditor(Editor):
    """The rows, numbered as they stand, and the panel for the next one.

    Of a long list the last rows stand in the open, the ones before them behind a key; a row that says what it said
    keeps its line, so that the eight hundredth thing is added as quickly as the first.
    """

    def __init__(self, name: str, field: Inventory, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self._open_rows = LATEST
        self._said: list[InventoryRow] = []
        self.earlier = quiet_key("", self._show_earlier)
        self.earlier.hide()
        holder = QWidget()
        self._list = QVBoxLayout(holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(4)
        self.lines: list[ThingLine] = []
        self._changing = -1
        self.panel = ThingPanel(field, tools)
        self.panel.added.connect(self._add)
        self.frame_around(stacked(self.earlier, holder, self.panel), boxed=False)

    @property
    def busy(self) -> bool:
        """True while the photo of a row is being taken in."""
        return self.panel.busy

    def write(self, value: Any) -> None:
        rows = tuple(value or ())
        first = max(0, len(rows) - self._open_rows)
        self.earlier.setVisible(bool(first))
        self.earlier.setLabel(f"前面还有 {first} 件")
        wanted = list(rows[first:])
        while self._said and self._said[:1] != wanted[:1]:
            self._forget(0)
        while self._said != wanted[: len(self._said)]:
            self._forget(len(self._said) - 1)
        for at, row in enumerate(wanted[len(self._said) :], start=first + len(self._said)):
            self._append(at, row)
        if rows:
            self.panel.mark(rows[-1].disposition or self.panel.way)
        if self.panel.box is not None and rows:
            self.panel.box.setValue(rows[-1].box)

    def _append(self, at: int, row: InventoryRow) -> None:
        line = ThingLine(row, self.panel.box is not None)
        line.opened.connect(partial(self._open, at))
        line.removed.connect(partial(self._drop, at))
        self._list.addWidget(line)
        self.lines.append(line)
        self._said.append(row)

    def _forget(self, at: int) -> None:
        line = self.lines.pop(at)
        del self._said[at]
        self._list.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _show_earlier(self) -> None:
        """Another screenful of the rows before."""
        self._open_rows += LATEST
        self.write(self.value)

    def _add(self, row: InventoryRow) -> None:
        rows = list(self.value or ())
        if self._changing >= 0:
            rows[self._changing] = row
        else:
            rows.append(row)
        self._changing = -1
        self._take(rows)

    def _open(self, at: int) -> None:
        self._changing = at
        self.panel.open(self.value[at])

    def _drop(self, at: int) -> None:
        self._changing = -1
        self._take([r for n, r in enumerate(self.value) if n != at])

    def _take(self, rows: list[InventoryRow]) -> None:
        numbered = tuple(replace(row, number=n) for n, row in enumerate(rows, 1))
        self.write(numbered)
        self.give(numbered or None)


@editor_for.register
def _(field: Inventory, name: str, hints: Hints, tools: Tools) -> Editor:
    return InventoryEditor(name, field, hints, tools)
