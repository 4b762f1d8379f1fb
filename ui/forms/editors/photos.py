"""Photos: guided slots with their outlines, then free ones; a shot fills the slot and opens the next by itself."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QFileSystemWatcher, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from services.errors import FieldworkError
from services.records.fields import Photos
from services.records.values import Photo
from ui import look
from ui.components import painting
from ui.components.buttons import Button
from ui.components.labels import Text
from ui.components.pressable import Pressable
from ui.forms.editor import Editor, editor_for, flowing, stacked
from ui.forms.hints import Hints, PhotoSource, Tools

SUFFIXES = (".jpg", ".jpeg", ".png")
ACROSS = 4
_STRIP = 29
_SETTLED_MS = 700


class Slot(Pressable):
    """One place for a photo: picture and tick when taken, blue when it is the next, dashed while it waits."""

    tapped = Signal()

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title
        self.picture: QPixmap | None = None
        self.taken = self.next = self.busy = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.tapped)

    def tell(self, *, taken: bool, next_one: bool, busy: bool = False) -> None:
        """How the slot stands."""
        self.taken, self.next, self.busy = taken, next_one, busy
        word = "正在存" if busy else "已拍" if taken else "下一张" if next_one else "还没拍"
        self.setAccessibleName(f"{self.title}，{word}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(150, max(78, look.sizes().touch + 22))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        tokens, radius = look.current(), look.sizes().radius_field
        fill = tokens.actsoft if self.next or self.isDown() else tokens.surface if self.taken else tokens.sunk
        painting.box(painter, rect, fill, radius=radius)
        upper = rect.adjusted(0, 0, 0, -_STRIP)
        if self.picture is not None:
            self._paint_picture(painter, upper, radius)
        elif not self.taken:
            side = min(upper.height() - 12, 30)
            spot = QRectF(upper.center().x() - side / 2, upper.center().y() - side / 2 + 3, side, side)
            painting.picture(painter, "camera", tokens.ink3, spot)
        border = tokens.actedge if self.next else tokens.edge
        width = (5 if tokens.shapes else 3) if self.next else tokens.border
        painting.box(painter, rect, None, border, width, radius, dashed=not (self.taken or self.next))
        self._paint_label(painter, rect)

    def _paint_picture(self, painter: QPainter, upper: QRectF, radius: float) -> None:
        assert self.picture is not None
        size = self.picture.size().scaled(
            upper.size().toSize(), Qt.AspectRatioMode.KeepAspectRatioByExpanding
        )
        spot = QRectF(0, 0, size.width(), size.height())
        spot.moveCenter(upper.center())
        shape = QPainterPath()
        shape.addRoundedRect(upper.adjusted(1, 1, -1, radius), radius, radius)
        painter.save()
        painter.setClipPath(shape)
        painter.setClipRect(upper, Qt.ClipOperation.IntersectClip)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(spot, self.picture, QRectF(self.picture.rect()))
        painter.restore()

    def _paint_label(self, painter: QPainter, rect: QRectF) -> None:
        tokens = look.current()
        strip = QRectF(rect.left() + 10, rect.bottom() - _STRIP, rect.width() - 16, _STRIP)
        ink = tokens.acttext if self.next else tokens.ink
        if self.taken or self.busy:
            painting.picture(
                painter, "clock" if self.busy else "check", ink, QRectF(strip.left(), strip.top() + 5, 18, 18)
            )
            strip.setLeft(strip.left() + 24)
        words = f"拍 {self.title}" if self.next else self.title
        painting.write(painter, strip, words, look.face(15, 500), ink, elide=Qt.TextElideMode.ElideRight)


class PhotosEditor(Editor):
    """Slots in rows of four; taken again by a tap, taken away by the key below."""

    def __init__(self, name: str, field: Photos, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self._guided = field.slots
        self.slots: dict[str, Slot] = {}
        self._busy: set[str] = set()
        self._running = 0
        self._pictures: dict[str, QPixmap] = {}
        self._chosen = ""
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        for column in range(ACROSS):
            self._grid.setColumnStretch(column, 1)
        self.free_key = Button("加照片", icon="plus", height=48)
        self.free_key.tapped.connect(partial(self.open, ""))
        self.drop_key = Button("删去这张", height=48)
        self.drop_key.tapped.connect(self._drop)
        self.follow = Button("跟随照片文件夹", "key", "camera", height=48)
        self.follow.tapped.connect(self._follow)
        if tools.folder is None:
            self.follow.hide()
        self._told = Text("", "second", "red")
        self._told.hide()
        keys = flowing((self.free_key, self.follow, self.drop_key))
        self.frame_around(stacked(holder, keys, self._told), boxed=False)
        self._watcher: QFileSystemWatcher | None = None
        self._seen: set[Path] = set()
        self.write(None)

    @property
    def photos(self) -> tuple[Photo, ...]:
        """The photos taken so far."""
        return self.value or ()

    @property
    def busy(self) -> bool:
        """True while a photo is being taken in."""
        return bool(self._running)

    @property
    def next_slot(self) -> str:
        """The slot that the next photo fills; "" once only free ones are left."""
        taken = {p.slot for p in self.photos} | self._busy
        if self._chosen and self._chosen not in taken:
            return self._chosen
        return next((s for s in self._guided if s not in taken), "")

    def write(self, value: Any) -> None:
        listed = [
            *self._guided,
            *(_key(p, n) for n, p in enumerate(value or ()) if p.slot not in self._guided),
        ]
        for title in [t for t in self.slots if t not in listed]:
            slot = self.slots.pop(title)
            slot.hide()
            slot.deleteLater()
        for at, title in enumerate(listed):
            if title not in self.slots:
                self.slots[title] = Slot(title)
                self.slots[title].tapped.connect(partial(self._tap, title))
            self._grid.addWidget(self.slots[title], at // ACROSS, at % ACROSS)
        self._refresh()

    def open(self, slot: str) -> None:
        """Asks for the file of a slot ("" for free ones, several at once)."""
        if self.tools.choose_files is None:
            return
        for path in self.tools.choose_files(
            "选择照片", "照片 (*.jpg *.jpeg *.png *.JPG *.JPEG *.PNG)", not slot
        ):
            self.take(path, slot, "file")

    def take(self, path: Path, slot: str, source: PhotoSource) -> None:
        """Takes in one file; the slot shows a clock until the original is on the disk."""
        if self.tools.take_photo is None:
            return
        self._told.hide()
        if slot:
            self._busy.add(slot)
        self._running += 1
        self._refresh()
        self.tools.take_photo(path, slot, source, partial(self._taken, slot), partial(self._failed, slot))

    def _taken(self, slot: str, photo: Photo, thumbnail: bytes) -> None:
        self._busy.discard(slot)
        self._running -= 1
        self._picture(photo.attachment.digest, thumbnail)
        others = tuple(p for p in self.photos if not slot or p.slot != slot)
        photos = (*others, photo)
        self._chosen = ""
        self.value = photos
        self.write(photos)
        self.give(photos)

    def _failed(self, slot: str, trouble: BaseException) -> None:
        self._busy.discard(slot)
        self._running -= 1
        self._told.setText(
            trouble.sentence if isinstance(trouble, FieldworkError) else FieldworkError.message
        )
        self._told.show()
        self._refresh()

    def _tap(self, title: str) -> None:
        if title in self._guided and not self._photo(title):
            self.open(title)
        else:
            self._chosen = "" if self._chosen == title else title
            self._refresh()

    def _drop(self) -> None:
        gone = self._photo(self._chosen)
        photos = tuple(p for p in self.photos if p is not gone)
        self._chosen = ""
        self.value = photos
        self.write(photos)
        self.give(photos or None)

    def _photo(self, title: str) -> Photo | None:
        return next((p for n, p in enumerate(self.photos) if _key(p, n) == title), None)

    def _refresh(self) -> None:
        following = self.next_slot
        for title, slot in self.slots.items():
            photo = self._photo(title)
            slot.picture = self._pictures.get(photo.attachment.digest) if photo else None
            chosen = title == self._chosen or (not self._chosen and title == following)
            slot.tell(taken=photo is not None, next_one=chosen, busy=title in self._busy)
            if photo is not None and slot.picture is None and self.tools.thumbnail is not None:
                digest = photo.attachment.digest
                self._pictures[digest] = QPixmap()
                self.tools.thumbnail(photo.attachment, partial(self._came, digest))
        self.drop_key.setVisible(self._photo(self._chosen) is not None)

    def _came(self, digest: str, thumbnail: bytes) -> None:
        self._picture(digest, thumbnail)
        self._refresh()

    def _picture(self, digest: str, thumbnail: bytes) -> None:
        picture = QPixmap()
        picture.loadFromData(thumbnail)
        self._pictures[digest] = picture

    def _follow(self) -> None:
        self.follow.setChosen(not self.follow.chosen)
        folder = self.tools.folder
        if not self.follow.chosen or folder is None or not folder.is_dir():
            self._watcher = None
            return
        self._seen = set(folder.iterdir())
        self._watcher = QFileSystemWatcher([str(folder)], self)
        self._watcher.directoryChanged.connect(lambda: QTimer.singleShot(_SETTLED_MS, self, self._look))

    def _look(self) -> None:
        folder = self.tools.folder
        if folder is None or self._watcher is None:
            return
        for path in sorted(set(folder.iterdir()) - self._seen):
            self._seen.add(path)
            if path.suffix.lower() in SUFFIXES:
                self.take(path, self.next_slot, "folder")


def _key(photo: Photo, at: int) -> str:
    return photo.slot or photo.caption or f"照片 {at + 1}"


@editor_for.register
def _(field: Photos, name: str, hints: Hints, tools: Tools) -> Editor:
    return PhotosEditor(name, field, hints, tools)
