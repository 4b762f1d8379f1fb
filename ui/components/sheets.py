"""A sheet from the bottom over the whole window: the page waits behind a flat scrim, Esc closes without loss."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ui import look
from ui.components import painting
from ui.components.buttons import IconButton
from ui.components.frames import ActionBar
from ui.components.labels import Text

WHOLE = 28  # px above a sheet that takes the whole window


class Sheet(QWidget):
    """A child over `window`: put content into `body`, keys into `bar` (hidden until it has one).

    `open()` shows it and takes the focus, `close_sheet()` hides it and gives the focus back. `closed` tells
    of both the cross and Esc. `facts` (a QHBoxLayout) holds chips or keys before the cross. A `snug` sheet is as high
    as what it holds, and stands at the bottom.
    """

    closed = Signal()

    def __init__(
        self, window: QWidget, title: str, subtitle: str = "", top: int = WHOLE, *, snug: bool = False
    ) -> None:
        super().__init__(window)
        self._window = window
        self._top, self._snug = top, snug
        self._before: QWidget | None = None
        self.panel = _Panel(self)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head(title, subtitle))
        self.body = QVBoxLayout()
        self.body.setContentsMargins(20, 0, 20, 8)
        column.addLayout(self.body, 1)
        self.bar = _SheetBar(parent=self.panel)
        self.bar.hide()
        column.addWidget(self.bar)
        window.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setTitle(title, subtitle)
        look.changes.changed.connect(self._fit)
        self.hide()

    def setTitle(self, title: str, subtitle: str = "") -> None:
        """Change the head."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        self.setAccessibleName(title)

    def open(self) -> None:
        """Show the sheet over the window and keep the focus inside it."""
        self._before = QApplication.focusWidget()
        self.bar.setVisible(bool(self.bar.buttons))
        self._fit()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_sheet(self) -> None:
        """Hide the sheet, give the focus back and emit `closed`."""
        if self.isHidden():
            return
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None
        self.closed.emit()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        inside = self._stops()
        if not inside:
            return True
        at = QApplication.focusWidget()
        number = inside.index(at) if at in inside else (-1 if forwards else 0)
        reason = Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason
        inside[(number + (1 if forwards else -1)) % len(inside)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        else:
            event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._fit()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look.current().scrim))
        painter.end()

    def _head(self, title: str, subtitle: str) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(20, 14, 20, 10)
        head.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._title, self._subtitle = Text(title, "title", wrap=False), Text(subtitle, "second", wrap=False)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        head.addLayout(words, 1)
        self.facts = QHBoxLayout()
        self.facts.setSpacing(12)
        head.addLayout(self.facts)
        self.cross = IconButton("close", "关闭")
        self.cross.tapped.connect(self.close_sheet)
        head.addWidget(self.cross)
        return head

    def _stops(self) -> list[QWidget]:
        stops: list[QWidget] = []
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self:
            takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if takes and self.isAncestorOf(widget) and widget.isVisible() and widget.isEnabled():
                stops.append(widget)
            widget = widget.nextInFocusChain()
        return stops

    def _fit(self) -> None:
        window = self._window
        side = 24 if look.sizes().small else 120
        self.setGeometry(window.rect())
        # A low sheet stays low; a whole one gains what it can in a small window.
        top = 10 if look.sizes().small and self._top <= WHOLE else min(self._top, window.height() // 2)
        if self._snug:
            top = max(top, window.height() - self._needed(window.width() - 2 * side))
        self.panel.setGeometry(side, top, window.width() - 2 * side, window.height() - top)

    def _needed(self, width: int) -> int:
        layout = self.panel.layout()
        assert layout is not None
        layout.activate()
        return layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()


class _Panel(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        path = QPainterPath()
        path.addRoundedRect(rect.adjusted(1, 1, -1, 20), 14, 14)
        painter.fillPath(path, QColor(tokens.surface))
        painter.setPen(painting.pen(tokens.line, max(tokens.border, 1)))
        painter.drawPath(path)
        painter.end()


class _SheetBar(ActionBar):
    """The bar of a sheet, inset like its body."""

    def _measure(self) -> None:
        super()._measure()
        self._row.setContentsMargins(20, 0, 20, 0)
