"""Which car, which measure? A sheet with what a new record of a case may be about; nothing is guessed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from services.docket.property import MEASURE_TITLES, Property
from services.identifiers import plate as plates
from services.records.fields import measure_text
from services.records.values import HeldMeasure
from ui.components.sheets import Sheet
from ui.components.tasks import PlainList, PlainRow


class PickThing(Sheet):
    """`picked(its id)` once one was tapped; closing it leaves the record without a thing of the docket."""

    picked = Signal(str)

    def __init__(self, window: QWidget, kind: str, things: Sequence[Property | HeldMeasure]) -> None:
        about = any(isinstance(thing, HeldMeasure) for thing in things)
        hint = "点一件就带入在案的措施" if about else "点一件就带入案件册上的信息；不在册上的，关闭后直接填写"
        super().__init__(window, f"{kind}：哪一件", hint)
        self.list = PlainList("在案的措施" if about else "册上的财产", tall=True)
        self.list.setItems([_row(thing) for thing in things])
        self.list.opened.connect(self._pick)
        self.body.addWidget(self.list)
        self.body.addStretch(1)
        self.closed.connect(self.deleteLater)

    def _pick(self, row: PlainRow) -> None:
        self.picked.emit(str(row.payload))
        self.close_sheet()


def _row(thing: Property | HeldMeasure) -> PlainRow:
    if isinstance(thing, HeldMeasure):
        detail = measure_text(thing).partition(" · ")[2]
        return PlainRow(
            thing.name or MEASURE_TITLES[thing.measure.kind], detail, "sealing", payload=thing.measure.id
        )
    car = thing.vehicle
    if car is None:
        return PlainRow(thing.name, thing.detail or thing.owner, "box", payload=thing.id)
    told = (car.colour, car.brand, car.vin and f"车架号 {car.vin}", car.owner and f"登记所有人 {car.owner}")
    title = f"{plates.display(car.plate)}  {car.kind}".strip()
    return PlainRow(title, " · ".join(word for word in told if word), "vehicles", payload=thing.id)
