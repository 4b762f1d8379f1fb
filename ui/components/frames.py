"""What holds a page together: cards, the bar of deeds along the bottom, the header, the navigation rail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import look
from ui.components import painting
from ui.components.buttons import Button, IconButton, make_stretching
from ui.components.labels import Pill, Text
from ui.components.pressable import Pressable


class Card(QWidget):
    """A surface with a hairline: heading left, a fact at right, `body` (a QVBoxLayout) below.

    `tone` is "" or "bad" (red outline, for trouble) or "act" (blue outline); `flush` lets rows touch the sides.
    """

    def __init__(
        self,
        title: str = "",
        fact: str = "",
        tone: str = "",
        flush: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self._flush = flush
        self._outer = QVBoxLayout(self)
        self.head = QHBoxLayout()
        self.head.setSpacing(10)
        self._title = Text(title, "heading", wrap=False)
        self._fact = Text(fact, "second", wrap=False)
        self.head.addWidget(self._title)
        self.head.addStretch(1)
        self.head.addWidget(self._fact)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self._outer.addLayout(self.head)
        self._outer.addLayout(self.body, 1)
        self.setTitle(title, fact)
        self._measure()
        look.changes.changed.connect(self._measure)

    def setTitle(self, title: str, fact: str = "") -> None:
        """Change heading and fact; without either the head takes no room."""
        self._title.setText(title)
        self._fact.setText(fact)
        self._title.setVisible(bool(title))
        self._fact.setVisible(bool(fact))
        self.setAccessibleName(title)

    def setTone(self, tone: str) -> None:
        """Outline the card: "", "act" or "bad"."""
        self._tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, radius = look.current(), look.sizes().radius
        border = {"": tokens.line, "act": tokens.actedge, "bad": tokens.rededge}[self._tone]
        width = {"": tokens.border, "act": 3, "bad": 4 if tokens.shapes else 2}[self._tone]
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if tokens.code == "day":
            painting.box(painter, rect.adjusted(0, 2, 0, 0), "#0F121D2B", radius=radius)
            rect.adjust(0, 0, 0, -2)
        painting.box(painter, rect, tokens.surface, border, width, radius)
        painter.end()

    def _measure(self) -> None:
        padding = look.sizes().padding
        side = 2 if self._flush else padding
        self._outer.setContentsMargins(
            side, 12 if self._title.text() else (2 if self._flush else 12), side, 4 if self._flush else 14
        )
        self.head.setContentsMargins(padding - side, 0, padding - side, 0)
        self._outer.setSpacing(8)


class ActionBar(QWidget):
    """The bar along the bottom: 3-6 equal buttons, the main one wider; `lead` stands at its left end."""

    def __init__(self, lead: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self.buttons: list[Button] = []
        if lead is not None:
            self._row.addWidget(lead, 10)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("操作")
        self._measure()
        look.changes.changed.connect(self._measure)

    def add(
        self, label: str, role: str = "plain", icon: str | None = None, hint: str = "", weight: float = 0
    ) -> Button:
        """Add a button and return it; `weight` is its share of the width (main 1.3, others 1)."""
        if role == "main" and any(button.role == "main" for button in self.buttons):
            raise ValueError("a bar has one filled button")
        button = make_stretching(Button(label, role, icon, hint, parent=self))
        self._row.addWidget(button, round(10 * (weight or (1.3 if role == "main" else 1))))
        self.buttons.append(button)
        button.setBarHeight(look.sizes().bar_button)
        return button

    def clear(self) -> None:
        """Take all buttons away."""
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.surface))
        painter.fillRect(0, 0, self.width(), round(tokens.border), QColor(tokens.line))
        painter.end()

    def _measure(self) -> None:
        sizes = look.sizes()
        self.setFixedHeight(sizes.bar)
        self._row.setContentsMargins(sizes.left, 0, sizes.right, 0)
        self._row.setSpacing(sizes.gap)
        for button in self.buttons:
            button.setBarHeight(sizes.bar_button)


class Header(QWidget):
    """The top line: back key, title, subtitle, and the pills of the terminal's state at right.

    The pills never wrap: when they and the words don't fit, the subtitle gives way first.
    """

    back = Signal()

    def __init__(
        self, title: str, subtitle: str = "", with_back: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title, self._subtitle = title, subtitle
        row = QHBoxLayout(self)
        self._row = row
        self._key = IconButton("back", "返回", parent=self)
        self._key.tapped.connect(self.back)
        self._key.setVisible(with_back)
        self._words = _HeaderWords(self)
        row.addWidget(self._key)
        row.addWidget(self._words, 1)
        self._pills = QHBoxLayout()
        row.addLayout(self._pills)
        self.setTitle(title, subtitle)
        self._measure()
        look.changes.changed.connect(self._measure)

    def setTitle(self, title: str, subtitle: str = "") -> None:
        """Change title and subtitle."""
        self._words.title, self._words.subtitle = title, subtitle
        self.setAccessibleName("，".join(word for word in (title, subtitle) if word))
        self._words.setAccessibleName(self.accessibleName())
        self._words.update()

    def setPills(self, pills: Sequence[Pill]) -> None:
        """Show these pills, in order: exchange, fix, saved, printer, battery."""
        while (item := self._pills.takeAt(0)) is not None:
            if (widget := item.widget()) is not None and widget not in pills:
                widget.hide()
        for pill in pills:
            self._pills.addWidget(pill)
            pill.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.surface))
        height = round(tokens.border)
        painter.fillRect(0, self.height() - height, self.width(), height, QColor(tokens.line))
        painter.end()

    def _measure(self) -> None:
        sizes = look.sizes()
        self.setFixedHeight(sizes.header)
        self._row.setContentsMargins(sizes.left, 0, sizes.right, 0)
        self._row.setSpacing(12)
        self._pills.setSpacing(6 if sizes.small else 8)


class _HeaderWords(QWidget):
    title = ""
    subtitle = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        used = painting.write(
            painter, rect, self.title, look.font("title"), tokens.ink, elide=Qt.TextElideMode.ElideRight
        )
        rest = rect.adjusted(used + 13, 2, -8, 2)
        if self.subtitle and rest.width() > 60:
            painting.write(
                painter,
                rest,
                self.subtitle,
                look.font("body"),
                tokens.ink2,
                elide=Qt.TextElideMode.ElideRight,
            )
        painter.end()


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
        self._column.setSpacing(0 if sizes.small else 4)


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
