"""The map of a car's damage: numbered marks on its outline, side by side chosen by keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui import look
from ui.components import painting
from ui.components.choices import Choice, Joined, Segments

SIDES = {"左": "side-left", "右": "side-right", "前": "side-front", "后": "side-rear", "顶": "side-top"}
_DRAWN = QSize(240, 110)
_STEP = 0.04


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
