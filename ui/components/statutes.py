"""What the law asks, row by row: green by evidence, red where it is missing, amber as a reminder, overridden by a reason."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from ui import look
from ui.components import painting
from ui.components.rows import RowDelegate, RowList, Spoken, hairline

STATES = {"ok": "已满足", "missing": "未满足", "warn": "提醒", "overridden": "已说明理由"}


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One duty: a state of STATES, its sentence, the article and what is told beside it."""

    state: str
    sentence: str
    article: str = ""
    detail: str = ""
    payload: object = None

    @property
    def under(self) -> str:
        """The second line."""
        return " · ".join(word for word in (self.article, self.detail) if word)

    @property
    def spoken(self) -> str:
        """The row in one sentence."""
        return "，".join(
            word for word in (STATES[self.state], self.sentence, self.article, self.detail) if word
        )


class DutyDelegate(RowDelegate):
    """Draws a DutyRow; a state is told by shape of mark, bar and weight before colour."""

    def height(self, item: Spoken, width: float) -> int:
        if not isinstance(item, DutyRow):
            return 0
        room = width - 53 - 8
        sentence = painting.height_of(item.sentence, "body" if item.state == "ok" else "strong", room)
        under = painting.height_of(item.under, "article", room) if item.under else 0
        return max(56, sentence + under + 13)

    def draw(self, painter: QPainter, rect: QRectF, item: Spoken, selected: bool) -> None:
        if not isinstance(item, DutyRow):
            return
        tokens = look.current()
        ground = {"missing": tokens.redsoft, "warn": tokens.ambsoft}.get(item.state)
        if ground:
            painter.fillRect(rect, QColor(ground))
            bar = {"missing": tokens.red, "warn": tokens.ink if tokens.shapes else tokens.amb}[item.state]
            width = (10 if item.state == "missing" else 4) if tokens.shapes else 6
            painter.fillRect(QRectF(rect.left(), rect.top(), width, rect.height()), QColor(bar))
        hairline(painter, rect)
        draw_mark(painter, QRectF(rect.left() + 16, rect.top() + 8, 26, 26), item.state)
        words = rect.adjusted(53, 7, -8, 0)
        role = "strong" if item.state == "missing" else "body"
        ink = tokens.redtext if item.state == "missing" else tokens.ink
        used = painting.write_lines(painter, words, item.sentence, role, ink)
        painting.write_lines(painter, words.adjusted(0, used - 2, 0, 0), item.under, "article", tokens.ink2)


def draw_mark(painter: QPainter, rect: QRectF, state: str) -> None:
    """The mark of a duty: round tick, filled square cross, square triangle, outlined square with a pen."""
    tokens = look.current()
    inner = rect.adjusted(4, 4, -4, -4)
    if state == "ok":
        painting.disc(painter, rect, tokens.oksoft, tokens.okline, tokens.border)
        painting.picture(painter, "check", tokens.oktext, inner)
    elif state == "missing":
        painting.box(painter, rect, tokens.red, radius=5)
        painting.picture(painter, "close", tokens.redink, inner)
    elif state == "warn":
        border = tokens.ambink if tokens.shapes else None
        painting.box(painter, rect, tokens.amb, border, 2, radius=5)
        painting.picture(painter, "warning", tokens.ambink, inner)
    else:
        painting.box(painter, rect, tokens.surface, tokens.rededge, tokens.border, radius=5)
        painting.picture(painter, "signature", tokens.redtext, inner)


class DutyList(RowList):
    """The duties of a record. `opened(DutyRow)`."""

    def __init__(self, name: str = "离场校验", tall: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(name, DutyDelegate(), tall=tall, parent=parent)
