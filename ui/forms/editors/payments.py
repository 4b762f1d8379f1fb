"""A payment towards the debt: the amount in figures and words, and at once how the law uses it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from services.errors import FieldworkError
from services.identifiers.finding import plain
from services.records.fields import Payment, ReceiptNumber, Values
from services.records.received import Allotment, Received
from services.records.values import Pledged
from services.wording import rmb_upper
from ui.components.amounts import figures
from ui.components.buttons import Button
from ui.components.frames import Card
from ui.components.labels import Text
from ui.forms.editor import Editor, editor_for
from ui.forms.editors.lines import LineEditor
from ui.forms.editors.numbers import AmountEditor
from ui.forms.hints import Hints, Tools

_COUNTING = "正在算怎样抵充…"


class PaymentEditor(AmountEditor):
    """A line for the amount; below it the capital numerals and the use of every part, asked anew at each change."""

    wide = True
    decimals = 2

    def __init__(self, name: str, field: Payment, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self._on = field.on
        self._settles = field.settles
        self.build("元")
        self.offer = Button("", "soft", height=48)
        self.offer.tapped.connect(self._take_offer)
        self.offer.hide()
        self._offered = Decimal(0)
        self.column.addWidget(self.offer)
        self.capitals = Text("", "second")
        self._below = QVBoxLayout()
        self._below.setSpacing(6)
        self._below.addWidget(self.capitals)
        self.column.addLayout(self._below)
        self._card: QWidget | None = None
        self.capitals.hide()

    def write(self, value: Any) -> None:
        super().write(value.amount if value is not None else None)
        self._tell(value)
        if value is not None and value.used is None and not value.trouble:
            self._ask(value.amount)

    def shown(self, value: Any) -> str:
        return f"{value.amount:,.2f}" if value.amount == round(value.amount, 2) else f"{value.amount:,}"

    def give(self, value: Any, typed: bool = False) -> None:
        received = Received(amount=value) if isinstance(value, Decimal) else value
        super().give(received, typed)
        self._tell(received)
        if isinstance(value, Decimal) and self.field.errors(Received(amount=value, trouble=_COUNTING)) == ():
            self._ask(value)

    def see(self, values: Values) -> None:
        """Offers what is open of the sums that the payment is for, until an amount stands there."""
        picked: tuple[Pledged, ...] = values.get(self._settles) or ()
        sums = [one.rest for one in picked if one.rest is not None]
        known = bool(picked) and len(sums) == len(picked)
        self._offered = sum(sums, Decimal(0)) if known else Decimal(0)
        self.offer.setLabel(f"就是这 {self._offered:,.2f} 元")
        self.offer.setVisible(self._offered > 0 and self.value is None)

    def _take_offer(self) -> None:
        self.line.setText(f"{self._offered:,.2f}")

    def _ask(self, amount: Decimal) -> None:
        if self.tools.allot is None:
            self._counted(Received(amount=amount, trouble="这里不能计算"))
        else:
            self.tools.allot(amount, self._on, self._counted, lambda trouble: self._lost(amount, trouble))

    def _counted(self, received: Received) -> None:
        """The answer of the calculator; one for an amount that was changed meanwhile is dropped."""
        if self.value is not None and self.value.amount == received.amount:
            super().give(received, self.typed)
            self._tell(received)

    def _lost(self, amount: Decimal, trouble: BaseException) -> None:
        said = trouble.sentence if isinstance(trouble, FieldworkError) else "计算中断，请重新输入金额"
        self._counted(Received(amount=amount, trouble=said))

    def _tell(self, received: Received | None) -> None:
        if self._card is not None:
            self._below.removeWidget(self._card)
            self._card.hide()
            self._card.deleteLater()
            self._card = None
        wrong = received is None or self.field.errors(Received(amount=received.amount, trouble=_COUNTING))
        self.capitals.setVisible(not wrong)
        if received is None or wrong:
            return
        self.capitals.setText(rmb_upper(received.amount))
        if received.used is not None:
            self._card = use_card(received.used)
            self._below.addWidget(self._card)


def use_card(used: Allotment) -> Card:
    """The payment's use in the order of the law, and what is still open after it."""
    card = Card("这笔款怎么抵", "法释〔2014〕13号13条" if used.items else "民法典561条、法释〔2014〕8号4条")
    principal = [(one.name, one.amount) for one in used.items] or [("主债务", used.principal)]
    rows = (
        ("实现债权的费用", used.costs), ("一般债务利息", used.interest), *principal,
        ("加倍部分债务利息", used.double), ("执行申请费", used.fee), ("多付，应退还", used.left_over),
    )  # fmt: skip
    shown = [(label, f"{amount:,.2f}") for label, amount in rows if amount]
    card.body.addLayout(figures([*shown, ("抵后尚欠", f"{used.still_open:,.2f}")]))
    return card


class ReceiptNumberEditor(LineEditor):
    """The number as it is printed on the form, typed in any width."""

    def taken(self, text: str) -> str:
        return plain(text).upper()


@editor_for.register
def _(field: Payment, name: str, hints: Hints, tools: Tools) -> Editor:
    return PaymentEditor(name, field, hints, tools)


@editor_for.register
def _(field: ReceiptNumber, name: str, hints: Hints, tools: Tools) -> Editor:
    return ReceiptNumberEditor(name, field, hints, tools)
