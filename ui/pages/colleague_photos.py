"""取照片: the photos of a colleague's record: fetched when the officer asks, shown small, the original at a tap."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from services.actions import evidence
from services.entries.entry import Attachment
from services.errors import FieldworkError
from ui.components.buttons import Button
from ui.components.frames import Card
from ui.components.labels import Text
from ui.components.photos import PhotoSlot
from ui.components.progress import ProgressCard
from ui.components.sheets import Sheet
from ui.desk import Desk
from ui.docking import Dock

if TYPE_CHECKING:
    from services.actions.fetching import Fetched, Going

ACROSS = 2
_MEGABYTE = 1_000_000


class ColleaguePhotos(Card):
    """Hidden where the record has none. `changed` when some have come."""

    changed = Signal()

    def __init__(self, desk: Desk, entry: str) -> None:
        super().__init__("照片")
        self._desk, self._entry = desk, entry
        self.slots: dict[str, PhotoSlot] = {}
        self.dock = Dock(desk, self, opening=self._opening, patient=False)
        self.dock.began.connect(self._began)
        self.dock.progressed.connect(self._progressed)
        self.dock.done.connect(self._done)
        self.dock.failed.connect(self._failed)
        self.words = Text("", "second")
        self.words.hide()
        self.key = Button("取照片", "soft", "camera")
        self.key.tapped.connect(self.dock.start)
        self.progress = ProgressCard("正在取照片")
        self.progress.cancelled.connect(self.dock.stop)
        self.progress.hide()
        pictures = QWidget()
        self._grid = QGridLayout(pictures)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for widget in (pictures, self.words, self.key, self.progress):
            self.body.addWidget(widget)
        self.hide()
        self.refresh()

    def refresh(self) -> None:
        """Reads which photos there are, and which lie here."""

        def read() -> Any:
            from services.actions import fetching  # noqa: PLC0415 - it brings the HTTP client

            return fetching.photos(self._desk.session, self._entry)

        self._desk.background.run(read, then=self._show, failed=self._desk.trouble, owner=self)

    def _opening(self) -> Any:
        from services.actions import fetching  # noqa: PLC0415 - it brings the HTTP client

        return fetching.begin(self._desk.session, self._entry, self.dock.progressed.emit)

    def _show(self, photos: tuple[tuple[Attachment, bool], ...]) -> None:
        lacking = [photo for photo, here in photos if not here]
        self.setVisible(bool(photos))
        size = sum(photo.size for photo in lacking) / _MEGABYTE
        left = f"，{len(lacking)} 张没有取，共 {size:.1f} MB" if lacking else ""
        self.setTitle("照片", f"{len(photos)} 张{left}")
        self.key.setVisible(bool(lacking) and not self.dock.running)
        for photo, here in photos:
            if here and photo.digest not in self.slots:
                self._picture(photo)

    def _picture(self, photo: Attachment) -> None:
        slot = PhotoSlot(photo.name or f"照片 {len(self.slots) + 1}")
        at = len(self.slots)
        self.slots[photo.digest] = slot
        self._grid.addWidget(slot, at // ACROSS, at % ACROSS)
        slot.tapped.connect(partial(self._original, photo, self._enlarge))
        self._original(photo, partial(self._small, slot))

    def _original(self, photo: Attachment, then: Any) -> None:
        def read() -> bytes:
            from services.actions import fetching  # noqa: PLC0415 - it brings the HTTP client

            return fetching.original(self._desk.session, photo)

        self._desk.background.run(read, then=then, failed=self._failed, owner=self)

    def _small(self, slot: PhotoSlot, raw: bytes) -> None:
        def came(thumbnail: bytes) -> None:
            picture = QImage()
            picture.loadFromData(thumbnail)
            slot.setImage(picture)

        work = partial(evidence.thumbnail, raw)
        self._desk.background.run(work, then=came, failed=self._failed, owner=self, lane="work")

    def _enlarge(self, raw: bytes) -> None:
        """The original, as large as the window allows."""
        sheet = Sheet(self.window(), "照片", "原图，只能查看")
        sheet.closed.connect(sheet.deleteLater)
        label = QLabel()
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setAccessibleName("原图")
        sheet.body.addWidget(label, 1)
        sheet.open()

        def came(upright: bytes) -> None:
            picture = QPixmap()
            picture.loadFromData(upright)
            label.setPixmap(
                picture.scaled(
                    max(200, self.window().width() - 60),
                    max(200, self.window().height() - 160),
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )

        side = max(self.window().width(), self.window().height())
        work = partial(evidence.thumbnail, raw, side)
        self._desk.background.run(work, then=came, failed=self._failed, owner=sheet, lane="work")

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def _began(self) -> None:
        self._say("")
        self.key.hide()
        self.progress.setProgress(0, 0, "正在联系院端")
        self.progress.show()

    def _progressed(self, going: Going) -> None:
        done, every = going.bytes / _MEGABYTE, going.bytes_all / _MEGABYTE
        told = f"{going.photos}/{going.photos_all} 张 · {done:.1f}/{every:.1f} MB"
        self.progress.setProgress(going.bytes, going.bytes_all, told)

    def _done(self, fetched: Fetched) -> None:
        self.progress.hide()
        self._say("".join(fetched.told))
        self.refresh()
        self.changed.emit()

    def _failed(self, error: Exception | None) -> None:
        self.progress.hide()
        if type(error).__name__ == "LineCut":
            self._say("连不上院端或线路中断，没有取完；已取到的留在本机，接通后再点“取照片”。")
        elif isinstance(error, FieldworkError):
            self._say(error.sentence)
        elif error is not None:
            self._desk.trouble(error)
        else:
            self._say("已停止；已取到的留在本机。")
        self.refresh()
