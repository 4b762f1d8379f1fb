"""Rows of work: what must be done today with its rank, and plain rows of two lines with one control."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from ui import look
from ui.components import painting
from ui.components.labels import ChipFace, chip_width, draw_chip
from ui.components.row_lines import CHIP, DETAIL, TITLE, Lines, laid_out, title_font
from ui.components.rows import RowDelegate, RowList, Spoken, hairline

_ICON = 39  # what an icon takes
MANY = 60  # rows


@dataclass(frozen=True, slots=True)
class Task:
    """A thing to do: `urgency` hard (lapses today), soft (soon) or plain; `payload` is handed to `opened`."""

    rank: int
    title: str
    case_number: str
    parties: str
    icon: str = "note"
    urgency: str = "plain"
    chips: tuple[ChipFace, ...] = ()
    amount: str = ""
    unit: str = ""
    place: str = ""
    payload: object = None

    @property
    def spoken(self) -> str:
        """The row in one sentence."""
        words = (
            f"{self.rank}",
            self.title,
            self.case_number,
            self.parties,
            *(chip.text for chip in self.chips),
        )
        return "，".join(word for word in (*words, self.amount + self.unit, self.place) if word)


class TaskDelegate(RowDelegate):
    """Draws a Task, 101 high: rank block, deed, case and parties, chips, distance at right."""

    def height(self, item: Spoken, width: float) -> int:
        return 101

    def gap(self) -> int:
        return 8

    def draw(self, painter: QPainter, rect: QRectF, item: Spoken, selected: bool) -> None:
        if not isinstance(item, Task):
            return
        tokens, radius = look.current(), look.sizes().radius
        border, width = (
            (tokens.actedge, 5 if tokens.shapes else 2) if selected else (tokens.line, tokens.border)
        )
        painting.box(painter, rect, tokens.actsoft if selected else tokens.surface, border, width, radius)
        self._rank(painter, rect.adjusted(width, width, -width, -width), item, max(2.0, radius - width))
        words = rect.adjusted(71, 10, -15, -8)
        amount, place = self._facts(painter, words, item)
        left = words.adjusted(0, 0, -amount, 0)
        ink = tokens.redtext if item.urgency == "hard" else tokens.ink
        painting.picture(painter, item.icon, ink, QRectF(left.left(), left.top() + 1, 24, 24))
        title = QRectF(left.left() + 33, left.top(), left.width() - 33, 27)
        elide = Qt.TextElideMode.ElideRight
        painting.write(painter, title, item.title, look.font("heading"), tokens.ink, elide=elide)
        self._case(painter, QRectF(left.left(), left.top() + 28, left.width(), 22), item)
        draw_chips(painter, QRectF(left.left(), left.top() + 53, words.width() - place, 28), item.chips)

    def _rank(self, painter: QPainter, rect: QRectF, item: Task, radius: float) -> None:
        tokens = look.current()
        block = QRectF(rect.left(), rect.top(), 56, rect.height())
        outline = QPainterPath()
        outline.addRoundedRect(rect, radius, radius)
        painter.save()
        painter.setClipPath(outline)
        fill, ink = {
            "hard": (tokens.red, tokens.redink),
            "soft": (tokens.ambsoft, tokens.ambtext),
        }.get(item.urgency, (tokens.surface, tokens.ink2))
        painter.fillRect(block, QColor(fill))
        if item.urgency == "soft":
            bar = 10 if tokens.shapes else 6
            painter.fillRect(
                QRectF(block.left(), block.top(), bar, block.height()),
                QColor(tokens.ink if tokens.shapes else tokens.amb),
            )
        painter.restore()
        edge = QRectF(block.right(), block.top(), tokens.border, block.height())
        if item.urgency != "hard":
            painter.fillRect(edge, QColor(tokens.ambline if item.urgency == "soft" else tokens.line))
        painting.write(painter, block, str(item.rank), look.face(26, 700), ink, painting.CENTRE)

    def _facts(self, painter: QPainter, rect: QRectF, item: Task) -> tuple[float, float]:
        """Draws what stands at right; how much it takes of the upper lines and of the lowest."""
        tokens = look.current()
        unit = painting.width_of(item.unit, look.font("body"))
        amount = painting.width_of(item.amount, look.font("title"))
        top = QRectF(rect.left(), rect.top(), rect.width(), 33)
        if item.amount:
            painting.write(
                painter, top.adjusted(0, 3, 0, 3), item.unit, look.font("body"), tokens.ink, painting.RIGHT
            )
            painting.write(
                painter,
                top.adjusted(0, 0, -unit - 4, 0),
                item.amount,
                look.font("title"),
                tokens.ink,
                painting.RIGHT,
            )
        low = QRectF(rect.left(), rect.top() + 57, rect.width(), 22)
        painting.write(painter, low, item.place, look.font("second"), tokens.ink2, painting.RIGHT)
        taken = unit + amount + 16 if item.amount else 0.0
        return taken, painting.width_of(item.place, look.font("second")) + 12

    def _case(self, painter: QPainter, rect: QRectF, item: Task) -> None:
        tokens = look.current()
        used = painting.write(painter, rect, item.case_number, look.face(15, 700), tokens.ink)
        rest = rect.adjusted(used + 16, 0, 0, 0)
        painting.write(
            painter, rest, item.parties, look.font("second"), tokens.ink2, elide=Qt.TextElideMode.ElideRight
        )


@dataclass(frozen=True, slots=True)
class PlainRow:
    """Icon, two lines, chips and a fact at right; `key` is the word of the key at right, `lead` fills it."""

    title: str
    detail: str = ""
    icon: str = ""
    chip: ChipFace | None = None
    fact: str = ""
    key: str = ""
    lead: bool = False
    tone: str = ""
    payload: object = None

    @property
    def spoken(self) -> str:
        """The row in one sentence."""
        words = (self.title, self.detail, self.chip.text if self.chip else "", self.fact, self.key)
        return "，".join(word for word in words if word)


class PlainRowDelegate(RowDelegate):
    """Draws a PlainRow, 64 high or as many lines higher as its words need; a tap anywhere does what its key says.

    A title too long to stand beside its chip has the first line for itself, and the chip stands in the second; below
    both where it would leave the detail too little room.
    """

    def height(self, item: Spoken, width: float) -> int:
        row = look.sizes().row
        if not isinstance(item, PlainRow) or self._uniform:
            return row
        return row + _laid_out(item, width).more

    @property
    def _uniform(self) -> bool:
        view = self.parent()
        return isinstance(view, PlainList) and view.uniformItemSizes()

    def draw(self, painter: QPainter, rect: QRectF, item: Spoken, selected: bool) -> None:
        if not isinstance(item, PlainRow):
            return
        tokens, padding = look.current(), look.sizes().padding
        if selected:
            painter.fillRect(rect, QColor(tokens.actsoft))
            painter.fillRect(QRectF(rect.left(), rect.top(), 5, rect.height()), QColor(tokens.actedge))
        hairline(painter, rect)
        words = rect.adjusted(padding, 0, -padding, 0)
        if item.icon:
            painting.picture(
                painter, item.icon, tokens.ink, QRectF(words.left(), rect.center().y() - 13, 26, 26)
            )
            words.setLeft(words.left() + _ICON)
        lines = _laid_out(item, rect.width(), single=self._uniform)
        beside = words.adjusted(0, 24 if lines.long else 0, 0, 0)
        beside.setTop(words.bottom() - CHIP - 4 if lines.below else beside.top())
        self._right(painter, beside.adjusted(0, 0, 0, -4 if lines.below else 0), item)
        ink = {"red": tokens.redtext, "act": tokens.acttext}.get(item.tone, tokens.ink)
        top = rect.center().y() - (24 if item.detail or lines.long else 13) - lines.more / 2
        for n, line in enumerate(lines.title):
            spot = QRectF(words.left(), top + n * TITLE, lines.title_width, 26)
            painting.write(painter, spot, line, title_font(), ink, elide=Qt.TextElideMode.ElideRight)
        top += (len(lines.title) - 1) * TITLE + 25
        for n, line in enumerate(lines.detail):
            spot = QRectF(words.left(), top + n * DETAIL, lines.detail_width, 22)
            painting.write(
                painter, spot, line, look.font("second"), tokens.ink2, elide=Qt.TextElideMode.ElideRight
            )

    def _right(self, painter: QPainter, rect: QRectF, item: PlainRow) -> None:
        tokens = look.current()
        taken = 0.0
        if item.key:
            width = _key_width(item)
            key = QRectF(rect.right() - width + 8, rect.center().y() - 24, width, 48)
            fill, ink, border = (
                (tokens.act, tokens.actink, tokens.act)
                if item.lead
                else (tokens.surface, tokens.ink, tokens.edge)
            )
            painting.box(painter, key, fill, border, tokens.border, look.sizes().radius)
            painting.write(painter, key, item.key, title_font(), ink, painting.CENTRE)
            taken += width + 4
        if item.chip:
            width = chip_width(item.chip)
            draw_chip(painter, rect.right() - taken - width, rect.center().y() - 14, item.chip)
            taken += width + 12
        if item.fact:
            spot = rect.adjusted(0, 0, -taken, 0)
            painting.write(painter, spot, item.fact, look.font("second"), tokens.ink2, painting.RIGHT)


def _laid_out(item: PlainRow, width: float, single: bool = False) -> Lines:
    """A row's words at this width of the row."""
    whole = width - 2 * look.sizes().padding - (_ICON if item.icon else 0)
    return laid_out(item.title, item.detail, whole, whole - _room_at_right(item), item.key == "", single)


