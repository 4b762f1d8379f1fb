"""How far things are: expiry bars, the line of stages, sections of a form, long work that can be cancelled."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import look
from ui.components import painting
from ui.components.buttons import Button
from ui.components.labels import Text
from ui.components.rows import RowDelegate, RowList, Spoken


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


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its name, a fact under it, and done, current or later."""

    name: str
    fact: str = ""
    state: str = "later"


class StageLine(QWidget):
    """Stages in a row, joined by lines; a tap or Left, Right and Enter choose one: `chosen(index)`."""

    chosen = Signal(int)

    def __init__(self, stages: Sequence[Stage], name: str = "阶段", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stages = tuple(stages)
        self._at = 0
        self._name = name
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setStages(stages)

    def setStages(self, stages: Sequence[Stage]) -> None:
        """Show other stages."""
        self._stages = tuple(stages)
        self._at = next((number for number, stage in enumerate(stages) if stage.state == "current"), 0)
        words = {"done": "已完成", "current": "进行中", "later": "未到"}
        told = "，".join(f"{stage.name}{words[stage.state]}" for stage in self._stages)
        self.setAccessibleName(f"{self._name}：{told}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(sum(round(self._width(stage)) + 34 for stage in self._stages), 56)

    def spots(self) -> list[QRectF]:
        """Where each stage stands; its touching area."""
        widths = [self._width(stage) for stage in self._stages]
        free = max(0.0, self.width() - sum(widths)) / max(1, len(widths) - 1)
        left, found = 0.0, []
        for width in widths:
            found.append(QRectF(left, 0, width, self.height()))
            left += width + free
        return found

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number, spot in enumerate(self.spots()):
            if spot.contains(event.position()):
                self._at = number
                self.chosen.emit(number)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step and self._stages:
            self._at = (self._at + step) % len(self._stages)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._at)
        else:
            super().keyPressEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        spots = self.spots()
        for number, (stage, spot) in enumerate(zip(self._stages, spots, strict=True)):
            self._draw(painter, spot, number, stage)
            if number + 1 < len(spots):
                ink = tokens.ok if stage.state == "done" else tokens.line
                painter.setPen(QPen(QColor(ink), 3))
                middle = spot.center().y()
                painter.drawLine(
                    QPointF(spot.right() + 8, middle), QPointF(spots[number + 1].left() - 8, middle)
                )
        if self.hasFocus() and spots:
            painting.ring(painter, spots[self._at].adjusted(-4, 1, 4, -1))
        painter.end()

    def _width(self, stage: Stage) -> float:
        name = painting.width_of(stage.name, look.font("heading"))
        return 52 + max(name, painting.width_of(stage.fact, look.font("second")))

    def _draw(self, painter: QPainter, spot: QRectF, number: int, stage: Stage) -> None:
        tokens = look.current()
        disc = QRectF(spot.left(), spot.center().y() - 20, 40, 40)
        if stage.state == "done":
            painting.disc(painter, disc, tokens.ok)
            painting.picture(painter, "check", tokens.okink, disc.adjusted(9, 9, -9, -9))
        else:
            current = stage.state == "current"
            fill = tokens.act if current and not tokens.shapes else tokens.surface
            border, width = (tokens.actedge, 5) if current and tokens.shapes else (tokens.edge, 2)
            painting.disc(painter, disc, fill, None if fill == tokens.act else border, width)
            ink = tokens.actink if fill == tokens.act else tokens.ink2
            painting.write(painter, disc, str(number + 1), look.font("heading"), ink, painting.CENTRE)
        ink = tokens.acttext if stage.state == "current" else tokens.ink
        name = QRectF(spot.left() + 52, spot.center().y() - 24, spot.width() - 52, 26)
        painting.write(painter, name, stage.name, look.font("heading"), ink)
        fact = QRectF(name.left(), name.bottom() - 2, name.width(), 22)
        painting.write(painter, fact, stage.fact, look.font("second"), tokens.ink2)


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


class SectionDelegate(RowDelegate):
    """Draws a Section: disc with tick, pie, exclamation mark or number, then two lines."""

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

    def select(self, row: int) -> None:
        """Mark a section without opening it."""
        self.setCurrentIndex(self.model().index(row, 0))


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
        self.cancel_key.setVisible(cancellable)
        row.addWidget(self.cancel_key)
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
