"""通知领取财物: its duties green, each turned red, and the items of the notice to collect in their places."""

from __future__ import annotations

from services.records.kinds.eviction_collect import EvictionCollect
from tests.unit.records import cleared
from tests.unit.records.judging import Row, answered, situation

KIND = EvictionCollect
TOLD = situation(cleared.collect(), KIND, cases=(cleared.CASE,), happenings=(), subject="h1")
GREEN = (TOLD,)
PROVED: set[str] = set()

EVIDENCE: list[Row] = [
    (KIND, TOLD, "two_officers", answered(officers=("方立",))),
    (KIND, TOLD, "day_and_place_named", answered(collect_until=None)),
    (KIND, TOLD, "day_and_place_named", answered(place=None)),
    (KIND, TOLD, "losses_told", answered(warned=None)),
    (KIND, TOLD, "notice_proved", answered(photos=None)),
]

WANTED: dict[str, tuple[str, ...]] = {
    "5.3 after": ("notice to collect with date, to whom, where, what follows, proof, two officers",),
}
ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "5.3 after": {
        "notice to collect with date": ("field:collect_until", "duty:day_and_place_named"),
        "to whom": ("field:notified", "field:answer"),
        "where": ("field:place", "field:custodian"),
        "what follows": ("field:warned", "duty:losses_told"),
        "proof": ("field:photos", "field:way", "duty:notice_proved"),
        "two officers": ("duty:two_officers",),
    },
}
