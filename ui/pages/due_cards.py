"""What a case's page says of time: the deadlines beside its measures, and how far the conditions of 终本 are proven."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from services.cases.closing import STATE_WORDS, Condition, Readiness
from services.cases.deadlines import Deadline
from services.cases.due import SORT_ICONS, SORT_TITLES
from ui import words
from ui.components.frames import Card
from ui.components.labels import Chip, Text
from ui.components.tasks import PlainList, PlainRow

SHOWN = 8
_TONES = {"proven": "ok", "missing": "amb", "judge": "plain"}


def deadlines_card(deadlines: tuple[Deadline, ...], today: dt.date) -> Card | None:
    """What falls due besides the measures, which have a card of their own; None where nothing does."""
    found = [d for d in deadlines if d.sort != "measure"]
    if not found:
        return None
    card = Card("期限", f"{len(found)} 项", flush=True)
    rows = PlainList("期限", tall=True)
    rows.setItems([_row(d) for d in found[:SHOWN]])
    card.body.addWidget(rows)
    return card


def _row(deadline: Deadline) -> PlainRow:
    chip = words.due_chip(deadline.days_left, deadline.ripe)
    detail = " · ".join(filter(None, (words.day_text(deadline.on), deadline.note or deadline.source)))
    return PlainRow(deadline.what, detail or SORT_TITLES[deadline.sort], SORT_ICONS[deadline.sort], chip=chip)


def closing_card(readiness: Readiness) -> Card:
    """终本条件: each condition with its state and what the record says of it; the one act that would complete it."""
    count = f"记录已证明 {len(readiness.proven)} / {len(readiness.conditions)}"
    card = Card("终本条件", count)
    if readiness.last_act:
        card.body.addWidget(Text(f"只差一步：{readiness.last_act}", "strong", tone="act"))
    elif not readiness.missing:
        card.body.addWidget(Text("记录已具备，其余由承办人判断", "strong", tone="ok"))
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for number, condition in enumerate(readiness.conditions):
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(Chip(STATE_WORDS[condition.state], _TONES[condition.state]), number, 0, top)
        grid.addWidget(_said(condition), number, 1, top)
    card.body.addWidget(holder)
    sources = "；".join(dict.fromkeys(c.source for c in readiness.conditions if "未经核实" not in c.source))
    card.body.addWidget(
        Text(f"依据 {sources}；法〔2016〕373号（条文未经核实）。只从案件册和本机记录推断。", "second")
    )
    return card


def _said(condition: Condition) -> QWidget:
    act = f"；{condition.act}" if condition.state == "missing" else ""
    return Text(f"{condition.title}：{condition.evidence}{act}", "body")
