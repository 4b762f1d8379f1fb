"""Copies of photos for paper: upright, small enough to print, with time, place and case number on the copy only."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from PIL import Image, ImageDraw, ImageFont, ImageOps

from services.documents.faces import FOLDER
from services.documents.photos import NotAPhoto

LONGEST_SIDE = 1500  # pixels: about 250 a printed inch at half a page
_QUALITY = 84
_FACE = FOLDER / "PaperHei.ttf"


def paper_copy(raw: bytes, lines: Sequence[str]) -> bytes:
    """A JPEG of the photo with these lines along its lower edge; the same input gives the same bytes. NotAPhoto."""
    try:
        image = Image.open(io.BytesIO(raw), formats=("JPEG", "PNG"))
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, ValueError, SyntaxError, EOFError, TypeError) as error:
        raise NotAPhoto from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    marked = _marked(upright, [line for line in lines if line])
    target = io.BytesIO()
    marked.save(target, "JPEG", quality=_QUALITY)
    return target.getvalue()


def _marked(image: Any, lines: Sequence[str]) -> Any:
    if not lines:
        return image
    size = max(14, round(min(image.size) * 0.032))
    longest = max(map(len, lines))
    size = max(10, min(size, round(image.width * 0.96 / longest)))
    font = ImageFont.truetype(str(_FACE), size)
    height = round(size * 1.4)
    top = image.height - height * len(lines) - size // 2
    band = Image.new("RGBA", image.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(band)
    draw.rectangle((0, top, image.width, image.height), fill=(0, 0, 0, 120))
    for number, line in enumerate(lines):
        draw.text((size // 2, top + size // 4 + number * height), line, font=font, fill=(255, 255, 255, 255))
    return Image.alpha_composite(image.convert("RGBA"), band).convert("RGB")
