"""Tiles for the map: asked for off the screen, decoded there, kept while there is room, borrowed from a coarser zoom."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPixmap

from ui.background import Background

SIDE = 256
KEPT = 96  # tiles of 256 KB each: four screens full
ASKED_AT_ONCE = 24
_COARSER = 6

Key = tuple[int, int, int]


class TileSource(Protocol):
    """Where tiles come from; called in a lane, never on the screen's thread."""

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """The picture's bytes, or None."""


class Tiles(QObject):
    """`arrived` when the map should be drawn anew."""

    arrived = Signal()

    def __init__(
        self,
        source: TileSource,
        shallowest: int,
        deepest: int,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._source, self._background = source, background
        self.shallowest, self.deepest = shallowest, deepest
        self._kept: OrderedDict[Key, QPixmap | None] = OrderedDict()
        self._asked: set[Key] = set()

    def get(self, key: Key) -> tuple[QPixmap, QRectF] | None:
        """The tile's picture and the part of it to draw: its own, or a piece of a coarser one until that has come."""
        zoom, column, row = key
        for up in range(min(_COARSER, zoom - self.shallowest) + 1):
            coarse = (zoom - up, column >> up, row >> up)
            if coarse not in self._kept:
                self._ask(coarse)
                continue
            picture = self._kept[coarse]
            if picture is not None:
                self._kept.move_to_end(coarse)
                side = picture.width() / 2**up
                part = QRectF((column % 2**up) * side, (row % 2**up) * side, side, side)
                return picture, part
        return None

    def lacks(self, key: Key) -> bool:
        """Whether the file has been asked and has nothing for this place, not even a coarser tile."""
        zoom, column, row = key
        coarser = (
            (zoom - up, column >> up, row >> up) for up in range(min(_COARSER, zoom - self.shallowest) + 1)
        )
        return all(one in self._kept and self._kept[one] is None for one in coarser)

    def _ask(self, key: Key) -> None:
        if key in self._asked or len(self._asked) >= ASKED_AT_ONCE:
            return
        self._asked.add(key)
        self._background.run(
            partial(_decoded, self._source.tile, key), then=partial(self._take, key), lane="work", owner=self
        )

    def _take(self, key: Key, image: QImage | None) -> None:
        self._asked.discard(key)
        self._kept[key] = None if image is None else QPixmap.fromImage(image)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        self.arrived.emit()


def _decoded(tile: Callable[[int, int, int], bytes | None], key: Key) -> QImage | None:
    """The tile as a picture; a damaged one counts as missing."""
    data = tile(*key)
    image = QImage.fromData(data) if data else QImage()
    return None if image.isNull() else image.convertToFormat(QImage.Format.Format_RGB32)
