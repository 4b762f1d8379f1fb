"""Which car? A sheet with the things of a case that a new record may be about; nothing is guessed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from services.docket.property import Property
from services.identifiers import plate as plates
from ui.components.sheets import Sheet
from ui.components.tasks import PlainList, PlainRow


class PickThing(Sheet):
    """`picked(property id)` once one was tapped; closing it leaves the record without a thing of the docket."""

    picked = Signal(str)

    def __init__(self, window: QWidget, kind: str, things: Sequence[Property]) -> None:
        super().__init__(window, f"{kind}：哪一件", "点一件就带入案件册上的信息；不在册上的，关闭后直接填写")
        self.list = PlainList("册上的财产", tall=True)
        self.list.setItems([_row(thing) for thing in things])
        self.list.opened.connect(self._pick)
        self.body.addWidget(self.list)
        self.body.addStretch(1)
        self.closed.connect(self.deleteLater)

    def _pick(self, row: PlainRow) -> None:
        self.picked.emit(str(row.payload))
        self.close_sheet()


def _row(thing: Property) -> PlainRow:
    car = thing.vehicle
    if car is None:
        return PlainRow(thing.name, thing.detail or thing.owner, "inventory", payload=thing.id)
    told = (car.colour, car.brand, car.vin and f"车架号 {car.vin}", car.owner and f"登记所有人 {car.owner}")
    title = f"{plates.display(car.plate)}  {car.kind}".strip()
    return PlainRow(title, " · ".join(word for word in told if word), "vehicles", payload=thing.id)
