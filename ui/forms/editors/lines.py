"""One line whose words are brought into a regular form: what plates, VINs and identity numbers share."""

from __future__ import annotations

from typing import Any

from services.records.fields import Field
from ui.forms.editor import Editor, EntryLine
from ui.forms.hints import Hints, Tools


class LineEditor(Editor):
    """`taken` is the answer in what was typed, `shown` how it stands in the line once left."""

    wide = False

    def __init__(self, name: str, field: Field, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self._writing = False
        self.line = EntryLine(field.label)
        self.line.textChanged.connect(self._typed)
        self.frame_around(self.line)

    def taken(self, text: str) -> str:
        """The answer in what was typed; empty for none."""
        return text.strip()

    def shown(self, value: str) -> str:
        """The answer as it stands in the line."""
        return value

    def write(self, value: Any) -> None:
        if self.taken(self.line.text()) != (value or ""):
            self._set(self.shown(value or ""))

    def settle(self) -> None:
        self._set(self.shown(self.value or ""))

    def _set(self, words: str) -> None:
        if words != self.line.text():
            self._writing = True
            self.line.setText(words)
            self._writing = False

    def _typed(self, text: str) -> None:
        if not self._writing:
            self.give(self.taken(text) or None, typed=True)