def _key_width(item: PlainRow) -> float:
    return max(67, painting.width_of(item.key, title_font()) + 32)


def _room_at_right(item: PlainRow) -> float:
    """What key, chip and fact of a row take."""
    key = _key_width(item) + 4 if item.key else 0.0
    chip = chip_width(item.chip) + 12 if item.chip else 0.0
    return key + chip + (painting.width_of(item.fact, look.font("second")) + 12 if item.fact else 0.0)


def draw_chips(painter: QPainter, rect: QRectF, chips: tuple[ChipFace, ...]) -> None:
    """Chips from the left; those that find no room are counted by a last one (+2)."""
    left = rect.left()
    for number, face in enumerate(chips):
        rest = len(chips) - number
        room = rect.right() - left - (52 if rest > 1 else 0)
        if chip_width(face) > room and number:
            draw_chip(painter, left, rect.top(), ChipFace(f"+{rest}"))
            return
        left += draw_chip(painter, left, rect.top(), face) + 8


class TaskList(RowList):
    """What must be done, most urgent first. `opened(Task)`."""

    def __init__(self, name: str = "任务", tall: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(name, TaskDelegate(), uniform=True, tall=tall, parent=parent)


class PlainList(RowList):
    """Rows of two lines, or more where the words need it and the rows are few. `opened(PlainRow)`."""

    def __init__(self, name: str, tall: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(name, PlainRowDelegate(), tall=tall, parent=parent)

    def setItems(self, items: Sequence[Spoken]) -> None:
        """Show other rows. Many are all of one height: to cut the lines of each would hold the screen up."""
        self.setUniformItemSizes(len(items) > MANY)
        super().setItems(items)
