"""Lists: values that say what a row shows, the delegate that draws it, the view that opens it by tap or Enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QScroller,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import look
from ui.components import painting

ITEM = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class Spoken(Protocol):
    """A row's value: `spoken` is what a screen reader says."""

    @property
    def spoken(self) -> str:
        """The row in one sentence."""


Item = TypeVar("Item", bound=Spoken)


class ItemModel(QAbstractListModel):
    """Row values behind a list; the value itself is under the role ITEM."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[Spoken, ...] = ()

    def setItems(self, items: Sequence[Spoken]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._items = tuple(items)
        self.endResetModel()

    @property
    def items(self) -> tuple[Spoken, ...]:
        """The rows shown."""
        return self._items

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role == ITEM:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return item.spoken
        return None


class RowDelegate(QStyledItemDelegate):
    """Draws a row: `draw` paints the value, `height` says how tall it is at a width."""

    def draw(self, painter: QPainter, rect: QRectF, item: Spoken, selected: bool) -> None:
        """Draw `item` in `rect`."""
        raise TypeError(f"{type(self).__name__} draws nothing")

    def height(self, item: Spoken, width: float) -> int:
        """The row's height at `width`."""
        return look.sizes().row

    def gap(self) -> int:
        """Empty room under each row."""
        return 0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        item = index.data(ITEM)
        if item is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(0, 0, 0, -self.gap())
        state = option.state
        view = self.parent()
        if isinstance(view, RowList) and view.tall and index.row() == index.model().rowCount() - 1:
            # The card's own edge follows: no line under the last row.
            painter.setClipRect(rect.adjusted(0, 0, 0, -look.current().border))
        self.draw(painter, rect, item, bool(state & QStyle.StateFlag.State_Selected))
        if isinstance(view, RowList) and view.ringed and view.currentIndex() == index:
            painting.ring(painter, rect, look.sizes().radius)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else 400
        item = index.data(ITEM)
        return QSize(width, (self.height(item, width) if item is not None else look.sizes().row) + self.gap())


class RowList(QListView):
    """A list of row values. `opened(item)` on a tap, Enter or Space; `setSelectable` keeps the row chosen.

    `tall` makes the list as high as its rows, so that the page scrolls and not the list.
    """

    opened = Signal(object)

    def __init__(
        self,
        name: str,
        delegate: RowDelegate,
        uniform: bool = False,
        tall: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.ringed = False
        self._tall = tall
        self._rows = ItemModel(self)
        self.setModel(self._rows)
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setUniformItemSizes(uniform)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        if tall:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._open)
        look.changes.changed.connect(self._refit)

    def setItems(self, items: Sequence[Spoken]) -> None:
        """Show other rows; works while the list has its own model."""
        self._rows.setItems(items)
        self._refit()

    @property
    def items(self) -> tuple[Spoken, ...]:
        """The rows shown."""
        return self._rows.items

    @property
    def tall(self) -> bool:
        """Whether the list is as high as its rows."""
        return self._tall

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Take rows from another model that gives values under ITEM."""
        super().setModel(model)

    def setSelectable(self, selectable: bool = True) -> None:
        """Whether a tapped row stays marked."""
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.SingleSelection if selectable else mode.NoSelection)

    def contentHeight(self) -> int:
        """The height of all rows together."""
        count = self.model().rowCount() if self.model() else 0
        return sum(self.sizeHintForRow(row) for row in range(count))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.ringed = True
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
            and self.currentIndex().isValid()
        ):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.ringed = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if self.ringed and not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.ringed = False
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._refit()

    def sizeHint(self) -> QSize:
        return QSize(
            super().sizeHint().width(), self.contentHeight() if self._tall else super().sizeHint().height()
        )

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(ITEM))

    def _refit(self) -> None:
        self.scheduleDelayedItemsLayout()
        if self._tall:
            self.setFixedHeight(max(1, self.contentHeight()))
        self.viewport().update()


def hairline(painter: QPainter, rect: QRectF) -> None:
    """The line between two rows, at the bottom of `rect`."""
    tokens = look.current()
    painter.fillRect(
        QRectF(rect.left(), rect.bottom() - tokens.border, rect.width(), tokens.border), QColor(tokens.line)
    )
