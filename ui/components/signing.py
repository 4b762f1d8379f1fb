"""The signature pad: pen, finger or mouse leave strokes with pressure, kept as numbers, drawn as curves."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTabletEvent,
)
from PySide6.QtWidgets import QWidget

from ui import look
from ui.components import painting
from ui.components.buttons import Button

Point = tuple[float, float, float, float]
Stroke = tuple[Point, ...]

_NEAR = 1.5
_FINGER_PRESSURE = 0.5


class SignaturePad(QWidget):
    """Strokes as tuples of (x, y, pressure, seconds); x and y run from 0 to 1, `aspect` is width by height.

    `changed` after each stroke and after clearing. Delete or Backspace clears. Events that a tablet driver
    sends twice, as pen and as mouse, are taken once.
    """

    changed = Signal()

    def __init__(self, prompt: str = "请在虚线上方签全名", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prompt = prompt
        self._strokes: list[Stroke] = []
        self._current: list[Point] = []
        self._aspect: float | None = None
        self._began = 0.0
        self._pen_down = False
        self._felt = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("签名区")
        self.setMinimumSize(320, 160)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.clear_key = Button("重签", icon="again", height=48, parent=self)
        self.clear_key.tapped.connect(self.clear)
        look.changes.changed.connect(self.update)

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """The finished strokes."""
        return tuple(self._strokes)

    @property
    def aspect(self) -> float:
        """Width by height of the pad when the first stroke was drawn."""
        return self._aspect or self.width() / max(1, self.height())

    @property
    def pressure_felt(self) -> bool:
        """Whether the device told pressure."""
        return self._felt

    @property
    def seconds(self) -> float:
        """From the first touch to the last."""
        return self._strokes[-1][-1][3] if self._strokes else 0.0

    def setStrokes(self, strokes: Sequence[Stroke], aspect: float) -> None:
        """Show a stored signature; it keeps its proportion."""
        self._strokes = [tuple(stroke) for stroke in strokes]
        self._aspect = aspect if self._strokes else None
        self.update()

    def clear(self) -> None:
        """Take all strokes away."""
        had = bool(self._strokes)
        self._strokes, self._current, self._aspect, self._felt = [], [], None, False
        self.update()
        if had:
            self.changed.emit()

    def sizeHint(self) -> QSize:
        return QSize(900, 340)

    def tabletEvent(self, event: QTabletEvent) -> None:
        told = bool(event.pointingDevice().capabilities() & QInputDevice.Capability.Pressure)
        pressure = event.pressure() if told else _FINGER_PRESSURE
        if event.type() == QEvent.Type.TabletPress:
            self._pen_down, self._felt = True, self._felt or told
            self._begin(event.position(), pressure)
        elif event.type() == QEvent.Type.TabletMove and self._pen_down:
            self._extend(event.position(), pressure)
        elif event.type() == QEvent.Type.TabletRelease and self._pen_down:
            self._end()
            self._pen_down = False
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self._pen_down:
            self._begin(event.position(), _FINGER_PRESSURE)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._current and not self._pen_down:
            self._extend(event.position(), _FINGER_PRESSURE)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._current and not self._pen_down:
            self._end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        hint = self.clear_key.sizeHint()
        self.clear_key.setGeometry(self.width() - hint.width() - 13, 13, hint.width(), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        painting.box(
            painter,
            rect,
            tokens.paper if not tokens.night else tokens.surface,
            tokens.edge,
            max(2, tokens.border),
            look.sizes().radius,
        )
        painting.write(
            painter, QRectF(21, 14, rect.width(), 25), self._prompt, look.font("body"), tokens.ink2
        )
        base = rect.height() * 0.8
        dashes = painting.pen(tokens.edge, 2)
        dashes.setDashPattern([3.5, 2.5])
        painter.setPen(dashes)
        painter.drawLine(QPointF(40, base), QPointF(rect.width() - 40, base))
        field = self._field()
        for stroke in (*self._strokes, tuple(self._current)):
            draw_stroke(painter, stroke, field, tokens.ink)
        if self.hasFocus():
            painting.ring(painter, rect, look.sizes().radius)
        painter.end()

    def _begin(self, position: QPointF, pressure: float) -> None:
        now = time.monotonic()
        if not self._strokes:
            self._began = now
            self._aspect = self.width() / max(1, self.height())
        self._current = [self._point(position, pressure)]
        self.update()

    def _extend(self, position: QPointF, pressure: float) -> None:
        field, (x, y, _pressure, _time) = self._field(), self._current[-1]
        last = QPointF(field.left() + x * field.width(), field.top() + y * field.height())
        if (position - last).manhattanLength() >= _NEAR:
            self._current.append(self._point(position, pressure))
            self.update()

    def _end(self) -> None:
        if self._current:
            self._strokes.append(tuple(self._current))
            self._current = []
            self.update()
            self.changed.emit()

    def _point(self, position: QPointF, pressure: float) -> Point:
        field = self._field()
        x = min(1.0, max(0.0, (position.x() - field.left()) / field.width()))
        y = min(1.0, max(0.0, (position.y() - field.top()) / field.height()))
        return round(x, 5), round(y, 5), round(pressure, 3), round(time.monotonic() - self._began, 3)

    def _field(self) -> QRectF:
        # Strokes keep their proportion when the window changes its shape between two of them.
        rect = QRectF(self.rect())
        if self._aspect is None or not rect.height():
            return rect
        width = min(rect.width(), rect.height() * self._aspect)
        field = QRectF(0, 0, width, width / self._aspect)
        field.moveCenter(rect.center())
        return field


def draw_stroke(painter: QPainter, stroke: Stroke, field: QRectF, ink: str) -> None:
    """Draw one stroke inside `field`: Catmull-Rom curves, wider where the pen was pressed."""
    spots = [
        QPointF(field.left() + x * field.width(), field.top() + y * field.height()) for x, y, _p, _t in stroke
    ]
    if not spots:
        return
    wide = max(2.0, field.height() / 58)
    if len(spots) == 1:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink))
        painter.drawEllipse(spots[0], wide / 2, wide / 2)
        return
    ends = [spots[0], *spots, spots[-1]]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for number in range(1, len(ends) - 2):
        before, start, end, after = ends[number - 1 : number + 3]
        path = QPainterPath(start)
        path.cubicTo(start + (end - before) / 6, end - (after - start) / 6, end)
        pressed = (stroke[number - 1][2] + stroke[number][2]) / 2
        pen = QPen(QColor(ink), wide * (0.5 + pressed))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPath(path)
