"""一览: the first page of every sample paper on one picture, with its title below, for the page that shows them all."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from services.actions import printing

FONT = Path(__file__).parents[2] / "resources" / "fonts" / "screen" / "NotoSansSC-Medium.ttf"
_COLUMNS, _WIDTH, _HEIGHT, _GAP, _LABEL = 7, 300, 424, 18, 34
_GROUND, _EDGE, _INK = (228, 232, 238), (150, 158, 170), (24, 34, 48)


def draw(papers: Sequence[tuple[str, bytes]]) -> bytes:
    """A PNG of these (title, PDF) pairs, seven in a row."""
    rows = -(-len(papers) // _COLUMNS)
    size = (_COLUMNS * (_WIDTH + _GAP) + _GAP, rows * (_HEIGHT + _LABEL + _GAP) + _GAP)
    sheet = Image.new("RGB", size, _GROUND)
    pen, font = ImageDraw.Draw(sheet), ImageFont.truetype(str(FONT), 18)
    for number, (title, pdf) in enumerate(papers):
        x = _GAP + number % _COLUMNS * (_WIDTH + _GAP)
        y = _GAP + number // _COLUMNS * (_HEIGHT + _LABEL + _GAP)
        sheet.paste(_first_page(pdf), (x, y))
        pen.rectangle((x - 1, y - 1, x + _WIDTH, y + _HEIGHT), outline=_EDGE)
        pen.text((x + _WIDTH / 2, y + _HEIGHT + 6), title, fill=_INK, font=font, anchor="ma")
    target = io.BytesIO()
    sheet.quantize(64).save(target, "PNG", optimize=True)
    return target.getvalue()


def _first_page(pdf: bytes) -> Image.Image:
    (page,) = printing.pages(pdf, 0, 1, width=2 * _WIDTH)
    image = Image.frombytes("RGB", (page.width, page.height), page.rgb)
    return image.resize((_WIDTH, _HEIGHT), Image.Resampling.LANCZOS)
