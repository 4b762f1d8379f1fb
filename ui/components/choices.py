"""Answers given by one tap: yes/no that may stay unanswered, choice keys, large tiles for an outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from ui import look
from ui.components import painting
from ui.components.buttons import Button
from ui.components.flow import Flow
from ui.components.pressable import Pressable


class JoinedKey(Pressable):
    """One of several keys that share a frame; the frame is drawn by the parent."""

    tapped = Signal()

    def __init__(self, label: str, name: str, first: bool, last: bool, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._label, self._first, self._last = label, first, last
        self._chosen = False
        self.setText(label)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.tapped)

    @property
    def chosen(self) -> bool:
        """Whether this key is the answer."""
        return self._chosen

    def setChosen(self, chosen: bool) -> None:
        """Fill and tick the key."""
        self._chosen = chosen
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(
            max(77, round(painting.width_of(self._label, look.font("heading"))) + 52), look.sizes().touch + 1
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(
            max(64, round(painting.width_of(self._label, look.font("heading"))) + 30), look.sizes().touch + 1
        )

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        tokens = look.current()
        ink = tokens.ink
        if self._chosen or self.isDown():
            fill = (
                (tokens.press if self.isDown() else tokens.act)
                if self._chosen or tokens.shapes
                else tokens.actsoft
            )
            painting.part_box(painter, rect, fill, 9, left=self._first, right=self._last)
            ink = tokens.actink if self._chosen or tokens.shapes else tokens.acttext
        width = painting.width_of(self._label, look.font("heading")) + (28 if self._chosen else 0)
        left = rect.center().x() - width / 2
        if self._chosen:
            painting.picture(painter, "check", ink, QRectF(left - 2, rect.center().y() - 10, 20, 20))
            left += 28
        painting.write(
            painter, QRectF(left, rect.top(), width, rect.height()), self._label, look.font("heading"), ink
        )


class Joined(QWidget):
    """Keys in one frame, dashed until one is chosen; `chosen(index)` after a tap, -1 when it was cleared."""

    chosen = Signal(int)

    def __init__(
        self, labels: Sequence[str], name: str, clearable: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._clearable = clearable
        self._index = -1
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.keys: list[JoinedKey] = []
        for index, label in enumerate(labels):
            key = JoinedKey(label, f"{name}：{label}", index == 0, index == len(labels) - 1, self)
            key.tapped.connect(lambda number=index: self._tap(number))
            row.addWidget(key)
            self.keys.append(key)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._frame = _Frame(self)

    @property
    def index(self) -> int:
        """The number of the chosen key, -1 for none."""
        return self._index

    def setIndex(self, index: int) -> None:
        """Choose a key without a signal; -1 leaves all open."""
        self._index = index
        for number, key in enumerate(self.keys):
            key.setChosen(number == index)
            state = "，已选" if number == index else ""
            key.setAccessibleDescription(f"{self.accessibleName()}{state}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        open_answer = self._index < 0
        painting.box(painter, QRectF(self.rect()), tokens.sunk if open_answer else tokens.surface, radius=10)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._frame.setGeometry(self.rect())
        self._frame.raise_()

    def paint_frame(self, painter: QPainter) -> None:
        """Draw frame and dividers; called over the keys."""
        tokens = look.current()
        rect = QRectF(self.rect())
        painting.box(painter, rect, None, tokens.edge, tokens.border, 10, dashed=self._index < 0)
        for key in self.keys[1:]:
            painter.fillRect(QRectF(key.x(), 1, tokens.border, self.height() - 2), QColor(tokens.edge))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        at = next((number for number, key in enumerate(self.keys) if key.hasFocus()), None)
        if step and at is not None:
            self.keys[(at + step) % len(self.keys)].setFocus(Qt.FocusReason.TabFocusReason)
        elif (
            event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._clearable and self._index >= 0
        ):
            self._tap(self._index)
        else:
            super().keyPressEvent(event)

    def _tap(self, number: int) -> None:
        cleared = self._clearable and number == self._index
        if number == self._index and not cleared:
            return
        self.setIndex(-1 if cleared else number)
        self.chosen.emit(self._index)


class _Frame(QWidget):
    """Lies over the keys of a Joined and draws the frame they share; the mouse passes through."""

    def __init__(self, joined: Joined) -> None:
        super().__init__(joined)
        self._joined = joined
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._joined.paint_frame(painter)
        painter.end()


class TriState(Joined):
    """是/否 that starts unanswered; a tap on the chosen key clears it. `changed(True | False | None)`."""

    changed = Signal(object)

    def __init__(
        self, name: str, labels: tuple[str, str] = ("是", "否"), parent: QWidget | None = None
    ) -> None:
        super().__init__(labels, name, True, parent)
        self.chosen.connect(lambda _index: self.changed.emit(self.value))

    @property
    def yes(self) -> JoinedKey:
        """The key 是."""
        return self.keys[0]

    @property
    def no(self) -> JoinedKey:
        """The key 否."""
        return self.keys[1]

    @property
    def value(self) -> bool | None:
        """The answer, None while unanswered."""
        return {0: True, 1: False}.get(self.index)

    def setValue(self, value: bool | None) -> None:
        """Show an answer without a signal."""
        self.setIndex(-1 if value is None else int(not value))


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: its value, its words, an icon, a hint, whether it is suggested."""

    value: object
    label: str
    icon: str = ""
    hint: str = ""
    suggested: bool = False


