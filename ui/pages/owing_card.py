"""今日应付 on the case page: what is still owed part by part, and the way to its steps, or what is lacking to count it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from services.cases.owing import Owing, Statement
from ui import words
from ui.components.buttons import Button
from ui.components.frames import Card
from ui.components.labels import Text
from ui.dialogs.owing_cards import shares, sums


def owing_card(owing: Owing, today: dt.date, opened: Callable[[Statement], None]) -> Card:
    """The parts and their sum up to today; the key calls `opened` with the account."""
    card = Card("今日应付", f"计算至 {words.day_text(today)}")
    account = owing.account
    if account is None:
        card.body.addWidget(Text(owing.trouble, "body"))
        return card
    card.body.addLayout(sums(account))
    if account.owed:
        card.body.addWidget(Text("各被执行人应付（不相加）", "strong"))
        card.body.addLayout(shares(account))
    if owing.unsplit:
        card.body.addWidget(Text(owing.unsplit, "second"))
    key = Button("怎么算的、收款怎么抵", "plain", "money")
    key.tapped.connect(lambda: opened(account))
    card.body.addWidget(key)
    return card
