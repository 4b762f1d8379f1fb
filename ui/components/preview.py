"""The paper on the screen: page images on a quiet ground, turned and zoomed by keys, dimmed at night."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QScroller, QVBoxLayout, QWidget

from ui import look
from ui.components import painting
from ui.components.buttons import IconButton
from ui.components.labels import Text

_ZOOMS = (1.0, 1.5, 2.0, 3.0)


class PagePreview(QWidget):
    """Pages as images, one at a time; `page_changed(number from 0)`. Page Up, Page Down, + and − work too.

    At zoom 1 the whole page is seen; give images wide enough for zoom 2 (1240 px for A4).
    """

    page_changed = Signal(int)

    def __init__(
        self, pages: Sequence[QImage] = (), name: str = "文书预览", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._pages: tuple[QImage, ...] = ()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._sheet = _Paper()
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._sheet)
        self._scroll.setMinimumSize(200, 260)
        QScroller.grabGesture(self._scroll.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        column.addWidget(self._scroll, 1)
        column.addLayout(self._keys())
        self.setPages(pages)

    @property
    def page(self) -> int:
        """The number of the page shown, from 0."""
        return self._at

    @property
    def zoom(self) -> float:
        """1 when the whole page is seen."""
        return self._sheet.zoom

    def setPages(self, pages: Sequence[QImage]) -> None:
        """Show other pages, from the first."""
        self._pages = tuple(pages)
        self._sheet.zoom = 1.0
        self.show_page(0)

    def show_page(self, number: int) -> None:
        """Turn to a page; a number outside is brought to the nearest end."""
        before = self._at
        self._at = min(max(number, 0), max(0, len(self._pages) - 1))
        self._sheet.image = self._pages[self._at] if self._pages else QImage()
        self._tell()
        self._fit()
        self._scroll.verticalScrollBar().setValue(0)
        if self._at != before:
            self.page_changed.emit(self._at)

    def set_zoom(self, zoom: float) -> None:
        """Zoom to a factor of the whole page."""
        self._sheet.zoom = min(max(zoom, _ZOOMS[0]), _ZOOMS[-1])
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_Right):
            self.show_page(self._at + 1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_Left):
            self.show_page(self._at - 1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._step_zoom(1)
        elif key == Qt.Key.Key_Minus:
            self._step_zoom(-1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(560, 640)

    def _keys(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.previous_key, self.next_key = IconButton("back", "上一页"), IconButton("next", "下一页")
        self.larger_key, self.smaller_key = IconButton("plus", "放大"), IconButton("search", "看整页")
        self._count = Text("", "second", wrap=False)
        self.previous_key.tapped.connect(lambda: self.show_page(self._at - 1))
        self.next_key.tapped.connect(lambda: self.show_page(self._at + 1))
        self.larger_key.tapped.connect(lambda: self._step_zoom(1))
        self.smaller_key.tapped.connect(lambda: self.set_zoom(1))
        row.addStretch(1)
        for widget in (self.previous_key, self._count, self.next_key, self.larger_key, self.smaller_key):
            row.addWidget(widget)
        row.addStretch(1)
        return row

    def _step_zoom(self, step: int) -> None:
        nearest = min(range(len(_ZOOMS)), key=lambda number: abs(_ZOOMS[number] - self._sheet.zoom))
        self.set_zoom(_ZOOMS[min(max(nearest + step, 0), len(_ZOOMS) - 1)])

    def _tell(self) -> None:
        told = f"第 {self._at + 1} 页，共 {len(self._pages)} 页" if self._pages else "没有页面"
        self._count.setText(told)
        self.setAccessibleName(f"{self._name}，{told}")

    def _fit(self) -> None:
        view, image = self._scroll.viewport().size(), self._sheet.image
        if image.isNull() or view.isEmpty():
            self._sheet.resize(view)
            return
        whole = image.size().scaled(view - QSize(8, 8), Qt.AspectRatioMode.KeepAspectRatio)
        self._sheet.resize(whole * self._sheet.zoom)
        self._sheet.update()


class _Paper(QWidget):
    """The page itself."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.zoom = 1.0
        self._small = QImage()
        self._small_of = 0

    def _fitting(self) -> QImage:
        """The page brought down to the size it is seen at; a painter's own scaling would drop thin strokes."""
        size = self.size() * self.devicePixelRatioF()
        if size.width() * 1.2 > self.image.width():
            return self.image
        if self._small_of != self.image.cacheKey() or self._small.size() != size:
            ways = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            self._small, self._small_of = self.image.scaled(size, *ways), self.image.cacheKey()
        return self._small

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.image.isNull():
            painting.write(painter, rect, "没有可预览的页面", look.font("body"), tokens.ink2, painting.CENTRE)
            painter.end()
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(rect, self._fitting())
        if tokens.night:
            # White paper would blind at night: multiply it down to the paper token.
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(rect, QColor(tokens.paper))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painting.box(painter, rect, None, tokens.edge, max(1, tokens.border), 0)
        painter.end()
