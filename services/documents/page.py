"""The page around a paper's text: type area, page number, footer, QR and marks; and the bytes of the whole paper."""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
import functools
import io
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate
from reportlab.platypus.doctemplate import LayoutError

from services import clock
from services.documents.faces import FOLDER, load
from services.documents.ink import Ink, draw_ink
from services.documents.marks import draw_across, draw_word
from services.documents.paragraph import draw_text
from services.documents.qr import draw_qr
from services.documents.typesetting import (
    AREA_HEIGHT,
    AREA_WIDTH,
    MARGIN_BOTTOM,
    MARGIN_LEFT,
    MM,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Style,
)
from services.errors import BadInput

rl_config.useA85 = 0  # binary streams: a quarter smaller, and photos go in as the very bytes of their JPEG

Numbering = Literal["dashes", "x_of_y", "none"]
DEMO = "演示"
PROGRAM = "执行外勤"
_QR_SIZE = 15 * MM
_FOOT_LINE, _FOOT_INK = 6 * MM, 5.4 * MM  # where a page is signed: above its number, in the free margin
_FOOT = 8 * MM  # the lower edge of footer and QR; what most printers can still reach


class TooLarge(BadInput):
    """Something in the paper is larger than a page and cannot be divided."""

    message = "文书中有一项内容超过一页且无法分页，文书未出具。请缩短该项内容。"


@dataclasses.dataclass(frozen=True, slots=True)
class Footer:
    """What stands below the type area on every page: small lines (document id, hash, device) and a QR code."""

    lines: tuple[str, ...] = ()
    qr: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Foot:
    """One person's place at the foot of every page: label and name, and by page (from 1) his ink and what is noted."""

    label: str
    name: str
    ink: Mapping[int, Ink] = dataclasses.field(default_factory=dict)
    notes: Mapping[int, str] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True)
class Sheet:
    """What is true of a paper as a whole; `made_at` (aware) is its creation date, so its bytes repeat."""

    title: str
    document_id: str
    made_at: dt.datetime
    footer: Footer = Footer()
    demo: bool = False
    draft_mark: str | None = None
    numbering: Numbering = "x_of_y"
    duplex: bool = False
    author: str = ""
    feet: tuple[Foot, ...] = ()


def build(story: Sequence[Flowable], sheet: Sheet) -> bytes:
    """The PDF of a story: the same story and sheet give the same bytes; TooLarge if something fits no page."""
    target = io.BytesIO()
    template = BaseDocTemplate(
        target,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        invariant=1,
        pageCompression=1,
        lang="zh-CN",
        title=sheet.title,
        subject=sheet.document_id,
        author=sheet.author,
        creator=PROGRAM,
        producer=PROGRAM,
    )
    frame = Frame(
        MARGIN_LEFT,
        MARGIN_BOTTOM - 0.05,  # 22 leadings are exactly the type area but for rounding
        AREA_WIDTH,
        AREA_HEIGHT + 0.1,
        leftPadding=0,
        rightPadding=0,
        topPadding=0.05,
        bottomPadding=0,
    )
    template.addPageTemplates(PageTemplate(frames=[frame]))
    try:
        template.build(list(story), canvasmaker=functools.partial(_PaperCanvas, sheet))
    except LayoutError as error:
        raise TooLarge from error
    return target.getvalue()


class _Made:
    """The paper's moment as reportlab wants it, in place of the clock of the machine."""

    def __init__(self, moment: dt.datetime) -> None:
        local = clock.local(moment)
        offset = int((local.utcoffset() or dt.timedelta()).total_seconds())
        self.lt = local.timetuple()
        self.t = calendar.timegm(local.utctimetuple())
        self.YMDhms = tuple(self.lt)[:6]
        self.dhh, self.dmm = offset // 3600, offset % 3600 // 60
        self.tzname = local.tzname()


