"""Words that stand alone: text by its role, chips that only label, and pills that tell the terminal's state."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import look
from ui.components import painting
from ui.components.pressable import Pressable
from ui.look import Tokens

TONES = ("plain", "act", "ok", "amb", "red", "hard")


class Text(QLabel):
    """Plain text in a role of type (`look.ROLES`), wrapped; `tone` colours it red, act or ok."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "",
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show `text`; the full words stay the accessible name."""
        self.setAccessibleName(text)
        super().setText(look.shown(text))

    def setTone(self, tone: str) -> None:
        """Colour the text: red, act, ok or nothing."""
        if tone != self.property("tone"):
            self.setProperty("tone", tone)
            look.restyle(self)


@dataclass(frozen=True, slots=True)
class ChipFace:
    """What a chip says: words, a tone of `TONES`, an icon in front."""

    text: str
    tone: str = "plain"
    icon: str = ""


def chip_colours(tokens: Tokens, tone: str) -> tuple[str, str, str, float]:
    """Fill, ink, border and border width of a tone."""
    if tone == "hard" or (tone == "red" and tokens.shapes):
        return tokens.red, tokens.redink, tokens.red, 1
    if tone == "plain":
        return tokens.sunk, tokens.ink2, tokens.line, tokens.border
    soft, edge, ink = {
        "act": (tokens.actsoft, tokens.actline, tokens.acttext),
        "ok": (tokens.oksoft, tokens.okline, tokens.oktext),
        "amb": (tokens.ambsoft, tokens.ambline, tokens.ambtext),
        "red": (tokens.redsoft, tokens.redline, tokens.redtext),
    }[tone]
    return soft, ink, edge, 3 if tokens.shapes and tone == "amb" else tokens.border


def chip_font(tone: str) -> QFont:
    """The face of a chip: hard ones are bold."""
    return look.face(15, 700 if tone == "hard" else 500)


def chip_width(face: ChipFace) -> float:
    """The width `draw_chip` takes."""
    return painting.width_of(face.text, chip_font(face.tone)) + 20 + (22 if face.icon else 0)


def draw_chip(painter: QPainter, left: float, top: float, face: ChipFace, height: float = 28) -> float:
    """Draw a chip and return its width."""
    fill, ink, edge, width = chip_colours(look.current(), face.tone)
    rect = QRectF(left, top, chip_width(face), height)
    painting.box(painter, rect, fill, edge, width, look.sizes().radius_chip)
    inner = rect.adjusted(10, 0, -10, 0)
    if face.icon:
        painting.picture(painter, face.icon, ink, QRectF(inner.left() - 2, rect.center().y() - 9, 18, 18))
        inner.setLeft(inner.left() + 22)
    painting.write(painter, inner, face.text, chip_font(face.tone), ink)
    return rect.width()


class Chip(QWidget):
    """A free-standing label of 28 px; never a button."""

    def __init__(
        self, text: str, tone: str = "plain", icon: str = "", height: int = 28, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._face = ChipFace(text, tone, icon)
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        look.changes.changed.connect(self.updateGeometry)

    @property
    def face(self) -> ChipFace:
        """What it says."""
        return self._face

    def setFace(self, text: str, tone: str = "plain", icon: str = "") -> None:
        """Say something else."""
        self._face = ChipFace(text, tone, icon)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(chip_width(self._face) + 0.5), self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_chip(painter, 0, 0, self._face, self._height)
        painter.end()


class Pill(Pressable):
    """A state of the terminal in the header: icon and one phrase; tones neutral, warn, ok, bad.

    `short` is said instead of `text` in a small window: words drop, the fact stays.
    """

    tapped = Signal()

    def __init__(
        self, icon: str, text: str, tone: str = "neutral", short: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._icon, self._text, self._tone, self._short = icon, text, tone, short
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.tapped)

    @property
    def tone(self) -> str:
        """The tone in force."""
        return self._tone

    def setState(self, text: str, tone: str = "neutral", short: str = "", icon: str = "") -> None:
        """Say another state."""
        self._text, self._tone, self._short = text, tone, short
        self._icon = icon or self._icon
        self.setAccessibleName(text)
        self.restyle()

    def sizeHint(self) -> QSize:
        return QSize(round(painting.width_of(self._words(), look.face(15, 500)) + 53), 48)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        tokens = look.current()
        tone = {"neutral": "plain", "warn": "amb", "ok": "ok", "bad": "red"}[self._tone]
        fill, ink, edge, width = chip_colours(tokens, tone)
        # The pill is 40 high as drawn, its touching area 48.
        shape = QRectF(rect.left(), rect.center().y() - 20, rect.width(), 40)
        if self.ringed:
            shape = QRectF(rect.left(), rect.center().y() - 18, rect.width(), 36)
        painting.box(painter, shape, tokens.line if self.isDown() else fill, edge, width, shape.height() / 2)
        ink = tokens.ink if self._tone == "neutral" else ink
        painting.picture(painter, self._icon, ink, QRectF(shape.left() + 12, shape.center().y() - 10, 20, 20))
        words = shape.adjusted(38, 0, 0, 0)
        painting.write(painter, words, self._words(), look.face(15, 500), ink)

    def _words(self) -> str:
        return self._short if look.sizes().small and self._short else self._text
