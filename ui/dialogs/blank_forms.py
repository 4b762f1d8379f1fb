"""空白文书登记: the sheet on which numbered blank forms are taken out, used for a case, spoilt or given back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from services.actions import blank_forms
from services.actions.blank_forms import Register
from services.errors import BadInput, FieldworkError
from services.session import Session
from ui.components.choices import Choice, Segments
from ui.components.fields import FieldFrame, Line
from ui.components.labels import Text
from ui.components.sheets import Sheet

Entering = Callable[[Session, dt.datetime], Register]
"""What is written down once the sheet is closed; belongs on the vault's thread."""

DEEDS = {
    "taken": ("领出", "由谁发出"),
    "used": ("用于本案", "做什么用、给谁"),
    "spoilt": ("作废", "怎么作废的"),
    "returned": ("交回", "交回给谁"),
}
SHOWN = 12


class BlankFormsSheet(Sheet):
    """Which form, which numbers, what became of them. `entered(entering)` with the work that writes it down."""

    entered = Signal(object)

    def __init__(self, window: QWidget, register: Register, case: str) -> None:
        super().__init__(window, "空白文书登记", case)
        self._case = case
        self.body.addWidget(Text(_told(register), "body"))
        offered = [d for d in DEEDS if register.allowed or d in ("spoilt", "returned")]
        self.deed = Segments([Choice(d, DEEDS[d][0]) for d in offered], "登记什么")
        self.body.addWidget(FieldFrame("登记什么", self.deed, boxed=False))
        self.form = Line("文书", placeholder="编号空白文书的名称，如 封条")
        if register.forms:
            self.form.setText(register.forms[-1])
        self.body.addWidget(FieldFrame("文书", self.form))
        self.numbers = Line("编号", placeholder="封0001-封0020，或 封0001、封0007")
        self.body.addWidget(FieldFrame("编号", self.numbers))
        self.words = Line("说明", placeholder="由谁发出")
        self.body.addWidget(FieldFrame("说明", self.words))
        self.trouble = Text("", "strong", "red")
        self.body.addWidget(self.trouble)
        self.body.addStretch(1)
        self.key = self.bar.add("登记", "main", "check")
        self.key.tapped.connect(self._go)
        self.deed.changed.connect(self._check)
        for line in (self.form, self.numbers, self.words):
            line.textChanged.connect(self._check)
        self._check()

    def _check(self) -> None:
        asked = DEEDS.get(str(self.deed.value), ("", "说明"))[1]
        self.words.setPlaceholderText(asked)
        missing = (
            "先选登记什么" if not self.deed.value
            else "还没有写文书" if not self.form.text().strip()
            else "还没有写编号" if not self.numbers.text().strip()
            else f"还没有写{asked}" if not self.words.text().strip()
            else ""
        )  # fmt: skip
        self.key.setMissing(missing)

    def _go(self) -> None:
        try:
            numbers = blank_forms.numbers_of(self.numbers.text())
        except BadInput as error:
            self.trouble.setText(error.sentence)
            return
        form, words, deed = self.form.text().strip(), self.words.text(), str(self.deed.value)
        entering = partial(_enter, deed, form, numbers, words, self._case)
        self.close_sheet()
        self.entered.emit(entering)


def _enter(
    deed: str,
    form: str,
    numbers: tuple[str, ...],
    words: str,
    case: str,
    session: Session,
    now: dt.datetime,
) -> Register:
    match deed:
        case "taken":
            return blank_forms.take(session, form, numbers, words, now)
        case "used":
            return blank_forms.use(session, form, numbers, case, words, now)
        case "spoilt":
            return blank_forms.spoil(session, form, numbers, words, now)
        case "returned":
            return blank_forms.give_back(session, form, numbers, words, now)
        case _:
            raise FieldworkError("没有选登记什么。")


def _told(register: Register) -> str:
    held = register.on_hand
    if not held:
        return "手上没有空白文书。领出时逐张登记编号，用一张记一张，余下的交回。"
    shown = "、".join(f"{sheet.form} {sheet.number}" for sheet in held[:SHOWN])
    more = f" 等 {len(held)} 张" if len(held) > SHOWN else f"，共 {len(held)} 张"
    return f"在手：{shown}{more}。"