class _PaperCanvas(Canvas):  # type: ignore[misc]
    """Keeps finished pages until the number of all is known, then stamps what stands outside the type area."""

    def __init__(self, sheet: Sheet, filename: Any, **options: Any) -> None:
        base = load(FOLDER / "FandolFang-Regular.otf")
        super().__init__(filename, **{**options, "initialFontName": base.fontName})
        self._sheet = sheet
        self._pages: list[dict[str, Any]] = []
        self._doc._timeStamp = _Made(sheet.made_at)
        self._doc.signature.update(sheet.document_id.encode())
        self._underlay()

    def showPage(self) -> None:
        """Keeps the page; reportlab's name."""
        self._pages.append(dict(self.__dict__))
        self._startPage()
        self._underlay()

    def save(self) -> None:
        """Stamps and writes all pages; reportlab's name."""
        pages = self._pages
        for number, state in enumerate(pages, start=1):
            self.__dict__.update(state)
            _stamp(self, self._sheet, number, len(pages))
            Canvas.showPage(self)
        self._doc.SaveToFile(self._filename, self)

    def _underlay(self) -> None:
        marks = (self._sheet.draft_mark, DEMO if self._sheet.demo else None)
        draw_across(self, [mark for mark in marks if mark])


def _stamp(canvas: Any, sheet: Sheet, number: int, total: int) -> None:
    words = [word for word in (sheet.draft_mark, DEMO + "　无法律效力" if sheet.demo else None) if word]
    if words:
        draw_word(canvas, "　".join(words))
    _page_number(canvas, sheet, number, total)
    for index, foot in enumerate(sheet.feet):
        _draw_foot(canvas, foot, number, MARGIN_LEFT + index * AREA_WIDTH / len(sheet.feet), len(sheet.feet))
    small = Style(size=7.5, leading=10, align="left", grey=0.25)
    for index, line in enumerate(reversed(sheet.footer.lines)):
        top = _FOOT + 10 * (index + 1)
        draw_text(canvas, line, small, MARGIN_LEFT, top, AREA_WIDTH - _QR_SIZE - 4 * MM)
    if sheet.footer.qr:
        draw_qr(canvas, sheet.footer.qr, MARGIN_LEFT + AREA_WIDTH - _QR_SIZE, _FOOT, _QR_SIZE)


def _draw_foot(canvas: Any, foot: Foot, number: int, left: float, shares: int) -> None:
    """Right below the type area: who signs this page, a line with his ink on it, and when and how he read it."""
    style = Style(size=9, leading=12, align="left")
    small = Style(size=9 if shares == 1 else 6.5, leading=12, align="left")
    label = f"{foot.label}{foot.name}（本页）：" if shares == 1 else f"{foot.name}："
    note = foot.notes.get(number, "")
    lead, tail = len(label) * style.size, (15 if shares == 1 else 8) * small.size
    width = AREA_WIDTH / shares - lead - tail - 6
    floor = MARGIN_BOTTOM - _FOOT_LINE
    draw_text(canvas, label, style, left, floor + 12, lead + 2)
    canvas.setLineWidth(0.5)
    canvas.line(left + lead, floor, left + lead + width, floor)
    ink = foot.ink.get(number)
    if ink is not None and not ink.is_empty:
        draw_ink(canvas, ink, left + lead + 4, floor + 1, width - 8, _FOOT_INK)
    if note:
        draw_text(canvas, note, small, left + lead + width + 4, floor + 12, tail + 8)


def _page_number(canvas: Any, sheet: Sheet, number: int, total: int) -> None:
    """7 mm below the type area; with dashes 4号, right on odd and left on even pages of a duplex paper."""
    if sheet.numbering == "none" or (sheet.numbering == "dashes" and total == 1):
        return
    top = MARGIN_BOTTOM - (12 if sheet.feet else 7) * MM + 10
    if sheet.numbering == "x_of_y":
        style = Style(size=10.5, leading=14, align="center")
        draw_text(canvas, f"第{number}页　共{total}页", style, MARGIN_LEFT, top, AREA_WIDTH)
        return
    style = Style(size=14, leading=14, align="center")
    x, width = MARGIN_LEFT, AREA_WIDTH
    if sheet.duplex:
        style = dataclasses.replace(style, align="right" if number % 2 else "left")
        x, width = MARGIN_LEFT + 14, AREA_WIDTH - 28
    draw_text(canvas, f"— {number} —", style, x, top, width)
