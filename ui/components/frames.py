"""What holds a page together: cards, the bar of deeds along the bottom, the header; and the rail beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import look
from ui.components import painting
from ui.components.buttons import Button, IconButton, make_stretching
from ui.components.labels import Pill, Text
from ui.components.rail import Place, Rail

__all__ = ["ActionBar", "Card", "Header", "Place", "Rail"]


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
    """The bar along the bottom: 3-6 equal buttons, the main one wider; `lead` stands at its left end.

    Where equal shares would squeeze the longer words, each button gets what its words need and shares only the rest.
    """

    def __init__(self, lead: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._lead = lead
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

    def minimumSizeHint(self) -> QSize:
        """The least that the words themselves need, whatever is shared out by now: the window may become narrower."""
        least = [button.minimumSizeHint().width() for button in self.buttons]
        return QSize(sum(least) + self._taken(), look.sizes().bar)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._share()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.surface))
        painter.fillRect(0, 0, self.width(), round(tokens.border), QColor(tokens.line))
        painter.end()

    def _share(self) -> None:
        needs = [button.sizeHint().width() for button in self.buttons]
        fit = sum(needs) + self._taken() <= self.width()
        for button, need in zip(self.buttons, needs, strict=True):
            button.setMinimumWidth(need if fit else 0)

    def _taken(self) -> int:
        """The width that is no button's: margins, gaps and what leads."""
        margins, lead = self._row.contentsMargins(), self._lead
        led = lead.minimumSizeHint().width() if lead is not None else 0
        gaps = self._row.spacing() * max(0, self._row.count() - 1)
        return margins.left() + margins.right() + gaps + led

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
            painting.write_in_two(painter, rest, self.subtitle, "body", tokens.ink2)
        painter.end()
