"""解除措施: its duties green for a car given back after payment, each turned red; where every item of a release is kept."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from services.position.fix import NoFix
from services.records.kinds.release import Release
from services.records.values import Located
from tests.unit.records import measured
from tests.unit.records.judging import (
    AT,
    PICTURE,
    TRANSCRIPT,
    Row,
    answered,
    journal,
    owes,
    signed_on_paper,
    situation,
    without_step,
)

KIND = Release
_DONE = journal(*signed_on_paper("transcript", TRANSCRIPT))
_REGISTERED = measured.IN_USE
PAID = situation(
    measured.release(PICTURE, measure=_REGISTERED, frail=("老人",), care="已安排老人坐下"), Release,
    cases=(measured.CASE,), happenings=_DONE, subject="m7",
)  # fmt: skip
CONFIRMED = situation(
    measured.release(PICTURE, paid=Decimal(100), creditor_confirmed=True), Release, cases=(measured.CASE,),
    happenings=_DONE, subject="m1",
)  # fmt: skip
ACCOUNT = situation(
    measured.release(
        PICTURE, measure=measured.FROZEN, ground="被执行人提供担保且申请执行人同意解除", seals_removed=None, returned=None,
        returned_to=None, state=None,
    ),
    Release, cases=(measured.CASE,), happenings=_DONE, subject="m9",
)  # fmt: skip
GREEN = (PAID, CONFIRMED, ACCOUNT)
PROVED: set[str] = set()

EVIDENCE: list[Row] = [
    (Release, PAID, "two_officers", answered(officers=("方立",))),
    (Release, PAID, "id_shown", answered(id_shown=None)),
    (Release, PAID, "place_and_time", answered(located=Located.of(NoFix("地下车库", AT)))),
    (Release, PAID, "care_noted", answered(care=None)),
    (Release, PAID, "release_ordered", answered(order_number=None)),
    (Release, PAID, "release_ordered", answered(order_on=None)),
    (Release, PAID, "debt_cleared", answered(paid=Decimal("202899.99"))),
    (Release, PAID, "debt_cleared", owes("202900.01")),
    (Release, PAID, "debt_cleared", owes(None)),
    (Release, PAID, "debt_cleared", owes("2900.01", taken=Decimal(200000))),
    (Release, PAID, "debt_cleared", answered(receipt_number=None)),
    (Release, CONFIRMED, "debt_cleared", answered(creditor_confirmed=None)),
    (Release, PAID, "released_at_once", answered(paid_at=AT - dt.timedelta(days=2))),
    (Release, PAID, "nobody_waits", answered(waiting="未查明")),
    (Release, PAID, "given_back", answered(returned_to=None)),
    (Release, PAID, "given_back", answered(seals_removed=None)),
    (Release, PAID, "transcript_signed", without_step(TRANSCRIPT, "photographed")),
    (Release, PAID, "registry_told", answered(registry_reply=None)),
    (Release, ACCOUNT, "registry_told", answered(registry_notice=None)),
    (Release, PAID, "parties_served", answered(served=None)),
]

WANTED: dict[str, tuple[str, ...]] = {
    "release (CKD 26, 28; §5.7)": (
        "which measure, which of the six cases, ruling made and served, notice of assistance to the register",
        "debt paid: how much and when and finance's number, at once after payment, waiting measures take effect",
        "strips and notices off, goods and keys and papers back on a list, to whom, in what state, receiver signs",
    ),
    "2.4 解除": ("解除原因/日期/文书",),
    "5.1": ("ID shown, minutes signed, ≥2 officers, care notes, position/time stamp, refused signature",),
}
ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "release (CKD 26, 28; §5.7)": {
        "which measure": ("field:measure",),
        "which of the six cases": ("field:ground",),
        "ruling made and served": (
            "field:order_number",
            "field:order_on",
            "field:served",
            "duty:release_ordered",
            "duty:parties_served",
        ),
        "notice of assistance to the register": (
            "field:registry_notice",
            "field:registry_reply",
            "duty:registry_told",
        ),
        "debt paid: how much and when and finance's number": (
            "field:paid",
            "field:paid_at",
            "field:receipt_number",
            "field:payments",
            "field:payment_note",
            "field:creditor_confirmed",
            "duty:debt_cleared",
        ),
        "at once after payment": ("duty:released_at_once",),
        "waiting measures take effect": ("field:waiting", "told:轮候查封仍然有效", "duty:nobody_waits"),
        "strips and notices off": ("field:seals_removed", "slot:揭除封条"),
        "goods and keys and papers back on a list": ("field:returned", "duty:given_back"),
        "to whom": ("field:returned_to", "field:returned_at"),
        "in what state": ("field:state", "field:state_note"),
        "receiver signs": ("field:signatures", "duty:transcript_signed"),
    },
    "2.4 解除": {"解除原因/日期/文书": ("field:ground", "field:released_on", "field:order_number")},
    "5.1": {
        "ID shown": ("field:id_shown", "duty:id_shown"),
        "minutes signed": ("duty:transcript_signed",),
        "≥2 officers": ("duty:two_officers",),
        "care notes": ("field:frail", "field:care", "duty:care_noted"),
        "position/time stamp": ("field:located", "field:began_at", "duty:place_and_time"),
        "refused signature": ("value:Signature.reason",),
    },
}
