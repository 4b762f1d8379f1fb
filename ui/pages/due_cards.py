"""What a case's page says of time: the deadlines beside its measures, and how far the conditions of 终本 are proven."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from services.cases.closing import STATE_WORDS, Readiness, State
from services.cases.deadlines import Deadline
from services.cases.due import SORT_ICONS, SORT_TITLES
from ui import words
from ui.components.buttons import Button
from ui.components.frames import Card
from ui.components.labels import Chip, Text
from ui.components.scroll import Scroll
from ui.components.sheets import Sheet
from ui.components.tasks import PlainList, PlainRow

SHOWN = 8
_TONES: dict[State, str] = {"proven": "ok", "missing": "amb", "judge": "plain"}


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


class ClosingCard(Card):
    """终本条件: what is lacking and what has to be judged, one by one; what is proven in one line. `asked` for all of it."""

    asked = Signal()

    def __init__(self, readiness: Readiness, parent: QWidget | None = None) -> None:
        count = f"记录已证明 {len(readiness.proven)} / {len(readiness.conditions)}"
        super().__init__("终本条件", count, parent=parent)
        if readiness.last_act:
            self.body.addWidget(Text(f"只差一步：{readiness.last_act}", "strong", tone="act"))
        elif not readiness.missing:
            self.body.addWidget(Text("记录已具备，其余由承办人判断", "strong", tone="ok"))
        lines = [(c.state, f"{c.title}：{c.evidence}") for c in readiness.missing]
        for found in filter(None, (readiness.to_judge, readiness.proven)):
            lines.append((found[0].state, "、".join(c.short for c in found)))
        self.body.addWidget(_lines(lines))
        key = Button("看依据和办法", "soft", "law", height=48)
        key.tapped.connect(self.asked)
        self.body.addWidget(key, 0, Qt.AlignmentFlag.AlignLeft)


class ClosingSheet(Sheet):
    """Every condition with what the record says of it, what would help and the law it rests on."""

    def __init__(self, window: QWidget, number: str, readiness: Readiness) -> None:
        super().__init__(window, "终本条件", number)
        pane = Scroll("终本条件")
        for condition in readiness.conditions:
            act = f"办法：{condition.act}" if condition.state != "proven" else ""
            said = "\n".join(filter(None, (condition.evidence, act, f"依据：{condition.source}")))
            card = Card(condition.title, STATE_WORDS[condition.state])
            card.body.addWidget(Text(said, "body"))
            pane.column.addWidget(card)
        pane.column.addWidget(Text("只从案件册和本机记录推断；裁定终本由合议庭和院长决定。", "second"))
        pane.column.addStretch(1)
        self.body.addWidget(pane, 1)
        self.closed.connect(self.deleteLater)


def _lines(lines: Sequence[tuple[State, str]]) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    top = Qt.AlignmentFlag.AlignTop
    for number, (state, said) in enumerate(lines):
        grid.addWidget(Chip(STATE_WORDS[state], _TONES[state]), number, 0, top)
        grid.addWidget(Text(said, "body"), number, 1, top)
    return holder
