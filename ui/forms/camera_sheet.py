"""拍照: the live picture with the wanted outline over it; a shot goes its way and the next slot opens by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from services.errors import FieldworkError
from ui import look
from ui.camera import CameraSource
from ui.components import painting
from ui.components.labels import Text
from ui.components.photos import outline_for
from ui.components.sheets import Sheet

FREE = "照片"
_SHOOT = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CameraSheet(Sheet):
    """`shot(slot)` asks the page to take the still; it answers with `go_on` or `give_up`.

    `wanted()` names the slot that the next picture fills, "" for a free one, None when that was all: then the sheet
    closes by itself. Closing waits for a picture that is on its way. The camera is let go of whenever the sheet is
    hidden, also by the lock.
    """

    shot = Signal(str)

    def __init__(self, window: QWidget, source: CameraSource, wanted: Callable[[], str | None]) -> None:
        super().__init__(window, "拍照", "照片直接存进这份记录，不留在相册")
        self._source, self._wanted = source, wanted
        self._names = source.available()
        self._at = 0
        self._busy = self._closing = False
        self._trouble = ""
        self.slot = wanted() or ""
        self.finder = Viewfinder()
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.finder, 1)
        row.addLayout(self._words())
        self.body.addLayout(row, 1)
        self.key = self.bar.add("拍", "main", "camera")
        self.key.tapped.connect(self.shoot)
        if len(self._names) > 1:
            self.bar.add("换镜头", icon="again").tapped.connect(self._other)
        self.done_key = self.bar.add("完成", icon="check")
        self.done_key.tapped.connect(self.close_sheet)
        self._refresh()

    def open(self) -> None:
        super().open()
        self._start()

    def shoot(self) -> None:
        """Asks for the picture that is seen now; a second press while one is on its way does nothing."""
        if not self.key.missing:
            self._busy = True
            self._refresh()
            self.shot.emit(self.slot)

    def go_on(self) -> None:
        """The picture is taken: says so and opens the next slot."""
        self.told.setText(f"已拍 {self.slot or FREE}")
        self.told.setTone("ok")
        self._busy = False
        if self._closing or self._wanted() is None:
            self.close_sheet()
        else:
            self._ask()

    def give_up(self, trouble: BaseException) -> None:
        """The picture was not taken: the slot is open again."""
        self._busy = self._closing = False
        self.tell(trouble)

    def tell(self, trouble: BaseException) -> None:
        """A picture was not taken or could not be kept: one sentence beside the live picture."""
        self._say(trouble.sentence if isinstance(trouble, FieldworkError) else FieldworkError.message)
        if not self._busy:
            self._ask()

    def close_sheet(self) -> None:
        self._closing = self._busy
        if not self._busy:
            super().close_sheet()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _SHOOT and not event.isAutoRepeat():
            self.shoot()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._source.stop()
        super().hideEvent(event)

    def _words(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        self.title = Text("", "title")
        self._advice = Text("", "body")
        self.told = Text("", "strong")
        for text in (self.title, self._advice, self.told):
            text.setFixedWidth(180 if look.sizes().small else 240)
            column.addWidget(text)
        column.addStretch(1)
        return column

    def _ask(self) -> None:
        self.slot = self._wanted() or ""
        self._refresh()

    def _start(self) -> None:
        self._trouble = ""
        self.finder.show_picture(None)
        if self._names:
            self._source.start(self._names[self._at], self._seen, self._failed)
        self._refresh()

    def _other(self) -> None:
        if not self._busy:
            self._at = (self._at + 1) % len(self._names)
            self._start()

    def _seen(self, picture: QImage) -> None:
        first = self.finder.picture is None
        self.finder.show_picture(picture)
        if first:
            self._refresh()

    def _failed(self, sentence: str) -> None:
        self._source.stop()
        self._trouble = sentence
        self.finder.show_picture(None)
        self._say(sentence)
        self._refresh()

    def _say(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.setTone("red")

    def _refresh(self) -> None:
        name = self.slot or FREE
        self.title.setText(name)
        self._advice.setText(f"{'对准轮廓再拍，' if self.slot else ''}按空格键或回车键也能拍。")
        self.finder.show_outline(outline_for(name) if self.slot else "")
        self.key.setLabel(f"拍 {name}")
        waiting = "没有画面" if self._trouble else "等待画面"
        self.key.setMissing("正在存" if self._busy else ("" if self.finder.picture is not None else waiting))


class Viewfinder(QWidget):
    """What the lens sees, whole, with the outline in a colour pair that stands out from any picture."""

    def __init__(self) -> None:
        super().__init__()
        self.picture: QImage | None = None
        self._outline = ""
        self.setMinimumSize(320, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("镜头画面")

    def show_picture(self, picture: QImage | None) -> None:
        """The latest picture; None while there is none."""
        self.picture = picture
        self.update()

    def show_outline(self, outline: str) -> None:
        """The drawing to aim by; "" for none."""
        self._outline = outline
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, rect = look.current(), QRectF(self.rect())
        painter = QPainter(self)
        if self.picture is None:
            painting.box(painter, rect, tokens.sunk, tokens.edge, tokens.border, look.sizes().radius_field)
        else:
            rect = self._fitted(self.picture)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(rect, self.picture)
        if self._outline and self.picture is not None:
            self._draw(painter, rect, tokens.ink, 6)
            self._draw(painter, rect, tokens.surface, 3)
        elif self._outline:
            self._draw(painter, rect, tokens.ink2, 3)
        painter.end()

    def _draw(self, painter: QPainter, rect: QRectF, ink: str, pixels: float) -> None:
        # The drawings are made on 96×64 with a stroke to match; over a whole picture that would hide what it shows.
        scale = min((rect.width() - 48) / 96, (rect.height() - 48) / 64)
        spot = QRectF(0, 0, 96 * scale, 64 * scale)
        spot.moveCenter(rect.center())
        look.paint(painter, self._outline, ink, spot, pixels / scale)

    def _fitted(self, picture: QImage) -> QRectF:
        size = picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        spot = QRectF(0, 0, size.width(), size.height())
        spot.moveCenter(QRectF(self.rect()).center())
        return spot
