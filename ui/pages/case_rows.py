"""The case list's rows: a window over the ids that fetches 200 at a time, and the delegate that draws a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from services.actions.finding import Page, Summary
from ui import look, words
from ui.components import painting
from ui.components.labels import ChipFace, chip_width, draw_chip
from ui.components.rows import ITEM, RowDelegate, RowList, hairline

WINDOW = 200
ROW = 72
_Index = QModelIndex | QPersistentModelIndex


class CaseModel(QAbstractListModel):
    """Knows the total and the windows fetched so far; `wanted(offset)` asks for another window."""

    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._total = 0
        self._windows: dict[int, tuple[Summary, ...]] = {}
        self._asked: set[int] = set()

    def begin(self, page: Page) -> None:
        """Shows the first window of a search; the same rows read anew stay where a finger may be on them."""
        if self._total and (page.total, page.rows) == (self._total, self._windows.get(0)):
            self._windows, self._asked = {0: page.rows}, {0}
            self.dataChanged.emit(self.index(0), self.index(self._total - 1))
            return
        self.beginResetModel()
        self._total, self._windows, self._asked = page.total, {0: page.rows}, {0}
        self.endResetModel()

    def fill(self, offset: int, page: Page) -> None:
        """Puts another window in."""
        self._windows[offset] = page.rows
        last = min(offset + WINDOW, self._total) - 1
        self.dataChanged.emit(self.index(offset), self.index(last))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self._total

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        summary = self._summary(index.row())
        if role == ITEM:
            return summary
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) and summary:
            return f"{summary.number}，{words.against(summary.creditors, summary.debtors)}，{summary.cause}"
        return None

    def _summary(self, row: int) -> Summary | None:
        offset = row - row % WINDOW
        rows = self._windows.get(offset)
        if rows is not None:
            return rows[row - offset] if row - offset < len(rows) else None
        if offset not in self._asked:
            self._asked.add(offset)
            self.wanted.emit(offset)
        return None


class CaseDelegate(RowDelegate):
    """Draws one case: number, parties with the matched signs marked, claim, next expiry, place."""

    def __init__(self, today: Callable[[], dt.date]) -> None:
        super().__init__()
        self._today = today
        self.sought = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        # All rows are alike. The list measures the last one, and looking at it would fetch the last window too.
        return QSize(0, ROW)

    def draw(self, painter: QPainter, rect: QRectF, item: object, selected: bool) -> None:
        if not isinstance(item, Summary):
            return
        tokens = look.current()
        hairline(painter, rect)
        left, parties, claim, expiry, place = columns(rect)
        painting.write(painter, left, item.number, look.face(17, 700), tokens.ink)
        top = QRectF(parties.left(), rect.center().y() - 25, parties.width(), 26)
        self._marked(painter, top, fitted(item.creditors, item.debtors, look.face(17, 500), top.width()))
        low = QRectF(parties.left(), rect.center().y() + 1, parties.width(), 22)
        detail = " · ".join(
            filter(None, (item.cause, item.state if item.state != "在办" else "", _series(item)))
        )
        painting.write(
            painter, low, detail, look.font("second"), tokens.ink2, elide=Qt.TextElideMode.ElideRight
        )
        painting.write(
            painter, claim, words.amount(item.claim), look.face(17, 700), tokens.ink, painting.RIGHT
        )
        face = self._chip(item)
        if face:
            draw_chip(painter, expiry.left(), rect.center().y() - 14, face)
        painting.write(
            painter, place, item.town or words.UNKNOWN, look.font("second"), tokens.ink2, painting.RIGHT
        )

    def _chip(self, item: Summary) -> ChipFace | None:
        if item.next_expiry is None:
            return None
        face = words.expiry_chip((item.next_expiry - self._today()).days)
        return face if chip_width(face) < 120 else None

    def _marked(self, painter: QPainter, rect: QRectF, text: str) -> None:
        tokens, font = look.current(), look.face(17, 500)
        painting.write(painter, rect, text, font, tokens.ink, elide=Qt.TextElideMode.ElideRight)
        at = text.find(self.sought) if self.sought else -1
        if at < 0:
            return
        before = painting.width_of(text[:at], font)
        width = painting.width_of(self.sought, font)
        if before + width < rect.width():
            spot = QRectF(rect.left() + before - 1, rect.top() + 1, width + 2, rect.height() - 2)
            fill, ink = (tokens.ink, tokens.surface) if tokens.shapes else (tokens.amb, tokens.ambink)
            painter.fillRect(spot, QColor(fill))
            painting.write(painter, spot.adjusted(1, -1, 1, 1), self.sought, font, ink)


class CaseList(RowList):
    """The list itself. `opened(Summary)`."""

    def __init__(self, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        self.delegate = CaseDelegate(today)
        super().__init__("案件", self.delegate, uniform=True, parent=parent)
        self.model_ = CaseModel(self)
        # To lay itself out the list asks for each of 20,000 rows. A proxy that has asked our model once for their
        # number answers without a call into Python for every one of them.
        rows = QSortFilterProxyModel(self)
        rows.setDynamicSortFilter(False)
        rows.setSourceModel(self.model_)
        self.setModel(rows)


def fitted(creditors: str, debtors: str, font: QFont, width: float) -> str:
    """Who against whom in that width: where it is too narrow, each side is shortened in its middle, so that company
    names keep head and tail and the debtor is never lost."""
    whole = words.against(creditors, debtors)
    spare = width - painting.width_of(words.against(" ", " "), font)
    left, right = (painting.width_of(look.shown(side), font) for side in (creditors, debtors))
    if left + right <= spare:
        return whole
    half = spare / 2
    room = (spare - right, right) if right < half else (left, spare - left) if left < half else (half, half)
    metrics, middle = QFontMetricsF(font), Qt.TextElideMode.ElideMiddle
    short = (
        painting.shortened(n, metrics, middle, w) for n, w in zip((creditors, debtors), room, strict=True)
    )
    return words.against(*short)


def columns(rect: QRectF) -> tuple[QRectF, QRectF, QRectF, QRectF, QRectF]:
    """Where number, parties, claim, expiry and place stand in a row of that width."""
    small = rect.width() < 960
    inner = rect.adjusted(14, 0, -16, 0)
    number, claim, expiry, place = (232.0, 130.0, 106.0, 84.0) if small else (258.0, 150.0, 124.0, 110.0)
    gap = 12.0
    parties = inner.width() - number - claim - expiry - place - 4 * gap
    found, left = [], inner.left()
    for width in (number, parties, claim, expiry, place):
        found.append(QRectF(left, inner.top(), width, inner.height()))
        left += width + gap
    return found[0], found[1], found[2], found[3], found[4]


def _series(item: Summary) -> str:
    return f"系列案 {item.series_count} 件" if item.series_count > 1 else ""
