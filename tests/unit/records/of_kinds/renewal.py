"""续封: its duties green for a machine sealed on in time, each turned red; where every item of a renewal is kept."""

from __future__ import annotations

import datetime as dt

from services.records.kinds.renewal import Renewal
from tests.unit.records import measured
from tests.unit.records.judging import PICTURE, Row, answered, situation

KIND = Renewal
SEALED_ON = situation(measured.renewal(PICTURE), Renewal, cases=(measured.CASE,), happenings=(), subject="m7")
FROZEN_ON = situation(
    measured.renewal(
        PICTURE, measure=measured.FROZEN, notice_posted=None, registry="开户银行", term_from=dt.date(2026, 12, 1),
        term_until=dt.date(2027, 11, 30), photos=(),
    ),
    Renewal, cases=(measured.CASE,), happenings=(), subject="m9",
)  # fmt: skip
GREEN = (SEALED_ON, FROZEN_ON)
PROVED: set[str] = set()

EVIDENCE: list[Row] = [
    (Renewal, SEALED_ON, "two_officers", answered(officers=("方立",))),
    (Renewal, SEALED_ON, "renewal_ordered", answered(order_number=None)),
    (Renewal, SEALED_ON, "renewed_in_time", answered(order_on=dt.date(2026, 12, 5))),
    (Renewal, SEALED_ON, "renewed_in_time", answered(term_from=dt.date(2026, 12, 6))),
    (Renewal, FROZEN_ON, "renewed_in_time", answered(order_on=dt.date(2026, 12, 1))),
    (Renewal, SEALED_ON, "thing_checked", answered(still_there=None)),
    (Renewal, SEALED_ON, "sign_renewed", answered(notice_posted=None)),
    (Renewal, SEALED_ON, "sign_renewed", answered(photos=())),
    (Renewal, SEALED_ON, "registry_told", answered(registry_reply=None)),
    (Renewal, SEALED_ON, "parties_served", answered(served=None)),
]

WANTED: dict[str, tuple[str, ...]] = {
    "renewal (INT 485, CKD 27; §4.2)": (
        "which measure, who asked and when, before expiry, a ruling of its own, new term not longer than the law allows",
        "registry or bank told, both sides served, notice with the new term, the thing is still there",
    ),
}
ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "renewal (INT 485, CKD 27; §4.2)": {
        "which measure": ("field:measure",),
        "who asked and when": ("field:asked_by", "field:asked_on"),
        "before expiry": ("duty:renewed_in_time",),
        "a ruling of its own": ("field:order_number", "field:order_on", "duty:renewal_ordered"),
        "new term not longer than the law allows": ("field:term_from", "field:term_until"),
        "registry or bank told": (
            "field:registry",
            "field:registry_notice",
            "field:registry_reply",
            "duty:registry_told",
        ),
        "both sides served": ("field:served", "duty:parties_served"),
        "notice with the new term": ("field:notice_posted", "slot:公告", "duty:sign_renewed"),
        "the thing is still there": ("field:still_there", "duty:thing_checked"),
        "officers and who wrote it": ("field:officers", "field:recorder", "duty:two_officers"),
    },
}
WANTED["renewal (INT 485, CKD 27; §4.2)"] += ("officers and who wrote it",)
