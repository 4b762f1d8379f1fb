"""口令: six digits by keys or a passphrase in a line; both wait when wrong tries have cost time."""

from __future__ import annotations

from PySide6.QtCore import QDeadlineTimer, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui import look
from ui.components import painting
from ui.components.buttons import Button
from ui.components.fields import FieldFrame, Line
from ui.components.keypads import PinKeys

PIN_DIGITS = 6
TICK_MILLISECONDS = 250


class Dots(QWidget):
    """How many digits are in: six dots."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filled = 0
        self.setFixedSize(PIN_DIGITS * 22 + (PIN_DIGITS - 1) * 22, 24)
        self.setFilled(0)
        look.changes.changed.connect(self.update)

    def setFilled(self, filled: int) -> None:
        """Show so many digits."""
        self.filled = filled
        self.setAccessibleName(f"已输入 {filled} 位，共 {PIN_DIGITS} 位")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dots, filled ones in ink."""
        tokens = look.current()
        painter = QPainter(self)
        for number in range(PIN_DIGITS):
            spot = QRectF(number * 44 + 1, 2, 20, 20)
            fill = tokens.ink if number < self.filled else tokens.surface
            painting.disc(painter, spot, fill, tokens.ink if number < self.filled else tokens.edge, 2)
        painter.end()


class SecretEntry(QWidget):
    """Asks for a secret of one kind: `given(secret)` by the sixth digit, by Enter or by the key.

    While `busy` or while a wait runs it takes nothing; `waiting(seconds)` counts down, 0 when it is over.
    """

    given = Signal(str)
    waiting = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pin, self._busy = "", False
        self._until = QDeadlineTimer(0)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MILLISECONDS)
        self._tick.timeout.connect(self._count_down)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self._keys())
        self.column.addWidget(self._line())

    @property
    def busy(self) -> bool:
        """Whether a try is being made."""
        return self._busy

    def setKind(self, kind: str) -> None:
        """Ask for a "pin" or a "passphrase", or for nothing with ""; what was typed and waited is forgotten."""
        self._pin_box.setVisible(kind == "pin")
        self._phrase_box.setVisible(kind == "passphrase")
        self._until = QDeadlineTimer(0)
        self.clear()

    def setBusy(self, words: str) -> None:
        """A try is being made; "" says that it is over."""
        self._busy = bool(words)
        self.open_key.setMissing(words)

    def wait(self, seconds: int) -> None:
        """Take nothing for so long."""
        self._until = QDeadlineTimer(seconds * 1000)
        if seconds:
            self._tick.start()
            self._count_down()

    def clear(self) -> None:
        """Forget what was typed."""
        self.setBusy("")
        self._pin = ""
        self.dots.setFilled(0)
        self.phrase.clear()

    def take_focus(self) -> None:
        """Let the keyboard write the secret at once."""
        (self.keys if self._pin_box.isVisibleTo(self) else self.phrase).setFocus()

    def type_digit(self, digit: str) -> None:
        """One digit; the sixth gives the secret."""
        if self._closed() or len(self._pin) >= PIN_DIGITS:
            return
        self._pin += digit
        self.dots.setFilled(len(self._pin))
        if len(self._pin) == PIN_DIGITS:
            self.given.emit(self._pin)

    def rub(self) -> None:
        """Take the last digit back."""
        if not self._busy:
            self._pin = self._pin[:-1]
            self.dots.setFilled(len(self._pin))

    def _give_phrase(self) -> None:
        if not self._closed() and self.phrase.text():
            self.given.emit(self.phrase.text())

    def _closed(self) -> bool:
        return self._busy or not self._until.hasExpired()

    def _count_down(self) -> None:
        left = max(0, -(-self._until.remainingTime() // 1000))
        if not left:
            self._tick.stop()
        self.open_key.setMissing(f"请等 {left} 秒" if left else "")
        self.waiting.emit(left)

    def _keys(self) -> QWidget:
        self._pin_box = QWidget()
        column = QVBoxLayout(self._pin_box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        self.dots = Dots()
        self.keys = PinKeys(with_passphrase=False)
        self.keys.digit.connect(self.type_digit)
        self.keys.back.connect(self.rub)
        column.addWidget(self.dots, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.keys)
        return self._pin_box

    def _line(self) -> QWidget:
        self._phrase_box = QWidget()
        column = QVBoxLayout(self._phrase_box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.phrase = Line("口令", placeholder="输入口令")
        self.phrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.phrase.returnPressed.connect(self._give_phrase)
        column.addWidget(FieldFrame("口令", self.phrase, icon="key"))
        self.open_key = Button("解锁", "main", "lock")
        self.open_key.tapped.connect(self._give_phrase)
        column.addWidget(self.open_key)
        return self._phrase_box
