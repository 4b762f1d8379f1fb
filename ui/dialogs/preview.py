"""A paper seen and printed: its pages two at a time as they are turned to, and the sheet that asks how many copies where."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QMarginsF, Qt, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from services.actions import printing
from services.actions.printing import NoPrinter, PageImage, Printer, PrinterTrouble, Unconfirmed
from ui.background import Background
from ui.components.choices import Choice, Segments
from ui.components.fields import FieldFrame
from ui.components.labels import Text
from ui.components.preview import PagePreview
from ui.components.sheets import Sheet

AT_ONCE = 2
MOST_COPIES = 6
PRINT_WIDTH = 2480  # pixels of an A4 page at 300 an inch


def image_of(page: PageImage) -> QImage:
    """A page as Qt paints it; the bytes are copied."""
    stride = page.width * 3
    return QImage(page.rgb, page.width, page.height, stride, QImage.Format.Format_RGB888).copy()


class PaperPreview(PagePreview):
    """Shows a PDF; pages are drawn on a working thread when they are near, `drawn` after each time."""

    drawn = Signal()

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(name="文书预览", parent=parent)
        self._background = background
        self._pdf = b""
        self._images: list[QImage] = []
        self._ready: set[int] = set()
        self.page_changed.connect(self._draw_near)

    def show_pdf(self, pdf: bytes) -> None:
        """Shows a paper from its first page; no bytes show nothing."""
        self._pdf, self._images, self._ready = pdf, [], set()
        self.setPages(())
        if pdf:
            self._background.run(
                partial(_opening, pdf), then=partial(self._opened, pdf), owner=self, lane="work"
            )

    def _opened(self, pdf: bytes, found: tuple[int, tuple[PageImage, ...]]) -> None:
        if pdf is not self._pdf:
            return
        count, first = found
        blank = QImage(image_of(first[0]).size(), QImage.Format.Format_RGB888)
        blank.fill(Qt.GlobalColor.white)
        self._images = [blank] * count
        self._put(pdf, 0, first)

    def _draw_near(self, number: int) -> None:
        wanted = next(
            (n for n in range(number, min(number + AT_ONCE, len(self._images))) if n not in self._ready), None
        )
        if wanted is not None:
            work = partial(printing.pages, self._pdf, wanted, AT_ONCE)
            self._background.run(work, then=partial(self._put, self._pdf, wanted), owner=self, lane="work")

    def _put(self, pdf: bytes, start: int, pages: Sequence[PageImage]) -> None:
        if pdf is not self._pdf:
            return
        for number, page in enumerate(pages, start):
            self._images[number] = image_of(page)
            self._ready.add(number)
        at, zoom = self.page, self.zoom
        self.blockSignals(True)
        self.setPages(self._images)
        self.show_page(at)
        self.set_zoom(zoom)
        self.blockSignals(False)
        self.drawn.emit()


def _opening(pdf: bytes) -> tuple[int, tuple[PageImage, ...]]:
    return printing.page_count(pdf), printing.pages(pdf, 0, AT_ONCE)


def print_paper(pdf: bytes, printer: str, copies: int, title: str, two_sided: bool = False) -> str:
    """Prints the stored bytes, as they are where `lp` is, else page by page as pictures; returns the printer's name."""
    if printing.by_command():
        return printing.print_pdf(pdf, printer=printer, copies=copies, title=title, two_sided=two_sided)
    return raster_print(pdf, printer, copies, title, two_sided)


def raster_print(pdf: bytes, printer: str, copies: int, title: str, two_sided: bool = False) -> str:
    """Draws every page on the printer as a picture of 300 an inch, A4, edge to edge, whole copies one after another.

    Raises NoPrinter, PrinterTrouble.
    """
    info = QPrinterInfo.printerInfo(printer) if printer else QPrinterInfo.defaultPrinter()
    if info.isNull():
        raise NoPrinter
    device = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    turned = two_sided and _can_turn(info)
    device.setDuplex(QPrinter.DuplexMode.DuplexLongSide if turned else QPrinter.DuplexMode.DuplexNone)
    _draw_all(device, pdf, copies, title)
    return info.printerName()


