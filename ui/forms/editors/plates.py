"""Number plates: typed in any width, or tapped on keys for province, letters and figures."""

from __future__ import annotations

from services.identifiers import plate as plates
from services.identifiers.finding import plain
from services.records.fields import Plate
from ui import look
from ui.components.keypads import PlateKeys
from ui.forms.editor import Editor, editor_for
from ui.forms.editors.lines import LineEditor
from ui.forms.hints import Hints, Tools


class PlateEditor(LineEditor):
    """Kept in its bare form, shown with its dot; what the docket says of another plate is told as a warning."""

    wide = True

    def __init__(self, name: str, field: Plate, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self.pad = PlateKeys()
        self.pad.changed.connect(self.line.setText)
        self.line.textChanged.connect(lambda text: self.pad.setText(self.taken(text)))
        self.tray_below(self.pad)

    def taken(self, text: str) -> str:
        return plates.check(text).value or plain(text).upper()

    def shown(self, value: str) -> str:
        return look.shown(plates.display(value))

    def found(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        errors, warnings = super().found()
        expected = self.hints.expected.get(self.name, "")
        if self.value and not errors and expected and plates.check(expected).value != self.value:
            warnings = (*warnings, f"案件册上是 {plates.display(expected)}，请核对是否同一辆车")
        return errors, warnings


@editor_for.register
def _(field: Plate, name: str, hints: Hints, tools: Tools) -> Editor:
    return PlateEditor(name, field, hints, tools)
