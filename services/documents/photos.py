"""The photo annex: two photos a page with their captions; a JPEG goes into the paper as the bytes it is."""

from __future__ import annotations

import dataclasses
import hashlib
import io
from collections.abc import Sequence

from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, PageBreak

from services.documents.flow import Flow
from services.documents.paragraph import Paragraph
from services.documents.typesetting import AREA_HEIGHT, Styles
from services.errors import BadInput

_PER_PAGE = 2
_GAP = 6.0


class NotAPhoto(BadInput):
    """The bytes handed over as a photo are not a readable JPEG."""

    message = "照片文件无法读取，文书未出具。请重新选择照片。"


@dataclasses.dataclass(frozen=True, slots=True)
class Photo:
    """One photo prepared for paper: JPEG bytes and caption lines (number and role, time, place, digest)."""

    jpeg: bytes
    caption: tuple[str, ...]


class _Source:
    """JPEG bytes as reportlab takes them from an image; named by digest, so that nothing is decoded."""

    def __init__(self, jpeg: bytes) -> None:
        self._jpeg = jpeg
        self._name = hashlib.sha256(jpeg).hexdigest()

    def __str__(self) -> str:
        return self._name

    def jpeg_fh(self) -> io.BytesIO:
        """The bytes as a file; reportlab's name."""
        return io.BytesIO(self._jpeg)


class PhotoPlace(Flow):
    """One photo as large as fits into half a page, centred, with its caption below."""

    def __init__(self, photo: Photo, styles: Styles, height: float) -> None:
        super().__init__()
        self._source = _Source(photo.jpeg)
        self._pixels = _pixels(photo.jpeg)
        self._caption = [
            Paragraph(line, dataclasses.replace(styles.small, align="center")) for line in photo.caption
        ]
        self.height = height

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The whole width and its own height; reportlab's name."""
        self.width = available_width
        self._captions_height = sum(line.wrap(available_width, available_height)[1] for line in self._caption)
        return self.width, self.height

    def draw(self) -> None:
        """Draws photo and caption; reportlab's name."""
        room = self.height - self._captions_height - 2 * _GAP
        scale = min(self.width / self._pixels[0], room / self._pixels[1])
        width, height = self._pixels[0] * scale, self._pixels[1] * scale
        x, y = (self.width - width) / 2, self.height - _GAP / 2 - height
        self.canv.drawImage(self._source, x, y, width, height)
        self.canv.setLineWidth(0.5)
        self.canv.setStrokeGray(0.4)
        self.canv.rect(x, y, width, height)
        for line in self._caption:
            y -= line.height
            line.drawOn(self.canv, 0, y - _GAP / 2)


def _pixels(jpeg: bytes) -> tuple[int, int]:
    try:
        reader = ImageReader(io.BytesIO(jpeg))
        if reader.jpeg_fh() is None:
            raise NotAPhoto
        width, height = reader.getSize()
    except (OSError, ValueError, SyntaxError) as error:
        raise NotAPhoto from error
    return int(width), int(height)


def annex(title: str, photos: Sequence[Photo], styles: Styles) -> list[Flowable]:
    """The annex from a new page on; nothing if there are no photos."""
    story: list[Flowable] = []
    for index, photo in enumerate(photos):
        if index % _PER_PAGE == 0:
            story += [
                PageBreak(),
                Paragraph(title, dataclasses.replace(styles.heading, align="center", first_indent=0)),
            ]
        story.append(PhotoPlace(photo, styles, (AREA_HEIGHT - styles.heading.leading) / _PER_PAGE))
    return story
