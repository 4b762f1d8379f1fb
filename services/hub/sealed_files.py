"""待下发的 PDF: a file is looked at before it is issued as a sealed paper: whole, open, with pages, and no draft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from services.docket.sealed import MAX_BYTES
from services.errors import BadInput

DRAFT = "待签发稿"
MOST_PAGES = 500
_HEAD, _TAIL = 1024, 2048
_ASIDE = 56 / 25.4 * 72  # the seal's middle from the right and lower edge, in points
_DATE = re.compile(
    r"[二〇○零一三四五六七八九十\d]{4}\s*年[\s二三四五六七八九十一\d]{1,6}月[\s二三四五六七八九十一\d]{1,6}日"
)


@dataclass(frozen=True, slots=True)
class Looked:
    """A PDF that can be issued: its bytes, how many pages, whether it carries a digital signature."""

    raw: bytes
    pages: int
    signed: bool


@dataclass(frozen=True, slots=True)
class DatePlace:
    """Where the date stands that a seal goes over: page (0 is the first) and the middle of the line, in points."""

    page: int
    x: float
    y: float


def look(path: Path) -> Looked:
    """The file, checked; raises BadInput with what is wrong with it and what to do."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadInput(f"读不到文件 {path.name}。请核对位置。") from error
    if not raw:
        raise BadInput(f"{path.name} 是空文件，没有下发。请重新导出。")
    if len(raw) > MAX_BYTES:
        raise BadInput(f"{path.name} 超过 16 MB，没有下发。请压缩扫描件或分开下发。")
    if b"%PDF-" not in raw[:_HEAD]:
        raise BadInput(f"{path.name} 不是 PDF，没有下发。请先转成 PDF。")
    if b"%%EOF" not in raw[-_TAIL:]:
        raise BadInput(f"{path.name} 不完整（没有结尾），没有下发。请重新导出。")
    with opened(raw, path.name) as document:
        return Looked(raw, _page_count(document, path.name), pdfium.FPDF_GetSignatureCount(document) > 0)


@contextmanager
def opened(raw: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    """The PDF, open; raises BadInput for one that is locked or damaged."""
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        # PDFium keeps its last error's number: a file that is not encrypted cannot lack a password.
        if error.err_code == pdfium.FPDF_ERR_PASSWORD and b"/Encrypt" in raw:
            raise BadInput(f"{name} 设有打开口令，没有下发。请下发不带口令的。") from error
        raise BadInput(f"{name} 已损坏或没有一页，打不开，没有下发。请重新导出。") from error
    with document:
        if pdfium.FPDF_GetSecurityHandlerRevision(document) != -1:
            raise BadInput(f"{name} 加了密，可能印不出来，没有下发。请下发不加密的。")
        yield document


def date_place(raw: bytes, name: str) -> DatePlace:
    """Where the paper's last date stands, which is its signing date; without a readable one, low on the last page."""
    with opened(raw, name) as document:
        for number in range(len(document) - 1, -1, -1):
            page = document[number]
            text = page.get_textpage()
            found = list(_DATE.finditer(text.get_text_range()))
            if found:
                first, last = found[-1].span()
                boxes = [text.get_charbox(n) for n in range(first, last)]
                left, right = min(b[0] for b in boxes), max(b[2] for b in boxes)
                low, high = min(b[1] for b in boxes), max(b[3] for b in boxes)
                return DatePlace(number, (left + right) / 2, (low + high) / 2)
        last_page = document[len(document) - 1]
        return DatePlace(len(document) - 1, last_page.get_width() - _ASIDE, _ASIDE)


def _page_count(document: pypdfium2.PdfDocument, name: str) -> int:
    count = len(document)
    if count == 0:
        raise BadInput(f"{name} 没有一页，没有下发。请重新导出。")
    if count > MOST_PAGES:
        raise BadInput(f"{name} 有 {count} 页，超过 {MOST_PAGES} 页，没有下发。请分开下发。")
    for number in range(count):
        try:
            page = document[number]
        except pypdfium2.PdfiumError as error:
            raise BadInput(f"{name} 第 {number + 1} 页已损坏，没有下发。请重新导出。") from error
        if number == 0 and DRAFT in page.get_textpage().get_text_range().replace("\n", ""):
            raise BadInput(f"{name} 是带水印的待签发稿，没有下发。请下发签发、盖章后的正本。")
    return count
