"""日历: one month of days to touch, or to walk by the arrow keys; nothing is picked by walking alone."""

from __future__ import annotations

import calendar
import datetime as dt

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import look
from ui.components import painting
from ui.components.buttons import Button
from ui.components.labels import Text

_WEEK = "一二三四五六日"
_ROWS = 6
FIRST, LAST = dt.date(2000, 1, 1), dt.date(2099, 12, 31)  # days that a case's account may reach
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


def month_later(day: dt.date, months: int) -> dt.date:
    """The corresponding day, or the month's last; bounded by FIRST and LAST."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(max(year, FIRST.year), LAST.year)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


class MonthGrid(QWidget):
    """The days of a month under their weekdays: `picked(day)` by touch or Enter, `moved()` when another month shows."""

    picked = Signal(object)
    moved = Signal()

    def __init__(self, day: dt.date, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen, self._today = day, today
        self.cursor_day = day
        self._down: dt.date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changes.changed.connect(self.updateGeometry)
        self._told()

    def sizeHint(self) -> QSize:
        touch = look.sizes().touch
        return QSize(7 * (touch + 24), _ROWS * touch + look.line_height("second") + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(7 * look.sizes().touch, self.sizeHint().height())

    def move_to(self, day: dt.date) -> None:
        """Walks to a day without picking it."""
        self.cursor_day = min(max(day, FIRST), LAST)
        self._told()
        self.update()
        self.moved.emit()

    def day_at(self, x: float, y: float) -> dt.date | None:
        """The day under a point, None above the days."""
        top = self._top()
        if y < top or not 0 <= x < self.width():
            return None
        row, column = int((y - top) // look.sizes().touch), int(x // (self.width() / 7))
        day = self._first() + dt.timedelta(days=7 * row + column)
        return day if row < _ROWS and FIRST <= day <= LAST else None

    def rect_of(self, day: dt.date) -> QRectF:
        """Where a day stands in the month that is shown."""
        row, column = divmod((day - self._first()).days, 7)
        wide, touch = self.width() / 7, look.sizes().touch
        return QRectF(column * wide, self._top() + row * touch, wide, touch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.move_to(self.cursor_day + dt.timedelta(days=_STEPS[key]))
        elif key in _MONTHS:
            self.move_to(month_later(self.cursor_day, _MONTHS[key]))
        elif key == Qt.Key.Key_Home:
            self.move_to(self._today)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit(self.cursor_day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._down = self.day_at(event.position().x(), event.position().y())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        down, self._down = self._down, None
        self.update()
        if down is not None and self.day_at(event.position().x(), event.position().y()) == down:
            self.picked.emit(down)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, painter = look.current(), QPainter(self)
        wide = self.width() / 7
        for column, word in enumerate(_WEEK):
            head = QRectF(column * wide, 0, wide, look.line_height("second"))
            painting.write(painter, head, word, look.font("second"), tokens.ink2, painting.CENTRE)
        for number in range(_ROWS * 7):
            self._draw_day(painter, self._first() + dt.timedelta(days=number))
        painter.end()

    def _draw_day(self, painter: QPainter, day: dt.date) -> None:
        tokens = look.current()
        rect = self.rect_of(day).adjusted(3, 3, -3, -3)
        inside = day.month == self.cursor_day.month
        chosen, down = day == self._chosen, day == self._down
        ink = tokens.ink if inside else tokens.ink3
        if chosen or down:
            painting.box(painter, rect, tokens.press if down else tokens.act, radius=8)
            ink = tokens.actink
        elif day == self._today:
            painting.box(painter, rect, None, tokens.edge, 2, 8)
        if day == self.cursor_day and self.hasFocus():
            painting.ring(painter, self.rect_of(day))
        font = look.font("strong" if chosen or day == self._today else "body")
        painting.write(painter, rect, str(day.day), font, ink, painting.CENTRE)

    def _first(self) -> dt.date:
        start = self.cursor_day.replace(day=1)
        return start - dt.timedelta(days=start.weekday())

    def _top(self) -> int:
        return look.line_height("second") + 4

    def _told(self) -> None:
        today = "，今天" if self.cursor_day == self._today else ""
        self.setAccessibleName(f"日历，{self.cursor_day:%Y-%m-%d}{today}")


class DayPicker(QWidget):
    """A month with keys for the month before and after, today, and the days people name; `picked(day)`."""

    picked = Signal(object)

    def __init__(self, day: dt.date, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.grid = MonthGrid(day, today, self)
        self.grid.picked.connect(self.picked)
        self.grid.moved.connect(self._say_month)
        self._month = Text("", "heading", wrap=False)
        self.before, self.after = Button("上个月", "plain"), Button("下个月", "plain")
        self.before.tapped.connect(lambda: self.grid.move_to(month_later(self.grid.cursor_day, -1)))
        self.after.tapped.connect(lambda: self.grid.move_to(month_later(self.grid.cursor_day, 1)))
        head = QHBoxLayout()
        head.addWidget(self.before)
        head.addStretch(1)
        head.addWidget(self._month)
        head.addStretch(1)
        head.addWidget(self.after)
        column.addLayout(head)
        column.addWidget(self.grid)
        column.addLayout(self._named(today))
        self.setFocusProxy(self.grid)
        self._say_month()

    def _named(self, today: dt.date) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        ends = month_later(today.replace(day=1), 1) - dt.timedelta(days=1)
        self.named = {
            "今天": today,
            "7 天后": today + dt.timedelta(days=7),
            "本月底": ends,
            "一个月后": month_later(today, 1),
        }
        for words, day in self.named.items():
            key = Button(words, "key")
            key.tapped.connect(lambda chosen=day: self.picked.emit(chosen))
            row.addWidget(key)
        row.addStretch(1)
        return row

    def _say_month(self) -> None:
        self._month.setText(f"{self.grid.cursor_day.year}年{self.grid.cursor_day.month}月")
