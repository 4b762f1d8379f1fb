"""What the paper tests share: a sheet, a story to close, and what a PDF says and holds."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image

from services.clock import ZONE
from services.documents.ink import Ink
from services.documents.page import Footer, Sheet

LAW = {
    path.stem: path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[2] / "golden" / "law").glob("*.txt"))
}
STATUTE = LAW["enforcement"]
SHEET = Sheet(
    title="查封财产清单",
    document_id="0192f0c0-1111-7000-8000-000000000001",
    made_at=dt.datetime(2026, 3, 5, 9, 30, tzinfo=ZONE),
    footer=Footer(
        ("文书编号 0192f0c0", "记录哈希 9f3a 22b1 77e0 4c1d 9a30"), "CF1:0192f0c0:9f3a22b177e04c1d9a30"
    ),
)
BARE = Sheet(title="文书", document_id="1", made_at=SHEET.made_at, numbering="none")


def pages(pdf: bytes) -> list[str]:
    """The text layer page by page, without line feeds."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [re.sub(r"[\r\n]", "", page.get_textpage().get_text_range()) for page in document]


def lines(pdf: bytes, page: int = 0) -> list[str]:
    """The lines of one page as the text layer has them."""
    with pypdfium2.PdfDocument(pdf) as document:
        return str(document[page].get_textpage().get_text_range()).split("\r\n")


def fonts(pdf: bytes) -> dict[str, bool]:
    """Every font object of a PDF that draws text, and whether its file is embedded."""
    found: dict[str, bool] = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for thing in document.objects:
            if not isinstance(thing, pikepdf.Dictionary) or thing.get("/Type") != "/Font":
                continue
            if thing.get("/Subtype") == "/Type0":
                descriptor = thing["/DescendantFonts"][0]["/FontDescriptor"]
                found[str(thing["/BaseFont"])] = "/FontFile2" in descriptor or "/FontFile3" in descriptor
            elif not str(thing["/Subtype"]).startswith("/CIDFont"):
                found[str(thing["/BaseFont"])] = "/FontDescriptor" in thing
    return found


def content(pdf: bytes, page: int = 0) -> bytes:
    """The drawing operators of one page."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return document.pages[page].Contents.read_bytes()


def ink(count: int = 40) -> Ink:
    """A wavy signature."""
    stroke = tuple(
        (0.1 + 0.02 * i, 0.2 + 0.1 * math.sin(i / 3), 0.3 + 0.6 * (i % 7) / 7, i * 0.01) for i in range(count)
    )
    return Ink((stroke,))


def jpeg(width: int = 400, height: int = 300) -> bytes:
    """A small photo."""
    target = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(target, "JPEG")
    return target.getvalue()
