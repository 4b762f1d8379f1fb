"""院端已收: the proof of the last exchange in large letters, and below it what that exchange has brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import look
from ui.components import painting
from ui.components.frames import Card
from ui.components.labels import Text

if TYPE_CHECKING:
    from services.actions.docking import Exchanged


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


class BroughtCard(Card):
    """What the exchange of a moment ago has brought; hidden before one."""

    def __init__(self) -> None:
        super().__init__("这次取回")
        self.words = Text("", "body")
        self.body.addWidget(self.words)
        self.hide()

    def tell(self, exchanged: Exchanged) -> None:
        """Shows what has come, each in a line of its own."""
        loaded = exchanged.loaded
        lines = ["案件册没有变化"]
        if loaded is not None:
            changes = (("新增", loaded.added), ("变更", loaded.changed), ("移出", loaded.removed))
            said = "，".join(f"{word} {count} 件" for word, count in changes if count)
            lines = [f"案件册 {loaded.total} 件" + (f"：{said}" if said else "，没有变化")]
        if exchanged.papers:
            lines.append(f"院发文书 {exchanged.papers} 份")
        if exchanged.laws:
            lines.append(f"法律数据已更新：{'、'.join(exchanged.laws)}")
        self.words.setText("\n".join(lines))
        self.show()
