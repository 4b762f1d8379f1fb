"""The pen area: pen with pressure, finger or mouse; strokes in units of its width, so that they stay vectors."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QTabletEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from services.records.values import Stroke
from ui import look
from ui.components import painting

_NEAREST = 1.5  # pixels; closer points say nothing
_PLAIN_PRESSURE = 0.5  # finger and mouse press evenly
_MARGIN = 40


class Pad(QWidget):
    """`changed` after each stroke; `strokes` is what was written."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("签名区")
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents, False)
        self._strokes: list[list[tuple[float, float, float, float]]] = []
        self._began = 0.0
        self._writing = False
        self.pressed_hard = False
        self.locked = False

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """(x, y, pressure, seconds) per point, x and y in units of the pad's width."""
        return tuple(tuple(stroke) for stroke in self._strokes)

    @property
    def aspect(self) -> float:
        """Height by width."""
        return self.height() / max(1, self.width())

    @property
    def seconds(self) -> float:
        """How long the writing took."""
        return self._strokes[-1][-1][3] if self._strokes else 0.0

    def clear(self) -> None:
        """重签."""
        self._strokes, self.pressed_hard, self._writing = [], False, False
        self.update()
        self.changed.emit()

    def show_strokes(self, strokes: tuple[Stroke, ...]) -> None:
        """Shows a signature that was given before."""
        self._strokes = [list(stroke) for stroke in strokes]
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(800, 300)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 120)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._begin(event.position(), _PLAIN_PRESSURE)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go_on(event.position(), _PLAIN_PRESSURE)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._finish()

    def tabletEvent(self, event: QTabletEvent) -> None:
        match event.type():
            case QEvent.Type.TabletPress:
                self.pressed_hard = True
                self._begin(event.position(), event.pressure())
            case QEvent.Type.TabletMove:
                self._go_on(event.position(), event.pressure())
            case QEvent.Type.TabletRelease:
                self._finish()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painting.box(painter, QRectF(self.rect()), tokens.surface, tokens.edge, 2, look.sizes().radius)
        painter.setPen(painting.pen(tokens.ink2, 2, dashed=True))
        line = self.height() * 0.8
        painter.drawLine(QPointF(_MARGIN, line), QPointF(self.width() - _MARGIN, line))
        words = QRectF(20, 12, self.width() - 40, 30)
        painting.write(painter, words, "请在虚线上方签全名", look.font("body"), tokens.ink2)
        for stroke in self._strokes:
            self._paint_stroke(painter, stroke)
        painter.end()

    def _paint_stroke(self, painter: QPainter, stroke: list[tuple[float, float, float, float]]) -> None:
        pen = QPen(QColor(look.current().ink))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        points = [QPointF(x * self.width(), y * self.width()) for x, y, _, _ in stroke]
        for at in range(len(points)):
            pen.setWidthF(2.5 + 5 * stroke[at][2])
            painter.setPen(pen)
            if at == 0:
                painter.drawPoint(points[0])
                continue
            painter.drawPath(_curve(points, at))

    def _begin(self, point: QPointF, pressure: float) -> None:
        if self.locked:
            return
        if not self._strokes:
            self._began = time.monotonic()
        self._writing = True
        self._strokes.append([self._point(point, pressure)])
        self.update()

    def _go_on(self, point: QPointF, pressure: float) -> None:
        if not self._writing:
            return
        x, y, _, _ = self._strokes[-1][-1]
        last = QPointF(x * self.width(), y * self.width())
        if (point - last).manhattanLength() >= _NEAREST:
            self._strokes[-1].append(self._point(point, pressure))
            self.update()

    def _finish(self) -> None:
        if self._writing:
            self._writing = False
            self.changed.emit()

    def _point(self, point: QPointF, pressure: float) -> tuple[float, float, float, float]:
        width = max(1, self.width())
        spent = time.monotonic() - self._began
        return round(point.x() / width, 5), round(point.y() / width, 5), round(pressure, 3), round(spent, 3)


def _curve(points: list[QPointF], at: int) -> QPainterPath:
    """The piece between two points as a Catmull-Rom curve through their neighbours."""
    before, start, end = points[max(0, at - 2)], points[at - 1], points[at]
    after = points[min(len(points) - 1, at + 1)]
    path = QPainterPath(start)
    path.cubicTo(start + (end - before) / 6, end - (after - start) / 6, end)
    return path