def _draw_all(device: QPrinter, pdf: bytes, copies: int, title: str) -> None:
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setFullPage(True)
    device.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    device.setDocName(title)
    painter = QPainter()
    if not painter.begin(device):
        raise PrinterTrouble
    try:
        count = printing.page_count(pdf)
        for sheet in range(copies * count):
            if sheet and not device.newPage():
                raise Unconfirmed  # sheets before this one may lie in the tray
            (page,) = printing.pages(pdf, sheet % count, 1, width=PRINT_WIDTH)
            painter.drawImage(painter.viewport(), image_of(page))
    finally:
        painter.end()


def _can_turn(info: QPrinterInfo) -> bool:
    return QPrinter.DuplexMode.DuplexLongSide in info.supportedDuplexModes()


def system_printers() -> tuple[Printer, ...]:
    """The printers there are: by `lpstat`, elsewhere by what Qt knows."""
    if printing.by_command():
        return printing.printers()
    default = QPrinterInfo.defaultPrinterName()
    names = QPrinterInfo.availablePrinterNames()
    return tuple(
        Printer(name=n, is_default=n == default, trouble="", two_sided=_can_turn(QPrinterInfo.printerInfo(n)))
        for n in sorted(names, key=lambda n: n != default)
    )


class PrintSheet(Sheet):
    """How many copies, and on which printer. `chosen(copies, printer)`; without a printer it says what to do.

    At most `most` copies can be asked for. For a paper of both sides it says so, and when the printer can't turn the sheet.
    """

    chosen_print = Signal(int, str)

    def __init__(
        self,
        window: QWidget,
        background: Background,
        name: str,
        copies: int,
        preferred: str,
        two_sided: bool = False,
        most: int = MOST_COPIES,
    ) -> None:
        super().__init__(window, "打印", name)
        self._preferred, self._two_sided = preferred, two_sided
        self._can_turn: frozenset[str] = frozenset()
        numbers = [Choice(n, f"{n} 份") for n in range(1, min(most, MOST_COPIES) + 1)]
        self.copies = Segments(numbers, "份数")
        self.copies.setValue(min(max(copies, 1), most, MOST_COPIES))
        self.body.addWidget(FieldFrame("份数", self.copies, boxed=False))
        self.told = Text("正在查找打印机…", "body")
        self.body.addWidget(self.told)
        self.body.addStretch(1)
        self.printers: Segments | None = None
        self.key = self.bar.add("打印", "main", "printer")
        self.key.setMissing("正在查找打印机")
        self.key.tapped.connect(self._go)
        background.run(system_printers, then=self._found, owner=self, lane="work")

    def _found(self, printers: tuple[Printer, ...]) -> None:
        if not printers:
            self.told.setText(NoPrinter.message)
            self.key.setMissing("没有打印机")
            return
        self.told.setText("")
        self._can_turn = frozenset(p.name for p in printers if p.two_sided)
        labels = [Choice(p.name, p.name + (f"（{p.trouble}）" if p.trouble else "")) for p in printers]
        self.printers = Segments(labels, "打印机")
        names = [p.name for p in printers]
        known = self._preferred in names
        first = self._preferred if known else names[0] if printers[0].is_default or len(names) == 1 else None
        self.printers.setValue(first)
        self.printers.changed.connect(self._check)
        self.body.insertWidget(1, FieldFrame("打印机", self.printers, boxed=False))
        self._check()

    def _check(self) -> None:
        chosen = self.printers is not None and self.printers.value is not None
        self.key.setMissing("" if chosen else "先选打印机")
        if self._two_sided and self.printers is not None and chosen:
            turns = str(self.printers.value) in self._can_turn
            self.told.setText(
                "双面打印，沿长边翻页。"
                if turns
                else "这台打印机不能自动双面，将印成单面；需要双面的，请换一台。"
            )
        self.told.setVisible(bool(self.told.accessibleName()))

    def _go(self) -> None:
        if self.printers is None or self.copies.value is None:
            return
        copies, printer = int(str(self.copies.value)), str(self.printers.value)
        self.close_sheet()
        self.chosen_print.emit(copies, printer)
