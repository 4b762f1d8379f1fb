"""从随手拍取: what was taken before it had a record, tapped one by one, put where the form asked for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QWidget

from services.actions.gathering import Capture
from services.clock import local
from services.entries.entry import Attachment
from services.records.values import Film
from ui.components.photos import PhotoSlot
from ui.components.scroll import Scroll
from ui.components.sheets import Sheet

ACROSS = 4
Thumbnail = Callable[[Attachment, Callable[[bytes], None]], None]


def title_of(capture: Capture) -> str:
    """What stands under one: the word about it or the moment; for sound, that it is sound."""
    sort = {"film": "录像 ", "audio": "录音 "}.get(capture.film.sort, "") if capture.film else ""
    return f"{sort}{capture.note or f'{local(capture.at):%m-%d %H:%M}'}"


class CaptureGrid(QWidget):
    """The captures in rows of four; `tapped(index)`. Pictures come when they were read."""

    tapped = Signal(int)

    def __init__(self, thumbnail: Thumbnail | None) -> None:
        super().__init__()
        self._thumbnail = thumbnail
        self._pictures: dict[str, QImage] = {}
        self.slots: list[PhotoSlot] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        for column in range(ACROSS):
            self._grid.setColumnStretch(column, 1)

    def show_all(self, captures: Sequence[Capture]) -> None:
        """Shows these and no others."""
        for slot in self.slots:
            self._grid.removeWidget(slot)
            slot.hide()
            slot.deleteLater()
        self.slots = [self._slot(at, capture) for at, capture in enumerate(captures)]

    def _slot(self, at: int, capture: Capture) -> PhotoSlot:
        slot = PhotoSlot(title_of(capture))
        slot.tapped.connect(lambda: self.tapped.emit(at))
        self._grid.addWidget(slot, at // ACROSS, at % ACROSS)
        digest = capture.attachment.digest
        if isinstance(capture.film, Film):
            slot.setImage(QImage())
        elif digest in self._pictures:
            slot.setImage(self._pictures[digest])
        else:
            slot.setImage(QImage())
            if self._thumbnail is not None:
                self._thumbnail(capture.attachment, lambda raw: self._came(digest, slot, raw))
        return slot

    def _came(self, digest: str, slot: PhotoSlot, raw: bytes) -> None:
        picture = QImage()
        picture.loadFromData(raw)
        self._pictures[digest] = picture
        if slot in self.slots:
            slot.setImage(picture)


class CapturesSheet(Sheet):
    """`taken(tuple of captures)`, in the order tapped."""

    taken = Signal(object)

    def __init__(self, window: QWidget, captures: Sequence[Capture], thumbnail: Thumbnail | None) -> None:
        super().__init__(window, "从随手拍取", "点要用的，可以点几张")
        self._captures = tuple(captures)
        self._chosen: list[int] = []
        self.grid = CaptureGrid(thumbnail)
        self.grid.tapped.connect(self._tap)
        self.grid.show_all(self._captures)
        pane = Scroll("随手拍")
        pane.column.addWidget(self.grid)
        pane.column.addStretch(1)
        self.body.addWidget(pane, 1)
        self.key = self.bar.add("取用", "main", "check")
        self.key.tapped.connect(self._go)
        self.closed.connect(self.deleteLater)
        self._count()

    def _tap(self, at: int) -> None:
        if at in self._chosen:
            self._chosen.remove(at)
        else:
            self._chosen.append(at)
        self.grid.slots[at].setNext(at in self._chosen)
        self._count()

    def _count(self) -> None:
        self.key.setLabel(f"取用 {len(self._chosen)} 张" if self._chosen else "取用")
        self.key.setMissing("" if self._chosen else "先点要用的")

    def _go(self) -> None:
        chosen = tuple(self._captures[at] for at in self._chosen)
        self.close_sheet()
        self.taken.emit(chosen)
