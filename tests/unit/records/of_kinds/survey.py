"""现状调查: its duties green, each turned red, and every item of PM 7 and of the paper's form in its place."""

from __future__ import annotations

import datetime as dt
from typing import Any

from services.position.fix import NoFix
from services.records.kinds.survey import ALIKE, ARREARS, LET, NOT_KNOWN, ROOMS, SHARED, Survey
from services.records.values import Located, Person
from tests.unit.records import seized
from tests.unit.records.judging import (
    AT,
    PICTURE,
    TRANSCRIPT,
    Row,
    answered,
    journal,
    signed_on_paper,
    situation,
    without_photo,
    without_step,
)

KIND = Survey
TENANT = Person(name="徐云芝", role="承租人")


def answers(**changes: Any) -> dict[str, Any]:
    """A let flat with its tenant there; None takes an answer away."""
    given: dict[str, Any] = {
        "thing": "定阳北路900号住宅", "sort": ROOMS, "began_at": AT, "place": seized.ROADSIDE,
        "located": Located.of(seized.FIX), "officers": ("方立", "毛一帆"), "recorder": "毛一帆", "id_shown": True,
        "recorder_on": True, "present": (TENANT,), "frail": ("老人",), "care": "请其坐下", "owner": "何岩松",
        "shared": SHARED, "co_owner": "徐云芝，二分之一", "identity": ALIKE, "burdens": ("抵押",), "burden_note": "农商行",
        "use": LET, "occupier": "江某，19000000001", "ground": "书面租赁合同", "lease_until": dt.date(2028, 5, 31),
        "rent": "每月1200元，付至本月", "lease_first": "后于查封、抵押", "arrears": ARREARS, "arrears_note": "物业费",
        "as_found": "毛坯", "flaws": "厨房渗水", "photos": (seized.photo("全貌", PICTURE),),
        "ended_at": AT + dt.timedelta(minutes=40),
    }  # fmt: skip
    return {name: value for name, value in {**given, **changes}.items() if value is not None}


_SIGNED = journal(*signed_on_paper("transcript", TRANSCRIPT))
LET_FLAT = situation(answers(), Survey, happenings=_SIGNED, subject="")
UNKNOWN = situation(
    answers(shared=NOT_KNOWN, co_owner=None, unknown="登记簿回院查询"), Survey, happenings=_SIGNED, subject=""
)
GREEN = (LET_FLAT, UNKNOWN)
PROVED = {"transcript_signed"}
EVIDENCE: list[Row] = [
    (Survey, LET_FLAT, "two_officers", answered(officers=("方立",))),
    (Survey, LET_FLAT, "id_shown", answered(id_shown=False)),
    (Survey, LET_FLAT, "recorder", answered(recorder_on=False)),
    (Survey, LET_FLAT, "place_and_time", answered(located=Located.of(NoFix("地下车库", AT)))),
    (Survey, LET_FLAT, "care_noted", answered(care=None)),
    (Survey, LET_FLAT, "title_surveyed", answered(co_owner=None)),
    (Survey, UNKNOWN, "title_surveyed", answered(unknown=None)),
    (Survey, LET_FLAT, "use_surveyed", answered(ground=None)),
    (Survey, LET_FLAT, "lease_asked", answered(rent=None)),
    (Survey, LET_FLAT, "lease_asked", answered(lease_until=None)),
    (Survey, LET_FLAT, "burdens_asked", answered(burden_note=None)),
    (Survey, LET_FLAT, "photo_taken", without_photo("全貌")),
    (Survey, LET_FLAT, "transcript_signed", without_step(TRANSCRIPT, "photographed")),
]
WANTED: dict[str, tuple[str, ...]] = {
    "PM 7": (
        "权属状况, 占有使用情况, 现状的调查笔录, occupation, lease, decoration, utilities arrears, who lives there, photos",
        "rights and defects that a buyer is told of (NET 14)",
    ),
    "5.1": (
        "officers show ID, minutes made and signed, recorder on, care notes, position/time stamp, refused signature",
        "two officers",
    ),
}
ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "PM 7": {
        "权属状况": (
            "field:owner", "field:shared", "field:co_owner", "field:papers", "field:identity", "field:identity_note",
            "duty:title_surveyed",
        ),
        "占有使用情况": ("field:use", "field:clearing", "duty:use_surveyed"),
        "现状的调查笔录": (
            "field:thing", "field:sort", "field:as_found", "field:structure", "field:fixtures", "field:odometer",
            "field:starts", "field:key_papers", "field:yearly", "field:costs", "field:heard", "field:unknown",
            "duty:transcript_signed",
        ),
        "occupation": ("field:use", "field:occupier", "field:ground"),
        "lease": (
            "field:lease_from", "field:lease_until", "field:rent", "field:lease_seen", "field:lease_first",
            "duty:lease_asked",
        ),
        "decoration": ("field:decoration",),
        "utilities arrears": ("field:arrears", "field:arrears_note"),
        "who lives there": ("field:residents",),
        "photos": ("field:photos", "field:films", "slot:全貌", "slot:室内", "slot:损伤", "duty:photo_taken"),
        "rights and defects that a buyer is told of (NET 14)": (
            "field:burdens", "field:burden_note", "field:flaws", "duty:burdens_asked",
        ),
    },
    "5.1": {
        "officers show ID": ("field:id_shown", "duty:id_shown"),
        "minutes made and signed": ("duty:transcript_signed", "field:signatures"),
        "recorder on": ("field:recorder_on", "duty:recorder"),
        "care notes": ("field:frail", "field:care", "duty:care_noted"),
        "position/time stamp": ("field:located", "duty:place_and_time"),
        "refused signature": ("value:Signature.reason",),
        "two officers": ("field:officers", "duty:two_officers"),
    },
}  # fmt: skip
