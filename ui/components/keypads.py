"""Keypads for gloved fingers: PIN, number and number plate; the hardware keyboard does the same."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui import look
from ui.components import painting
from ui.components.buttons import dress
from ui.components.pressable import Pressable

# Letters I and O do not occur on plates.
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
DIGITS = "1234567890"
NEIGHBOURS = "浙赣皖闽苏沪"
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
SPECIAL = "挂学警港澳使领"
UNREADABLE = "？"
_COLUMNS = 7


class PadKey(Pressable):
    """One key of a pad: a sign, a word or a drawing, on plain, soft, sunk or bare ground; no repeat on hold."""

    tapped = Signal(str)

    def __init__(
        self,
        sign: str,
        name: str = "",
        icon: str = "",
        ground: str = "plain",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name or sign, parent)
        self.sign, self._icon, self._ground = sign, icon, ground
        self._side = QSize(72, 70)
        self._chosen = False
        self.setText(sign)
        self.setAutoRepeat(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.tapped.emit(self.sign))

    def setChosen(self, chosen: bool) -> None:
        """Show the key as the one that stands chosen among its neighbours."""
        self._chosen = chosen
        self.update()

    def setSide(self, width: int, height: int) -> None:
        """Take another size."""
        self._side = QSize(width, height)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self._side

    def minimumSizeHint(self) -> QSize:
        return self._side

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        tokens = look.current()
        role = {"soft": "soft", "bare": "ghost"}.get(self._ground, "plain")
        if self.isDown():
            role = "main"
        style = dress(tokens, role, down=self.isDown(), chosen=self._chosen, missing=False)
        sunk = self._ground == "sunk" and not self.isDown()
        fill = tokens.sunk if sunk else style.fill
        painting.box(painter, rect, fill, style.border, style.width, look.sizes().radius_field)
        words = painting.width_of(self.sign, self._face())
        room = (28 + (10 if self.sign else 0)) if self._icon else 0
        left = rect.center().x() - (words + room) / 2
        if self._icon:
            painting.picture(painter, self._icon, style.ink, QRectF(left, rect.center().y() - 14, 28, 28))
        spot = QRectF(left + room, rect.top(), words, rect.height())
        painting.write(painter, spot, self.sign, self._face(), style.ink)

    def _face(self) -> QFont:
        if self._side.height() >= 76 and len(self.sign) == 1:
            return look.font("count")
        return look.font("key") if len(self.sign) == 1 else look.font("heading")


class PinKeys(QWidget):
    """Ten digits in three columns. Signals: `digit(str)`, `back()`, `passphrase()`."""

    digit = Signal(str)
    back = Signal()
    passphrase = Signal()

    def __init__(self, with_passphrase: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("数字键")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        self.keys: dict[str, PadKey] = {}
        for number, sign in enumerate("123456789"):
            grid.addWidget(self._key(sign), number // 3, number % 3)
        grid.addWidget(self._key("0"), 3, 1)
        word = PadKey("口令", "改用口令", ground="bare", parent=self)
        word.tapped.connect(lambda _sign: self.passphrase.emit())
        word.setVisible(with_passphrase)
        rub = PadKey("", "退一格", "backspace", ground="bare", parent=self)
        rub.tapped.connect(lambda _sign: self.back.emit())
        self.keys |= {"口令": word, "back": rub}
        grid.addWidget(word, 3, 0)
        grid.addWidget(rub, 3, 2)
        self._measure()
        look.changes.changed.connect(self._measure)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isascii() and event.text().isdigit():
            self.digit.emit(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def _key(self, sign: str) -> PadKey:
        key = PadKey(sign, parent=self)
        key.tapped.connect(self.digit)
        self.keys[sign] = key
        return key

    def _measure(self) -> None:
        height = max(64 if look.sizes().small else 80, look.sizes().touch)
        for key in self.keys.values():
            key.setSide(100 if look.sizes().small else 120, height)


class _TypingPad(QWidget):
    """A pad that writes into a text of its own: `changed(text)` after each key, `entered` on Enter."""

    changed = Signal(str)
    entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._text = ""
        self.keys: dict[str, PadKey] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(7)

    @property
    def text(self) -> str:
        """What has been typed."""
        return self._text

    def setText(self, text: str) -> None:
        """Take a text over without a signal."""
        self._text = text

    def accepts(self, sign: str) -> bool:
        """Whether `sign` may come next."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sign = event.text().upper()
        if event.key() == Qt.Key.Key_Backspace:
            self._rub()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif sign and sign in self.keys:
            self._type(sign)
        else:
            super().keyPressEvent(event)

    def _add(self, sign: str, row: int, column: int, *, ground: str = "plain") -> PadKey:
        key = PadKey(sign, ground=ground, parent=self)
        key.tapped.connect(self._type)
        self.keys[sign] = key
        self._grid.addWidget(key, row, column)
        return key

    def _add_rub(self, row: int, column: int, span: int = 1) -> None:
        rub = PadKey("退一格" if span > 1 else "", "退一格", "backspace", ground="sunk", parent=self)
        rub.tapped.connect(lambda _sign: self._rub())
        self.keys["back"] = rub
        self._grid.addWidget(rub, row, column, 1, span)

    def _type(self, sign: str) -> None:
        if self.accepts(sign):
            self._text += sign
            self.changed.emit(self._text)

    def _rub(self) -> None:
        if self._text:
            self._text = self._text[:-1]
            self.changed.emit(self._text)

    def _resize(self, width: int, height: int) -> None:
        for key in self.keys.values():
            key.setSide(width, height)


