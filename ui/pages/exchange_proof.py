"""院端已收: the proof of the last exchange in large letters."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import look
from ui.components import painting


class ProofCard(QWidget):
    """The proof in large letters, green once both sides are equal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words, self._detail, self._good = "还没有同步过", "", False

    def tell(self, words: str, detail: str, *, good: bool) -> None:
        """Shows another result."""
        self._words, self._detail, self._good = words, detail, good
        self.setAccessibleName(f"{words}，{detail}" if detail else words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, 94)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = tokens.ok if self._good else tokens.line
        width = max(2, tokens.border) if self._good else tokens.border
        painting.box(painter, QRectF(self.rect()), tokens.surface, edge, width, look.sizes().radius)
        disc = QRectF(21, self.height() / 2 - 30, 60, 60)
        painting.box(painter, disc, tokens.ok if self._good else tokens.sunk, None, radius=30)
        inner = disc.adjusted(14, 14, -14, -14)
        painting.picture(
            painter,
            "check" if self._good else "exchange",
            tokens.actink if self._good else tokens.ink2,
            inner,
        )
        line = QRectF(98, 14, self.width() - 114, 40)
        painting.write(painter, line, self._words, look.face(28, 700), tokens.ink)
        painting.write(
            painter, QRectF(98, 56, self.width() - 114, 24), self._detail, look.font("second"), tokens.ink2
        )
        painter.end()
