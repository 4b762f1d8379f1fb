"""解锁: who, the secret by keys or as a passphrase, and what was true when the vault was last open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from services.actions import doorplates
from services.actions.doorplates import Doorplate
from services.errors import FieldworkError
from ui import doors, look
from ui.background import Background
from ui.components import painting
from ui.components.buttons import Button
from ui.components.fields import FieldFrame, Line
from ui.components.keypads import PinKeys
from ui.components.labels import Pill, Text
from ui.components.notices import Banner
from ui.pages.cover import Cover
from ui.troubles import safe_words

PIN_DIGITS = 6
PIN_WORDS = "输满 6 位自动解锁 · 连错 5 次起要等待，每次加倍"
PHRASE_WORDS = "输错会要求等待，每次加倍；不会清空，也不会永久锁死"
OPENING = "正在打开保险库…"
DAMAGED = "这个保险库的信封文件读不出来，没有打开。请停止使用本机并联系院里技术人员。"


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
        tokens = look.current()
        painter = QPainter(self)
        for number in range(PIN_DIGITS):
            spot = QRectF(number * 44 + 1, 2, 20, 20)
            fill = tokens.ink if number < self.filled else tokens.surface
            painting.disc(painter, spot, fill, tokens.ink if number < self.filled else tokens.edge, 2)
        painter.end()


class Portrait(QWidget):
    """A disc with the first sign of a name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sign = ""
        self.setFixedSize(56, 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        painting.disc(painter, rect, tokens.actsoft, tokens.actline, max(1.5, tokens.border))
        painting.write(painter, rect, self.sign, look.face(22, 700), tokens.acttext, painting.CENTRE)
        painter.end()


class UnlockPage(QWidget):
    """Opens a vault in the background. `entered` with the open session, `first_start` with a folder and a secret,
    `failed` with an error that is no known one."""

    entered = Signal(object)
    failed = Signal(object)
    first_start = Signal(object, str)

    def __init__(
        self,
        root: Path,
        background: Background,
        now: Callable[[], dt.datetime],
        last: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._root, self._background, self._now = root, background, now
        self._pin, self.busy = "", False
        self._until = QDeadlineTimer(0)
        self._tick = QTimer(self)
        self._tick.setInterval(250)
        self._tick.timeout.connect(self._count_down)
        self.plate: Doorplate | None = None
        self._build()
        self.read_plates(last)
        self._measure()
        look.changes.changed.connect(self._measure)

    def read_plates(self, last: str = "") -> None:
        """Look again which vaults there are and show the one used last."""
        self.plates = doorplates.plates(self._root)
        chosen = last or (self.plate.folder.name if self.plate else "")
        found = next((p for p in self.plates if p.folder.name == chosen), None)
        if (
            found is not None
            and self.plate is not None
            and (found.folder, found.kind) == (self.plate.folder, self.plate.kind)
        ):
            # The same officer: what is being typed stays.
            self.plate = found
            self.cover.show_plate(found, self._now())
            return
        self.show_plate(found or next(iter(self.plates), None))

    def show_plate(self, plate: Doorplate | None) -> None:
        """Ask this officer for the secret."""
        self.plate = plate
        self.cover.show_plate(plate, self._now())
        self._clear()
        self.trouble.hide()
        self._until = QDeadlineTimer(0)
        self._who.setText("" if plate is None else plate.holder or "无法读取的保险库")
        self._portrait.sign = "" if plate is None else plate.holder[:1] or "？"
        self._portrait.update()
        self._what.setText(_what(plate))
        usable = plate is not None and not plate.damaged
        pin = plate is not None and plate.kind == "pin"
        self._pin_box.setVisible(usable and pin)
        self._phrase_box.setVisible(usable and not pin)
        self._note("")
        if plate is not None and plate.damaged:
            self.tell(DAMAGED)
        self.take_focus()

    def hide_all(self, hidden: bool) -> None:
        """隐屏: show the cover alone and one key; a tap brings the keys back."""
        self._right.setVisible(not hidden)
        self.wake_key.setVisible(hidden)
        (self.wake_key if hidden else self).setFocus()
        if not hidden:
            self.take_focus()

    def set_pills(self, pills: tuple[Pill, ...]) -> None:
        """The terminal's state at the top."""
        for pill in pills:
            self._pills.addWidget(pill)
            pill.show()

    def tell(self, sentence: str, safe: str = "") -> None:
        """Show a failure under the keys."""
        self.trouble.tell(sentence, safe)
        self.trouble.show()

    def take_focus(self) -> None:
        """Let the keyboard write the secret at once."""
        (self.keys if self._pin_box.isVisibleTo(self) else self.phrase).setFocus()

    def type_digit(self, digit: str) -> None:
        """One digit; the sixth opens."""
        if self.busy or not self._until.hasExpired() or len(self._pin) >= PIN_DIGITS:
            return
        self._pin += digit
        self._dots.setFilled(len(self._pin))
        if len(self._pin) == PIN_DIGITS:
            self._try(self._pin)

    def rub(self) -> None:
        """Take the last digit back."""
        if not self.busy:
            self._pin = self._pin[:-1]
            self._dots.setFilled(len(self._pin))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            self.plate is not None
            and self.plate.kind == "pin"
            and event.text().isascii()
            and event.text().isdigit()
        ):
            self.type_digit(event.text())
        else:
            super().keyPressEvent(event)

    def _try_phrase(self) -> None:
        if self.busy or not self._until.hasExpired() or not self.phrase.text():
            return
        self._try(self.phrase.text())

    def _try(self, secret: str) -> None:
        if self.plate is None:
            return
        self.busy = True
        self.trouble.hide()
        self._note(OPENING)
        self.open_key.setMissing(OPENING)
        work = partial(doors.unlock, self.plate.folder, secret, self._now())
        self._background.run(
            work, then=self._opened, failed=partial(self._refused, secret), owner=self, lane="vault"
        )

    def _opened(self, entered: doors.Entered) -> None:
        self._clear()
        self._note("")
        self.entered.emit(entered)

    def _refused(self, secret: str, error: BaseException) -> None:
        self._clear()
        if not isinstance(error, FieldworkError):
            self._note("")
            self.failed.emit(error)
            return
        wait = getattr(error, "wait_s", None)
        if wait is not None:
            self._note(error.sentence, bad=True)
            self._wait(int(wait))
        elif (
            self.plate is not None
            and not self.plate.damaged
            and self.plate.seen is None
            and error.exit_code == 3
        ):
            self.first_start.emit(self.plate.folder, secret)
        else:
            self._note("")
            self.tell(error.sentence, safe_words(error))
        self.take_focus()

    def _wait(self, seconds: int) -> None:
        self._until = QDeadlineTimer(seconds * 1000)
        if seconds:
            self._tick.start()
            self._count_down()

    def _count_down(self) -> None:
        left = -(-self._until.remainingTime() // 1000)
        if left <= 0:
            self._tick.stop()
            self.open_key.setMissing("")
            self._note("可以再试了")
            return
        self.open_key.setMissing(f"请等 {left} 秒")
        self._note(f"口令不正确，保险库未打开。请等 {left} 秒再试。", bad=True)

    def _note(self, words: str, bad: bool = False) -> None:
        usual = PIN_WORDS if self.plate is not None and self.plate.kind == "pin" else PHRASE_WORDS
        self.note.setText(words or ("" if self.plate is None or self.plate.damaged else usual))
        self.note.setTone("red" if bad else "")

    def _clear(self) -> None:
        self.busy = False
        self._pin = ""
        self._dots.setFilled(0)
        self.phrase.clear()
        self.open_key.setMissing("")

    def _choose(self) -> None:
        sheet = doors.vaults_sheet(self.window(), self.plates)
        sheet.picked.connect(self._picked)
        sheet.newcomer.connect(lambda: self.first_start.emit(None, ""))
        sheet.open()

    def _picked(self, plate: Doorplate) -> None:
        if plate.enrolled:
            self.show_plate(plate)
        else:
            self.first_start.emit(plate.folder, "")

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.cover = Cover(self)
        row.addWidget(self.cover)
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        self._right = QWidget(self)
        self._fill(self._right)
        self.wake_key = Button("点此解锁", icon="lock", parent=self)
        self.wake_key.tapped.connect(lambda: self.hide_all(False))
        self.wake_key.hide()
        side.addWidget(self._right, 1)
        side.addWidget(self.wake_key, 0, Qt.AlignmentFlag.AlignCenter)
        row.addLayout(side, 1)

    def _fill(self, right: QWidget) -> None:
        column = QVBoxLayout(right)
        self._column = column
        pills = QHBoxLayout()
        pills.addStretch(1)
        self._pills = QHBoxLayout()
        self._pills.setSpacing(8)
        pills.addLayout(self._pills)
        column.addLayout(pills)
        column.addStretch(3)
        self._box = QWidget()
        inner = QVBoxLayout(self._box)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(20)
        inner.addLayout(self._person())
        self._inner = inner
        inner.addWidget(self._keys())
        inner.addWidget(self._phrase())
        self.trouble = Banner("")
        self.trouble.hide()
        inner.addWidget(self.trouble)
        column.addWidget(self._box, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(14)
        self.note = Text("", "second")
        self.note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.note)
        column.addStretch(4)

    def _person(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        self._portrait = Portrait()
        words = QVBoxLayout()
        words.setSpacing(0)
        self._who, self._what = Text("", "title", wrap=False), Text("", "second", wrap=False)
        words.addWidget(self._who)
        words.addWidget(self._what)
        self.change_key = Button("换人", height=48)
        self.change_key.tapped.connect(self._choose)
        row.addWidget(self._portrait)
        row.addLayout(words, 1)
        row.addWidget(self.change_key)
        return row

    def _keys(self) -> QWidget:
        self._pin_box = QWidget()
        column = QVBoxLayout(self._pin_box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        self._dots = Dots()
        self.keys = PinKeys(with_passphrase=False)
        self.keys.digit.connect(self.type_digit)
        self.keys.back.connect(self.rub)
        column.addWidget(self._dots, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.keys)
        return self._pin_box

    def _phrase(self) -> QWidget:
        self._phrase_box = QWidget()
        column = QVBoxLayout(self._phrase_box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.phrase = Line("口令", placeholder="输入口令")
        self.phrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.phrase.returnPressed.connect(self._try_phrase)
        column.addWidget(FieldFrame("口令", self.phrase, icon="key"))
        self.open_key = Button("解锁", "main", "lock")
        self.open_key.tapped.connect(self._try_phrase)
        column.addWidget(self.open_key)
        return self._phrase_box

    def _measure(self) -> None:
        small = look.sizes().small
        self.cover.setFixedWidth(448 if small else 560)
        self._box.setFixedWidth(340 if small else 392)
        self._inner.setSpacing(12 if small else 20)
        self._column.setContentsMargins(12, 8 if small else 16, 12 if small else 20, 12)


def _what(plate: Doorplate | None) -> str:
    if plate is None:
        return ""
    if plate.damaged:
        return plate.folder.name[:8]
    kind = "6 位数字口令" if plate.kind == "pin" else "长口令"
    return kind if plate.enrolled else "初次使用还没有完成"
