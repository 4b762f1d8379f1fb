"""The box that a thing of a list goes into."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.components.labels import Text
from ui.forms.editor import quiet_key
from ui.forms.editors.stepper import Stepper


class BoxPick(QWidget):
    """The box a thing goes into, counted from 1 and kept until it is changed; 大件 goes into none."""

    def __init__(self) -> None:
        super().__init__()
        self.number = Stepper("箱号")
        self.loose = quiet_key("大件，不装箱", self._toggle)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        before, after = Text("装入第", "strong", wrap=False), Text("箱", "strong", wrap=False)
        for part in (before, self.number, after, self.loose):
            row.addWidget(part)
        row.addStretch(1)

    @property
    def value(self) -> str:
        """The number as a row keeps it; "" for none."""
        number = self.number.value
        return f"{number:f}" if number is not None and not self.loose.chosen else ""

    def setValue(self, box: str) -> None:
        """The box that the next thing goes into; "" for none."""
        self.loose.setChosen(not box)
        self.number.setEnabled(bool(box))
        if box.isdigit():
            self.number.setValue(Decimal(box))

    def _toggle(self) -> None:
        self.setValue(f"{self.number.value or 1:f}" if self.loose.chosen else "")
