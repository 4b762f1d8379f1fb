"""Large tiles: an outcome or a kind, chosen by one tap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui import look
from ui.components import painting
from ui.components.pressable import Pressable

ROOMY = 4  # as many tiles stand in a row at their full size


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: its value, its words, an icon, a hint, whether it is suggested."""

    value: object
    label: str
    icon: str = ""
    hint: str = ""
    suggested: bool = False


class Tile(Pressable):
    """A large key for an outcome or a kind: icon, title, hint; upright (icon above) or flat (icon at left).

    `tight` is for a row of five or six: the same words a size smaller.
    """

    tapped = Signal()

    def __init__(
        self, choice: Choice, upright: bool = True, tight: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__("，".join(word for word in (choice.label, choice.hint) if word), parent)
        self.choice = choice
        self._upright, self._tight = upright, tight
        self._chosen = False
        self.setText(choice.label)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.clicked.connect(self.tapped)

    @property
    def chosen(self) -> bool:
        """Whether it is the answer."""
        return self._chosen

    def setChosen(self, chosen: bool) -> None:
        """Fill the tile."""
        self._chosen = chosen
        self.update()

    def sizeHint(self) -> QSize:
        words = max(
            painting.width_of(self.choice.label, self._face()),
            painting.width_of(self.choice.hint, look.font("second")),
        )
        height = (88 if self._tight else 112) if self._upright else 84
        room = (12 if self._tight else 32) if self._upright else 98
        return QSize(round(words) + room, max(height, look.sizes().touch))

    def minimumSizeHint(self) -> QSize:
        """A flat tile's hint may be cut, its title never."""
        whole = self.sizeHint()
        if self._upright:
            return whole
        return QSize(round(painting.width_of(self.choice.label, self._face())) + 98, whole.height())

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        tokens = look.current()
        radius = look.sizes().radius
        lit = self._chosen or (self.isDown() and tokens.shapes)
        fill, ink, second = tokens.surface, tokens.ink, tokens.ink2
        border, width = tokens.edge, max(tokens.border, 2 if self._upright else 1)
        if lit:
            fill, ink, second, border = tokens.act, tokens.actink, tokens.actink, tokens.act
        elif self.choice.suggested or self.isDown():
            fill, border, width = tokens.actsoft, tokens.actedge, 5 if tokens.shapes else 3
        painting.box(painter, rect, fill, border, width, radius)
        if self._upright:
            self._draw_upright(painter, rect, ink, second)
        else:
            self._draw_flat(painter, rect, ink, second)

    def _draw_upright(self, painter: QPainter, rect: QRectF, ink: str, second: str) -> None:
        icon = self.choice.icon
        side, under, line = (24, 27, 27) if self._tight else (34, 42, 34)
        block = (under if icon else 0) + line + (22 if self.choice.hint else 0)
        top = rect.center().y() - block / 2
        if icon:
            painting.picture(painter, icon, ink, QRectF(rect.center().x() - side / 2, top, side, side))
            top += under
        spot = QRectF(rect.left(), top, rect.width(), line)
        painting.write(painter, spot, self.choice.label, self._face(), ink, painting.CENTRE)
        hint = QRectF(rect.left() + 6, top + line, rect.width() - 12, 22)
        painting.write(painter, hint, self.choice.hint, look.font("second"), second, painting.CENTRE)

    def _face(self) -> QFont:
        return look.face(19 if self._tight else 22, 700)

    def _draw_flat(self, painter: QPainter, rect: QRectF, ink: str, second: str) -> None:
        middle = rect.center().y()
        painting.picture(
            painter, self.choice.icon or "note", ink, QRectF(rect.left() + 24, middle - 20, 40, 40)
        )
        words = rect.adjusted(82, 0, -12, 0)
        top = middle - (27 if self.choice.hint else 17)
        painting.write(
            painter, QRectF(words.left(), top, words.width(), 34), self.choice.label, look.face(22, 700), ink
        )
        hint = QRectF(words.left(), top + 33, words.width(), 22)
        painting.write(
            painter, hint, self.choice.hint, look.font("second"), second, elide=Qt.TextElideMode.ElideRight
        )


class ChoiceTiles(QWidget):
    """Large tiles in a grid: `picked(value)` after each tap.

    With `lasting` one stays chosen until it is tapped again: `changed(value)`, None when cleared.
    """

    changed = Signal(object)
    picked = Signal(object)

    def __init__(
        self,
        choices: Sequence[Choice],
        name: str,
        columns: int = 4,
        upright: bool = True,
        lasting: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._lasting = lasting
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        self.tiles: list[Tile] = []
        for number, choice in enumerate(choices):
            tile = Tile(choice, upright, columns > ROOMY, self)
            tile.tapped.connect(lambda made=tile: self._tap(made))
            grid.addWidget(tile, number // columns, number % columns)
            self.tiles.append(tile)
        for column in range(columns):
            grid.setColumnStretch(column, 1)

    @property
    def value(self) -> object:
        """The chosen value, None while there is none."""
        return next((tile.choice.value for tile in self.tiles if tile.chosen), None)

    def setValue(self, value: object) -> None:
        """Show an answer without a signal."""
        for tile in self.tiles:
            tile.setChosen(value is not None and tile.choice.value == value)

    def _tap(self, made: Tile) -> None:
        if self._lasting:
            self.setValue(None if made.chosen else made.choice.value)
            self.changed.emit(self.value)
        self.picked.emit(made.choice.value)
