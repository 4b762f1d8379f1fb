"""One scrolling sheet of editors in two columns: short ones side by side, wide ones across."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScroller, QWidget

from ui import look
from ui.components.buttons import Button
from ui.components.flow import Flow
from ui.components.labels import Text
from ui.forms.editor import Editor

WAITING = "还可以记"
NOTHING = "按前面的回答，这一步没有要填的。"
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
        top, gap = 0, 8 if look.sizes().small else 10
        for cells in self.rows:
            width = (self.width() - _ASIDE - _BETWEEN * (len(cells) - 1)) // len(cells)
            heights = [_height(cell, width) for cell in cells]
            for column, (cell, height) in enumerate(zip(cells, heights, strict=True)):
                cell.setGeometry(column * (width + _BETWEEN), top, width, height)
            top += max(heights) + gap
        self.setMinimumHeight(max(0, top - gap))
        self.placed.emit()


class Waiting(QWidget):
    """还可以记: a key for each field that is seldom needed; a tap opens its editor at its place."""

    wanted = Signal(str)

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__()
        self.setAccessibleName(WAITING)
        flow = Flow(self)
        self._words = Text(WAITING, "label", wrap=False)
        self._words.setFixedHeight(look.sizes().act)
        flow.addWidget(self._words)
        self.keys = {name: Button(_short(label), "soft", height=48) for name, label in labels.items()}
        for name, key in self.keys.items():
            key.setAccessibleName(f"{WAITING}：{labels[name]}")
            key.tapped.connect(partial(self.wanted.emit, name))
            flow.addWidget(key)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def offer(self, names: Iterable[str]) -> None:
        """Only these keys stand; without any the strip takes no room."""
        offered = set(names)
        for name, key in self.keys.items():
            key.setVisible(name in offered)
        self.setVisible(bool(offered))


class Sheet(QScrollArea):
    """Holds the editors of one part; those that are not asked take no room. `tail` widgets stand below them.

    Of `waiting` only those stand open that are answered or were wanted, the others are keys of one strip.
    `moved` when other fields may have come into sight: scrolled, placed anew, or given another size.
    """

    moved = Signal()

    def __init__(
        self, editors: Iterable[Editor], tail: Sequence[QWidget] = (), waiting: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self.editors = {editor.name: editor for editor in editors}
        self._wanted: set[str] = set()
        self._asked: tuple[str, ...] = ()
        self.strip = Waiting({name: self.editors[name].field.label for name in waiting})
        self.strip.wanted.connect(self.bring)
        self._tail = tuple(tail)
        self._arranged: tuple[str, ...] | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self._body = _Body()
        self._nothing = Text(NOTHING, "second")
        for widget in (*self.editors.values(), self.strip, *self._tail, self._nothing):
            widget.setParent(self._body)
        self.strip.hide()
        self._nothing.hide()
        self.setWidget(self._body)
        self._body.placed.connect(self.moved)
        for changed in (self.verticalScrollBar().valueChanged, self.verticalScrollBar().rangeChanged):
            changed.connect(self.moved)
        look.changes.changed.connect(self._body.place)

    def arrange(self, names: Iterable[str]) -> None:
        """Shows these editors, in the order of the declaration."""
        self._asked = tuple(names)
        aside = [n for n in self._asked if n in self.strip.keys and self._waits(n)]
        shown = tuple(n for n in self.editors if n in self._asked and n not in aside)
        if shown == self._arranged:
            return
        self._arranged = shown
        for name, editor in self.editors.items():
            editor.setVisible(name in shown)
        self.strip.offer(aside)
        tail = [[widget] for widget in (self.strip, *self._tail) if not widget.isHidden()]
        self._nothing.setVisible(not shown and not tail)
        rows = [*_rows([self.editors[n] for n in shown]), *tail]
        self._body.rows = rows or [[self._nothing]]
        self._body.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.moved.emit()

    def rearrange(self) -> None:
        """Places everything anew, after a widget of the tail came or went."""
        self._arranged = None
        self.arrange(self._asked)

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
        self._wanted.add(name)
        self.arrange(self._asked)
        self._body.place()
        self.ensureWidgetVisible(self.editors[name], 0, 24)
        self.editors[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def _waits(self, name: str) -> bool:
        """Until it is answered or wanted; what was answered once stays, so that clearing it moves nothing."""
        if self.editors[name].state != "empty":
            self._wanted.add(name)
        return name not in self._wanted


def _short(label: str) -> str:
    """The label without what is explained in brackets."""
    return label.split("（")[0]


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
