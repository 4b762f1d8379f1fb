"""Number plates: typed in any width, or tapped on keys for province, letters and figures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from services.identifiers import plate as plates
from services.identifiers.finding import plain
from services.records.fields import Plate
from ui.components.buttons import Button
from ui.forms.editor import Editor, editor_for, quiet_key
from ui.forms.editors.lines import LineEditor
from ui.forms.hints import Hints, Tools

NEAR = "浙皖赣闽苏沪"
PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"  # I and O occur in no serial
OTHERS = "挂学警港澳使领"
_ACROSS = 10


class PlateKeys(QWidget):
    """The keys of a plate: near provinces first, all others and the rare signs behind one key."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__()
        self._line = line
        self.keys: dict[str, Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._head())
        self._rare = self._grid(f"{''.join(p for p in PROVINCES if p not in NEAR)}{OTHERS}")
        self._rare.hide()
        column.addWidget(self._rare)
        column.addWidget(self._grid(SIGNS))

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for sign in NEAR:
            row.addWidget(self._key(sign, "soft"))
        more = quiet_key("全国", self._unfold)
        row.addWidget(more)
        back = quiet_key("退一格", self._line.backspace)
        self.keys["全国"], self.keys["退一格"] = more, back
        row.addWidget(back)
        return row

    def _grid(self, signs: str) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for at, sign in enumerate(signs):
            grid.addWidget(self._key(sign, "plain"), at // _ACROSS, at % _ACROSS)
        return holder

    def _key(self, sign: str, role: str) -> Button:
        key = quiet_key(sign, self._deed(sign), role)
        self.keys[sign] = key
        return key

    def _deed(self, sign: str) -> Callable[[], None]:
        return lambda: self._line.insert(sign)

    def _unfold(self) -> None:
        self._rare.setVisible(self._rare.isHidden())


class PlateEditor(LineEditor):
    """Kept in its bare form, shown with its dot; what the docket says of another plate is told as a warning."""

    wide = True

    def __init__(self, name: str, field: Plate, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self.pad = PlateKeys(self.line)
        self.tray_below(self.pad)

    def taken(self, text: str) -> str:
        return plates.check(text).value or plain(text).upper()

    def shown(self, value: str) -> str:
        return plates.display(value)

    def found(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        errors, warnings = super().found()
        expected = self.hints.expected.get(self.name, "")
        if self.value and not errors and expected and plates.check(expected).value != self.value:
            warnings = (*warnings, f"案件册上是 {plates.display(expected)}，请核对是否同一辆车")
        return errors, warnings


@editor_for.register
def _(field: Plate, name: str, hints: Hints, tools: Tools) -> Editor:
    return PlateEditor(name, field, hints, tools)
