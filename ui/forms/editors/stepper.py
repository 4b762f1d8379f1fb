"""A quantity to step up and down or to type: what lists of things count with."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.forms.editor import OwnLine, quiet_key
from ui.forms.editors.figures import figure


class Stepper(QWidget):
    """A quantity: minus, the figure itself to type, plus."""

    changed = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.less, self.more = (
            quiet_key("−", partial(self._step, -1)),
            quiet_key("＋", partial(self._step, 1)),
        )
        self.less.setAccessibleName(f"{name}减一")
        self.more.setAccessibleName(f"{name}加一")
        self.line = OwnLine(name)
        self.line.setFixedWidth(96)
        self.line.textChanged.connect(lambda _text: self.changed.emit(self.value))
        for widget in (self.less, self.line, self.more):
            row.addWidget(widget)
        self.setValue(Decimal(1))

    @property
    def value(self) -> Decimal | None:
        """The figure, None when what stands there is none."""
        return figure(self.line.text())

    def setValue(self, value: Decimal) -> None:
        """Show a figure."""
        self.line.setText(f"{value:f}")

    def _step(self, by: int) -> None:
        self.setValue(max(Decimal(1), (self.value or Decimal(0)) + by))
