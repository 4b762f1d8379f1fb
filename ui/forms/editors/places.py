"""Addresses: the known places of the case as keys, or words of one's own."""

from __future__ import annotations

from functools import partial
from typing import Any

from services.docket.party import Place
from services.records.fields import Address
from ui.components.buttons import Button
from ui.forms.editor import Editor, EntryLine, editor_for, flowing, quiet_key
from ui.forms.hints import Hints, Tools


class AddressEditor(Editor):
    """A known place keeps its coordinates; typed words have none, since nobody measured them."""

    wide = False

    def __init__(self, name: str, field: Address, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self._known = {place.text: place for place in hints.places}
        self._writing = False
        self.line = EntryLine(field.label)
        self.line.textChanged.connect(self._typed)
        self.frame_around(self.line)
        self.keys: dict[str, Button] = {
            words: quiet_key(words, partial(self._choose, place)) for words, place in self._known.items()
        }
        if self.keys:
            self.tray_below(flowing(self.keys.values()))

    def write(self, value: Any) -> None:
        words = value.text if value is not None else ""
        if words != self.line.text():
            self._writing = True
            self.line.setText(words)
            self.line.setCursorPosition(0)
            self._writing = False

    def _choose(self, place: Place) -> None:
        self.write(place)
        self.give(place)

    def _typed(self, text: str) -> None:
        if not self._writing:
            words = text.strip()
            self.give((self._known.get(words) or Place(text=words)) if words else None, typed=True)


@editor_for.register
def _(field: Address, name: str, hints: Hints, tools: Tools) -> Editor:
    return AddressEditor(name, field, hints, tools)
