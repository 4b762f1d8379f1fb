"""腾房物品: its duties green at every step, each turned red, and the items of what comes after in their places."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

from services.records.duties import Situation
from services.records.kinds.eviction_collect import EvictionCollect
from services.records.kinds.eviction_storage import EvictionStorage
from tests.unit.records import cleared
from tests.unit.records.judging import (
    TRANSCRIPT,
    PaperStep,
    Row,
    answered,
    issued,
    journal,
    situation,
    without_step,
)

KIND = EvictionStorage
_SIGNED = journal(
    issued("receipt", TRANSCRIPT),
    PaperStep(issued=TRANSCRIPT, step="signed", persons=("郑保管", cleared.WIFE.name, "方立", "毛一帆")),
    PaperStep(issued=TRANSCRIPT, step="photographed", photo=cleared.PICTURE),
)
_TOLD = cleared.entered(EvictionCollect(**cleared.collect()), at=cleared.AT + dt.timedelta(days=1))


def at_step(step: str) -> Situation:
    """That step with the notice to collect on record."""
    return situation(
        cleared.storage(step), KIND, cases=(cleared.CASE,), subject="h1", happenings=_SIGNED, related=_TOLD
    )


STORED, COLLECTED, SOLD, DEPOSITED = (at_step(s) for s in ("入库", "领取", "变卖", "提存"))
SHORT = dataclasses.replace(
    SOLD, values={**SOLD.values, "costs": Decimal(1000), "costs_by": "申请执行人垫付，不再追偿"}
)
GREEN = (STORED, COLLECTED, SOLD, SHORT, DEPOSITED)
PROVED = {"receipt_signed", "told_to_collect"}


def untold(here: Situation) -> Situation:
    """The same where nobody was told to collect."""
    return dataclasses.replace(here, related=())


EVIDENCE: list[Row] = [
    (KIND, STORED, "two_officers", answered(officers=("方立",))),
    (KIND, STORED, "keeper_named", answered(place=None)),
    (KIND, STORED, "receipt_signed", without_step(TRANSCRIPT, "photographed")),
    (KIND, STORED, "told_to_collect", untold),
    (KIND, COLLECTED, "counted_together", answered(checked=False)),
    (KIND, SOLD, "collect_day_over", untold),
    (KIND, SOLD, "collect_day_over", answered(at=cleared.AT + dt.timedelta(days=7))),
    (KIND, SOLD, "proceeds_accounted", answered(proceeds=None)),
    (KIND, SHORT, "shortfall_borne", answered(costs_by="")),
    (KIND, DEPOSITED, "collect_day_over", untold),
]

WANTED: dict[str, tuple[str, ...]] = {
    "5.3 after": ("store contract, sale or 提存 after it, costs to debtor, photo file complete, 结案",),
    "issue": ("belongings stored, collected or not, receipt of the store, two officers",),
}
ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "5.3 after": {
        "store contract": (
            "field:contract", "field:custodian", "field:fee_per_day", "duty:keeper_named", "duty:told_to_collect",
        ),
        "sale or 提存 after it": (
            "field:price", "field:proceeds", "field:deposit_place", "field:ground", "duty:collect_day_over",
            "duty:proceeds_accounted",
        ),
        "costs to debtor": ("field:costs", "field:costs_by", "duty:shortfall_borne"),
        "photo file complete": ("field:photos", "field:rooms"),
        "结案": ("because:a case is closed by its own papers at the court and not by this record",),
    },
    "issue": {
        "belongings stored": ("field:step", "field:box_count", "field:bulky", "field:bags", "field:state"),
        "collected or not": ("field:collector", "field:boxes", "field:checked", "field:remaining", "duty:counted_together"),
        "receipt of the store": ("field:signatures", "duty:receipt_signed"),
        "two officers": ("duty:two_officers",),
    },
}  # fmt: skip
