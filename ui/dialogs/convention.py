"""换一天、计算口径: up to which day the account is made, and by which choices, with the ground for them."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.actions.accounts import SHORTEST, YEARS
from services.cases.conventions import Convention
from ui.components.calendar import DayPicker
from ui.components.choices import Joined
from ui.components.fields import FieldFrame, Line
from ui.components.labels import Text
from ui.components.sheets import Sheet


class DaySheet(Sheet):
    """A calendar; `picked(day)` when one was touched."""

    picked = Signal(object)

    def __init__(self, window: QWidget, day: dt.date, today: dt.date) -> None:
        super().__init__(window, "算到哪一天", "点日期；键盘用方向键、翻页键，回车确定", snug=True)
        self.picker = DayPicker(day, today)
        self.picker.picked.connect(self._pick)
        self.body.addWidget(self.picker)
        self.closed.connect(self.deleteLater)

    def open(self) -> None:
        """With the keyboard in the calendar."""
        super().open()
        self.picker.grid.setFocus()

    def _pick(self, day: object) -> None:
        self.close_sheet()
        self.picked.emit(day)


class ConventionSheet(Sheet):
    """The case's choices, none changed until a ground is written; `chosen(convention)`."""

    chosen = Signal(object)

    def __init__(self, window: QWidget, convention: Convention) -> None:
        super().__init__(window, "计算口径", convention.origin, snug=True)
        self.body.setSpacing(12)
        self.days = Joined([f"{days} 天" for days in YEARS], "一年按", clearable=False)
        self.days.setIndex(YEARS.index(convention.year_days))
        self.payment_day = Joined(("计入", "不计"), "付款日的加倍部分", clearable=False)
        self.payment_day.setIndex(0 if convention.payment_day_counts else 1)
        self.fee = Joined(("后收", "先扣"), "执行申请费", clearable=False)
        self.fee.setIndex(1 if convention.fee_first else 0)
        self.reason = Line("依据", placeholder="例如：合议庭意见，2026-11-24")
        if convention.dispute:
            self.body.addWidget(Text(convention.dispute, "body", tone="red"))
        choices = QHBoxLayout()
        choices.setSpacing(24)
        for words, keys in (
            ("一年按（利息条款没有写明时）", self.days),
            ("付款日的加倍部分债务利息", self.payment_day),
            ("执行申请费", self.fee),
        ):
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(Text(words, "second", wrap=False))
            column.addWidget(keys, 0, Qt.AlignmentFlag.AlignLeft)
            choices.addLayout(column)
        choices.addStretch(1)
        self.body.addLayout(choices)
        self.body.addWidget(FieldFrame("依据或者理由", self.reason))
        told = "设定写入日志并随同步上报，同案执行人员都能看到；以前出的计算书不改。"
        self.body.addWidget(Text(told, "second"))
        self.key = self.bar.add("按此计算", "main", "check")
        self.key.tapped.connect(self._go)
        self.reason.textChanged.connect(self._check)
        self.closed.connect(self.deleteLater)
        self._check()

    def _check(self) -> None:
        self.key.setMissing("" if len(self.reason.text().strip()) >= SHORTEST else "写明依据")

    def _go(self) -> None:
        chosen = Convention(
            year_days=YEARS[self.days.index],
            payment_day_counts=self.payment_day.index == 0,
            fee_first=self.fee.index == 1,
            reason=self.reason.text().strip(),
        )
        self.close_sheet()
        self.chosen.emit(chosen)
