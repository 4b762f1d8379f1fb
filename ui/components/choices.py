"""Answers given by one tap: choice keys here; with them the joined keys and the tiles, so that a form asks one door."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.components.buttons import Button
from ui.components.flow import Flow
from ui.components.joined import Joined, TriState
from ui.components.tiles import Choice, ChoiceTiles

__all__ = ["Choice", "ChoiceTiles", "Joined", "Segments", "TriState"]


class Segments(QWidget):
    """Choice keys that wrap; one answer, or several with `multiple`. `changed(value)`: value, tuple or None."""

    changed = Signal(object)

    def __init__(
        self,
        choices: Sequence[Choice],
        name: str,
        multiple: bool = False,
        height: int = 0,
        role: str = "key",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._multiple = multiple
        self._choices = tuple(choices)
        flow = Flow(self)
        self.keys: list[Button] = []
        for choice in self._choices:
            key = Button(choice.label, role, choice.icon or None, height=height, parent=self)
            key.setAccessibleName(f"{name}：{choice.label}")
            key.tapped.connect(lambda made=choice: self._tap(made))
            flow.addWidget(key)
            self.keys.append(key)

    @property
    def value(self) -> object:
        """The chosen value, None when there is none; a tuple with `multiple`."""
        picked = tuple(
            choice.value for choice, key in zip(self._choices, self.keys, strict=True) if key.chosen
        )
        if self._multiple:
            return picked
        return picked[0] if picked else None

    def setValue(self, value: object) -> None:
        """Show an answer without a signal."""
        picked = value if self._multiple and isinstance(value, tuple) else (value,)
        for choice, key in zip(self._choices, self.keys, strict=True):
            key.setChosen(choice.value in picked)

    def _tap(self, made: Choice) -> None:
        for choice, key in zip(self._choices, self.keys, strict=True):
            if choice is made:
                key.setChosen(not key.chosen)
            elif not self._multiple:
                key.setChosen(False)
        self.changed.emit(self.value)