class Segments(QWidget):
    """Choice keys that wrap; one answer, or several with `multiple`. `changed(value)`: value, tuple or None."""

    changed = Signal(object)

    def __init__(
        self,
        choices: Sequence[Choice],
        name: str,
        multiple: bool = False,
        height: int = 0,
        role: str = "key",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._multiple = multiple
        self._choices = tuple(choices)
        flow = Flow(self)
        self.keys: list[Button] = []
        for choice in self._choices:
            key = Button(choice.label, role, choice.icon or None, height=height, parent=self)
            key.setAccessibleName(f"{name}：{choice.label}")
            key.tapped.connect(lambda made=choice: self._tap(made))
            flow.addWidget(key)
            self.keys.append(key)

    @property
    def value(self) -> object:
        """The chosen value, None when there is none; a tuple with `multiple`."""
        picked = tuple(
            choice.value for choice, key in zip(self._choices, self.keys, strict=True) if key.chosen
        )
        if self._multiple:
            return picked
        return picked[0] if picked else None

    def setValue(self, value: object) -> None:
        """Show an answer without a signal."""
        picked = value if self._multiple and isinstance(value, tuple) else (value,)
        for choice, key in zip(self._choices, self.keys, strict=True):
            key.setChosen(choice.value in picked)

    def _tap(self, made: Choice) -> None:
        for choice, key in zip(self._choices, self.keys, strict=True):
            if choice is made:
                key.setChosen(not key.chosen)
            elif not self._multiple:
                key.setChosen(False)
        self.changed.emit(self.value)


class Tile(Pressable):
    """A large key for an outcome or a kind: icon, title, hint; upright (icon above) or flat (icon at left)."""

    tapped = Signal()

    def __init__(self, choice: Choice, upright: bool = True, parent: QWidget | None = None) -> None:
        super().__init__("，".join(word for word in (choice.label, choice.hint) if word), parent)
        self.choice = choice
        self._upright = upright
        self._chosen = False
        self.setText(choice.label)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.clicked.connect(self.tapped)

    @property
    def chosen(self) -> bool:
        """Whether it is the answer."""
        return self._chosen

    def setChosen(self, chosen: bool) -> None:
        """Fill the tile."""
        self._chosen = chosen
        self.update()

    def sizeHint(self) -> QSize:
        words = max(
            painting.width_of(self.choice.label, look.face(22, 700)),
            painting.width_of(self.choice.hint, look.font("second")),
        )
        height = 112 if self._upright else 84
        return QSize(round(words) + (32 if self._upright else 98), max(height, look.sizes().touch))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        tokens = look.current()
        radius = look.sizes().radius
        lit = self._chosen or (self.isDown() and tokens.shapes)
        fill, ink, second = tokens.surface, tokens.ink, tokens.ink2
        border, width = tokens.edge, max(tokens.border, 2 if self._upright else 1)
        if lit:
            fill, ink, second, border = tokens.act, tokens.actink, tokens.actink, tokens.act
        elif self.choice.suggested or self.isDown():
            fill, border, width = tokens.actsoft, tokens.actedge, 5 if tokens.shapes else 3
        painting.box(painter, rect, fill, border, width, radius)
        if self._upright:
            self._draw_upright(painter, rect, ink, second)
        else:
            self._draw_flat(painter, rect, ink, second)

    def _draw_upright(self, painter: QPainter, rect: QRectF, ink: str, second: str) -> None:
        icon = self.choice.icon
        block = (40 if icon else 0) + 34 + (24 if self.choice.hint else 0)
        top = rect.center().y() - block / 2
        if icon:
            painting.picture(painter, icon, ink, QRectF(rect.center().x() - 17, top, 34, 34))
            top += 42
        painting.write(
            painter,
            QRectF(rect.left(), top, rect.width(), 34),
            self.choice.label,
            look.face(22, 700),
            ink,
            painting.CENTRE,
        )
        hint = QRectF(rect.left() + 6, top + 34, rect.width() - 12, 22)
        painting.write(painter, hint, self.choice.hint, look.font("second"), second, painting.CENTRE)

    def _draw_flat(self, painter: QPainter, rect: QRectF, ink: str, second: str) -> None:
        middle = rect.center().y()
        painting.picture(
            painter, self.choice.icon or "note", ink, QRectF(rect.left() + 24, middle - 20, 40, 40)
        )
        words = rect.adjusted(82, 0, -12, 0)
        top = middle - (27 if self.choice.hint else 17)
        painting.write(
            painter, QRectF(words.left(), top, words.width(), 34), self.choice.label, look.face(22, 700), ink
        )
        hint = QRectF(words.left(), top + 33, words.width(), 22)
        painting.write(
            painter, hint, self.choice.hint, look.font("second"), second, elide=Qt.TextElideMode.ElideRight
        )


class ChoiceTiles(QWidget):
    """Large tiles in a grid: `picked(value)` after each tap.

    With `lasting` one stays chosen until it is tapped again: `changed(value)`, None when cleared.
    """

    changed = Signal(object)
    picked = Signal(object)

    def __init__(
        self,
        choices: Sequence[Choice],
        name: str,
        columns: int = 4,
        upright: bool = True,
        lasting: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._lasting = lasting
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        self.tiles: list[Tile] = []
        for number, choice in enumerate(choices):
            tile = Tile(choice, upright, self)
            tile.tapped.connect(lambda made=tile: self._tap(made))
            grid.addWidget(tile, number // columns, number % columns)
            self.tiles.append(tile)
        for column in range(columns):
            grid.setColumnStretch(column, 1)

    @property
    def value(self) -> object:
        """The chosen value, None while there is none."""
        return next((tile.choice.value for tile in self.tiles if tile.chosen), None)

    def setValue(self, value: object) -> None:
        """Show an answer without a signal."""
        for tile in self.tiles:
            tile.setChosen(value is not None and tile.choice.value == value)

    def _tap(self, made: Tile) -> None:
        if self._lasting:
            self.setValue(None if made.chosen else made.choice.value)
            self.changed.emit(self.value)
        self.picked.emit(made.choice.value)
