"""The cover when an officer who went alone has not said that all is well: one sentence, one key that cannot be missed."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from services.clock import local
from ui import look
from ui.components import painting
from ui.components.buttons import Button

KEY_HEIGHT = 140


class AlarmCover(QWidget):
    """Over the whole window, the lock too; it names no case. `answered` when 我没事 was tapped."""

    answered = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("stays", True)  # the window takes other covers away when it locks
        self.setAccessibleName("该报平安了")
        self._what, self._more = "该报平安了", ""
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 48, 48, 48)
        column.addStretch(1)
        self.key = Button("我没事", "plain", "check", "点一下，铃就停", height=KEY_HEIGHT)
        self.key.tapped.connect(self.answered)
        column.addWidget(self.key)
        self.hide()

    def tell(self, due: dt.datetime, now: dt.datetime) -> None:
        """When it should have been, and how long ago that is."""
        late = int((now - due).total_seconds() // 60)
        passed = f"，已过 {late} 分钟" if late > 0 else ""
        self._more = f"{local(due):%H:%M} 到时{passed}。没事请点“我没事”；旁人看到，请打值班室电话。"
        self.setAccessibleDescription(self._more)
        self.update()

    def cover(self) -> None:
        """Over everything, with the focus on its key."""
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.key.setFocus(Qt.FocusReason.PopupFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.red))
        middle = self.rect().center()
        painting.picture(
            painter, "bell", tokens.redink, QRectF(middle.x() - 48, self.height() * 0.16, 96, 96)
        )
        head = QRectF(48, self.height() * 0.16 + 116, self.width() - 96, 64)
        painting.write(painter, head, self._what, look.face(44, 700), tokens.redink, painting.CENTRE)
        words = QRectF(48, head.bottom() + 12, self.width() - 96, 90)
        painting.write_lines(painter, words, self._more, "title", tokens.redink, align=painting.CENTRE)
        painter.end()
