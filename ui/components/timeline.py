"""The timeline of a case: date at left, kind in a disc, what happened, and a correction above the old sentence."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui import look
from ui.components import painting
from ui.components.labels import ChipFace, chip_width, draw_chip
from ui.components.rows import RowDelegate, RowList, Spoken


@dataclass(frozen=True, slots=True)
class Event:
    """One entry: when, its icon, title and detail; `struck` is the old sentence a correction replaced."""

    day: str
    time: str
    icon: str
    title: str
    detail: str = ""
    struck: str = ""
    chip: ChipFace | None = None
    last: bool = False
    payload: object = None

    @property
    def spoken(self) -> str:
        """The row in one sentence."""
        old = f"原记：{self.struck}" if self.struck else ""
        words = (f"{self.day} {self.time}", self.title, self.detail, old, self.chip.text if self.chip else "")
        return "，".join(word for word in words if word)


class TimelineDelegate(RowDelegate):
    """Draws an Event: date 64 right-aligned, disc 28 on the line, words, a chip at right."""

    def height(self, item: Spoken, width: float) -> int:
        if not isinstance(item, Event):
            return 0
        room = self._room(item, width)
        title = painting.height_of(item.title, "strong", room)
        detail = painting.height_of(item.detail, "second", room) if item.detail else 0
        struck = painting.height_of(item.struck, "second", room) if item.struck else 0
        return max(look.sizes().row, title + detail + struck + 14)

    def draw(self, painter: QPainter, rect: QRectF, item: Spoken, selected: bool) -> None:
        if not isinstance(item, Event):
            return
        tokens = look.current()
        if selected:
            painter.fillRect(rect, QColor(tokens.actsoft))
        date = QRectF(rect.left() + 12, rect.top() + 2, 68, 26)
        painting.write(painter, date, item.day, look.face(16, 700), tokens.ink, painting.RIGHT)
        painting.write(
            painter, date.translated(0, 23), item.time, look.font("second"), tokens.ink2, painting.RIGHT
        )
        disc = QRectF(date.right() + 12, rect.top() + 1, 28, 28)
        if not item.last:
            painter.setPen(QPen(QColor(tokens.line), 2))
            painter.drawLine(
                QPointF(disc.center().x(), disc.bottom()), QPointF(disc.center().x(), rect.bottom() + 2)
            )
        painting.disc(painter, disc, tokens.surface, tokens.edge, 2)
        painting.picture(painter, item.icon, tokens.ink, disc.adjusted(6, 6, -6, -6))
        if item.chip:
            draw_chip(painter, rect.right() - 16 - chip_width(item.chip), rect.top() + 1, item.chip)
        words = QRectF(disc.right() + 12, rect.top() + 2, self._room(item, rect.width()), rect.height())
        used = painting.write_lines(painter, words, item.title, "strong", tokens.ink)
        used += painting.write_lines(
            painter, words.adjusted(0, used, 0, 0), item.detail, "second", tokens.ink2
        )
        painting.write_lines(
            painter, words.adjusted(0, used + 2, 0, 0), item.struck, "second", tokens.ink2, struck=True
        )

    def _room(self, item: Event, width: float) -> float:
        chip = chip_width(item.chip) + 12 if item.chip else 0
        return max(80.0, width - 132 - 16 - chip)


class Timeline(RowList):
    """The entries of a case, newest first. `opened(Event)`."""

    def __init__(self, name: str = "时间线", tall: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(name, TimelineDelegate(), tall=tall, parent=parent)
        self.setCursor(Qt.CursorShape.ArrowCursor)
