"""打印: the stored bytes go to the printer through a pipe, never through a file; pages as pictures for the preview."""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.actions import print_service
from services.actions.print_service import told
from services.documents.typesetting import MARGIN_BOTTOM, MARGIN_TOP, PAGE_HEIGHT, PAGE_WIDTH
from services.errors import BadInput, Damaged, FieldworkError

if TYPE_CHECKING:
    import pypdfium2

_MARK = re.compile(r"[问答述]：|[一二三四五六七八九十]+、|\d+\.")
_WIDE = 0x2E7F  # signs above are as wide as they are high
_FULL_LINE = 34  # of the 37 signs in a line of a form
PREVIEW_WIDTH = 1240  # pixels of a page: 150 an inch on A4
MOST_COPIES = 99
ONE_AT_A_TIME = threading.Lock()
_OPTIONS = ("media=A4", "collate=true")  # a copy's pages stay together
_SIDES = {False: "sides=one-sided", True: "sides=two-sided-long-edge"}
# CUPS holds so many jobs at most (MaxJobs, 500 unless set) and takes more once some are printed.
_FULL = re.compile(rb"Too many active jobs|Quota limit")
_TWO_SIDED = re.compile(r"^(?:\w*Duplex\w*|sides)/.*:.*\b(?:DuplexNoTumble|two-sided-long-edge)\b")
_BROKEN_OFF = ("Unable to write print data", "Unable to send data", "Backend returned status")
"""What the print service keeps as the printer's last word when a job was lost on its way; the next job takes it away."""
_TROUBLES = {
    "media-empty": "没纸了",
    "media-needed": "没纸了",
    "media-jam": "卡纸了",
    "toner-empty": "没有碳粉了",
    "marker-supply-empty": "没有墨了",
    "door-open": "的盖子开着",
    "cover-open": "的盖子开着",
    "offline": "没有连上",
    "connecting-to-device": "没有连上",
    "timed-out": "没有连上",
}
"""The printer's own words (RFC 8011 printer-state-reasons, without their grade) in ours."""


class NoPrinter(FieldworkError):
    """There is nothing to print on."""

    message = "没有可用的打印机，文书已存好。请接上打印机，或在“设置”里选择打印机后再印。"
    exit_code = 3


class PrinterTrouble(FieldworkError):
    """The printer says itself what keeps it from printing, or the system would not take the job."""

    message = "打印机没有接受这份文书，文书已存好。请检查打印机后再印。"


class Unconfirmed(PrinterTrouble):
    """The paper was handed over and nobody says what became of it: sheets may lie in the tray."""

    message = "打印机没有确认收下这份文书，文书已存好。请先看有没有出纸，再决定是否重印。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """A printer of this machine; `trouble` is what it says is wrong, "" when it is ready.

    `two_sided` is true where it says that it can turn the sheet over its long edge, `busy` while it prints, `broken_off`
    where it was lost amid its last job: what lies in the tray may be half a paper.
    """

    name: str
    is_default: bool
    trouble: str
    two_sided: bool = False
    busy: bool = False
    broken_off: bool = False


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as a picture: three bytes a pixel, red green blue, row by row without gaps."""

    width: int
    height: int
    rgb: bytes


def by_command() -> bool:
    """True where papers go to the printer by `lp`; elsewhere the screen's own printing draws them."""
    return shutil.which("lp") is not None


def names() -> list[str]:
    """The names of the printers this machine knows."""
    if shutil.which("lpstat") is None:
        return []
    return [line.strip() for line in told("lpstat", "-e") if line.strip()]


def printers() -> tuple[Printer, ...]:
    """The printers this machine knows, the default one first; empty where there is none or no print service."""
    known = names()
    if not known:
        return ()
    default = _default()
    found = [
        Printer(
            name=n,
            is_default=n == default,
            trouble=_trouble(list(told("lpstat", "-l", "-p", n))),
            two_sided=_two_sided(n),
        )
        for n in known
    ]
    return tuple(sorted(found, key=lambda printer: not printer.is_default))


def state(wanted: str = "") -> Printer | None:
    """The printer of that name, or the default one, as it stands now; None where there is no such printer.

    Two questions to the print service: what the header shows every half minute, it need not know of the others.
    """
    if shutil.which("lpstat") is None:
        return None
    default = _default()
    name = wanted or default
    lines = list(told("lpstat", "-l", "-p", name)) if name else []
    if not lines:
        return None
    return Printer(
        name=name,
        is_default=name == default,
        trouble=_trouble(lines),
        busy=" now printing " in lines[0],
        broken_off=any(word in line for line in lines[1:2] for word in _BROKEN_OFF),
    )


