"""计算器: every step of what is owed today, and at once how an amount taken on site would be used."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from services.actions import accounts
from services.actions.accounts import Trial
from services.cases import owing
from services.cases.owing import Allotted, Statement, Step
from ui.components.amounts import figures
from ui.components.choices import Choice, Segments
from ui.components.fields import FieldFrame
from ui.components.frames import Card
from ui.components.keypads import NumberKeys
from ui.components.labels import Text
from ui.components.scroll import Scroll
from ui.components.sheets import Sheet
from ui.desk import Desk

_ASKED = "现场收到多少？输入后立即看到怎么抵"


class OwingSheet(Sheet):
    """Left the payment's use above the steps, right the pad; `papers()` when the 执行款计算书 is asked for."""

    papers = Signal()

    def __init__(self, window: QWidget, desk: Desk, number: str, account: Statement) -> None:
        super().__init__(window, "今日应付怎么算", number)
        self._desk, self._number = desk, number
        row = QHBoxLayout()
        row.setSpacing(16)
        pane = self._pane = Scroll("逐段计算")
        self._use = QVBoxLayout()
        pane.column.setSpacing(12)
        pane.column.addLayout(self._use)
        pane.column.addWidget(steps_card(account))
        pane.column.addStretch(1)
        row.addWidget(pane, 11)
        row.addLayout(self._right(account), 9)
        self.body.addLayout(row, 1)
        key = self.bar.add("出执行款计算书", "main", "documents")
        key.tapped.connect(self._leave)
        self.closed.connect(self.deleteLater)

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

    def _ask(self, typed: str) -> None:
        if not typed.strip("0."):
            self._show_use(None)
            self.said.setText(_ASKED)
            return
        self.said.setText(f"收到 {typed} 元")
        by = str(self.payer.value or "") if self.payer is not None else ""
        work = partial(accounts.trial, self._desk.session, self._number, typed, self._desk.today(), by)
        self._desk.background.run(
            work, then=partial(self._answer, typed), failed=self._desk.trouble, owner=self
        )

    def _answer(self, typed: str, trial: Trial) -> None:
        if typed == self.keys.text:
            self._show_use(trial)

    def _show_use(self, trial: Trial | None) -> None:
        while (item := self._use.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.use = use_card(trial) if trial is not None else None
        if self.use is not None:
            self._pane.verticalScrollBar().setValue(0)
            self._use.addWidget(self.use)

    use: Card | None = None

    def _leave(self) -> None:
        self.close_sheet()
        self.papers.emit()


def _payers(account: Statement) -> Segments | None:
    """A key for each debtor where it matters whose debt is paid; none is chosen beforehand."""
    names = {o.answers.debtor: o.answers.name for o in account.owed}
    return Segments([Choice(*one) for one in names.items()], "谁付的") if len(names) > 1 else None


def steps_card(account: Statement) -> Card:
    """Each step in one line of words and figures: base × rate × days = result."""
    card = Card("逐段计算", "每段算到分")
    names = {o.answers.debtor: f"（{o.answers.name}）" for o in account.owed}
    for step in account.steps:
        card.body.addWidget(Text(_said(step), "body"))
    for used in account.allotted:
        day = f"{used.payment.on:%Y-%m-%d}{names.get(used.payment.by, '')}"
        card.body.addWidget(Text(f"{day} 付款 {used.payment.amount:,.2f}，{used_for(used)}", "second"))
    for one in account.owed:
        for step in one.steps:
            card.body.addWidget(Text(f"{_said(step)}\n（限额、份额内另计，不并入合计）", "second"))
    return card


def use_card(trial: Trial) -> Card:
    """The payment's use in the order of the law, and what is still open after it."""
    used = trial.used
    card = Card("这笔款怎么抵", "民法典561条、法释〔2014〕8号4条")
    rows = (
        ("实现债权的费用", used.costs),
        ("一般债务利息", used.interest),
        ("主债务", used.principal),
        ("加倍部分债务利息", used.double),
        ("执行申请费", used.fee),
        ("多付，应退还", used.left_over),
        ("抵后尚欠", trial.account.due_with_fee),
    )
    card.body.addLayout(figures([(label, f"{amount:,.2f}") for label, amount in rows]))
    return card


def shares(account: Statement) -> QGridLayout:
    """What each debtor owes, with his way of answering; no sum, since joint debts are owed once."""
    rows = [(f"{o.answers.name} · {owing.way_text(o)}", f"{o.due:,.2f}") for o in account.owed]
    return figures(rows, total=False)


def used_for(used: Allotted) -> str:
    """What a payment went to, what got nothing left out."""
    parts = (
        ("费用", used.costs),
        ("利息", used.interest),
        ("主债务", used.principal),
        ("加倍部分", used.double),
        ("执行费", used.fee),
    )
    return "抵" + "、".join(f"{label} {amount:,.2f}" for label, amount in parts if amount)


def _said(step: Step) -> str:
    title = step.item if step.sort == "double" else f"{step.item}利息"
    span = f"{step.start:%Y-%m-%d} 至 {step.end:%Y-%m-%d}"
    return f"{title}　{span}\n{step.base:,.2f} × {step.rate} × {step.days} 天 = {step.result:,.2f}"
