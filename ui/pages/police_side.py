"""Beside the police list: what the police have answered, and the lists that were given out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from services.actions.policing import PoliceAnswer
from services.clock import local
from services.identifiers import plate as plates
from services.records.declared import Happening
from services.records.vehicle_events import HELD, NOT_FOUND, PoliceListGiven
from ui import look
from ui.components.frames import Card
from ui.components.labels import ChipFace, Text
from ui.components.scroll import Scroll
from ui.components.tasks import PlainList, PlainRow


class PoliceSide(QWidget):
    """`answered(PoliceAnswer)` and `issued(PoliceListGiven)` for a tapped row."""

    answered = Signal(object)
    issued = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scroll = Scroll("清单和反馈")
        outer.addWidget(self._scroll)
        self._answers_card = Card("交警反馈", flush=True)
        self.answers = PlainList("交警反馈", tall=True)
        self.answers.opened.connect(lambda row: self.answered.emit(row.payload))
        self._answers_card.body.addWidget(self.answers)
        self._answers_card.hide()
        self._issues_card = Card("出过的清单", flush=True)
        self.issues = PlainList("出过的清单", tall=True)
        self.issues.opened.connect(lambda row: self.issued.emit(row.payload))
        self._none = Text("还没有出过。出清单后，下一期会写明新增和移出。", "second")
        self._none.setContentsMargins(16, 0, 16, 8)
        self._issues_card.body.addWidget(self.issues)
        self._issues_card.body.addWidget(self._none)
        for card in (self._answers_card, self._issues_card):
            self._scroll.column.addWidget(card)
        self._scroll.column.addStretch(1)
        self._measure()
        look.changes.changed.connect(self._measure)

    def tell(self, issues: Sequence[Happening], answers: Sequence[PoliceAnswer]) -> None:
        """Show the lists, the latest first, and the cars that were seen."""
        rows = [_issue_row(h, h.said) for h in issues if isinstance(h.said, PoliceListGiven)]
        self.issues.setItems(rows)
        self._issues_card.setTitle("出过的清单", f"{len(rows)} 期" if rows else "")
        self.issues.setVisible(bool(rows))
        self._none.setVisible(not rows)
        seen = [a for a in answers if a.state != NOT_FOUND]
        self.answers.setItems([_answer_row(a) for a in seen])
        self._answers_card.setTitle("交警反馈", f"已控制 {sum(a.state == HELD for a in seen)} 辆")
        self._answers_card.setVisible(bool(seen))

    def _measure(self) -> None:
        self._scroll.column.setSpacing(look.sizes().gap)


def state_chip(answer: PoliceAnswer) -> ChipFace:
    """What the police say of a car."""
    return ChipFace(answer.state, "hard" if answer.state == HELD else "plain")


def _answer_row(answer: PoliceAnswer) -> PlainRow:
    at = f"{local(answer.at):%m-%d %H:%M}" if answer.at else ""
    detail = " · ".join(filter(None, (at, answer.place, answer.post)))
    held = answer.state == HELD
    return PlainRow(
        plates.display(answer.plate), detail, "bell", key="扣押" if held else "看", lead=held, payload=answer
    )


def _issue_row(happening: Happening, said: PoliceListGiven) -> PlainRow:
    changed = f"新增 {len(said.added)} · 移出 {len(said.removed)}" if said.issue > 1 else said.chosen
    day = f"{local(happening.entry.made_at):%m-%d}"
    title = f"第 {said.issue} 期 {len(said.cars)} 辆"
    return PlainRow(title, f"{said.to} · {changed}", "documents", fact=day, payload=said)
