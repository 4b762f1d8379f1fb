"""The VIN, compared sign by sign with the one in the docket: where they differ is shown, and both values."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from services.identifiers import vin as vins
from services.records.fields import Vin
from ui import look
from ui.components import painting
from ui.components.buttons import Button
from ui.components.fields import Mark
from ui.components.labels import Text
from ui.forms.editor import Editor, editor_for
from ui.forms.editors.lines import LineEditor
from ui.forms.hints import Hints, Tools

_LENGTH = 17
_WORDS = 62
_PITCH = 29


class TwoLines(QWidget):
    """现场 and 册上, seventeen cells of equal width each; differing cells are filled in both."""

    def __init__(self) -> None:
        super().__init__()
        self.found, self.expected = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def tell(self, found: str, expected: str) -> None:
        """Compare these two."""
        self.found, self.expected = found, expected
        self.setAccessibleName(f"现场 {found}，册上 {expected}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WORDS + _LENGTH * 19, 2 * _PITCH + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        cell = min(26.0, (self.width() - _WORDS) / _LENGTH)
        unlike = set(vins.differences(self.found, self.expected))
        for line, (words, code) in enumerate((("现场", self.found), ("册上", self.expected))):
            top = line * _PITCH
            painting.write(painter, QRectF(0, top, _WORDS, _PITCH), words, look.font("second"), tokens.ink2)
            for at, sign in enumerate(code[:_LENGTH]):
                spot = QRectF(_WORDS + at * cell, top, cell, _PITCH)
                wrong = at + 1 in unlike
                if wrong:
                    painting.box(painter, spot.adjusted(1, 0, -1, 0), tokens.red, radius=3)
                ink = tokens.redink if wrong else tokens.ink
                painting.write(painter, spot, sign, look.face(21, 700), ink, painting.CENTRE)
        painter.end()


class Comparison(QWidget):
    """The red box of a VIN that is not the docket's: which place, both values, and the way out."""

    again = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 8, 10)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(Mark("stop", "redtext"))
        self.words = Text("", "strong", "red")
        head.addWidget(self.words, 1)
        key = Button("重读", "danger", height=48)
        key.tapped.connect(self.again)
        head.addWidget(key)
        column.addLayout(head)
        self.lines = TwoLines()
        column.addWidget(self.lines)
        self.hide()

    def tell(self, found: str, expected: str) -> None:
        """Compare; hides itself where nothing differs."""
        places = vins.differences(found, expected)
        self.lines.tell(found, expected)
        if len(places) == 1:
            here, there = found[places[0] - 1], expected[places[0] - 1]
            self.words.setText(f"车架号第 {places[0]} 位与案件册不同：现场 {here} / 册上 {there}")
        else:
            self.words.setText(f"车架号有 {len(places)} 位与案件册不同：第 {'、'.join(map(str, places))} 位")
        self.setVisible(bool(places))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        painting.box(
            painter, QRectF(self.rect()), tokens.redsoft, tokens.rededge, 2, look.sizes().radius_field
        )
        painter.end()


class VinEditor(LineEditor):
    """Capital letters without blanks; the comparison opens once there are seventeen signs to compare."""

    wide = True

    def __init__(self, name: str, field: Vin, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self.line.setMaxLength(_LENGTH + 8)
        self.comparison = Comparison()
        self.comparison.again.connect(self._read_again)
        self.column.addWidget(self.comparison)

    def taken(self, text: str) -> str:
        return vins.normalised(text)

    def refresh_state(self) -> None:
        super().refresh_state()
        expected = vins.normalised(self.hints.expected.get(self.name, ""))
        if self.value and expected and len(self.value) == _LENGTH:
            self.comparison.tell(self.value, expected)
        else:
            self.comparison.hide()

    def _read_again(self) -> None:
        self.line.setFocus()
        self.line.selectAll()


@editor_for.register
def _(field: Vin, name: str, hints: Hints, tools: Tools) -> Editor:
    return VinEditor(name, field, hints, tools)
