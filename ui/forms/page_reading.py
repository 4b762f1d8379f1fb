"""宣读: a transcript page by page in 28 pt, turned to the reader by a key, read or read out, and signed at its foot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QScroller, QVBoxLayout, QWidget

from services.clock import local
from services.records.values import SignedPage, Stroke
from ui import look
from ui.components.buttons import Button, make_stretching
from ui.components.frames import ActionBar
from ui.components.labels import Chip, Text
from ui.components.signing import SignaturePad
from ui.forms.covering import Covering
from ui.forms.hints import Copy

POINTS = 28
_PIXELS = round(POINTS * 96 / 72)
_GAP, _SIDE = 16, 28  # px between paragraphs, and at the sides
_READ: tuple[tuple[Literal["seen", "told"], str], ...] = (("seen", "已阅"), ("told", "已宣读"))


class Words(QWidget):
    """Paragraphs in large letters, drawn upright or turned by 180° to whoever sits across the table."""

    def __init__(self) -> None:
        super().__init__()
        self._paragraphs: tuple[str, ...] = ()
        self.turned = False
        self._font = QFont(look.font("body"))
        self._font.setPixelSize(_PIXELS)
        look.changes.changed.connect(self.update)

    @property
    def pixels(self) -> int:
        """How high the letters are."""
        return self._font.pixelSize()

    def tell(self, paragraphs: tuple[str, ...]) -> None:
        """Another page."""
        self._paragraphs = paragraphs
        self.setAccessibleName("\n".join(paragraphs))
        self._measure()

    def turn(self) -> None:
        """To the other side of the table, or back."""
        self.turned = not self.turned
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._measure()

    def sizeHint(self) -> QSize:
        return QSize(900, 400)

    def _rows(self, width: float) -> list[tuple[QRectF, str]]:
        metrics, top, found = QFontMetricsF(self._font), float(_GAP), []
        for words in self._paragraphs:
            room = QRectF(_SIDE, top, max(100.0, width - 2 * _SIDE), 1e6)
            box = metrics.boundingRect(room, int(_FLAGS), words)
            found.append((QRectF(room.left(), top, room.width(), box.height() + 2), words))
            top += box.height() + _GAP
        return found

    def _measure(self) -> None:
        rows = self._rows(self.width())
        self.setMinimumHeight(int(rows[-1][0].bottom()) + _GAP if rows else 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.surface)
        if self.turned:
            painter.translate(self.width(), self.height())
            painter.rotate(180)
        painter.setFont(self._font)
        painter.setPen(tokens.ink)
        for box, words in self._rows(self.width()):
            painter.drawText(box, int(_FLAGS), words)
        painter.end()


_FLAGS = Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class PageReading(Covering):
    """`signed(SignedPage)` for each page in turn, `closed` after the last or by 回签名页.

    A page is first read (已阅) or read out (已宣读), which takes the time; then the pad opens below it.
    """

    signed = Signal(object)

    def __init__(
        self, name: str, pages: tuple[tuple[Copy, int], ...], now: Callable[[], dt.datetime], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._name, self._pages, self._now = name, pages, now
        self._at = 0
        self._read: Literal["", "seen", "told"] = ""
        self._read_at = now()
        self._build()
        self._show_page()
        self.show()
        self.raise_()
        self.setFocus()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        sizes = look.sizes()
        inner = QVBoxLayout()
        inner.setContentsMargins(sizes.left, 12, sizes.right, 12)
        inner.setSpacing(10)
        inner.addLayout(self._head())
        self.words = Words()
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName("宣读的内容")
        self._scroll.setWidget(self.words)
        QScroller.grabGesture(self._scroll.viewport(), QScroller.ScrollerGestureType.LeftMouseButtonGesture)
        inner.addWidget(self._scroll, 1)
        inner.addLayout(self._foot())
        column.addLayout(inner, 1)
        bar = ActionBar()
        self.back_key = bar.add("回签名页", icon="back")
        self.back_key.tapped.connect(self.closed)
        self.confirm_key = bar.add("签好本页", "main", "check", weight=1.6)
        self.confirm_key.tapped.connect(self._confirm)
        column.addWidget(bar)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self.title = Text("", "heading", wrap=False)
        self.turn_key = Button("转给对方看", icon="again", height=48)
        self.turn_key.tapped.connect(self._turn)
        row.addWidget(self.title, 1)
        row.addWidget(self.turn_key)
        return row

    def _foot(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(10)
        self.read_keys = {way: Button(words, "soft", "check", height=56) for way, words in _READ}
        for way, key in self.read_keys.items():
            key.tapped.connect(partial(self._take_read, way))
            row.addWidget(make_stretching(key))
        self.read_chip = Chip("还没有读")
        row.addWidget(self.read_chip)
        column.addLayout(row)
        self.pad = SignaturePad("在本页签名")
        self.pad.setFixedHeight(160)
        self.pad.changed.connect(self._refresh)
        self.pad.hide()
        column.addWidget(self.pad)
        return column

    @property
    def page(self) -> tuple[Copy, int]:
        """The copy and the page (from 1) that is read now."""
        return self._pages[self._at]

    def _show_page(self) -> None:
        copy, number = self.page
        self._read = ""
        self.pad.clear()
        self.pad.hide()
        self.words.tell(copy.texts[number - 1])
        self.title.setText(f"{copy.title}　第 {number} 页，共 {len(copy.texts)} 页 · {self._name}")
        self._to_beginning()
        self._refresh()

    def _turn(self) -> None:
        self.words.turn()
        self.turn_key.setLabel("转回来" if self.words.turned else "转给对方看")
        self._to_beginning()

    def _to_beginning(self) -> None:
        """Where the reader begins: at the top, or turned at the bottom of the screen, which is his top."""
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.maximum() if self.words.turned else 0)

    def _take_read(self, way: Literal["seen", "told"]) -> None:
        self._read, self._read_at = way, self._now()
        self.pad.show()
        self._refresh()

    def _refresh(self) -> None:
        for way, key in self.read_keys.items():
            key.setChosen(way == self._read)
        words = next((told for way, told in _READ if way == self._read), "")
        self.read_chip.setFace(f"{local(self._read_at):%H:%M} {words}" if words else "还没有读")
        lacking = (
            "先点“已阅”或者“已宣读”"
            if not self._read
            else f"请 {self._name} 在本页签名"
            if not self.pad.strokes
            else ""
        )
        self.confirm_key.setMissing(lacking)
        last = self._at == len(self._pages) - 1
        self.confirm_key.setLabel("签好本页，去签全文" if last else "签好本页，读下一页")

    def _confirm(self) -> None:
        copy, number = self.page
        if not self._read:
            return
        page = SignedPage(
            document=copy.bound.document, number=number, at=self._read_at, read=self._read,
            strokes=scaled(self.pad.strokes, 1 / self.pad.aspect),
        )  # fmt: skip
        self.signed.emit(page)
        if self._at == len(self._pages) - 1:
            self.closed.emit()
            return
        self._at += 1
        self._show_page()


def scaled(strokes: tuple[Stroke, ...], by: float) -> tuple[Stroke, ...]:
    """The pad counts y in its height, what is kept in its width, so that both directions share one unit."""
    return tuple(tuple((x, round(y * by, 5), p, t) for x, y, p, t in stroke) for stroke in strokes)
