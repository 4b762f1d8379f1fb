"""Pictures of acts about money and search: a payment with its use by law, a plan of instalments, a doubtful thing."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

from services.actions import finding, promising
from services.records.kinds.payment import CASH, DEBT, Payment
from services.records.kinds.premises_search import SEIZED, PremisesSearch
from services.records.kinds.settlement import Settlement
from services.records.received import Received
from services.records.record import Record
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


def _agreed(studio: Studio, told: Told) -> None:
    """Three parts laid out, their sum below."""
    page = begun(studio, told, Settlement, total=Decimal(60000), changed=("期限", "方式"))
    page.form.open(1)
    plan = page.form.editor("instalments")
    for line, words in ((plan.total, "60000"), (plan.count, "3"), (plan.first, "2026-12-24")):
        line.setText(words)
    plan.even_key.tapped.emit()
    studio.settle()


def _searched(studio: Studio, told: Told) -> None:
    """A thing that may be exempt, asked about while its name is being written."""
    page = begun(studio, told, PremisesSearch)
    page.form.open(3)
    panel = page.form.editor("found").panel
    panel.mark(SEIZED)
    panel.name.setText("儿童床")
    studio.settle()


def _settling(studio: Studio, told: Told) -> None:
    """What is open of promises and instalments, the first one picked: its amount is offered."""
    number = studio.ask(partial(_with_open_sums, studio))
    page = begun(studio, Told(number or told.case, told.corrected), Payment, purpose=DEBT, way=CASH)
    editor = page.form.editor("settles")
    if editor.keys and not editor.value:
        editor.keys[0].tapped.emit()
    studio.settle()


def _with_open_sums(studio: Studio) -> str:
    """A case of the first few on which something is open; "" for none."""
    rows = finding.search(studio.session, "", studio.now.date()).rows
    return next((r.number for r in rows if promising.open_sums(studio.session, (r.number,))), "")


def _paid_part(studio: Studio, told: Told) -> None:
    """Who pays and who takes it."""
    begun(studio, told, Payment).form.open(1)
    studio.settle()


SCENES: tuple[Scene, ...] = (
    Scene("08-payment", _taken),
    Scene("08-payment-settles", _settling),
    Scene("08-payment-who", _paid_part),
    Scene("08-settlement", _agreed),
    Scene("08-search", _searched),
)
