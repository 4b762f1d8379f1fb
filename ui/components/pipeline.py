"""The way of one thing through its stages, small: discs side by side, the name of each below; it only tells."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import look
from ui.components import painting

_DISC = 30


class Pipeline(QWidget):
    """Stages up to `done` are ticked (-1 none), the one after is the current one."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = tuple(names)
        self._done = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setDone(-1)

    def setDone(self, done: int) -> None:
        """The last stage that is done."""
        self._done = done
        at = self._names[done] if 0 <= done < len(self._names) else "未开始"
        self.setAccessibleName(f"进展：{at}，共 {len(self._names)} 步")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(56 * len(self._names), 62)

    def minimumSizeHint(self) -> QSize:
        return QSize(46 * len(self._names), 62)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() / max(1, len(self._names))
        for number, name in enumerate(self._names):
            centre = width * (number + 0.5)
            if number + 1 < len(self._names):
                painter.setPen(QPen(QColor(tokens.ok if number < self._done else tokens.line), 3))
                painter.drawLine(QPointF(centre + 20, 17), QPointF(centre + width - 20, 17))
            self._draw(painter, QRectF(centre - _DISC / 2, 2, _DISC, _DISC), number)
            ink = tokens.acttext if number == self._done + 1 else tokens.ink
            weight = 700 if number == self._done + 1 else 500
            spot = QRectF(centre - width / 2, 37, width, 22)
            painting.write(painter, spot, name, look.face(15, weight), ink, painting.CENTRE)
        painter.end()

    def _draw(self, painter: QPainter, disc: QRectF, number: int) -> None:
        tokens = look.current()
        if number <= self._done:
            painting.disc(painter, disc, tokens.ok)
            painting.picture(painter, "check", tokens.okink, disc.adjusted(6, 6, -6, -6))
            return
        current = number == self._done + 1
        filled = current and not tokens.shapes
        border, width = (tokens.actedge, 4) if current and tokens.shapes else (tokens.edge, 2)
        painting.disc(
            painter, disc, tokens.act if filled else tokens.surface, None if filled else border, width
        )
        ink = tokens.actink if filled else tokens.ink2
        painting.write(painter, disc, str(number + 1), look.face(15, 700), ink, painting.CENTRE)
