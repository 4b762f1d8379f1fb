"""Finding a paper's mark in a photo of the signed sheet, also where it was held askew or lies in the shade."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import zxingcpp
from PIL import Image, ImageOps

from services.documents.photos import NotAPhoto
from services.documents.proof import Mark, read_mark

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_SIDES = (0, 2600, 1600)  # pixels of the longer side; 0 as it is. Smaller ones even out noise and blur.


def marks_in(raw: bytes) -> tuple[Mark, ...]:
    """The marks on the sheets in a photo, each once; none where no code can be read. Raises NotAPhoto."""
    try:
        image = Image.open(io.BytesIO(raw), formats=("JPEG", "PNG"))
        grey = ImageOps.exif_transpose(image).convert("L")
    except (OSError, ValueError, SyntaxError, EOFError, TypeError) as error:
        raise NotAPhoto("这个文件不是照片，没有读取。请选回拍的 JPEG 或 PNG 照片。") from error
    for tried in _tries(grey):
        codes = zxingcpp.read_barcodes(tried, formats=_QR)
        found = tuple(dict.fromkeys(mark for code in codes if (mark := read_mark(code.text))))
        if found:
            return found
    return ()


def _tries(grey: Any) -> Iterator[Any]:
    for side in _SIDES:
        smaller = grey
        if side:
            if side >= max(grey.size):
                continue
            smaller = grey.copy()
            smaller.thumbnail((side, side))
        yield smaller
        yield ImageOps.autocontrast(smaller, cutoff=2)
