"""Keys that share one frame: one of several, or yes and no that may stay unanswered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui import look
from ui.components import painting
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

    def setLabel(self, label: str) -> None:
        """Other words on the same key."""
        self._label = label
        self.setText(label)
        self.updateGeometry()
        self.update()

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
