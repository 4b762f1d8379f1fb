"""Photos: guided slots with their outlines, then free ones; a shot fills the slot and opens the next by itself."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QFileSystemWatcher, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QWidget

from services.actions.gathering import Capture
from services.errors import FieldworkError
from services.records.fields import Photos
from services.records.values import Photo
from ui.components.buttons import Button
from ui.components.labels import Text
from ui.components.photos import PhotoSlot
from ui.forms.captures_sheet import CapturesSheet
from ui.forms.editor import Editor, editor_for, flowing, stacked
from ui.forms.hints import Failed, Hints, PhotoSource, Tools

SUFFIXES = (".jpg", ".jpeg", ".png")
FILTER = "照片 (*.jpg *.jpeg *.png *.JPG *.JPEG *.PNG)"
ACROSS = 4
_SETTLED_MS = 700


class PhotosEditor(Editor):
    """Slots in rows of four; taken again by a tap, taken away by the key below."""

    def __init__(self, name: str, field: Photos, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self._guided = field.slots
        self.slots: dict[str, PhotoSlot] = {}
        self._busy: set[str] = set()
        self._running = 0
        self._pictures: dict[str, QImage] = {}
        self._chosen = ""
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        for column in range(ACROSS):
            self._grid.setColumnStretch(column, 1)
        self.free_key = Button("加照片", icon="plus", height=48)
        self.free_key.tapped.connect(partial(self.open, ""))
        self.camera_key = Button("拍照", "key", "camera", height=48)
        self.camera_key.tapped.connect(partial(self.shoot, ""))
        self.file_key = Button("从文件选", height=48)
        self.file_key.tapped.connect(lambda: self.open(self.next_slot))
        if tools.camera is None:
            self.camera_key.hide()
            self.file_key.hide()
        self.drop_key = Button("删去这张", height=48)
        self.drop_key.tapped.connect(self._drop)
        self.follow = Button("跟随照片文件夹", "key", "camera", height=48)
        self.follow.tapped.connect(self._follow)
        if tools.folder is None:
            self.follow.hide()
        self.captured_key = Button("从随手拍取", height=48)
        self.captured_key.tapped.connect(self._from_captures)
        self.captured_key.setVisible(False)
        self._told = Text("", "second", "red")
        self._told.hide()
        keys = flowing(
            (self.camera_key, self.file_key, self.captured_key, self.free_key, self.follow, self.drop_key)
        )
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
                self.slots[title] = PhotoSlot(title)
                self.slots[title].tapped.connect(partial(self._tap, title))
            self._grid.addWidget(self.slots[title], at // ACROSS, at % ACROSS)
        self._refresh()

    def open(self, slot: str) -> None:
        """Asks for the file of a slot ("" for free ones, several at once)."""

        def chosen(paths: tuple[Path, ...]) -> None:
            for path in paths:
                self.take(path, slot, "file")

        if self.tools.choose_files is not None:
            self.tools.choose_files("选择照片", FILTER, not slot, chosen)

    def shoot(self, slot: str) -> None:
        """Opens the camera, at `slot` first ("" for the next one that is empty)."""
        self._chosen = slot
        self._refresh()
        if self.tools.camera is not None:
            self.tools.camera(
                lambda: self.next_slot, lambda jpeg, s, failed: self.take(jpeg, s, "camera", failed)
            )

    def _from_captures(self) -> None:
        sheet = CapturesSheet(self.window(), self._captures, self.tools.thumbnail)
        sheet.taken.connect(self.take_captures)
        sheet.open()

    @property
    def _captures(self) -> tuple[Capture, ...]:
        """The photos among them that this record does not have yet."""
        own = {photo.attachment.digest for photo in self.photos}
        return tuple(c for c in self.hints.captures if c.photo is not None and c.attachment.digest not in own)

    def take_captures(self, captures: tuple[Capture, ...]) -> None:
        """Takes in what was captured before, each in the next empty slot; the original is kept already."""
        for capture in captures:
            if capture.photo is not None:
                photos = (
                    *self.photos,
                    replace(capture.photo, slot=self.next_slot, caption=capture.note),
                )
                self._chosen = ""
                self.value = photos
        self.write(self.value)
        self.give(self.value)

    def take(self, given: Path | bytes, slot: str, source: PhotoSource, also: Failed | None = None) -> None:
        """Takes in one picture; `also` hears of a failure too; the slot shows a clock until the original is on the disk."""
        if self.tools.take_photo is None:
            return
        self._told.hide()
        if slot:
            self._busy.add(slot)
        self._running += 1
        self._refresh()
        self.tools.take_photo(
            given, slot, source, partial(self._taken, slot), partial(self._failed, slot, also)
        )

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

    def _failed(self, slot: str, also: Failed | None, trouble: BaseException) -> None:
        self._busy.discard(slot)
        self._running -= 1
        self._told.setText(
            trouble.sentence if isinstance(trouble, FieldworkError) else FieldworkError.message
        )
        self._told.show()
        self._refresh()
        if also is not None:
            also(trouble)

    def _tap(self, title: str) -> None:
        if title in self._guided and not self._photo(title):
            (self.shoot if self.tools.camera is not None else self.open)(title)
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
            slot.setImage(self._pictures.get(photo.attachment.digest, QImage()) if photo else None)
            slot.setNext(title == self._chosen or (not self._chosen and title == following))
            unknown = photo is not None and photo.attachment.digest not in self._pictures
            if photo is not None and unknown and self.tools.thumbnail is not None:
                digest = photo.attachment.digest
                self._pictures[digest] = QImage()
                self.tools.thumbnail(photo.attachment, partial(self._came, digest))
        self.drop_key.setVisible(self._photo(self._chosen) is not None)
        self.captured_key.setVisible(bool(self._captures))

    def _came(self, digest: str, thumbnail: bytes) -> None:
        self._picture(digest, thumbnail)
        self._refresh()

    def _picture(self, digest: str, thumbnail: bytes) -> None:
        picture = QImage()
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
