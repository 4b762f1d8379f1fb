"""For whom or what? A sheet with the debtors, things or grounds that a paper of the case can be made for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from services.actions.case_papers import CaseOffer, Target
from ui.components.labels import ChipFace
from ui.components.sheets import Sheet
from ui.components.tasks import PlainList, PlainRow


class PickTarget(Sheet):
    """`picked(target id)` once one was tapped; what the law warns of stands under it.

    `all_wanted` when every copy that is not made yet is to be made; grounds exclude each other and are picked one by one.
    """

    picked = Signal(str)
    all_wanted = Signal()

    def __init__(self, window: QWidget, offer: CaseOffer) -> None:
        super().__init__(window, f"{offer.name}：给谁、对哪一件", "点一行就出具这一份")
        self.rows = PlainList("可以出具的各份")
        self.rows.setItems([_row(target, target.id in offer.made) for target in offer.targets])
        self.rows.opened.connect(self._pick)
        self.body.addWidget(self.rows, 1)
        left = sum(target.id not in offer.made for target in offer.targets)
        if left > 1 and not any(target.ground or target.warning for target in offer.targets):
            self.all_key = self.bar.add(f"{left} 份都出具", "main", "documents")
            self.all_key.tapped.connect(self._all)
        self.closed.connect(self.deleteLater)

    def _all(self) -> None:
        self.close_sheet()
        self.all_wanted.emit()

    def _pick(self, row: PlainRow) -> None:
        self.close_sheet()
        self.picked.emit(str(row.payload))


def _row(target: Target, made: bool) -> PlainRow:
    chip = ChipFace("已出具", "ok") if made else ChipFace("注意", "amb") if target.warning else None
    icon = "warning" if target.warning else "documents"
    return PlainRow(target.label, target.warning, icon, chip, payload=target.id)
