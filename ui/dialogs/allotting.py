"""案款分配: a sum shared among the creditors of a series, seen row by row, written out as PDF and xlsx."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from services.actions import allotting
from services.actions.allotting import Creditor, Made, Progress, Series
from services.cases import distribution
from services.cases.distribution import BASES, Base
from ui.background import Handle
from ui.components.amounts import figures
from ui.components.choices import Joined
from ui.components.frames import Card
from ui.components.keypads import NumberKeys
from ui.components.labels import Text
from ui.components.progress import ProgressCard
from ui.components.scroll import Scroll
from ui.components.sheets import Sheet
from ui.components.tasks import PlainList, PlainRow
from ui.desk import Desk
from ui.files import FilePick

_CLEAR = "文件以明文放在你选的位置，不再受保险库保护。用完请删除。"
_BASES: tuple[Base, ...] = tuple(BASES)


class AllotSheet(Sheet):
    """Left what each gets, right the sum, what it goes by, and where the files go."""

    def __init__(self, window: QWidget, desk: Desk, series: Series) -> None:
        super().__init__(window, "案款分配", f"{series.title} · {len(series.numbers)} 件")
        self._desk, self._series = desk, series
        self.made: Made | None = None
        self._handle: Handle | None = None
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(self._left(), 11)
        row.addWidget(self._right(), 9)
        self.body.addLayout(row, 1)
        self.share_key = self.bar.add("按比例分配", "main", "money")
        self.share_key.tapped.connect(self.share)
        self.write_key = self.bar.add("写出文书和表格", "plain", "usb")
        self.write_key.tapped.connect(self._write)
        self.closed.connect(self._stop)
        self.closed.connect(self.deleteLater)
        self._check()

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(12)
        self.progress = ProgressCard("正在逐件算债权额")
        self.progress.cancelled.connect(self._cancel)
        self.progress.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.progress.hide()
        self.told = Text("输入可分配的金额（已扣除执行费用和优先债权），再点“按比例分配”。", "body")
        self.sums = QVBoxLayout()
        self.rows = PlainList("各案分得")
        column.addWidget(self.progress)
        column.addWidget(self.told)
        column.addLayout(self.sums)
        column.addWidget(self.rows, 1)
        column.addStretch(0)
        return column

    def _right(self) -> Scroll:
        pane = Scroll("金额和依据")
        pane.column.setSpacing(12)
        self.base = Joined([BASES[base] for base in _BASES], "按什么的比例", clearable=False)
        self.base.setIndex(0)
        self.base.chosen.connect(lambda _: self._forget())
        self.keys = NumberKeys("可分配的金额", decimals=2)
        self.keys.changed.connect(lambda _: self._forget())
        self.amount = Text("可分配的金额：—", "strong")
        self.folder = FilePick("文件放到", folder=True)
        self.folder.line.textChanged.connect(lambda _: self._check())
        pane.column.addWidget(Text("按什么的比例", "second"))
        pane.column.addWidget(self.base, 0, Qt.AlignmentFlag.AlignLeft)
        pane.column.addWidget(self.amount)
        pane.column.addWidget(self.keys)
        pane.column.addWidget(self.folder)
        pane.column.addWidget(Text(_CLEAR, "second"))
        pane.column.addStretch(1)
        return pane

    def share(self) -> None:
        """Reads every case's claim in pieces, then shares the sum."""
        self._stop()
        self._say("")
        self.progress.setProgress(0, len(self._series.numbers))
        self.progress.show()
        base, on = _BASES[self.base.index], self._desk.today()
        pieces = allotting.creditors_in_pieces(self._desk.session, self._series, on, base)
        self._handle = self._desk.background.run_pieces(
            pieces, each=self._step, then=self._read, failed=self._failed, owner=self
        )
        self._check()

    def _step(self, progress: Progress) -> None:
        self.progress.setProgress(progress.done, progress.of)

    def _read(self, creditors: tuple[Creditor, ...]) -> None:
        base = _BASES[self.base.index]
        work = partial(
            allotting.make, self._desk.session, self._series, creditors, self.keys.text, self._desk.today(), base,
            self._desk.now(),
        )  # fmt: skip
        self._handle = self._desk.background.run(
            work, then=self.show_made, failed=self._failed, lane="work", owner=self
        )

    def show_made(self, made: Made) -> None:
        """Puts what each gets on the screen, with the sum that proves it."""
        self._handle, self.made = None, made
        self.progress.hide()
        shared = made.distribution
        rows = [
            (f"{len(shared.shares)} 件债权额合计", f"{shared.owed:,.2f}"),
            ("分得合计", f"{shared.shared:,.2f}"),
        ]
        if shared.left_over:
            rows.append(("全部受偿后剩余", f"{shared.left_over:,.2f}"))
        card = Card("各件之和与分配金额一致", distribution.BASES[shared.base])
        card.body.addLayout(figures(rows, total=False))
        self.sums.addWidget(card)
        self.told.hide()
        self.rows.setItems([_row(share) for share in shared.shares])
        self._check()

    def _write(self) -> None:
        if self.made is None or self.folder.path is None:
            return
        work = partial(allotting.write, self._desk.session, self.made, self.folder.path, self._desk.now())
        self._desk.background.run(work, then=self._written, failed=self._failed, owner=self)

    def _written(self, files: tuple[Path, Path]) -> None:
        self._say(f"已写出 {files[0].name} 和 {files[1].name}，日志里记了一笔。")

    def _cancel(self) -> None:
        self._stop()
        self._say("已停止，没有分配。")

    def _failed(self, error: Exception) -> None:
        self._handle = None
        self.progress.hide()
        self._desk.trouble(error)
        self._say(str(error))

    def _forget(self) -> None:
        """Another sum or ground: what was shared no longer stands."""
        self._stop()
        self.amount.setText(f"可分配的金额：{self.keys.text or '—'} 元")
        self.made = None
        while (item := self.sums.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.rows.setItems([])
        self._check()

    def _stop(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        self.progress.hide()
        self._check()

    def _say(self, words: str) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))
        self._check()

    def _check(self) -> None:
        self.share_key.setMissing("" if self.keys.text.strip("0.") else "输入金额")
        lacking = "先分配" if self.made is None else "" if self.folder.path is not None else "选择位置"
        self.write_key.setMissing(lacking)


def _row(share: distribution.Share) -> PlainRow:
    return PlainRow(
        share.creditor.names,
        f"{share.creditor.number} · 债权 {share.owed:,.2f}",
        "person",
        fact=f"{share.part:,.2f}",
    )
