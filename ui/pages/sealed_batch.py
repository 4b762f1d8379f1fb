"""成批打印: one sealed paper for the cases of a series, in counted copies: how far it is, what was left alone and why."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from services.actions import batches, preferences, sealed_batches
from services.actions.sealed import PaperState
from services.actions.sealed_batches import SealedPlan, SealedSeries
from services.errors import FieldworkError
from services.settings import PRINTER
from ui.background import Handle
from ui.components.labels import ChipFace
from ui.components.notices import EmptyState
from ui.components.sheets import Sheet
from ui.components.tasks import PlainRow
from ui.desk import Desk
from ui.dialogs.preview import PrintSheet
from ui.pages.sealed_run import SealedRun
from ui.pages.series_board import SeriesBoard

HOW = "院里盖章的原件一案一份送打印机，一个字节不改，每份先记日志再印。印过的不再印；中途可以取消，再点一次接着印。"
UNSURE = "“{case}”的一份，打印机没有确认：份数照记，请先看有没有出纸。没有出纸的，请打开这一案再印，份数不够的向院里申请。"
READY, DONE, KEPT, ASK = (
    ChipFace("可印", "act"), ChipFace("已打印", "ok"), ChipFace("没有印", "amb"), ChipFace("待确认", "red"),
)  # fmt: skip


class SealedBatchPage(QWidget):
    """Opened from a sealed paper of a case that belongs to a series; leaving it stops after the paper being printed."""

    title, back, full_width = "成批打印院发文书", True, True

    def __init__(self, desk: Desk, number: str, document: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self._number, self._document = desk, number, document
        self.subtitle = ""
        self.series: SealedSeries | None = None
        self.plan: SealedPlan | None = None
        self.sheet: Sheet | None = None
        self._looking: Handle | None = None
        self.board = SeriesBoard(
            self, desk, document, which="印哪些", how=HOW, result="文书", rows="可印的、已印的和没有印的",
            nothing=EmptyState("shield", "正在核对"),
        )  # fmt: skip
        self.board.cancelled.connect(self._stop)
        self.board.range.returnPressed.connect(self._look)
        self.run = SealedRun(desk, self)
        self.run.progressed.connect(self.board.progress.setProgress)
        self.run.ended.connect(self._ended)
        self.run.failed.connect(self._broken)
        self.refresh()

    def refresh(self) -> None:
        """Reads the series and its papers; a batch at work goes on as it is."""
        if not self.run.running:
            work = partial(sealed_batches.series, self.desk.session, self._number, self._document)
            self.desk.background.run(work, then=self._show, failed=self._trouble, owner=self)

    def leave(self) -> None:
        """Another page is shown: the paper with the printer is finished, nothing more is begun."""
        self._stop()

    def _show(self, series: SealedSeries) -> None:
        self.series, self.subtitle = series, series.title
        self.board.told.setText(f"{series.title}，共 {len(series.members)} 案。院里下发的《{series.name}》。")
        self._look()

    def _look(self) -> None:
        """Which papers can be printed, case by case."""
        if self.series is None or self.run.running or self._looking is not None:
            return
        self.plan = None
        try:
            numbers = batches.chosen(self.board.range.text(), self._number, self.series.members)
        except FieldworkError as error:
            self._trouble(error)
            return
        self.board.body.begin("正在核对哪些可印", len(numbers))
        self._tell_unsure()
        self._looking = self.desk.background.run_pieces(
            sealed_batches.plan(self.desk.session, self._document, numbers),
            each=lambda count: self.board.progress.setProgress(count, len(numbers)),
            then=self._found,
            failed=self._trouble,
            owner=self,
        )
        self._fill_bar()

    def _found(self, plan: SealedPlan) -> None:
        self.plan, self._looking = plan, None
        self._rest()

    def _stop(self) -> None:
        self.run.cancel()
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
            self._rest()

    def _ask_print(self) -> None:
        work = partial(preferences.get, self.desk.session, PRINTER)
        self.desk.background.run(work, then=self._open_print, failed=self._trouble, owner=self)

    def _open_print(self, preferred: str) -> None:
        assert self.series is not None
        assert self.plan is not None
        name = f"{self.series.name} {len(self.plan.ready)} 案，每案"
        two_sided, most = self.series.two_sided, self.plan.most
        self.sheet = PrintSheet(self.window(), self.desk.background, name, 1, preferred, two_sided, most)
        self.sheet.chosen_print.connect(self._print)
        self.sheet.open()

    def _print(self, copies: int, printer: str) -> None:
        assert self.series is not None
        assert self.plan is not None
        self.board.told_last.setText("")
        self.board.body.begin(f"正在打印{self.series.name}")
        self.run.start(self.plan.ready, copies, printer, self.series.two_sided)
        self._fill_bar()

    def _ended(self) -> None:
        self.desk.saved(self.desk.now())
        self._tell()

    def _broken(self, error: Exception) -> None:
        """At the first refusal the rest is not tried; what was printed is printed."""
        self._tell()
        self._trouble(error)
        self._tell_unsure()

    def _tell_unsure(self) -> None:
        if self.run.unsure is not None:
            self.board.body.tell_words(UNSURE.format(case=self.run.unsure.cases[0]))

    def _tell(self) -> None:
        """What the batch has printed and what is left of it, so that another tap goes on."""
        assert self.plan is not None
        done = {paper.id for paper in self.run.printed}
        unsure = {self.run.unsure.id} if self.run.unsure is not None else set()
        left = tuple(paper for paper in self.plan.ready if paper.id not in done | unsure)
        self.plan = SealedPlan(left, self.plan.left_out)
        rest = f"，还有 {len(left)} 案没有印" if left else ""
        self.board.told_last.setText(f"这次印了 {len(done)} 案{rest}。")
        self._rest()

    def _rest(self) -> None:
        """Shows what there is now that nothing is at work."""
        plan = self.plan or SealedPlan((), ())
        unsure = (self.run.unsure,) if self.run.unsure is not None else ()
        kept = [PlainRow(one.number, one.why, "warning", KEPT, payload=one.number) for one in plan.left_out]
        faces = ((unsure, ASK), (plan.ready, READY), (self.run.printed, DONE))
        rows = [*(_row(paper, face) for papers, face in faces for paper in papers), *kept]
        missing = f"没有印 {len(kept)} 案" if kept else ""
        self.board.show_rows(f"可印 {len(plan.ready)} 案", missing, rows, "没有可印的院发文书")
        self._fill_bar()

    def _fill_bar(self) -> None:
        self.board.bar.clear()
        count = len(self.plan.ready) if self.plan is not None else 0
        busy = self.run.running or self._looking is not None
        again = self.board.bar.add("重新核对", "plain", "search")
        again.tapped.connect(self._look)
        key = self.board.bar.add(
            f"接着打印 {count} 案" if self.run.printed else f"打印 {count} 案", "main", "printer"
        )
        key.tapped.connect(self._ask_print)
        if busy:
            again.setMissing("正在进行")
        if busy or not count:
            key.setMissing("正在进行" if busy else "没有可印的")

    def _trouble(self, error: BaseException) -> None:
        self._looking = None
        self._rest()
        self.board.body.tell(error)


def _row(paper: PaperState, face: ChipFace) -> PlainRow:
    detail = " · ".join(word for word in (f"准印 {paper.copies} 份", paper.to, paper.serial) if word)
    return PlainRow(paper.cases[0], detail, "shield", face, payload=paper.cases[0])
