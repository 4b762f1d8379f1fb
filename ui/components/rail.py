"""The navigation at the left edge: one key for each page, a badge where something waits, 隐屏 last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui import look
from ui.components import painting
from ui.components.pressable import Pressable


@dataclass(frozen=True, slots=True)
class Place:
    """A page the rail leads to; `low` ones stand at the bottom."""

    code: str
    title: str
    icon: str
    low: bool = False


class Rail(QWidget):
    """The navigation at left; 隐屏 is always its last key. Signals: `chosen(code)`, `hidden()`."""

    chosen = Signal(str)
    hidden = Signal()

    def __init__(self, places: Iterable[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: dict[str, RailKey] = {}
        column = QVBoxLayout(self)
        self._column = column
        column.setSpacing(4)
        emblem = _Emblem(self)
        column.addWidget(emblem, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(6)
        listed = list(places)
        for place in [place for place in listed if not place.low]:
            column.addWidget(self._key(place), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        for place in [place for place in listed if place.low]:
            column.addWidget(self._key(place), 0, Qt.AlignmentFlag.AlignHCenter)
        hide = RailKey(Place("hide", "隐屏", "lock"), self)
        hide.tapped.connect(self.hidden)
        column.addWidget(hide, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName("导航")
        self._measure()
        look.changes.changed.connect(self._measure)

    def select(self, code: str) -> None:
        """Show the page `code` as the one that is open."""
        for name, key in self._keys.items():
            key.setSelected(name == code)

    def setBadge(self, code: str, count: int) -> None:
        """Show how many things wait on a page; 0 shows nothing."""
        self._keys[code].setBadge(count)

    def key(self, code: str) -> RailKey:
        """The key that leads to a page."""
        return self._keys[code]

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.rail))
        if tokens.shapes:
            painter.fillRect(self.width() - 2, 0, 2, self.height(), QColor(tokens.line))
        painter.end()

    def _key(self, place: Place) -> RailKey:
        key = RailKey(place, self)
        key.tapped.connect(lambda: self.chosen.emit(place.code))
        self._keys[place.code] = key
        return key

    def _measure(self) -> None:
        sizes = look.sizes()
        self.setFixedWidth(sizes.rail)
        self._column.setContentsMargins(0, 8 if sizes.small else 12, 0, 8 if sizes.small else 12)
        self._column.setSpacing(4)


class _Emblem(QWidget):
    """A placeholder for the court emblem."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(44, 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = look.current().railink
        painting.disc(painter, QRectF(2, 2, 40, 40), None, ink, 2)
        painting.picture(painter, "law", ink, QRectF(10, 10, 24, 24))
        painter.end()


class RailKey(Pressable):
    """One key of the rail: icon over its word, a badge at the icon's shoulder."""

    tapped = Signal()

    def __init__(self, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(place.title, parent)
        self._place = place
        self._selected = False
        self._badge = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.tapped)

    def setSelected(self, selected: bool) -> None:
        """Show as the open page."""
        self._selected = selected
        self.update()

    def setBadge(self, count: int) -> None:
        """Show a count at the icon."""
        self._badge = count
        self.setAccessibleName(f"{self._place.title}，{count} 项" if count else self._place.title)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(66 if look.sizes().small else 72, 56 if look.sizes().small else 72)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        tokens = look.current()
        lit = self._selected or self.isDown()
        if lit:
            painting.box(painter, rect, tokens.railsel, radius=look.sizes().radius)
        ink = tokens.railselink if lit else tokens.railink
        middle = rect.center()
        painting.picture(painter, self._place.icon, ink, QRectF(middle.x() - 13, middle.y() - 27, 26, 26))
        word = QRectF(rect.left(), middle.y() + 2, rect.width(), 24)
        painting.write(
            painter,
            word,
            self._place.title,
            look.face(15, 700 if self._selected else 500),
            ink,
            painting.CENTRE,
        )
        if self._badge:
            self._draw_badge(painter, QRectF(middle.x() + 6, middle.y() - 30, 22, 22))

    def _draw_badge(self, painter: QPainter, spot: QRectF) -> None:
        tokens = look.current()
        words = str(self._badge) if self._badge < 100 else "99+"
        spot.setWidth(max(22, painting.width_of(words, look.face(14, 700)) + 10))
        painting.box(painter, spot, tokens.amb, tokens.line if tokens.shapes else None, 2, 11)
        painting.write(painter, spot, words, look.face(14, 700), tokens.ambink, painting.CENTRE)
