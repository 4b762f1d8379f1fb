"""回院待办 on 今日: what the law still asks for finished records, once the officers are back at the office."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal

from services.actions import citing
from services.actions.finding import OfficeTask
from ui import words
from ui.components.frames import Card
from ui.components.labels import ChipFace
from ui.components.tasks import PlainList, PlainRow


class OfficeCard(Card):
    """One row a duty, the oldest first; hidden where nothing is open. `opened(entry id)`."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__("回院待办", flush=True)
        self.rows = PlainList("回院待办", tall=True)
        self.rows.opened.connect(lambda row: self.opened.emit(str(row.payload)))
        self.body.addWidget(self.rows)
        self.hide()

    def tell(self, tasks: tuple[OfficeTask, ...], today: dt.date) -> None:
        """Shows these."""
        self.setVisible(bool(tasks))
        self.setTitle("回院待办", f"{len(tasks)} 项")
        self.rows.setItems([_row(task, today) for task in tasks])


def _row(task: OfficeTask, today: dt.date) -> PlainRow:
    duty = task.standing.duty
    on, _ = words.day_and_time(task.made_at, today)
    case = task.cases[0] if task.cases else words.UNKNOWN
    chip = ChipFace(citing.brief(duty.article), "red" if duty.weight == "hard" else "amb")
    return PlainRow(duty.sentence, f"{case} · {on} {task.summary}", "law", chip=chip, payload=task.entry)
