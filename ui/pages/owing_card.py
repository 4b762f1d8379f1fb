"""今日应付 on the case page: what is still owed part by part, and the way to its steps, or what is lacking to count it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from services.cases.owing import Owing, Statement
from ui import words
from ui.components.amounts import figures
from ui.components.buttons import Button
from ui.components.frames import Card
from ui.components.labels import Text
from ui.dialogs.owing import shares


def owing_card(owing: Owing, today: dt.date, opened: Callable[[Statement], None]) -> Card:
    """The parts and their sum up to today; the key calls `opened` with the account."""
    card = Card("今日应付", f"计算至 {words.day_text(today)}")
    account = owing.account
    if account is None:
        card.body.addWidget(Text(owing.trouble, "body"))
        return card
    rows = (
        ("实现债权的费用", account.costs),
        ("一般债务利息", account.interest),
        ("主债务", account.principal),
        ("加倍部分债务利息", account.double),
        ("执行申请费", account.fee),
        ("合计（元）", account.due_with_fee),
    )
    card.body.addLayout(figures([(label, f"{amount:,.2f}") for label, amount in rows]))
    if account.owed:
        card.body.addWidget(Text("各被执行人应付（不相加）", "strong"))
        card.body.addLayout(shares(account))
    if owing.unsplit:
        card.body.addWidget(Text(owing.unsplit, "second"))
    key = Button("怎么算的、收款怎么抵", "plain", "money")
    key.tapped.connect(lambda: opened(account))
    card.body.addWidget(key)
    return card