class NumberKeys(_TypingPad):
    """Digits, and a point when `decimals` > 0, written into `text`."""

    def __init__(
        self, name: str = "数字键", decimals: int = 0, longest: int = 12, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent)
        self._decimals, self._longest = decimals, longest
        for number, sign in enumerate("123456789"):
            self._add(sign, number // 3, number % 3)
        self._add("0", 3, 1)
        if decimals:
            self._add(".", 3, 0)
        self._add_rub(3, 2)
        self._measure()
        look.changes.changed.connect(self._measure)

    def accepts(self, sign: str) -> bool:
        whole, point, rest = self._text.partition(".")
        if sign == ".":
            return bool(whole) and not point
        return len(self._text) < self._longest and (not point or len(rest) < self._decimals)

    def _measure(self) -> None:
        self._resize(88, max(56, look.sizes().touch))


class PlateKeys(_TypingPad):
    """A plate: province first (six neighbours, 全国 for all), then letters without I and O, digits, 退一格."""

    def __init__(self, neighbours: Sequence[str] = tuple(NEIGHBOURS), parent: QWidget | None = None) -> None:
        super().__init__("车牌键", parent)
        self._neighbours = tuple(neighbours)[: _COLUMNS - 1]
        self._page = "main"
        self._build()
        look.changes.changed.connect(self._measure)

    def accepts(self, sign: str) -> bool:
        return len(self._text) < 8

    def show_page(self, page: str) -> None:
        """Show the pad `main`, `all` (every province) or `special` (挂学警港澳使领)."""
        self._page = page
        self._build()

    def _build(self) -> None:
        for key in self.keys.values():
            self._grid.removeWidget(key)
            key.hide()
            key.deleteLater()
        self.keys = {}
        if self._page == "main":
            self._build_main()
        else:
            signs = PROVINCES if self._page == "all" else SPECIAL
            for number, sign in enumerate(signs):
                self._add(sign, number // _COLUMNS, number % _COLUMNS)
            self._add_switch("返回", "main", (len(signs) - 1) // _COLUMNS + 1, 0)
        self._measure()

    def _build_main(self) -> None:
        for column, sign in enumerate(self._neighbours):
            self._add(sign, 0, column, ground="soft")
        self._add_switch("全国", "all", 0, _COLUMNS - 1)
        for number, sign in enumerate(DIGITS + LETTERS + UNREADABLE):
            row, column = divmod(number + _COLUMNS, _COLUMNS)
            self._add(sign, row, column, ground="plain" if sign in LETTERS else "sunk")
        self.keys[UNREADABLE].setAccessibleName("看不清的一位")
        last = self._grid.rowCount()
        self._add_switch(SPECIAL, "special", last, 0, span=4)
        self._add_rub(last, 4, span=3)

    def _add_switch(self, word: str, page: str, row: int, column: int, span: int = 1) -> None:
        name = {"all": "全国各省", "special": "挂学警港澳使领"}.get(page, "返回")
        key = PadKey(" ".join(word) if page == "special" else word, name, ground="sunk", parent=self)
        key.tapped.connect(lambda _sign: self.show_page(page))
        self.keys[page] = key
        self._grid.addWidget(key, row, column, 1, span)

    def _type(self, sign: str) -> None:
        super()._type(sign)
        if self._page != "main":
            self.show_page("main")

    def _measure(self) -> None:
        self._resize(*look.sizes().plate_key)
