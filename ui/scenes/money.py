"""Pictures of records about money: a payment with its use by law worked out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from services.records.kinds.payment import CASH, DEBT, Payment
from services.records.record import Record
from services.records.values import Received
from ui.desk import OpenCase, StartRecord
from ui.scenes.scene import Scene, Told
from ui.studio import Studio


def begun(studio: Studio, told: Told, kind: type[Record], **answers: Any) -> Any:
    """A fresh record of the told case with these answers given."""
    studio.go(OpenCase(told.case))
    studio.go(StartRecord(kind, (told.case,)))
    for name, value in answers.items():
        studio.page.form.answered.emit(name, value, False)
        studio.settle()
    return studio.page


def _taken(studio: Studio, told: Told) -> None:
    begun(studio, told, Payment, purpose=DEBT, way=CASH, received=Received(amount=Decimal(20000)))
    studio.settle()


SCENES: tuple[Scene, ...] = (Scene("08-payment", _taken),)
