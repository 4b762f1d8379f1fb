"""For whom or what? A sheet with the debtors, things or grounds that a paper of the case can be made for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from services.actions.case_papers import CaseOffer, Target
from ui.components.labels import ChipFace
from ui.components.sheets import Sheet
from ui.components.tasks import PlainList, PlainRow


class PickTarget(Sheet):
    """`picked(target id)` once one was tapped; what the law warns of stands under it."""

    picked = Signal(str)

    def __init__(self, window: QWidget, offer: CaseOffer) -> None:
        super().__init__(window, f"{offer.name}：给谁、对哪一件", "点一行就出具这一份")
        self.rows = PlainList("可以出具的各份", tall=True)
        self.rows.setItems([_row(target, target.id in offer.made) for target in offer.targets])
        self.rows.opened.connect(self._pick)
        self.body.addWidget(self.rows)
        self.body.addStretch(1)
        self.closed.connect(self.deleteLater)

    def _pick(self, row: PlainRow) -> None:
        self.close_sheet()
        self.picked.emit(str(row.payload))


def _row(target: Target, made: bool) -> PlainRow:
    chip = ChipFace("已出具", "ok") if made else ChipFace("注意", "amb") if target.warning else None
    icon = "warning" if target.warning else "documents"
    return PlainRow(target.label, target.warning, icon, chip, payload=target.id)
