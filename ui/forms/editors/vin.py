"""The VIN, compared sign by sign with the one in the docket: where they differ is shown, and both values."""

from __future__ import annotations

from services.identifiers import vin as vins
from services.records.fields import Vin
from ui.components.vehicles import VinCompare
from ui.forms.editor import Editor, editor_for
from ui.forms.editors.lines import LineEditor
from ui.forms.hints import Hints, Tools

_LENGTH = 17


class VinEditor(LineEditor):
    """Capital letters without blanks; the comparison opens once there are seventeen signs to compare."""

    wide = True

    def __init__(self, name: str, field: Vin, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self.line.setMaxLength(_LENGTH + 8)
        self.comparison = VinCompare("", "", parent=self)
        self.comparison.read_again.connect(self._read_again)
        self.comparison.two_cars.connect(self._two_cars)
        self.comparison.hide()
        self.column.addWidget(self.comparison)

    def taken(self, text: str) -> str:
        return vins.normalised(text)

    def refresh_state(self) -> None:
        super().refresh_state()
        expected = vins.normalised(self.hints.expected.get(self.name, ""))
        compared = bool(self.value and expected and len(self.value) == _LENGTH)
        if compared:
            self.comparison.setNumbers(self.value, expected, "键盘录入", "案件册")
            self.comparison.two_key.setVisible(self.tools.judge is not None)
        self.comparison.setVisible(compared and self.value != expected)

    def _two_cars(self) -> None:
        """The number is read rightly and it is another car: what the law asks then is dealt with at the gate."""
        if self.tools.judge is not None:
            self.tools.judge(self.name)

    def _read_again(self) -> None:
        self.line.setFocus()
        self.line.selectAll()


@editor_for.register
def _(field: Vin, name: str, hints: Hints, tools: Tools) -> Editor:
    return VinEditor(name, field, hints, tools)
