"""The line of stages: done, current and later ones, each to be opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import look
from ui.components import painting


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
