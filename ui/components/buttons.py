"""Buttons: one filled deed, plain keys, danger in outline, soft keys, and the dashed one that says what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import look
from ui.components import painting
from ui.components.pressable import Pressable
from ui.look import Tokens

ROLES = ("main", "plain", "danger", "alarm", "soft", "key", "filter", "ghost")
_ICON = 26
_ICON_GAP = 12
_TICK = 18
_TICK_GAP = 6


@dataclass(frozen=True, slots=True)
class Dress:
    """How a button is drawn in one of its states."""

    fill: str | None
    ink: str
    border: str | None
    width: float = 1
    dashed: bool = False


def dress(tokens: Tokens, role: str, *, down: bool, chosen: bool, missing: bool) -> Dress:
    """The dress of a button: `chosen` is a key that stands selected, `missing` the off state."""
    if missing:
        return Dress(tokens.sunk, tokens.ink2, tokens.edge, 1, dashed=True)
    if chosen or role == "main":
        return Dress(tokens.press if down else tokens.act, tokens.actink, tokens.act, 1)
    if role == "alarm":
        return Dress(tokens.red, tokens.redink, tokens.redink, 1.5)
    if role == "danger":
        fill = tokens.redsoft if down else tokens.surface
        return Dress(fill, tokens.redtext, tokens.rededge, 4 if tokens.shapes else 2)
    if down:
        inverted = tokens.shapes
        return Dress(
            tokens.act if inverted else tokens.actsoft,
            tokens.actink if inverted else tokens.acttext,
            tokens.actedge,
            tokens.border,
        )
    if role == "soft":
        return Dress(tokens.actsoft, tokens.acttext, tokens.actline, tokens.border)
    if role == "ghost":
        return Dress(None, tokens.acttext, None)
    return Dress(tokens.surface, tokens.ink, tokens.edge, tokens.border)


class Button(Pressable):
    """A labelled button; connect to `tapped`, and to `blocked` for a tap while something is missing.

    Qt's own `clicked` fires in both cases and is not what a page wants. `height` in pixels: 0 takes the
    on-site height of this screen (15 mm, at least 56); a smaller number than 48 is lifted to 48.
    """

    tapped = Signal()
    blocked = Signal()

    def __init__(
        self,
        label: str,
        role: str = "plain",
        icon: str | None = None,
        hint: str = "",
        height: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, parent)
        self._label, self._role, self._icon, self._hint = label, role, icon, hint
        self._height = height
        self._bar_height = 0
        self._missing = ""
        self._chosen = False
        self.setText(label)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._pressed)
        self._rename()

    @property
    def missing(self) -> str:
        """What is still missing, empty when the button works."""
        return self._missing

    @property
    def role(self) -> str:
        """The role it is drawn in."""
        return self._role

    def setBarHeight(self, height: int) -> None:
        """Stand in a bar of deeds: `height` pixels, which already keep the physical rule."""
        self._bar_height = height
        self.restyle()

    def setMissing(self, sentence: str) -> None:
        """Put the button in its off state saying `sentence`; an empty one makes it work again."""
        if sentence != self._missing:
            self._missing = sentence
            self._rename()
            self.restyle()

    def setLabel(self, label: str, hint: str = "") -> None:
        """Change the words on the button."""
        self._label, self._hint = label, hint
        self.setText(label)
        self._rename()
        self.restyle()

    def setRole(self, role: str) -> None:
        """Change the role: main, plain, danger, alarm, soft, key, filter or ghost."""
        self._role = role
        self.update()

    def setChosen(self, chosen: bool) -> None:
        """Show the button as the one that stands chosen among its neighbours."""
        self._chosen = chosen
        self.update()

    @property
    def chosen(self) -> bool:
        """Whether it stands chosen."""
        return self._chosen

    def sizeHint(self) -> QSize:
        side = 12 if self._role == "key" and not self._icon else 16 if self._height else 20
        return QSize(round(self._content_width()) + 2 * side, self._pixel_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(max(48, round(self._content_width()) + 16), self._pixel_height())

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        tokens = look.current()
        style = dress(
            tokens, self._role, down=self.isDown(), chosen=self._chosen, missing=bool(self._missing)
        )
        radius = look.sizes().radius_field if self._height in range(1, 56) else look.sizes().radius
        painting.box(painter, rect, style.fill, style.border, style.width, radius, style.dashed)
        icon, side = self._shown_icon()
        gap = _TICK_GAP if side == _TICK else _ICON_GAP
        icon_room = side + (gap if self._label else 0) if icon else 0
        text_width = painting.width_of(self._label, self._font())
        lines = self._second_line()
        left = rect.center().x() - (icon_room + text_width) / 2
        top = rect.center().y() - (23 if lines else 13.5)
        middle = top + 13.5
        if icon:
            painting.picture(painter, icon, style.ink, QRectF(left, middle - side / 2, side, side))
        spot = QRectF(left + icon_room, top, text_width, 27)
        painting.write(painter, spot, self._label, self._font(), style.ink)
        if lines:
            under = QRectF(rect.left(), top + 26, rect.width(), 21)
            painting.write(painter, under, lines, look.font("second"), style.ink, painting.CENTRE)

    def _pressed(self) -> None:
        (self.blocked if self._missing else self.tapped).emit()

    def _shown_icon(self) -> tuple[str | None, int]:
        ticked = self._chosen and self._role == "key" and not self._icon
        return ("check", _TICK) if ticked else (self._icon, _ICON)

    def _second_line(self) -> str:
        return self._missing or self._hint

    def _content_width(self) -> float:
        first = painting.width_of(self._label, look.font("heading"))
        if self._icon:
            first += _ICON + (_ICON_GAP if self._label else 0)
        elif self._role == "key":
            # Room for the tick is kept, so that choosing moves nothing.
            first += _TICK + _TICK_GAP - 12
        return max(first, painting.width_of(self._second_line(), look.font("second")))

    def _pixel_height(self) -> int:
        if self._bar_height:
            return self._bar_height
        if self._height == 0:
            return max(look.sizes().touch, 58 if self._second_line() else 0)
        return max(48, self._height)

    def _font(self) -> QFont:
        return look.font("button" if self._missing or self._role == "ghost" else "heading")

    def _rename(self) -> None:
        words = [self._label or self.accessibleName(), self._second_line()]
        self.setAccessibleName("，".join(word for word in words if word))


class IconButton(Pressable):
    """A square key with only a drawing, 48 px or more; `name` is what a screen reader says."""

    tapped = Signal()

    def __init__(
        self, icon: str, name: str, side: int = 48, framed: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent)
        self._icon, self._side, self._framed = icon, max(48, side), framed
        self.setFixedSize(self._side, self._side)
        self.clicked.connect(self.tapped)

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        tokens = look.current()
        style = dress(tokens, "plain", down=self.isDown(), chosen=False, missing=False)
        if self._framed or self.isDown():
            painting.box(painter, rect, style.fill, style.border, style.width, look.sizes().radius)
        centre = rect.center()
        painting.picture(painter, self._icon, style.ink, QRectF(centre.x() - 12, centre.y() - 12, 24, 24))


def make_stretching(button: Button) -> Button:
    """Let a button grow with its row, as bars want; returns it."""
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    button.setCursor(Qt.CursorShape.ArrowCursor)
    return button
