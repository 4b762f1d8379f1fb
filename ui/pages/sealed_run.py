"""成批打印 at work: a sealed paper's copies into the journal, its bytes to the printer, its answer, then the next one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from services.actions import sealed
from services.actions.printing import Unconfirmed
from services.actions.sealed import PaperState
from services.errors import FieldworkError
from ui.desk import Desk
from ui.dialogs.preview import print_paper


class SealedRun(QObject):
    """`progressed(done, total)` after each paper, `ended` when none is left or wanted, `failed(error)` at the first refusal.

    `printed` are those the printer took, `unsure` the one of which nobody knows. The answer to a paper that is with the
    printer counts even where nobody looks at the page any more: what was refused may be printed again.
    """

    progressed = Signal(int, int)
    ended = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.printed: list[PaperState] = []
        self.unsure: PaperState | None = None
        self.running = False
        self._left: list[PaperState] = []
        self._total, self._copies, self._printer, self._two_sided = 0, 1, "", False

    def start(self, papers: tuple[PaperState, ...], copies: int, printer: str, two_sided: bool) -> None:
        """Prints so many copies of each, one paper after the other."""
        self.printed, self.unsure, self.running = [], None, True
        self._left, self._total = list(papers), len(papers)
        self._copies, self._printer, self._two_sided = copies, printer, two_sided
        self._next()

    def cancel(self) -> None:
        """Begins no more; the paper that is with the printer is finished and stays counted."""
        self._left.clear()

    def _next(self) -> None:
        self.progressed.emit(len(self.printed), self._total)
        if not self._left:
            self._end()
            return
        paper = self._left.pop(0)
        work = partial(
            sealed.take_copies, self._desk.session, paper.id, self._copies, self._printer, self._desk.now()
        )
        self._desk.background.run(work, then=partial(self._send, paper), failed=self._break)

    def _send(self, paper: PaperState, pdf: bytes) -> None:
        desk, copies = self._desk, self._copies
        title = f"{paper.name} {paper.serial}"
        work = partial(print_paper, pdf, self._printer, copies, title, self._two_sided)

        def printed(_: str) -> None:
            if isValid(self):
                self.printed.append(paper)
                self._next()

        def refused(error: Exception) -> None:
            def tell(_: object = None) -> None:
                if isValid(self):
                    self._break(error)

            if isinstance(
                error, Unconfirmed
            ):  # it may lie in the tray: what may be printed is not given back
                if isValid(self):
                    self.unsure = paper
                tell()
                return
            why = error.sentence if isinstance(error, FieldworkError) else "打印时出错"
            back = partial(sealed.give_back, desk.session, paper.id, copies, why, desk.now())
            desk.background.run(back, then=tell, failed=desk.trouble)

        desk.background.run(work, then=printed, failed=refused, lane="work")

    def _break(self, error: Exception) -> None:
        if isValid(self):
            self._left.clear()
            self.running = False
            self.failed.emit(error)

    def _end(self) -> None:
        self.running = False
        self.ended.emit()
