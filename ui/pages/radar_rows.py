"""The radar's rows: day and what is left, what falls due on which case, and the key of the record that answers it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from services.actions import reminding
from services.cases.deadlines import source_of
from services.cases.due import SORT_ICONS, SORT_TITLES
from services.cases.radar import Row
from services.docket.property import MEASURE_TITLES
from services.records import catalogue
from ui import look, words
from ui.components import painting
from ui.components.labels import ChipFace, chip_width, draw_chip
from ui.components.rows import ITEM, RowDelegate, RowList, Spoken, hairline
from ui.pages.case_rows import fitted

HEIGHT = 84
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Key:
    """A key at the right of a row: its words, and the kind of record or the document of the case that it leads to.

    One with `advice` says what is to be done where the program has no paper or record for all of it.
    """

    words: str
    kind: str = ""
    document: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class RadarRow:
    """A row of the radar as it is drawn; `keys` stand at right, none where neither record nor paper answers it."""

    row: Row
    keys: tuple[Key, ...] = ()

    @property
    def spoken(self) -> str:
        """The row in one sentence."""
        row = self.row
        said = (
            chip_of(row).text, row.due.what, words.day_text(row.due.on), row.number, row.debtors, row.due.note,
            *(f"按{stroke}{key.words}" for stroke, key in zip(STROKES, self.keys, strict=False)),
        )  # fmt: skip
        return "，".join(word for word in said if word)


def shown(row: Row) -> RadarRow:
    """The row with the keys of what answers it: the paper of the case first, then the record made on site."""
    if row.alike > 1:
        return RadarRow(row)
    answer = reminding.answer_to(row)
    paper = (Key(answer.words, document=answer.document),) if answer else ()
    records = (Key(_called(row, code), kind=code) for code in reminding.kinds_for(row))
    said = reminding.advice_for(row)
    return RadarRow(row, (*paper, *records, *((Key("怎么办", advice=said),) if said else ())))


def _called(row: Row, code: str) -> str:
    """What the key of a kind says: as the case page's own key does; a frozen account is frozen on."""
    if code == reminding.RENEWAL_KIND:
        return "记续冻" if MEASURE_TITLES["freezing"] in row.due.what else "记续封"
    return KINDS.get(code, catalogue.kind(code).title)


STROKES = ("右方向键", "上档键加右方向键", "控制键加右方向键")
KINDS = {"visit": "记上门", "inspection": "记查看"}  # what the case page's own key says


def chip_of(row: Row) -> ChipFace:
    """What is left of the day, or that there is none."""
    return words.due_chip(row.days_left, row.ripe)


class RadarDelegate(RowDelegate):
    """Draws a RadarRow, 84 high: icon, what and when, case and parties, the law or what is wrong, the key at right."""

    def height(self, item: Spoken, width: float) -> int:
        return HEIGHT

    def draw(self, painter: QPainter, rect: QRectF, item: Spoken, selected: bool) -> None:
        if not isinstance(item, RadarRow):
            return
        tokens, row = look.current(), item.row
        hairline(painter, rect)
        hard = row.near is None or row.near <= 1
        if hard:
            painter.fillRect(
                QRectF(rect.left(), rect.top(), 5, rect.height() - tokens.border), QColor(tokens.red)
            )
        inner = rect.adjusted(20, 0, -16, 0)
        ink = tokens.redtext if hard else tokens.ink
        painting.picture(
            painter, SORT_ICONS[row.due.sort], ink, QRectF(inner.left(), inner.top() + 12, 24, 24)
        )
        self._when(painter, QRectF(inner.left() + 38, inner.top(), 122, inner.height()), row)
        text = inner.adjusted(168, 0, 0, 0)
        for key, place in zip(item.keys, key_rects(rect, item.keys), strict=True):
            self._key(painter, place, key.words)
            text.setRight(min(text.right(), place.left() - 14))
        self._words(painter, text, row)

    def _when(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        tokens = look.current()
        draw_chip(painter, rect.left(), rect.top() + 10, chip_of(row))
        day = QRectF(rect.left(), rect.top() + 42, rect.width(), 24)
        painting.write(painter, day, words.day_text(row.due.on), look.font("second"), tokens.ink2)

    def _words(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        tokens = look.current()
        elide = Qt.TextElideMode.ElideRight
        top = QRectF(rect.left(), rect.top() + 8, rect.width(), 26)
        series = ChipFace(f"系列案 {row.alike} 件") if row.alike > 1 else None
        if series:
            top.setRight(top.right() - chip_width(series) - 10)
            draw_chip(painter, rect.right() - chip_width(series), rect.top() + 8, series)
        painting.write(painter, top, row.due.what, look.face(17, 700), tokens.ink, elide=elide)
        middle = QRectF(rect.left(), rect.top() + 33, rect.width(), 22)
        used = painting.write(painter, middle, row.number, look.face(15, 700), tokens.ink)
        parties = words.against(row.creditors, row.debtors)
        about = " · ".join(filter(None, (parties, row.town)))
        rest = middle.adjusted(used + 14, 0, 0, 0)
        if painting.width_of(about, look.font("second")) > rest.width():
            about = fitted(row.creditors, row.debtors, look.font("second"), rest.width())
        painting.write(painter, rest, about, look.font("second"), tokens.ink2, elide=elide)
        low = QRectF(rect.left(), rect.top() + 55, rect.width(), 22)
        colour = tokens.ambtext if row.due.note else tokens.ink2
        painting.write(painter, low, detail_of(row), look.font("second"), colour, elide=elide)

    def _key(self, painter: QPainter, rect: QRectF, said: str) -> None:
        tokens = look.current()
        painting.box(painter, rect, tokens.surface, tokens.edge, tokens.border, look.sizes().radius)
        painting.write(painter, rect, said, look.face(17, 700), tokens.ink, painting.CENTRE)


def detail_of(row: Row) -> str:
    """What is wrong or was noted, else the sort and the law behind it."""
    return row.due.note or " · ".join(filter(None, (SORT_TITLES[row.due.sort], source_of(row.due.term))))


def key_rects(rect: QRectF, keys: tuple[Key, ...]) -> tuple[QRectF, ...]:
    """Where the keys of a row stand: 52 high, side by side at the right edge."""
    found, right = [], rect.right() - 16
    for key in reversed(keys):
        width = max(92.0, painting.width_of(key.words, look.face(17, 700)) + 34)
        found.append(QRectF(right - width, rect.center().y() - 26, width, 52))
        right -= width + 8
    return tuple(reversed(found))


class RadarList(RowList):
    """`opened(RadarRow)` on a tap or Enter, `answered(RadarRow, Key)` on a key at right or the right arrow."""

    answered = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("到期事项", RadarDelegate(), uniform=True, parent=parent)
        self._at = QPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._at = event.position().toPoint()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentIndex().data(ITEM) if self.currentIndex().isValid() else None
        if event.key() == Qt.Key.Key_Right and isinstance(item, RadarRow) and item.keys:
            shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
            at = 2 if event.modifiers() & control else 1 if event.modifiers() & shift else 0
            self.answered.emit(item, item.keys[min(at, len(item.keys) - 1)])
            return
        self._at = QPoint()
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        item = index.data(ITEM)
        if isinstance(item, RadarRow):
            rects = key_rects(QRectF(self.visualRect(index)), item.keys)
            for key, rect in zip(item.keys, rects, strict=True):
                if rect.contains(self._at):
                    self.answered.emit(item, key)
                    return
        self.opened.emit(item)
