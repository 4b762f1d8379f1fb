"""取照片: the photos of a colleague's record: fetched when the officer asks, shown small, the original at a tap."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from services.actions import evidence
from services.entries.entry import Attachment
from services.errors import FieldworkError
from services.records.record import Record
from services.records.values import Photo
from ui.components.buttons import Button
from ui.components.frames import Card
from ui.components.labels import Text
from ui.components.photos import PhotoSlot
from ui.components.progress import ProgressCard
from ui.components.sheets import Sheet
from ui.desk import Desk
from ui.fetching import photo_dock

if TYPE_CHECKING:
    from services.actions.fetching import Going

ACROSS = 2
_MEGABYTE = 1_000_000


class ColleaguePhotos(Card):
    """Hidden where the record has none. They come while other pages are shown too: whoever returns sees how far."""

    def __init__(self, desk: Desk, entry: str, said: object) -> None:
        super().__init__("照片")
        self._desk, self._entry, self._names = desk, entry, _names(said)
        self._lacking = self._come = 0
        self.slots: dict[str, PhotoSlot] = {}
        self.dock = photo_dock(desk, entry)
        self.dock.began.connect(self._standing)
        self.dock.progressed.connect(self._progressed)
        self.dock.done.connect(self._ended)
        self.dock.failed.connect(self._ended)
        self.words = Text("", "second")
        self.key = Button("取照片", "soft", "camera")
        self.key.tapped.connect(self.dock.start)
        self.progress = ProgressCard("正在取照片")
        self.progress.cancelled.connect(self.dock.stop)
        pictures = QWidget()
        self._grid = QGridLayout(pictures)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for column in range(ACROSS):
            self._grid.setColumnStretch(column, 1)
        for widget in (pictures, self.words, self.key, self.progress):
            self.body.addWidget(widget)
        self.hide()
        self._standing()
        self.refresh()

    def refresh(self) -> None:
        """Reads which photos there are, and which lie here."""

        def read() -> Any:
            from services.actions import fetching  # noqa: PLC0415 - it brings the HTTP client

            return fetching.photos(self._desk.session, self._entry)

        self._desk.background.run(read, then=self._show, failed=self._desk.trouble, owner=self)

    def _show(self, photos: tuple[tuple[Attachment, bool], ...]) -> None:
        lacking = [photo for photo, here in photos if not here]
        self.setVisible(bool(photos))
        size = sum(photo.size for photo in lacking) / _MEGABYTE
        left = f"，{len(lacking)} 张没有取，共 {size:.1f} MB" if lacking else ""
        self.setTitle("照片", f"{len(photos)} 张{left}")
        self._lacking = len(lacking)
        self._standing()
        for photo, here in photos:
            if here and photo.digest not in self.slots:
                self._picture(photo)

    def _picture(self, photo: Attachment) -> None:
        slot = PhotoSlot(self._names.get(photo.digest) or f"照片 {len(self.slots) + 1}")
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

    def _progressed(self, going: Going) -> None:
        """Each photo is shown as soon as it is here."""
        self._standing()
        if going.photos > self._come:
            self._come = going.photos
            self.refresh()

    def _ended(self) -> None:
        self._come = 0
        self._standing()
        self.refresh()

    def _standing(self) -> None:
        """How it stands: not asked for, on its way, waiting for the line, or over with something to say."""
        dock = self.dock
        self.words.setText(dock.words)
        self.words.setVisible(bool(dock.words))
        self.key.setLabel("现在再取" if dock.retrying else "取照片")
        self.key.setVisible(bool(self._lacking) and not dock.running)
        self.progress.setTitle("等待接通" if dock.retrying else "正在取照片")
        self.progress.setProgress(*_going(dock.going))
        self.progress.setVisible(dock.running or dock.retrying)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, FieldworkError):
            self.words.setText(error.sentence)
            self.words.show()
        else:
            self._desk.trouble(error)


def _names(said: object) -> dict[str, str]:
    """What the record calls each of its photos."""
    values = [getattr(said, name) for name in said.fields()] if isinstance(said, Record) else []
    photos = [one for value in values if isinstance(value, tuple) for one in value if isinstance(one, Photo)]
    return {photo.attachment.digest: photo.slot or photo.caption for photo in photos}


def _going(going: Going | None) -> tuple[int, int, str]:
    """Done, all, and both in words; 0 of 0 before the hub was reached."""
    if going is None:
        return 0, 0, "正在联系院端"
    done, every = going.bytes / _MEGABYTE, going.bytes_all / _MEGABYTE
    told = f"{going.photos}/{going.photos_all} 张 · {done:.1f}/{every:.1f} MB"
    return going.bytes, going.bytes_all, told
