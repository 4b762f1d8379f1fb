"""算账卡片: the sum of an account, its steps, the use of a payment, and what each debtor owes."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout

from services.actions.accounts import Reckoned, Trial
from services.cases import owing
from services.cases.overseizure import Measured
from services.cases.owing import Allotted, Statement, Step
from services.wording import listed
from ui.components.amounts import figures
from ui.components.frames import Card
from ui.components.labels import Text


def sums(account: Statement) -> QGridLayout:
    """What is owed part by part, and the sum."""
    rows = (
        ("实现债权的费用", account.costs),
        ("一般债务利息", account.interest),
        ("主债务", account.principal),
        ("加倍部分债务利息", account.double),
        ("执行申请费", account.fee),
        ("合计（元）", account.due_with_fee),
    )
    return figures([(label, f"{amount:,.2f}") for label, amount in rows])


def sum_card(account: Statement, reckoned: Reckoned) -> Card:
    """The sum up to the day, what each debtor owes, and the choices it was counted by."""
    card = Card("应付合计", f"计算至 {account.until:%Y-%m-%d}")
    card.body.addLayout(sums(account))
    if account.owed:
        card.body.addWidget(Text("各被执行人应付（不相加）", "strong"))
        card.body.addLayout(shares(account))
    if reckoned.owing.unsplit:
        card.body.addWidget(Text(reckoned.owing.unsplit, "second"))
    convention = reckoned.convention
    card.body.addWidget(Text(f"口径：{convention.words}（{convention.origin}）", "second"))
    for said in reckoned.fees:
        card.body.addWidget(Text(said, "second"))
    if convention.dispute:
        card.body.addWidget(Text(convention.dispute, "second", tone="red"))
    return card


def meter_card(measured: Measured) -> Card:
    """Both sides in figures; red where the goods exceed, and what has no value or no first rank named."""
    meter = measured.meter
    card = Card("超标的测算", f"财产按估价的 {meter.share * 100:f}".rstrip("0").rstrip(".") + "% 计")
    rows = [
        ("首封财产折后（元）", f"{meter.worth:,.2f}"),
        (
            "应付和费用（元）" if measured.by_account else "标的余额和费用，未计利息（元）",
            f"{meter.owed:,.2f}",
        ),
    ]
    if meter.over:
        rows.append(("超出（元）", f"{meter.over:,.2f}"))
    card.body.addLayout(figures(rows, total=bool(meter.over)))
    if meter.sentence:
        card.body.addWidget(Text(meter.sentence, "body", tone="red"))
    if meter.unvalued:
        card.body.addWidget(Text(f"没有估价，未计入：{listed(meter.unvalued)}", "second"))
    if meter.waiting:
        card.body.addWidget(Text(f"轮候或者顺位未查明，未计入：{listed(meter.waiting)}", "second"))
    return card


def lacking_card(trouble: str) -> Card:
    """Why there is no account up to that day."""
    card = Card("算不出来")
    card.body.addWidget(Text(trouble, "body"))
    return card


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
    span = f"{step.first:%Y-%m-%d} 至 {step.last:%Y-%m-%d}"
    return f"{title}　{span}\n{step.base:,.2f} × {step.rate} × {step.days} 天 = {step.result:,.2f}"
