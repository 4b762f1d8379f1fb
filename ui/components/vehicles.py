"""What a car needs on the screen: two VINs compared cell by cell, and with it the map of its damage."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import look
from ui.components import painting
from ui.components.buttons import Button
from ui.components.damage import Damage, DamageMap

__all__ = ["Damage", "DamageMap", "VinCompare", "differences"]


def differences(seen: str, listed: str) -> tuple[int, ...]:
    """Positions, from 1, at which two numbers differ; a missing sign differs."""
    length = max(len(seen), len(listed))
    pairs = zip(seen.ljust(length), listed.ljust(length), strict=True)
    return tuple(number for number, (one, other) in enumerate(pairs, 1) if one != other)


class VinCompare(QWidget):
    """The number as read over the number on file, differing cells filled; `read_again`, `two_cars` are the exits."""

    read_again = Signal()
    two_cars = Signal()

    def __init__(
        self,
        seen: str,
        listed: str,
        seen_note: str = "",
        listed_note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout()
        row.setContentsMargins(16, 7, 10, 2)
        row.setSpacing(10)
        self._head = _VinHead(self)
        row.addWidget(self._head, 1)
        self.again_key, self.two_key = (
            Button("重读", "danger", height=48),
            Button("两辆车", "danger", height=48),
        )
        self.again_key.tapped.connect(self.read_again)
        self.two_key.tapped.connect(self.two_cars)
        row.addWidget(self.again_key)
        row.addWidget(self.two_key)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 76)
        column.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setNumbers(seen, listed, seen_note, listed_note)

    def setNumbers(self, seen: str, listed: str, seen_note: str = "", listed_note: str = "") -> None:
        """Compare other numbers."""
        self._seen, self._listed = (seen, seen_note), (listed, listed_note)
        self._differing = differences(seen, listed)
        self._head.sentence = self.sentence
        self.again_key.setVisible(bool(self._differing))
        self.two_key.setVisible(bool(self._differing))
        self.setAccessibleName(self.sentence)
        self.update()

    @property
    def sentence(self) -> str:
        """Which positions differ, with both signs; or that all agree."""
        if not self._differing:
            return "车架号与案件册一致"
        places = "、".join(str(number) for number in self._differing)
        return f"车架号第 {places} 位与案件册不同：现场 {self._signs(self._seen[0])} / 册上 {self._signs(self._listed[0])}"

    def sizeHint(self) -> QSize:
        return QSize(560, 134)

    def minimumSizeHint(self) -> QSize:
        return QSize(440, 134)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        bad = bool(self._differing)
        radius = look.sizes().radius_field
        painting.box(painter, rect, tokens.surface, radius=radius)
        painter.save()
        painter.setClipRect(QRectF(0, 0, rect.width(), 57))
        painting.box(painter, rect, tokens.redsoft if bad else tokens.oksoft, radius=radius)
        painter.restore()
        border = tokens.rededge if bad else tokens.okline
        painting.box(painter, rect, None, border, 6 if tokens.shapes and bad else 2, radius)
        for number, (name, (vin, note)) in enumerate((("现场", self._seen), ("册上", self._listed))):
            self._line(painter, QRectF(16, 64 + 31 * number, rect.width() - 32, 30), name, vin, note)
        painter.end()

    def _line(self, painter: QPainter, rect: QRectF, name: str, vin: str, note: str) -> None:
        tokens = look.current()
        painting.write(painter, rect, name, look.font("second"), tokens.ink2)
        font = look.face(22, 700)
        cell = max(19.5, painting.width_of("W", font))
        left = rect.left() + 58
        for position, sign in enumerate(vin.ljust(17, "—")[:17], 1):
            spot = QRectF(left, rect.top(), cell, rect.height())
            differs = position in self._differing
            if differs:
                painting.box(painter, spot, tokens.red, radius=3)
            painting.write(
                painter, spot, sign, font, tokens.redink if differs else tokens.ink, painting.CENTRE
            )
            left += cell
        rest = QRectF(left + 8, rect.top(), rect.right() - left - 8, rect.height())
        mode = Qt.TextElideMode.ElideRight
        painting.write(painter, rest, note, look.font("second"), tokens.ink2, painting.RIGHT, mode)

    def _signs(self, vin: str) -> str:
        return "、".join(vin[number - 1 : number] or "缺" for number in self._differing)


class _VinHead(QWidget):
    sentence = ""

    def sizeHint(self) -> QSize:
        return QSize(200, 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        bad = "不同" in self.sentence
        ink = tokens.redtext if bad else tokens.oktext
        painting.picture(painter, "stop" if bad else "done", ink, QRectF(0, self.height() / 2 - 12, 24, 24))
        room = self.width() - 34.0
        height = min(2, len(painting.wrapped(self.sentence, look.font("body"), room))) * look.line_height(
            "body"
        )
        words = QRectF(34, (self.height() - height) / 2, room, height)
        painting.write_lines(painter, words, self.sentence, "body", ink, at_most=2)
        painter.end()
