"""What a car needs on the screen: two VINs compared cell by cell, and the map of its damage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui import look
from ui.components import painting
from ui.components.buttons import Button
from ui.components.choices import Choice, Joined, Segments

SIDES = {"左": "side-left", "右": "side-right", "前": "side-front", "后": "side-rear", "顶": "side-top"}
_DRAWN = QSize(240, 110)
_STEP = 0.04


def differences(seen: str, listed: str) -> tuple[int, ...]:
    """Positions, from 1, at which two numbers differ; a missing sign differs."""
    length = max(len(seen), len(listed))
    pairs = zip(seen.ljust(length), listed.ljust(length), strict=True)
    return tuple(number for number, (one, other) in enumerate(pairs, 1) if one != other)


class VinCompare(QWidget):
    """The number as read over the number on file, differing cells filled; `read_again`, `two_cars` are the exits."""

    read_again = Signal()
    two_cars = Signal()

    def __init__(
        self,
        seen: str,
        listed: str,
        seen_note: str = "",
        listed_note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout()
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(10)
        self._head = _VinHead(self)
        row.addWidget(self._head, 1)
        self.again_key, self.two_key = (
            Button("重读", "danger", height=48),
            Button("两辆车", "danger", height=48),
        )
        self.again_key.tapped.connect(self.read_again)
        self.two_key.tapped.connect(self.two_cars)
        row.addWidget(self.again_key)
        row.addWidget(self.two_key)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 76)
        column.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setNumbers(seen, listed, seen_note, listed_note)

    def setNumbers(self, seen: str, listed: str, seen_note: str = "", listed_note: str = "") -> None:
        """Compare other numbers."""
        self._seen, self._listed = (seen, seen_note), (listed, listed_note)
        self._differing = differences(seen, listed)
        self._head.sentence = self.sentence
        self.again_key.setVisible(bool(self._differing))
        self.two_key.setVisible(bool(self._differing))
        self.setAccessibleName(self.sentence)
        self.update()

    @property
    def sentence(self) -> str:
        """Which positions differ, with both signs; or that all agree."""
        if not self._differing:
            return "车架号与案件册一致"
        places = "、".join(str(number) for number in self._differing)
        return f"车架号第 {places} 位与案件册不同：现场 {self._signs(self._seen[0])} / 册上 {self._signs(self._listed[0])}"

    def sizeHint(self) -> QSize:
        return QSize(560, 134)

    def minimumSizeHint(self) -> QSize:
        return QSize(440, 134)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        bad = bool(self._differing)
        radius = look.sizes().radius_field
        painting.box(painter, rect, tokens.surface, radius=radius)
        painter.save()
        painter.setClipRect(QRectF(0, 0, rect.width(), 57))
        painting.box(painter, rect, tokens.redsoft if bad else tokens.oksoft, radius=radius)
        painter.restore()
        border = tokens.rededge if bad else tokens.okline
        painting.box(painter, rect, None, border, 6 if tokens.shapes and bad else 2, radius)
        for number, (name, (vin, note)) in enumerate((("现场", self._seen), ("册上", self._listed))):
            self._line(painter, QRectF(16, 64 + 31 * number, rect.width() - 32, 30), name, vin, note)
        painter.end()

    def _line(self, painter: QPainter, rect: QRectF, name: str, vin: str, note: str) -> None:
        tokens = look.current()
        painting.write(painter, rect, name, look.font("second"), tokens.ink2)
        font = look.face(22, 700)
        cell = max(19.5, painting.width_of("W", font))
        left = rect.left() + 58
        for position, sign in enumerate(vin.ljust(17, "—")[:17], 1):
            spot = QRectF(left, rect.top(), cell, rect.height())
            differs = position in self._differing
            if differs:
                painting.box(painter, spot, tokens.red, radius=3)
            painting.write(
                painter, spot, sign, font, tokens.redink if differs else tokens.ink, painting.CENTRE
            )
            left += cell
        rest = QRectF(left + 8, rect.top(), rect.right() - left - 8, rect.height())
        mode = Qt.TextElideMode.ElideRight
        painting.write(painter, rest, note, look.font("second"), tokens.ink2, painting.RIGHT, mode)

    def _signs(self, vin: str) -> str:
        return "、".join(vin[number - 1 : number] or "缺" for number in self._differing)


class _VinHead(QWidget):
    sentence = ""

    def sizeHint(self) -> QSize:
        return QSize(200, 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        bad = "不同" in self.sentence
        ink = tokens.redtext if bad else tokens.oktext
        painting.picture(painter, "stop" if bad else "done", ink, QRectF(0, self.height() / 2 - 12, 24, 24))
        room = self.width() - 34.0
        height = min(2, len(painting.wrapped(self.sentence, look.font("body"), room))) * look.line_height(
            "body"
        )
        words = QRectF(34, (self.height() - height) / 2, room, height)
        painting.write_lines(painter, words, self.sentence, "body", ink, at_most=2)
        painter.end()


@dataclass(frozen=True, slots=True)
class Damage:
    """One mark of the damage map: the side, the spot in units of the drawing (0 to 1), the word for it."""

    side: str
    x: float
    y: float
    word: str


class DamageMap(QWidget):
    """The car's outline; a tap adds a numbered mark of the chosen word, a tap on a mark asks about it.

    `changed(tuple[Damage, ...])` after each mark; `mark_tapped(index)` for a tap on one. With the keyboard:
    arrows move the cross, Space or Enter sets a mark, Delete takes the last one of this side away.
    """

    changed = Signal(object)
    mark_tapped = Signal(int)

    def __init__(
        self, words: Sequence[str] = ("凹陷", "划痕", "破损", "缺件"), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName("损伤位置")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.view = _DamageView(self)
        column.addWidget(self.view, 1)
        self.sides = Joined(tuple(SIDES), "哪一面", clearable=False)
        self.sides.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.sides.chosen.connect(lambda _index: self.view.update())
        self.sides.setIndex(1)
        column.addWidget(self.sides)
        self.words = Segments([Choice(word, word) for word in words], "损伤种类", height=48)
        self.words.setValue(words[0])
        column.addWidget(self.words)
        self._legend = QLabel(self)
        self._legend.setProperty("role", "second")
        self._legend.setWordWrap(True)
        column.addWidget(self._legend)
        self._marks: tuple[Damage, ...] = ()
        self.setMarks(())

    @property
    def marks(self) -> tuple[Damage, ...]:
        """All marks, in the order they were set."""
        return self._marks

    @property
    def side(self) -> str:
        """The side in view."""
        return tuple(SIDES)[self.sides.index]

    def setMarks(self, marks: Sequence[Damage]) -> None:
        """Show these marks without a signal."""
        self._marks = tuple(marks)
        told = "　".join(f"{number} {mark.side}·{mark.word}" for number, mark in enumerate(self._marks, 1))
        self._legend.setText(told or "点车身上的位置，标一处损伤")
        self.view.setAccessibleName(f"车身外形，{told}" if told else "车身外形，未标损伤")
        self.view.update()

    def add(self, x: float, y: float) -> None:
        """Set a mark of the chosen word on the side in view."""
        word = str(self.words.value or "损伤")
        self.setMarks((*self._marks, Damage(self.side, round(x, 4), round(y, 4), word)))
        self.changed.emit(self._marks)

    def remove(self, index: int) -> None:
        """Take a mark away; the later ones move up."""
        self.setMarks(self._marks[:index] + self._marks[index + 1 :])
        self.changed.emit(self._marks)

    def setReadOnly(self, fixed: bool) -> None:
        """Only show."""
        self.view.setEnabled(not fixed)
        self.words.setVisible(not fixed)


class _DamageView(QWidget):
    def __init__(self, owner: DamageMap) -> None:
        super().__init__(owner)
        self._owner = owner
        self._cross = QPointF(0.5, 0.5)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(220, 110)

    def drawing(self) -> QRectF:
        """Where the outline lies in the widget."""
        scale = min((self.width() - 12) / _DRAWN.width(), (self.height() - 8) / _DRAWN.height())
        rect = QRectF(0, 0, _DRAWN.width() * scale, _DRAWN.height() * scale)
        rect.moveCenter(QRectF(self.rect()).center())
        return rect

    def spot(self, mark: Damage) -> QPointF:
        """Where a mark lies in the widget."""
        rect = self.drawing()
        return QPointF(rect.left() + mark.x * rect.width(), rect.top() + mark.y * rect.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for index, mark in enumerate(self._owner.marks):
            away = self.spot(mark) - event.position()
            if mark.side == self._owner.side and abs(away.x()) + abs(away.y()) < 18:
                self._owner.mark_tapped.emit(index)
                return
        rect = self.drawing()
        if rect.contains(event.position()):
            place = event.position() - rect.topLeft()
            self._owner.add(place.x() / rect.width(), place.y() / rect.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        steps = {
            Qt.Key.Key_Left: (-_STEP, 0.0),
            Qt.Key.Key_Right: (_STEP, 0.0),
            Qt.Key.Key_Up: (0.0, -_STEP),
            Qt.Key.Key_Down: (0.0, _STEP),
        }
        if key in steps:
            x, y = steps[key]
            self._cross = QPointF(min(1, max(0, self._cross.x() + x)), min(1, max(0, self._cross.y() + y)))
            self.update()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._owner.add(self._cross.x(), self._cross.y())
        elif key == Qt.Key.Key_Delete:
            here = [number for number, mark in enumerate(self._owner.marks) if mark.side == self._owner.side]
            if here:
                self._owner.remove(here[-1])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = self.drawing()
        look.paint(painter, f"outlines/{SIDES[self._owner.side]}", tokens.ink, rect, 1.8)
        for number, mark in enumerate(self._owner.marks, 1):
            if mark.side == self._owner.side:
                centre = self.spot(mark)
                dot = QRectF(centre.x() - 13, centre.y() - 13, 26, 26)
                painting.disc(painter, dot, tokens.red, tokens.surface, 2)
                painting.write(painter, dot, str(number), look.face(15, 700), tokens.redink, painting.CENTRE)
        if self.hasFocus():
            spot = QPointF(
                rect.left() + self._cross.x() * rect.width(), rect.top() + self._cross.y() * rect.height()
            )
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.drawLine(spot - QPointF(12, 0), spot + QPointF(12, 0))
            painter.drawLine(spot - QPointF(0, 12), spot + QPointF(0, 12))
            painting.ring(painter, QRectF(self.rect()), 8)
        painter.end()
