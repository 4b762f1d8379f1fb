"""What is done with papers from the documents page: each deed asks what it must, works in its lanes, and reports."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from services.actions import issuing, materials, preferences, sealed
from services.actions.issuing import Issued, PaperState
from services.actions.materials import Made, Materials
from services.actions.printing import Unconfirmed
from services.errors import FieldworkError
from services.records.events import Step
from services.records.sealed_events import SealedDeed
from services.settings import PRINTER
from ui.components.sheets import Sheet
from ui.desk import Desk
from ui.dialogs.paper_steps import HandedSheet, PhotoSheet, SheetGone, SignedSheet, WordsSheet
from ui.dialogs.preview import MOST_COPIES, PrintSheet, print_paper
from ui.pages.documents_parts import read_photo

Gather = Callable[[str, str], Generator[int, None, Materials]]
"""What a document is made from, piece by piece: its code and, for a paper of the case, for whom or what it is."""


class Deeds(QObject):
    """`began(words)` when work starts, `done(paper id)` when the journal has it, `failed(error)` when it has not."""

    began = Signal(str)
    done = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, gather: Gather, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._gather, self._page = desk, gather, page
        self.sheet: Sheet | None = None

    def issue(self, document: str, target: str = "") -> None:
        """出具: read, made and kept, each in its lane."""
        self.began.emit("正在出具")
        self._make(document, target, lambda gathered, made: issuing.keep(self._desk.session, gathered, made))

    def ask_void(self, paper: PaperState) -> None:
        """作废重出: why; the new paper is made first, so that a missing fact leaves the old one standing."""
        sheet = WordsSheet(self._page.window(), "作废重出", paper.name, "为什么作废", "作废并重出", "amend")
        sheet.told.connect(partial(self._reissue, paper))
        self._open(sheet)

    def ask_print(self, paper: PaperState) -> None:
        """打印: how many copies, on which printer."""
        work = partial(preferences.get, self._desk.session, PRINTER)
        self._run("vault", work, partial(self._open_print, paper))

    def ask_signed(self, paper: PaperState, people: Sequence[str]) -> None:
        """纸上已签: who has signed in ink."""
        left = [name for name in people if name not in paper.persons]
        sheet = SignedSheet(self._page.window(), paper.name, left)
        sheet.signed.connect(lambda names: self._take(paper, "signed", persons=names))
        self._open(sheet)

    def ask_photo(self, paper: PaperState) -> None:
        """回拍: the photo of the signed sheet."""
        sheet = PhotoSheet(self._page.window(), paper.name)
        sheet.picked.connect(partial(self._read_photo, paper))
        self._open(sheet)

    def ask_delivered(self, paper: PaperState, people: Sequence[str]) -> None:
        """交付: to whom a copy went, and of a paper that is served, whether he signed for it."""
        whom = "交给谁、张贴在何处" if paper.sealed else "交给谁"
        if paper.sealed or paper.role == "notice":  # only these are served; a copy of a list is handed over
            handed = HandedSheet(self._page.window(), paper.name, whom, people)
            handed.handed.connect(
                lambda to, signed: self._take(paper, "delivered", to=to, receipt_signed=signed)
            )
            self._open(handed)
            return
        sheet = WordsSheet(self._page.window(), "交付", paper.name, whom, "记为已交付", "delivery", people)
        sheet.told.connect(lambda to: self._take(paper, "delivered", to=to))
        self._open(sheet)

    def ask_sheet(self, paper: PaperState) -> None:
        """报损、交回: what became of a printed sheet of a sealed paper."""
        sheet = SheetGone(self._page.window(), paper.name)
        sheet.told.connect(lambda deed, note: self._take_sealed(paper, deed, note=note))
        self._open(sheet)

    def _make(self, document: str, target: str, keep: Callable[[Materials, Made], Issued]) -> None:
        self._desk.background.run_pieces(
            self._gather(document, target),
            then=partial(self._build, keep),
            failed=self.failed.emit,
            owner=self._page,
        )

    def _build(self, keep: Callable[[Materials, Made], Issued], gathered: Materials) -> None:
        def kept(made: Made) -> None:
            self._run("vault", partial(keep, gathered, made), lambda issued: self.done.emit(issued.entry.id))

        self._run("work", partial(materials.build, gathered), kept)

    def _reissue(self, paper: PaperState, why: str) -> None:
        session, now = self._desk.session, self._desk.now()
        self.began.emit("正在重出")
        self._make(
            paper.document,
            paper.target,
            lambda gathered, made: issuing.reissue(session, gathered, made, paper.id, why, now),
        )

    def _open_print(self, paper: PaperState, preferred: str) -> None:
        copies = 1 if paper.runs else paper.copies
        window, two_sided = self._page.window(), _two_sided(paper)
        most = MOST_COPIES if paper.left is None else paper.left
        sheet = PrintSheet(window, self._desk.background, paper.name, copies, preferred, two_sided, most)
        sheet.chosen_print.connect(partial(self._print, paper))
        self._open(sheet)

    def _print(self, paper: PaperState, copies: int, printer: str) -> None:
        def send(pdf: bytes) -> None:
            work = partial(
                print_paper, pdf, printer, copies, f"{paper.name} {paper.serial}", _two_sided(paper)
            )
            if paper.sealed:  # the answer counts even where nobody looks at the page any more
                run(work, then=printed, failed=refused, lane="work")
            else:
                self._run("work", work, printed)

        def printed(name: str) -> None:
            if paper.sealed:  # its copies stand in the journal already
                if isValid(self):
                    self.done.emit(paper.id)
            else:
                self._take(paper, "printed", copies=copies, printer=name)

        def refused(error: Exception) -> None:
            def tell(_: object = None) -> None:
                if isValid(self):
                    self.done.emit(paper.id)
                    self.failed.emit(error)

            if isinstance(
                error, Unconfirmed
            ):  # they may lie in the tray: what may be printed is not given back
                tell()
                return
            why = error.sentence if isinstance(error, FieldworkError) else "打印时出错"
            back = partial(sealed.give_back, session, paper.id, copies, why, self._desk.now())
            run(back, then=tell, failed=self._desk.trouble)

        session, run = self._desk.session, self._desk.background.run
        self.began.emit("正在打印")
        if paper.sealed:
            reading = partial(sealed.take_copies, session, paper.id, copies, printer, self._desk.now())
            self._run("vault", reading, send)
        else:
            self._run("vault", partial(issuing.stored_pdf, session, paper.id), send)

    def _read_photo(self, paper: PaperState, path: Path, anyway: bool) -> None:
        def keep(read: tuple[bytes, str]) -> None:
            raw, code = read
            if paper.sealed:
                self._take_sealed(paper, "photographed", photo=raw)
                return
            work = partial(issuing.photograph, self._desk.session, paper.id, raw, code, self._desk.now())
            self._run("vault", work, lambda found: self.done.emit(found.id))

        self.began.emit("正在读照片")
        self._run("work", partial(read_photo, path, anyway or paper.sealed), keep)

    def _take(self, paper: PaperState, step: Step, **facts: object) -> None:
        if paper.sealed and step == "delivered":
            self._take_sealed(paper, "delivered", **facts)
            return
        self.began.emit("正在保存")
        work = partial(issuing.step, self._desk.session, paper.id, step, self._desk.now(), **facts)  # type: ignore[arg-type]
        self._run("vault", work, lambda found: self.done.emit(found.id))

    def _take_sealed(self, paper: PaperState, deed: SealedDeed, **facts: object) -> None:
        self.began.emit("正在保存")
        work = partial(sealed.step, self._desk.session, paper.id, deed, self._desk.now(), **facts)  # type: ignore[arg-type]
        self._run("vault", work, lambda found: self.done.emit(found.id))

    def _run(
        self,
        lane: str,
        work: Callable[[], object],
        then: Callable[..., object],
    ) -> None:
        self._desk.background.run(work, then=then, failed=self.failed.emit, owner=self._page, lane=lane)

    def _open(self, sheet: Sheet) -> None:
        self.sheet = sheet
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()


def _two_sided(paper: PaperState) -> bool:
    return sealed.two_sided(paper.document) if paper.sealed else issuing.two_sided(paper)
