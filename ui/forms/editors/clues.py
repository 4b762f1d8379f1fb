"""Clues: tap the sort, write what was learnt; the source may stand beside it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.records.fields import Clues
from services.records.values import Clue
from ui.components.buttons import IconButton
from ui.components.labels import Chip
from ui.forms.editor import Editor, OwnLine, editor_for, flowing, quiet_key, stacked
from ui.forms.hints import Hints, Tools


class ClueRow(QWidget):
    """Sort, words, source and a cross."""

    def __init__(self, editor: CluesEditor, at: int, clue: Clue) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.words = OwnLine(f"{clue.sort}：内容", "具体内容")
        self.words.setText(clue.text)
        self.source = OwnLine(f"{clue.sort}：听谁说的", "听谁说的")
        self.source.setText(clue.from_whom)
        self.words.textChanged.connect(lambda text: editor.change(at, text=text))
        self.source.textChanged.connect(lambda text: editor.change(at, from_whom=text))
        self.cross = IconButton("close", f"删去这条{clue.sort}线索", framed=False)
        self.cross.tapped.connect(lambda: editor.drop(at))
        row.addWidget(Chip(clue.sort, "act"))
        row.addWidget(self.words, 3)
        row.addWidget(self.source, 1)
        row.addWidget(self.cross)


class CluesEditor(Editor):
    """Rows of clues below the keys of their sorts."""

    def __init__(self, name: str, field: Clues, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self.keys = {sort: quiet_key(sort, partial(self.add, sort), icon="plus") for sort in field.sorts}
        self.rows: list[ClueRow] = []
        holder = QWidget()
        self._list = QVBoxLayout(holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)
        self.frame_around(stacked(flowing(self.keys.values()), holder), boxed=False)

    def write(self, value: Any) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [ClueRow(self, n, clue) for n, clue in enumerate(value or ())]
        for row in self.rows:
            self._list.addWidget(row)

    def add(self, sort: str) -> None:
        """A further clue of that sort, ready to be written."""
        self._take((*(self.value or ()), Clue(sort=sort, text="")))
        self.rows[-1].words.setFocus()

    def change(self, at: int, **words: str) -> None:
        """The words of one clue."""
        clues = list(self.value or ())
        clues[at] = replace(clues[at], **words)
        self.give(tuple(clues), typed=True)

    def drop(self, at: int) -> None:
        """One clue less."""
        self._take(tuple(c for n, c in enumerate(self.value or ()) if n != at))

    def found(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        errors, warnings = super().found()
        empty = [c.sort for c in self.value or () if not c.text.strip()]
        return errors, (*warnings, *((f"{'、'.join(empty)}还没写内容",) if empty else ()))

    def _take(self, clues: tuple[Clue, ...]) -> None:
        self.write(clues)
        self.give(clues or None)


@editor_for.register
def _(field: Clues, name: str, hints: Hints, tools: Tools) -> Editor:
    return CluesEditor(name, field, hints, tools)
