"""Tables: a column is a title and a function; rows are a sequence, or pages fetched as they come into view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QScroller, QTableView, QWidget

from ui import look
from ui.components.rows import ITEM

Row = TypeVar("Row")
_Index = QModelIndex | QPersistentModelIndex
PAGE = 200
_ALIGN = {"left": Qt.AlignmentFlag.AlignLeft, "right": Qt.AlignmentFlag.AlignRight}


@dataclass(frozen=True)  # no slots: a generic class needs a place for its type
class Column(Generic[Row]):
    """A column: its title, what it says of a row, its side (numbers right), its width in pixels (0 stretches)."""

    title: str
    function: Callable[[Row], str]
    align: str = "left"
    width: int = 0


class Columns(QAbstractTableModel, Generic[Row]):
    """What both kinds of rows share: columns, titles, alignment; the row's value itself is under ITEM."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)

    def row(self, number: int) -> Row | None:
        """The value of a row, None while it is being fetched."""
        raise TypeError(f"{type(self).__name__} has no rows")

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[column.align] | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, ITEM):
            return None
        row = self.row(index.row())
        if role == ITEM or row is None:
            return row
        return look.shown(column.function(row))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[self.columns[section].align] | Qt.AlignmentFlag.AlignVCenter
        return None


class Rows(Columns[Row]):
    """Rows that are all at hand."""

    def __init__(
        self, columns: Sequence[Column[Row]], rows: Sequence[Row] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(columns, parent)
        self._rows = tuple(rows)

    def setRows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, number: int) -> Row | None:
        return self._rows[number]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)


Deliver = Callable[[Sequence[Row]], None]
Fetch = Callable[[int, int, Callable[[Sequence[Row]], None]], None]


class PagedRows(Columns[Row]):
    """Rows of which only their number is known; pages of 200 are fetched when they come into view.

    `fetch(offset, limit, deliver)` starts the work and calls `deliver(rows)` later, in the main thread.
    An answer that comes after another question was asked is dropped.
    """

    def __init__(
        self, columns: Sequence[Column[Row]], fetch: Fetch[Row], count: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(columns, parent)
        self._fetch, self._count = fetch, count
        self._question = 0
        self._pages: dict[int, tuple[Row, ...]] = {}
        self._asked: set[int] = set()

    def ask(self, count: int, fetch: Fetch[Row] | None = None) -> None:
        """Show the answer to another question, `count` rows of it."""
        self.beginResetModel()
        self._fetch = fetch or self._fetch
        self._count = count
        self._question += 1
        self._pages, self._asked = {}, set()
        self.endResetModel()

    def row(self, number: int) -> Row | None:
        page, place = divmod(number, PAGE)
        if page in self._pages:
            rows = self._pages[page]
            return rows[place] if place < len(rows) else None
        if page not in self._asked:
            self._asked.add(page)
            question = self._question
            self._fetch(page * PAGE, PAGE, lambda rows: self._take(question, page, rows))
        return None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self._count

    def _take(self, question: int, page: int, rows: Sequence[Row]) -> None:
        if question != self._question:
            return
        self._pages[page] = tuple(rows)
        last = min((page + 1) * PAGE, self._count) - 1
        if last >= page * PAGE:
            self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, len(self.columns) - 1))


class Table(QTableView):
    """Rows under a head; `opened(row value)` on a tap, Enter or Space; `empty` is shown while there are none."""

    opened = Signal(object)

    def __init__(
        self, name: str, rows: Columns[Row], empty: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._empty = empty
        if empty is not None:
            empty.setParent(self.viewport())
        self.setModel(rows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.sizes().row)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self._lay_out(rows)
        rows.modelReset.connect(self._refit)
        self.clicked.connect(self._open)
        self._refit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit()

    def _lay_out(self, rows: Columns[Row]) -> None:
        head = self.horizontalHeader()
        head.setSectionsClickable(False)
        head.setHighlightSections(False)
        for number, column in enumerate(rows.columns):
            mode = QHeaderView.ResizeMode.Fixed if column.width else QHeaderView.ResizeMode.Stretch
            head.setSectionResizeMode(number, mode)
            if column.width:
                head.resizeSection(number, column.width)

    def _open(self, index: QModelIndex) -> None:
        value = index.data(ITEM) if index.isValid() else None
        if value is not None:
            self.opened.emit(value)

    def _refit(self) -> None:
        if self._empty is not None:
            self._empty.setGeometry(self.viewport().rect())
            self._empty.setVisible(self.model().rowCount() == 0)
