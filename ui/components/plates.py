"""A number plate on the screen: the slots that are being filled sign by sign, and the plate as it hangs on the car."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from services.identifiers import plate as plates
from ui import look
from ui.components import painting
from ui.components.keypads import PROVINCES, PlateKeys

SLOTS = 8
FULL = 7
_DOT = 18  # px between the office's letter and the serial


class PlateSlots(QWidget):
    """Eight slots, the last dashed for 新能源; `setText(text, assumed)` says how many signs nobody has typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._assumed = "", 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setText("")
        look.changes.changed.connect(self.updateGeometry)

    def setText(self, text: str, assumed: int = 0) -> None:
        """Show these signs; the first `assumed` stand dashed."""
        self._text, self._assumed = text, assumed
        self.setAccessibleName(f"号牌：{text or '还没有输入'}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(476, 56 if look.sizes().small else 72)

    def minimumSizeHint(self) -> QSize:
        return QSize(476, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = 6
        width = (self.width() - _DOT - gap * (SLOTS - 2)) / SLOTS
        left = 0.0
        for number in range(SLOTS):
            self._slot(painter, QRectF(left, 0, width, self.height()), number)
            left += width + gap
            if number == 1:
                centre = left - gap + _DOT / 2
                painting.disc(painter, QRectF(centre - 4, self.height() / 2 - 4, 8, 8), look.current().ink)
                left += _DOT - gap
        painter.end()

    def _slot(self, painter: QPainter, rect: QRectF, number: int) -> None:
        tokens = look.current()
        sign = self._text[number : number + 1]
        last, here = number == SLOTS - 1, number == len(self._text)
        dashed = (last and not sign) or (sign != "" and number < self._assumed)
        border, width = (tokens.focus, 3) if here and not last else (tokens.edge, max(2, tokens.border))
        fill = tokens.sunk if number < self._assumed else tokens.surface
        painting.box(painter, rect, fill, border, width, look.sizes().radius_field, dashed)
        if sign:
            painting.write(
                painter, rect, sign, look.face(min(38, self.height() - 14), 700), tokens.ink, painting.CENTRE
            )
        elif last:
            painting.write(painter, rect, "新能源", look.face(14, 500), tokens.ink2, painting.CENTRE)


class PlateSign(QWidget):
    """The plate as it hangs on the car: light ground for new-energy cars, filled for the others."""

    def __init__(self, plate: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plate = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setPlate(plate)
        look.changes.changed.connect(self.updateGeometry)

    def setPlate(self, plate: str) -> None:
        """Show a bare plate."""
        self._plate = plate
        self.setAccessibleName(f"号牌 {plates.display(plate)}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = painting.width_of(plates.display(self._plate), self._face())
        return QSize(round(words) + 36, 56 if look.sizes().small else 66)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _face(self) -> QFont:
        return look.face(27 if look.sizes().small else 34, 700)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        electric = "新能源" in plates.kind(self._plate)
        fill, ink = (tokens.oksoft, tokens.ink) if electric else (tokens.act, tokens.actink)
        painter = QPainter(self)
        rect = QRectF(self.rect())
        painting.box(painter, rect, fill, tokens.ok if electric else tokens.act, 2)
        painting.box(painter, rect.adjusted(4, 4, -4, -4), None, ink, 1.5, 7)
        painting.write(painter, rect, plates.display(self._plate), self._face(), ink, painting.CENTRE)
        painter.end()


class StreetKeys(PlateKeys):
    """The pad for a row of parked cars: `home` stands typed already, a province begins the next plate.

    `next_wanted` on Enter. A plate is full with seven signs; an eighth makes it a new-energy plate.
    """

    next_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.home = ""
        self.entered.connect(self.next_wanted)
        self.changed.connect(lambda _text: self._mark())

    def start(self) -> None:
        """Begin a plate with the home head; tells of it as a key would."""
        self._text = self.home
        self.changed.emit(self._text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._mark()

    def show_page(self, page: str) -> None:
        super().show_page(page)
        self._mark()

    @property
    def assumed(self) -> int:
        """How many signs stand there that nobody has typed."""
        return len(self.home) if self._text == self.home else 0

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()
        super().mousePressEvent(event)

    def _type(self, sign: str) -> None:
        if sign in PROVINCES and (self._text == self.home or len(self._text) >= FULL):
            self._text = ""
        super()._type(sign)

    def _mark(self) -> None:
        """The province that stands typed is the chosen key."""
        for sign, key in self.keys.items():
            key.setChosen(sign in PROVINCES and self._text.startswith(sign))
