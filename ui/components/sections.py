"""The sections of a form: how much of each is answered, and where something is wrong."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui import look
from ui.components import painting
from ui.components.rows import RowDelegate, RowList, Spoken


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a form: state done, part, problem or untouched; `share` answered from 0 to 1."""

    title: str
    fact: str = ""
    state: str = "untouched"
    number: int = 1
    share: float = 0
    payload: object = None

    @property
    def spoken(self) -> str:
        """The row in one sentence."""
        word = {"done": "已完成", "part": "进行中", "problem": "有问题", "untouched": "未开始"}[self.state]
        return "，".join(part for part in (self.title, word, self.fact) if part)


_LOWEST = 53  # px: the least that two lines and the disc need


class SectionDelegate(RowDelegate):
    """Draws a Section: disc with tick, pie, exclamation mark or number, then two lines.

    Rows give up a little of their height where that brings all of them into sight.
    """

    def height(self, item: Spoken, width: float) -> int:
        view, whole = self.parent(), look.sizes().row
        if not isinstance(view, RowList) or not view.items:
            return whole
        return min(whole, max(_LOWEST, view.viewport().height() // len(view.items)))

    def draw(self, painter: QPainter, rect: QRectF, item: Spoken, selected: bool) -> None:
        if not isinstance(item, Section):
            return
        tokens = look.current()
        shape = rect.adjusted(8, 0, -8, 0)
        if selected:
            painting.box(painter, shape, tokens.actsoft, tokens.line if tokens.shapes else None, 2, 8)
            painting.part_box(
                painter,
                QRectF(shape.left(), shape.top(), 4, shape.height()),
                tokens.actedge,
                2,
                left=True,
                right=True,
            )
        draw_section_disc(painter, QRectF(shape.left() + 10, rect.center().y() - 15, 30, 30), item)
        words = shape.adjusted(51, 0, -4, 0)
        top = rect.center().y() - 24
        font = look.face(17, 700 if selected else 500)
        ink = tokens.acttext if selected else tokens.ink
        painting.write(painter, QRectF(words.left(), top, words.width(), 26), item.title, font, ink)
        fact = QRectF(words.left(), top + 26, words.width(), 20)
        painting.write(painter, fact, item.fact, look.font("label"), tokens.ink2)


def draw_section_disc(painter: QPainter, rect: QRectF, item: Section) -> None:
    """The disc of a form section."""
    tokens = look.current()
    if item.state == "done":
        painting.disc(painter, rect, tokens.ok)
        painting.picture(painter, "check", tokens.okink, rect.adjusted(6, 6, -6, -6))
    elif item.state == "problem":
        painting.disc(painter, rect, tokens.red)
        if tokens.shapes:
            painting.disc(painter, rect.adjusted(-3, -3, 3, 3), None, tokens.ink, 2)
        painting.write(painter, rect, "!", look.font("heading"), tokens.redink, painting.CENTRE)
    elif item.state == "part":
        painting.disc(painter, rect, tokens.surface, tokens.actedge, 2)
        painter.setBrush(QColor(tokens.act))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPie(rect.adjusted(2, 2, -2, -2), 90 * 16, -math.floor(360 * 16 * item.share))
    else:
        painting.disc(painter, rect, tokens.surface, tokens.edge, 2)
        painting.write(painter, rect, str(item.number), look.face(15, 700), tokens.ink2, painting.CENTRE)


class SectionList(RowList):
    """The sections of a form; the chosen one stays marked. `opened(Section)`."""

    def __init__(self, name: str = "各部分", parent: QWidget | None = None) -> None:
        super().__init__(name, SectionDelegate(), uniform=True, parent=parent)
        self.setSelectable()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def select(self, row: int) -> None:
        """Mark a section without opening it."""
        self.setCurrentIndex(self.model().index(row, 0))
