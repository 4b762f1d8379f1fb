"""What is being signed: the sentences at reading size, larger across the table, and the whole papers page by page."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QScrollArea

from ui import look
from ui.components.buttons import Button
from ui.components.frames import Card
from ui.components.labels import Text
from ui.components.preview import PagePreview
from ui.components.sheets import Sheet
from ui.dialogs.preview import image_of
from ui.forms.hints import Copy


class Sentences(Card):
    """The frozen copies as the signer reads them."""

    def __init__(self, copies: tuple[Copy, ...]) -> None:
        super().__init__(f"你签的是：{'、'.join(c.title for c in copies)}")
        self._pages = [page for copy in copies for page in copy.pages]
        self._turned = False
        self.turn_key = Button("放大给对方读", height=48)
        self.turn_key.tapped.connect(self._turn)
        self.head.addWidget(self.turn_key)
        self.whole_key = Button(f"全文 {len(self._pages)} 页", height=48)
        self.whole_key.tapped.connect(self._show_whole)
        self.head.addWidget(self.whole_key)
        if not self._pages:
            self.whole_key.hide()
        self.words = Text(" ".join(c.sentences for c in copies if c.sentences), "signed")
        self._scroll = QScrollArea()
        self._scroll.setAccessibleName("所签的话")
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self.words)
        self._scroll.setFixedHeight(self._room())
        self.body.addWidget(self._scroll)

    def _room(self) -> int:
        """Whole lines; read across the table they take half of the screen."""
        if self._turned:
            return self.window().height() // 2
        lines = 2 if look.sizes().small else 4
        return lines * QFontMetrics(look.font("signed")).lineSpacing() + 2

    def _turn(self) -> None:
        self._turned = not self._turned
        self.words.setProperty("role", "read_back" if self._turned else "signed")
        look.restyle(self.words)
        self._scroll.setFixedHeight(self._room())
        self.turn_key.setLabel("缩回" if self._turned else "放大给对方读")

    def _show_whole(self) -> None:
        """The frozen papers as they will be printed."""
        sheet = Sheet(self.window(), "全文", "签名稿 · 签名处空着，内容与将来打印的一样")
        self.preview = PagePreview([image_of(page) for page in self._pages], "签名稿")
        sheet.body.addWidget(self.preview, 1)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()
        QTimer.singleShot(0, self.preview, lambda: self.preview.set_zoom(1))  # once its room is known
