"""成批出具: one document for a series, or for a part of it: how far it is, what was left out, then printed or saved."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from services.actions import batches, preferences
from services.actions.batches import LeftOut, Series
from services.errors import FieldworkError
from services.settings import PRINTER
from ui.background import Handle
from ui.components.labels import ChipFace
from ui.components.notices import EmptyState
from ui.components.sheets import Sheet
from ui.components.tasks import PlainRow
from ui.desk import Desk
from ui.dialogs.preview import PrintSheet, print_paper
from ui.dialogs.save_papers import SaveSheet
from ui.pages.batch_run import BatchRun
from ui.pages.series_board import SeriesBoard

HOW = "每案一份，各有编号、各入日志。已有的不再出；中途可以取消，已出的都在，再点一次接着出。"
MISSED, MADE = ChipFace("没有出", "amb"), ChipFace("已出具", "ok")


class BatchPage(QWidget):
    """Opened from the papers of a case that belongs to a series; leaving it stops after the paper being made."""

    title, back, full_width = "成批出具", True, True

    def __init__(self, desk: Desk, number: str, document: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self._number, self._document = desk, number, document
        self.subtitle = ""
        self.series: Series | None = None
        self.sheet: Sheet | None = None
        self._work: Handle | None = None
        self.board = SeriesBoard(
            self, desk, document, which="出给谁", how=HOW, result="结果", rows="没有出的和已出的",
            nothing=EmptyState("documents", "还没有开始"),
        )  # fmt: skip
        self.board.cancelled.connect(self._stop)
        self.board.range.returnPressed.connect(self._start)
        self.board.range.textChanged.connect(lambda _: self._fill_bar())
        self.run = BatchRun(desk, self)
        self.run.progressed.connect(self.board.progress.setProgress)
        self.run.planned.connect(lambda: self.board.progress.setTitle(f"正在出具{self._name}"))
        self.run.ended.connect(self._ended)
        self.run.failed.connect(self._trouble)
        self.refresh()

    def refresh(self) -> None:
        """Reads the series; a batch at work goes on as it is."""
        if not self.run.running:
            work = partial(batches.series, self.desk.session, self._number, self._document)
            self.desk.background.run(work, then=self._show, failed=self._trouble, owner=self)

    def leave(self) -> None:
        """Another page is shown: what is being made is finished, nothing more is begun."""
        self._stop()

    @property
    def _name(self) -> str:
        return self.series.name if self.series is not None else ""

    def _show(self, series: Series) -> None:
        self.series = series
        self.subtitle = series.title
        waits = f"（{series.authority}，出的是待签发稿）" if series.authority else ""
        self.board.told.setText(
            f"{series.title}，共 {len(series.members)} 案。每案出具《{series.name}》{waits}。"
        )
        self._fill_bar()

    def _start(self) -> None:
        if self.series is None or self.run.running:
            return
        try:
            numbers = batches.chosen(self.board.range.text(), self._number, self.series.members)
        except FieldworkError as error:
            self._trouble(error)
            return
        self.board.body.begin("正在核对哪些案件要出", len(numbers))
        self.run.start(self._document, numbers)
        self._fill_bar()

    def _stop(self) -> None:
        self.run.cancel()
        if self._work is not None:
            self._work.cancel()
            self._work = None
            self._rest()

    def _ended(self) -> None:
        self.desk.saved(self.desk.now())
        self._rest()

    def _rest(self) -> None:
        """Shows what there is now that nothing is at work."""
        self._show_result(self.run.left_out)
        self._fill_bar()

    def _show_result(self, left_out: list[LeftOut]) -> None:
        count, made = len(self.run.ids), self.run.made
        before = f"，其中 {count - made} 份是先前出的" if count > made else ""
        missed = [PlainRow(one.number, one.why, "warning", MISSED, payload=one.number) for one in left_out]
        papers = [
            PlainRow(one.number, one.to, "documents", MADE, payload=one.number) for one in self.run.papers
        ]
        missing = f"没有出 {len(left_out)} 案" if left_out else ""
        self.board.show_rows(f"已有 {count} 份{before}", missing, [*missed, *papers], "没有一案要出")

    def _fill_bar(self) -> None:
        self.board.bar.clear()
        busy = self.run.running or self._work is not None
        ready = bool(self.run.ids) and not busy
        start = self.board.bar.add(
            "接着出" if self.run.ids else "开始出具", "plain" if ready else "main", "documents"
        )
        start.tapped.connect(self._start)
        if busy or self.series is None:
            start.setMissing("正在进行" if busy else "正在读取")
        if ready:
            self.board.bar.add("存到优盘", "plain", "usb").tapped.connect(self._ask_save)
            self.board.bar.add(f"打印 {len(self.run.ids)} 份", "main", "printer").tapped.connect(
                self._ask_print
            )

    def _ask_print(self) -> None:
        work = partial(preferences.get, self.desk.session, PRINTER)
        self.desk.background.run(work, then=self._open_print, failed=self._trouble, owner=self)

    def _open_print(self, preferred: str) -> None:
        assert self.series is not None
        name = f"{self._name} {len(self.run.ids)} 份，合成一个文件打印"
        two_sided = self.series.two_sided
        sheet = PrintSheet(self.window(), self.desk.background, name, 1, preferred, two_sided)
        sheet.chosen_print.connect(self._merge)
        self._open(sheet)

    def _merge(self, copies: int, printer: str) -> None:
        assert self.series is not None
        two_sided = self.series.two_sided
        pieces = batches.merged(self.desk.session, self.run.ids, two_sided=two_sided)
        self._begin("正在合成打印文件", pieces, partial(self._send, copies, printer, two_sided))

    def _send(self, copies: int, printer: str, two_sided: bool, pdf: bytes) -> None:
        title = f"{self._name} {len(self.run.ids)} 份"
        work = partial(print_paper, pdf, printer, copies, title, two_sided)
        then = partial(self._printed, copies)
        self.board.progress.setTitle("正在打印")
        self.desk.background.run(work, then=then, failed=self._trouble, owner=self, lane="work")

    def _printed(self, copies: int, printer: str) -> None:
        pieces = batches.mark_printed(self.desk.session, self.run.ids, printer, copies, self.desk.now())
        told = f"已交给打印机“{printer}”，{len(self.run.ids)} 份都记为已打印。"
        self._begin("正在记入日志", pieces, lambda _: self._over(told))

    def _ask_save(self) -> None:
        sheet = SaveSheet(self.window(), self._name, len(self.run.ids))
        sheet.chosen.connect(self._save)
        self._open(sheet)

    def _save(self, folder: Path, each: bool) -> None:
        session, ids, now = self.desk.session, self.run.ids, self.desk.now()
        pieces: Generator[int, None, Path]
        if each:
            pieces = batches.save_each(session, ids, folder, now)
        else:
            pieces = batches.save_one(session, ids, folder / batches.file_name(self._name, ids, now), now)
        self._begin("正在存", pieces, lambda path: self._over(f"已存到 {path}"))

    def _begin(self, words: str, pieces: Generator[int, None, Any], then: Callable[..., object]) -> None:
        self.board.told_last.setText("")
        self.board.body.begin(words, len(self.run.ids))
        self._work = self.desk.background.run_pieces(
            pieces,
            each=lambda count: self.board.progress.setProgress(count, len(self.run.ids)),
            then=then,
            failed=self._trouble,
            owner=self,
        )
        self._fill_bar()

    def _over(self, told: str) -> None:
        self._work = None
        self.desk.saved(self.desk.now())
        self._rest()
        self.board.told_last.setText(told)

    def _trouble(self, error: BaseException) -> None:
        self._work = None
        self._rest()
        self.board.body.tell(error)

    def _open(self, sheet: Sheet) -> None:
        self.sheet = sheet
        sheet.open()
