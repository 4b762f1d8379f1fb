"""Choices: large tiles for an outcome, keys for one or several answers with own words, and yes or no."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from services.records.fields import Choice, Choices, YesNo
from ui import look
from ui.components import painting
from ui.components.buttons import Button
from ui.components.choices import Choice as Key
from ui.components.choices import ChoiceTiles, Segments, TriState
from ui.components.pressable import Pressable
from ui.forms.editor import Editor, OwnLine, editor_for, flowing, quiet_key, stacked
from ui.forms.hints import Hints, Tools

_OWN = "其他"
_TILES_IN_ONE_ROW, _TILES_ACROSS = 6, 3


class TilesEditor(Editor):
    """One of a few outcomes by one tap on a large tile."""

    def __init__(self, name: str, field: Choice, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        keys = [
            Key(option, option, _at(field.icons, n) or "note", _at(field.hints, n))
            for n, option in enumerate(field.options)
        ]
        upright = len(keys) <= _TILES_IN_ONE_ROW
        across = len(keys) if upright else _TILES_ACROSS
        self.tiles = ChoiceTiles(keys, field.label, columns=across, upright=upright)
        self.tiles.changed.connect(lambda value: self.give(value))
        self.frame_around(self.tiles, boxed=False)

    def write(self, value: Any) -> None:
        self.tiles.setValue(value)


class ChoiceEditor(Editor):
    """One of several keys; with `other` a line for own words opens by a further key."""

    def __init__(self, name: str, field: Choice, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self._own_words = field.other
        listed = (*field.options, *((_OWN,) if field.other else ()))
        self.keys = Segments([Key(o, o) for o in listed], field.label, height=48)
        self.keys.changed.connect(self._tapped)
        self.line = OwnLine(f"{field.label}：自己写", "自己写")
        self.line.textChanged.connect(self._typed)
        self.line.hide()
        self._writing = False
        self.frame_around(stacked(self.keys, self.line), boxed=False)

    def write(self, value: Any) -> None:
        own = value is not None and value not in self._options()
        self.keys.setValue(_OWN if own else value)
        self.line.setVisible(own)
        if self.line.text() != (value if own else ""):
            self._writing = True
            self.line.setText(value if own else "")
            self._writing = False

    def _options(self) -> tuple[str, ...]:
        options: tuple[str, ...] = self.field.options  # type: ignore[attr-defined]
        return options

    def _tapped(self, value: object) -> None:
        own = self._own_words and value == _OWN
        self.line.setVisible(own)
        if own:
            self.line.setFocus()
        self.give((self.line.text().strip() or None) if own else value)

    def _typed(self, text: str) -> None:
        if not self._writing:
            self.give(text.strip() or None, typed=True)


class Display(Pressable):
    """An answer that is shown like a line, but picked from a strip of keys instead of typed."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def tell(self, text: str) -> None:
        """Show these words; none at all reads as 点此填写."""
        self._text = text
        self.setAccessibleDescription(text)
        self.update()

    @property
    def words(self) -> str:
        """What it shows."""
        return self._text

    def sizeHint(self) -> QSize:
        return QSize(80, 46)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        tokens = look.current()
        ink = tokens.ink if self._text else tokens.ink3
        words = self._text or "点此填写"
        painting.write(painter, rect, words, look.face(19, 500), ink, elide=Qt.TextElideMode.ElideRight)


class ChoicesEditor(Editor):
    """Any of several keys, in the open."""

    def __init__(self, name: str, field: Choices, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self._keys: dict[str, Button] = {}
        self.line = OwnLine(f"{field.label}：加一项", "写好按回车")
        self.line.returnPressed.connect(self._add)
        self.line.hide()
        self.own_key = Button(_OWN, icon="plus", height=48)
        self.own_key.setAccessibleName(f"{field.label}：{_OWN}")
        self.own_key.tapped.connect(self._open_line)
        if not field.other:
            self.own_key.hide()
        self.strip = flowing(())
        for option in self._listed():
            self._key(option)
        flow = self.strip.layout()
        if flow is not None and field.other:
            flow.addWidget(self.own_key)
        self._place()

    def _place(self) -> None:
        self.frame_around(stacked(self.strip, self.line), boxed=False)

    def _open_line(self) -> None:
        self.line.show()
        self.line.setFocus()

    def _listed(self) -> tuple[str, ...]:
        options: tuple[str, ...] = self.field.options  # type: ignore[attr-defined]
        return options or self.hints.options.get(self.name, ())

    def key(self, option: str) -> Button:
        """The key of one option."""
        return self._keys[option]

    def write(self, value: Any) -> None:
        chosen = tuple(value or ())
        for option in chosen:
            if option not in self._keys:
                self._key(option)
        for option, key in self._keys.items():
            key.setChosen(option in chosen)

    def settle(self) -> None:
        self._add()
        self.line.hide()

    def _key(self, option: str) -> None:
        key = quiet_key(option, lambda: self._toggle(option), "key")
        key.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        key.setAccessibleName(f"{self.field.label}：{option}")
        self._keys[option] = key
        flow = self.strip.layout()
        if flow is not None:
            flow.removeWidget(self.own_key)
            flow.addWidget(key)
            if not self.own_key.isHidden():
                flow.addWidget(self.own_key)

    def _toggle(self, option: str) -> None:
        chosen = list(self.value or ())
        chosen.remove(option) if option in chosen else chosen.append(option)
        self._take(chosen)

    def _add(self) -> None:
        own = self.line.text().strip()
        if own:
            self.line.clear()
            self._take([*(o for o in self.value or () if o != own), own])

    def _take(self, chosen: list[str]) -> None:
        self.write(chosen)
        self.give(tuple(chosen) or None)


class PickedEditor(ChoicesEditor):
    """Any of the names the hints offer (officers, say): shown as one line, its keys open by a tap."""

    wide = False

    def _place(self) -> None:
        self.display = Display(self.field.label)
        self.frame_around(self.display)
        self.tray_below(stacked(self.strip, self.line))

    def write(self, value: Any) -> None:
        super().write(value)
        self.display.tell("、".join(value or ()))


class YesNoEditor(Editor):
    """是 or 否, open until tapped; a tap on the chosen key opens it again."""

    wide = False

    def __init__(self, name: str, field: YesNo, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self.keys = TriState(field.label)
        self.keys.changed.connect(lambda value: self.give(value))
        self.frame_around(flowing((self.keys,)), boxed=False)
        self.setFocusProxy(self.keys.yes)

    def write(self, value: Any) -> None:
        self.keys.setValue(value)


def _at(words: tuple[str, ...], number: int) -> str:
    return words[number] if number < len(words) else ""


@editor_for.register
def _(field: Choice, name: str, hints: Hints, tools: Tools) -> Editor:
    return (TilesEditor if field.large else ChoiceEditor)(name, field, hints, tools)


@editor_for.register
def _(field: Choices, name: str, hints: Hints, tools: Tools) -> Editor:
    return (ChoicesEditor if field.options or field.spread else PickedEditor)(name, field, hints, tools)


@editor_for.register
def _(field: YesNo, name: str, hints: Hints, tools: Tools) -> Editor:
    return YesNoEditor(name, field, hints, tools)
