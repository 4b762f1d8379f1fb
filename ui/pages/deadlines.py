"""期限 on 今日: how many things fall due within a day, a week, a month and a quarter."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui import look
from ui.components import painting
from ui.components.frames import Card
from ui.components.labels import Text
from ui.components.pressable import Pressable

STEPS = (1, 7, 30, 90)


class StepTile(Pressable):
    """How many things fall due within so many days; a tap shows them."""

    tapped = Signal()

    def __init__(self, days: int, parent: QWidget | None = None) -> None:
        super().__init__(f"{days} 天内", parent)
        self._days, self._count = days, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.tapped)

    def setCount(self, count: int) -> None:
        """Shows the number."""
        self._count = count
        self.setAccessibleName(f"{self._days} 天内到期 {count} 项")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(104, 80 if look.sizes().small else 95)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        tokens = look.current()
        plain = (tokens.sunk, tokens.ink, tokens.line)
        tones = {
            1: (tokens.red, tokens.redink, tokens.red),
            7: (tokens.ambsoft, tokens.ambtext, tokens.ambline),
        }
        fill, ink, edge = tones.get(self._days, plain) if self._count else plain
        painting.box(painter, rect, fill, edge, tokens.border, look.sizes().radius)
        inner = rect.adjusted(12, 8, -6, -8)
        painting.write(
            painter,
            QRectF(inner.left(), inner.top(), inner.width(), 24),
            f"{self._days} 天内",
            look.font("second"),
            ink,
        )
        low = QRectF(inner.left(), inner.bottom() - 44, inner.width(), 44)
        used = painting.write(painter, low, str(self._count), look.font("count"), ink)
        unit = low.adjusted(used + 5, 8, 0, 4)
        if painting.width_of("项", look.font("second")) <= unit.width():
            painting.write(painter, unit, "项", look.font("second"), ink)


class DeadlinesCard(Card):
    """One tile a step, and below them what is wrong with the tables of law; `asked(days)`."""

    asked = Signal(int)

    def __init__(self) -> None:
        super().__init__("期限")
        row = QHBoxLayout()
        row.setSpacing(8)
        self.tiles = {days: StepTile(days) for days in STEPS}
        for days, tile in self.tiles.items():
            tile.tapped.connect(partial(self.asked.emit, days))
            tile.setCount(0)
            row.addWidget(tile)
        self.body.addLayout(row)
        self._tables = Text("", "second")
        self._tables.hide()
        self.body.addWidget(self._tables)

    def tell(self, live: int, steps: Mapping[int, int], tables: tuple[str, ...]) -> None:
        """Shows these."""
        self.setTitle("期限", f"在办 {live:,} 件")
        for days, tile in self.tiles.items():
            tile.setCount(sum(n for step, n in steps.items() if step <= days))
        self._tables.setText("\n".join(tables))
        self._tables.setVisible(bool(tables))
