"""院印的图样: the court's own seal from a picture, and a trial seal that nobody can take for a real one."""

from __future__ import annotations

import io
import math

from PIL import Image, ImageDraw, ImageFont, UnidentifiedImageError

from services.errors import BadInput

DIAMETER = 42 / 25.4 * 72  # a court's round seal, in points
_PIXELS = 600
_RED = (200, 16, 16, 255)


def seal_image(raw: bytes, name: str) -> Image.Image:
    """The court's own seal as a picture, square; raises BadInput for what is none."""
    try:
        picture = Image.open(io.BytesIO(raw))
        picture.load()
    except (UnidentifiedImageError, OSError) as error:
        raise BadInput(f"{name} 不是图片，没有盖印。请给出院印的 PNG。") from error
    if abs(picture.width - picture.height) > picture.width // 20:
        raise BadInput(f"{name} 不是正方形，盖出来会变形。请给出正方形的院印 PNG。")
    return picture.convert("RGBA")


def trial_seal(font: str) -> Image.Image:
    """A round seal marked 演示 for trials and tests: nobody can take it for a real one. `font` is a font file."""
    picture = Image.new("RGBA", (_PIXELS, _PIXELS), (255, 255, 255, 0))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((8, 8, _PIXELS - 8, _PIXELS - 8), outline=_RED, width=18)
    pen.polygon(_star(_PIXELS / 2, _PIXELS / 2 - 70, 80), fill=_RED)
    for text, size, y in (("演示", 140, 370), ("不是院印", 56, 478)):
        letters = ImageFont.truetype(font, size)
        pen.text((_PIXELS / 2, y), text, font=letters, fill=_RED, anchor="mm")
    return picture


def _star(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.382
        turn = math.pi * (corner / 5 - 0.5)
        points.append((x + reach * math.cos(turn), y + reach * math.sin(turn)))
    return points
