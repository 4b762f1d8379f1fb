"""How far things are: expiry bars and long work here; with them the stages and the sections of a form."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import look
from ui.components import painting
from ui.components.buttons import Button
from ui.components.labels import Text
from ui.components.sections import Section, SectionList
from ui.components.stages import Stage, StageLine

__all__ = [
    "ExpiryBar",
    "ProgressCard",
    "Section",
    "SectionList",
    "Stage",
    "StageLine",
    "days_left_words",
    "draw_expiry",
]


def days_left_words(days: int) -> str:
    """余 n 天, or 过 n 天 when it has lapsed."""
    return f"余 {days} 天" if days >= 0 else f"过 {-days} 天"


def draw_expiry(painter: QPainter, rect: QRectF, share: float, days: int) -> None:
    """The bar alone, 10 high: `share` of the time that is gone, coloured by the days left."""
    tokens = look.current()
    bar = QRectF(rect.left(), rect.center().y() - 5, rect.width(), 10)
    if days < 0:
        painting.box(painter, bar, tokens.surface, tokens.rededge, tokens.border, 5, dashed=True)
        stroke = QPen(QColor(tokens.rededge), 7)
        stroke.setDashPattern([1, 0.7])
        stroke.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(stroke)
        painter.drawLine(
            QPointF(bar.left() + 3, bar.center().y()), QPointF(bar.right() - 3, bar.center().y())
        )
        return
    painting.box(painter, bar, tokens.sunk, None, radius=5)
    filled = QRectF(bar.left(), bar.top(), max(6.0, bar.width() * min(max(share, 0), 1)), bar.height())
    if days <= 7:
        painting.part_box(painter, filled, tokens.red, 5, left=True, right=share > 0.99)
    elif days <= 30 and tokens.shapes:
        painting.hatch(painter, filled.adjusted(2, 1, 0, -1), tokens.ink, tokens.surface)
    else:
        colour = tokens.amb if days <= 30 else tokens.ink3
        painting.part_box(painter, filled, colour, 5, left=True, right=share > 0.99)
    painting.box(painter, bar, None, tokens.edge, tokens.border, 5)


class ExpiryBar(QWidget):
    """Title or dates left, 余 n 天 right, the bar between; `share` is the part of the time that is gone."""

    def __init__(self, words: str, share: float, days: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setValue(words, share, days)

    def setValue(self, words: str, share: float, days: int) -> None:
        """Show another period."""
        self._words, self._share, self._days = words, share, days
        self.setAccessibleName(f"{words}，{days_left_words(days)}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QRectF(0, 0, self.width(), 24)
        ink = tokens.redtext if self._days <= 7 else tokens.ink
        left = days_left_words(self._days)
        painting.write(
            painter, line, left, look.face(15, 700), ink if self._days < 0 else tokens.ink, painting.RIGHT
        )
        painting.write(painter, line, self._words, look.font("second"), tokens.ink)
        draw_expiry(painter, QRectF(0, 28, self.width(), 12), self._share, self._days)
        painter.end()


class ProgressCard(QWidget):
    """Long work: what is done, how far it is, and 取消. `cancelled` when the key was tapped."""

    cancelled = Signal()

    def __init__(
        self, title: str, detail: str = "", cancellable: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._share: float | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(16)
        column = QVBoxLayout()
        column.setSpacing(4)
        self._title, self._detail = Text(title, "heading"), Text(detail, "second")
        self._bar = _Bar(self)
        for widget in (self._title, self._bar, self._detail):
            column.addWidget(widget)
        row.addLayout(column, 1)
        self.cancel_key = Button("取消", height=48)
        self.cancel_key.tapped.connect(self.cancelled)
        row.addWidget(self.cancel_key)
        self.cancel_key.setVisible(cancellable)  # only once it has a parent, or it would flash up as a window
        self.setAccessibleName(title)

    def setTitle(self, title: str) -> None:
        """Say what is being done now."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def setProgress(self, done: int, total: int, detail: str = "") -> None:
        """Show `done` of `total`; a total of 0 is shown as unknown."""
        self._bar.share = done / total if total else None
        self._detail.setText(detail or (f"{done} / {total}" if total else "—"))
        self._bar.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        painting.box(
            painter, QRectF(self.rect()), tokens.surface, tokens.line, tokens.border, look.sizes().radius
        )
        painter.end()


class _Bar(QWidget):
    share: float | None = 0

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(14)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        bar = QRectF(0, 1, self.width(), 12)
        painting.box(painter, bar, tokens.sunk, radius=6)
        if self.share:
            filled = QRectF(bar.left(), bar.top(), max(8.0, bar.width() * self.share), bar.height())
            painting.part_box(painter, filled, tokens.act, 6, left=True, right=True)
        painting.box(painter, bar, None, tokens.edge, tokens.border, 6, dashed=self.share is None)
        painter.end()
