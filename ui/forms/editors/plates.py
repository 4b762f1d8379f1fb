"""Number plates: typed in any width, or tapped on keys for province, letters and figures."""

from __future__ import annotations

from services.identifiers import plate as plates
from services.identifiers import plate_match
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
            warnings = (*warnings, _other(self.value, expected))
        return errors, warnings


def _other(read: str, expected: str) -> str:
    """The docket's plate beside the one read; signs that are easily taken for each other are named."""
    known = plates.bare(expected)
    alike = next(iter(plate_match.match(read, (known,))), None)
    places = "、".join(f"第{n}位{known[n - 1]}" for n in alike.differs) if alike else ""
    told = f"（{places}容易看错）" if places else ""
    return f"案件册上是 {plates.display(known)}{told}，请核对是否同一辆车"


@editor_for.register
def _(field: Plate, name: str, hints: Hints, tools: Tools) -> Editor:
    return PlateEditor(name, field, hints, tools)
