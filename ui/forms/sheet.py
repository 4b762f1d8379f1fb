"""One scrolling sheet of editors in two columns: short ones side by side, wide ones across."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScroller, QWidget

from ui import look
from ui.forms.editor import Editor

_BETWEEN = 12
_ASIDE = 6  # between the answers and the scroll bar


class _Body(QWidget):
    """Places its rows by the height each cell needs at its width; Qt's grids forget that for wrapping keys."""

    placed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "clear")
        self.rows: list[list[QWidget]] = []

    def event(self, event: QEvent) -> bool:
        """An editor has grown or shrunk."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.place()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()

    def sizeHint(self) -> QSize:
        return QSize(400, self.minimumHeight())

    def place(self) -> None:
        """Every cell at its place; the body becomes as high as they are together."""
        top, gap = 0, 8 if look.sizes().small else 12
        for cells in self.rows:
            width = (self.width() - _ASIDE - _BETWEEN * (len(cells) - 1)) // len(cells)
            heights = [_height(cell, width) for cell in cells]
            for column, (cell, height) in enumerate(zip(cells, heights, strict=True)):
                cell.setGeometry(column * (width + _BETWEEN), top, width, height)
            top += max(heights) + gap
        self.setMinimumHeight(top)
        self.placed.emit()


class Sheet(QScrollArea):
    """Holds the editors of one part; those that are not asked take no room. `tail` widgets stand below them.

    `moved` when other fields may have come into sight: scrolled, placed anew, or given another size.
    """

    moved = Signal()

    def __init__(self, editors: Iterable[Editor], tail: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self.editors = {editor.name: editor for editor in editors}
        self._tail = tuple(tail)
        self._arranged: tuple[str, ...] | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self._body = _Body()
        for widget in (*self.editors.values(), *self._tail):
            widget.setParent(self._body)
        self.setWidget(self._body)
        self._body.placed.connect(self.moved)
        for changed in (self.verticalScrollBar().valueChanged, self.verticalScrollBar().rangeChanged):
            changed.connect(self.moved)
        look.changes.changed.connect(self._body.place)

    def arrange(self, names: Iterable[str]) -> None:
        """Shows these editors, in the order of the declaration."""
        asked = set(names)
        wanted = tuple(n for n in self.editors if n in asked)
        if wanted == self._arranged:
            return
        self._arranged = wanted
        for name, editor in self.editors.items():
            editor.setVisible(name in asked)
        tail = [[widget] for widget in self._tail if not widget.isHidden()]
        self._body.rows = [*_rows([self.editors[n] for n in wanted]), *tail]
        self._body.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.moved.emit()

    def rearrange(self) -> None:
        """Places everything anew, after a widget of the tail came or went."""
        self._arranged, names = None, self._arranged or ()
        self.arrange(names)

    def seen(self, name: str) -> bool:
        """True when the whole frame of that editor is on the screen."""
        editor = self.editors.get(name)
        if editor is None or not editor.isVisible():
            return False
        corner = editor.frame.mapTo(self.viewport(), QPoint(0, 0))
        frame = QRect(corner, editor.frame.size())
        return self.viewport().rect().adjusted(-2, -2, 2, 2).contains(frame)

    def bring(self, name: str) -> None:
        """Scrolls an editor into sight and puts the cursor there."""
        self._body.place()
        self.ensureWidgetVisible(self.editors[name], 0, 24)
        self.editors[name].setFocus(Qt.FocusReason.OtherFocusReason)


def _height(widget: QWidget, width: int) -> int:
    layout = widget.layout()
    if layout is not None:
        layout.activate()
    return widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.sizeHint().height()


def _rows(editors: Sequence[Editor]) -> list[list[QWidget]]:
    rows: list[list[Editor]] = []
    for editor in editors:
        if not editor.wide and rows and len(rows[-1]) == 1 and not rows[-1][0].wide:
            rows[-1].append(editor)
        else:
            rows.append([editor])
    return [list(cells) for cells in rows]
