"""Numbers with their unit, and money: typed, or tapped on a pad of keys that opens below the field."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from services.records.fields import Money, Number
from ui.components.buttons import Button
from ui.forms.editor import Editor, EntryLine, editor_for, quiet_key
from ui.forms.editors.figures import figure, unread
from ui.forms.hints import Hints, Tools

_KEYS = ("7", "8", "9", "4", "5", "6", "1", "2", "3", ".", "0", "退")


class Pad(QWidget):
    """Twelve keys that write into a line and leave the focus there."""

    def __init__(self, line: QLineEdit, point: bool) -> None:
        super().__init__()
        self._line = line
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        self.keys: dict[str, Button] = {}
        for at, sign in enumerate(_KEYS):
            if sign == "." and not point:
                continue
            key = quiet_key(sign, self._deed(sign))
            key.setAccessibleName({".": "小数点", "退": "退一格"}.get(sign, sign))
            self.keys[sign] = key
            grid.addWidget(key, at // 6, at % 6)
        for column in range(6):
            grid.setColumnStretch(column, 1)
        self.setMaximumWidth(520)

    def _deed(self, sign: str) -> Callable[[], None]:
        return self._line.backspace if sign == "退" else lambda: self._line.insert(sign)


class AmountEditor(Editor):
    """A figure in a line with its unit at right; what is no figure is said so, and not taken."""

    wide = False
    decimals = 0

    def build(self, unit: str) -> None:
        """Line, frame and pad; `decimals` is how many places are allowed."""
        self.line = EntryLine(self.field.label)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhFormattedNumbersOnly if self.decimals else Qt.InputMethodHint.ImhDigitsOnly
        )
        self.line.textChanged.connect(self._changed)
        self._strange = ""
        self._writing = False
        self.frame_around(self.line, unit=unit)
        self.pad = Pad(self.line, bool(self.decimals))
        self.tray_below(self.pad)

    def write(self, value: Any) -> None:
        if self._parsed(self.line.text()) != value or value is None:
            self._writing = True
            self.line.setText("" if value is None else f"{value:,}")
            self._writing = False
            self._strange = ""

    def settle(self) -> None:
        if self.value is not None and not self._strange:
            self._writing = True
            self.line.setText(self.shown(self.value))
            self._writing = False

    def shown(self, value: Any) -> str:
        """How the figure stands in the line at rest."""
        return f"{value:,}"

    def found(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if self._strange:
            return (self._strange,), ()
        return super().found()

    def _changed(self, text: str) -> None:
        if self._writing:
            return
        value = self._parsed(text)
        self._strange = unread(text) or ("这里只填整数" if value is None and text.strip() else "")
        self.give(value, typed=True)

    def _parsed(self, text: str) -> int | Decimal | None:
        found = figure(text)
        if found is None or self.decimals:
            return found
        return int(found) if found == found.to_integral_value() else None


class NumberEditor(AmountEditor):
    """A count or a reading."""

    def __init__(self, name: str, field: Number, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self.decimals = field.decimals
        self.build(field.unit)


class MoneyEditor(AmountEditor):
    """Yuan, shown with two places."""

    decimals = 2

    def __init__(self, name: str, field: Money, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self.build("元")

    def shown(self, value: Any) -> str:
        return f"{value:,.2f}" if value == round(value, 2) else f"{value:,}"


@editor_for.register
def _(field: Number, name: str, hints: Hints, tools: Tools) -> Editor:
    return NumberEditor(name, field, hints, tools)


@editor_for.register
def _(field: Money, name: str, hints: Hints, tools: Tools) -> Editor:
    return MoneyEditor(name, field, hints, tools)
