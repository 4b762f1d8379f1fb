"""计算器: every step of what is owed up to a day, and at once how an amount taken on site would be used."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.actions import accounts
from services.actions.accounts import Reckoned, Trial
from services.cases.conventions import USUAL, Convention
from services.cases.owing import Statement
from ui.components.choices import Choice, Segments
from ui.components.fields import FieldFrame
from ui.components.frames import Card
from ui.components.keypads import NumberKeys
from ui.components.labels import Text
from ui.components.scroll import Scroll
from ui.components.sheets import Sheet
from ui.desk import Desk
from ui.dialogs.convention import ConventionSheet, DaySheet
from ui.dialogs.owing_cards import lacking_card, meter_card, steps_card, sum_card, use_card

_ASKED = "现场收到多少？输入后立即看到怎么抵"


class OwingSheet(Sheet):
    """Left the payment's use above sum and steps, right the pad; `papers(day)` when the 执行款计算书 up to it is asked for.

    The account may be made up to another day, and by other choices; `changed()` once these were set.
    """

    papers = Signal(object)
    changed = Signal()

    def __init__(self, window: QWidget, desk: Desk, number: str, account: Statement) -> None:
        super().__init__(window, "今日应付怎么算", number)
        self._desk, self._number = desk, number
        self._convention = USUAL
        self.until = account.until
        row = QHBoxLayout()
        row.setSpacing(16)
        pane = self._pane = Scroll("逐段计算")
        self._use, self._steps = QVBoxLayout(), QVBoxLayout()
        self._steps.setSpacing(12)
        pane.column.setSpacing(12)
        pane.column.addLayout(self._use)
        pane.column.addLayout(self._steps)
        pane.column.addStretch(1)
        row.addWidget(pane, 11)
        row.addLayout(self._right(account), 9)
        self.body.addLayout(row, 1)
        self._keys()
        self._steps.addWidget(steps_card(account))
        self.closed.connect(self.deleteLater)
        self._reckon()

    def _keys(self) -> None:
        self.day_key = self.bar.add("换一天", "plain", "clock")
        self.day_key.tapped.connect(self._ask_day)
        self.convention_key = self.bar.add("计算口径", "plain", "settings")
        self.convention_key.tapped.connect(self._ask_convention)
        key = self.bar.add("出执行款计算书", "main", "documents")
        key.tapped.connect(self._leave)

    def _right(self, account: Statement) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(12)
        self.said = Text(_ASKED, "strong")
        self.payer = _payers(account)
        self.keys = NumberKeys("收到的金额", decimals=2)
        self.keys.changed.connect(self._ask)
        column.addWidget(self.said)
        if self.payer is not None:
            self.payer.changed.connect(lambda _: self._ask(self.keys.text))
            column.addWidget(FieldFrame("谁付的", self.payer, boxed=False))
        column.addStretch(1)
        column.addWidget(self.keys)
        return column

    def _ask_day(self) -> None:
        sheet = DaySheet(self.window(), self.until, self._desk.today())
        sheet.picked.connect(self.count_to)
        sheet.open()

    def count_to(self, day: dt.date) -> None:
        """Makes the account, and the use of what was typed, up to another day."""
        self.until = day
        self._reckon()
        self._ask(self.keys.text)

    def _ask_convention(self) -> None:
        sheet = ConventionSheet(self.window(), self._convention)
        sheet.chosen.connect(self._set)
        sheet.open()

    def _set(self, convention: Convention) -> None:
        work = partial(
            accounts.set_convention, self._desk.session, self._number, convention, self._desk.now()
        )
        self._desk.background.run(work, then=self._was_set, failed=self._desk.trouble, owner=self)

    def _was_set(self, _entry: object) -> None:
        self.changed.emit()
        self.count_to(self.until)

    def _reckon(self) -> None:
        work = partial(accounts.reckon, self._desk.session, self._number, self.until)
        self._desk.background.run(work, then=self._show, failed=self._desk.trouble, owner=self)

    def _show(self, reckoned: Reckoned) -> None:
        if reckoned.until != self.until:
            return
        self._convention = reckoned.convention
        self.setTitle(
            f"应付怎么算（计算至 {self.until:%Y-%m-%d}）", f"{self._number} · {reckoned.convention.words}"
        )
        _emptied(self._steps)
        account = reckoned.owing.account
        if account is None:
            self._steps.addWidget(lacking_card(reckoned.owing.trouble))
            return
        self._steps.addWidget(sum_card(account, reckoned))
        if reckoned.meter is not None:
            self._steps.addWidget(meter_card(reckoned.meter))
        self._steps.addWidget(steps_card(account))

    def _ask(self, typed: str) -> None:
        if not typed.strip("0."):
            self._show_use(None)
            self.said.setText(_ASKED)
            return
        day = "" if self.until == self._desk.today() else f"{self.until:%Y-%m-%d} "
        self.said.setText(f"{day}收到 {typed} 元")
        by = str(self.payer.value or "") if self.payer is not None else ""
        asked = (typed, self.until)
        work = partial(accounts.trial, self._desk.session, self._number, typed, self.until, by)
        self._desk.background.run(
            work, then=partial(self._answer, asked), failed=self._desk.trouble, owner=self
        )

    def _answer(self, asked: tuple[str, dt.date], trial: Trial) -> None:
        if asked == (self.keys.text, self.until):
            self._show_use(trial)

    def _show_use(self, trial: Trial | None) -> None:
        _emptied(self._use)
        self.use = use_card(trial) if trial is not None else None
        if self.use is not None:
            self._pane.verticalScrollBar().setValue(0)
            self._use.addWidget(self.use)

    use: Card | None = None

    def _leave(self) -> None:
        self.close_sheet()
        self.papers.emit(self.until)


def _emptied(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()


def _payers(account: Statement) -> Segments | None:
    """A key for each debtor where it matters whose debt is paid; none is chosen beforehand."""
    names = {o.answers.debtor: o.answers.name for o in account.owed}
    return Segments([Choice(*one) for one in names.items()], "谁付的") if len(names) > 1 else None