def print_pdf(
    pdf: bytes, *, printer: str = "", copies: int = 1, title: str = "文书", two_sided: bool = False
) -> str:
    """Hands the stored bytes to a printer (the default one if none is named) on A4; returns the printer's name.

    `two_sided` is kept only where the printer can; elsewhere every page has a sheet of its own.
    Raises NoPrinter, PrinterTrouble (Unconfirmed where it may be printed all the same); the paper is kept either way.
    """
    if not 1 <= copies <= MOST_COPIES:
        raise BadInput(f"份数应在 1 到 {MOST_COPIES} 之间。")
    chosen = _chosen(printer)
    if chosen.trouble:
        raise PrinterTrouble(f"打印机“{chosen.name}”{chosen.trouble}，文书已存好。请处理后再印。")
    sides = _SIDES[two_sided and chosen.two_sided]
    options = [word for option in (*_OPTIONS, sides) for word in ("-o", option)]
    command = ["lp", "-d", chosen.name, "-n", str(copies), *options, "-t", title, "-"]
    try:
        done = subprocess.run(
            command,
            input=pdf,
            capture_output=True,
            timeout=print_service.PATIENCE_S,
            env=print_service.plain(),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unconfirmed(
            f"打印机“{chosen.name}”没有回应，文书已存好。请先看有没有出纸，再决定是否重印。"
        ) from error
    if done.returncode != 0 and _FULL.search(done.stderr):
        raise PrinterTrouble(
            f"打印机“{chosen.name}”排队的份数已到上限，文书已存好。等前面的印出来，再接着印。"
        )
    if done.returncode != 0:
        raise PrinterTrouble(f"打印机“{chosen.name}”没有接受这份文书，文书已存好。请检查后再印。")
    whole = print_service.has_whole(chosen.name, done.stdout.decode(errors="replace"), len(pdf))
    if whole is None:
        raise Unconfirmed(
            f"打印机“{chosen.name}”没有确认收下这份文书，文书已存好。请先看有没有出纸，再决定是否重印。"
        )
    if not whole:
        raise PrinterTrouble(f"打印机“{chosen.name}”只收到半份文书，文书已存好。请检查后再印。")
    return chosen.name


def page_count(pdf: bytes) -> int:
    """How many pages a paper has."""
    with opened(pdf) as document:
        return len(document)


def subject_of(pdf: bytes) -> str:
    """The paper's id as the file itself names it; "" for a file that names none. Raises Damaged."""
    with opened(pdf) as document:
        return str(document.get_metadata_value("Subject"))


def pages(pdf: bytes, first: int = 0, count: int = 2, *, width: int = PREVIEW_WIDTH) -> tuple[PageImage, ...]:
    """Some pages as pictures on white, `width` pixels wide, from page `first` (0 is the first)."""
    with opened(pdf) as document:
        wanted = range(first, min(first + count, len(document)))
        return tuple(_picture(document[number], width) for number in wanted)


def texts(pdf: bytes) -> tuple[tuple[str, ...], ...]:
    """What stands in the type area, page by page, in paragraphs: for reading a paper over at any size."""
    with opened(pdf) as document:
        return tuple(tuple(_paragraphs(_area(page))) for page in document)


def _area(page: pypdfium2.PdfPage) -> list[str]:
    read = page.get_textpage()
    try:
        found = read.get_text_bounded(0, MARGIN_BOTTOM - 1, PAGE_WIDTH, PAGE_HEIGHT - MARGIN_TOP + 2)
        return [line.strip() for line in found.replace("\r\n", "\n").split("\n") if line.strip()]
    finally:
        read.close()
        page.close()


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Lines that run to the edge are joined with the next, unless that one begins with a mark of its own."""
    told, full = "", False
    for line in lines:
        if told and (_MARK.match(line) or not full):
            yield told
            told = ""
        told += line
        full = sum(1.0 if ord(sign) > _WIDE else 0.5 for sign in line) >= _FULL_LINE
    if told:
        yield told


def _picture(page: pypdfium2.PdfPage, width: int) -> PageImage:
    bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True, fill_color=(255, 255, 255, 255))
    try:
        stride, used = bitmap.stride, bitmap.width * bitmap.n_channels
        raw = bytes(bitmap.buffer)
        rows = b"".join(raw[y * stride : y * stride + used] for y in range(bitmap.height))
        if bitmap.n_channels == 4:
            rows = b"".join(rows[i : i + 3] for i in range(0, len(rows), 4))
        return PageImage(bitmap.width, bitmap.height, rows)
    finally:
        bitmap.close()
        page.close()


@contextlib.contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """A paper opened for one thread at a time: PDFium keeps state of its own and dies when two enter it at once."""
    import pypdfium2  # noqa: PLC0415  4 MB, and nothing at start-up draws a paper

    with ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise Damaged("这份文书的文件已损坏，打不开。请重新出具。") from error
        with document:
            yield document


def _chosen(wanted: str) -> Printer:
    known = printers()
    if not known:
        raise NoPrinter
    if wanted:
        named = next((printer for printer in known if printer.name == wanted), None)
        if named is None:
            raise NoPrinter(f"打印机“{wanted}”不在了，文书已存好。请接上它，或在“设置”里另选打印机。")
        return named
    if not known[0].is_default and len(known) > 1:
        raise NoPrinter("有几台打印机，还没有选定一台，文书已存好。请在“设置”里选择打印机后再印。")
    return known[0]


def _default() -> str:
    return next((line.rpartition(":")[2].strip() for line in told("lpstat", "-d") if ":" in line), "")


def _trouble(lines: list[str]) -> str:
    """What `lpstat` tells of a printer in our words; a queue that was stopped by hand says so."""
    alerts = next((line.partition(":")[2] for line in lines if line.strip().startswith("Alerts:")), "")
    for reason in alerts.replace(",", " ").split():
        plain = re.sub(r"-(error|warning|report)$", "", reason)
        if plain in _TROUBLES and not reason.endswith("-report"):
            return _TROUBLES[plain]
    return "已暂停" if lines and " disabled since " in lines[0] else ""


def _two_sided(name: str) -> bool:
    return any(_TWO_SIDED.match(line) for line in told("lpoptions", "-p", name, "-l"))
