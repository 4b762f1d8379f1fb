"""张贴腾房公告: its duties green, each turned red, and every item of D07 and of the notes on posting in its place."""

from __future__ import annotations

from services.position.fix import NoFix
from services.records.kinds.eviction_notice import EvictionNotice
from services.records.values import Located
from tests.unit.records import cleared
from tests.unit.records.judging import AT, Row, answered, situation, without_photo

KIND = EvictionNotice
POSTED = situation(cleared.notice(), KIND, cases=(cleared.CASE,), happenings=(), subject="h1")
GREEN = (POSTED,)
PROVED: set[str] = set()

EVIDENCE: list[Row] = [
    (KIND, POSTED, "two_officers", answered(officers=("方立",))),
    (KIND, POSTED, "id_shown", answered(id_shown=None)),
    (KIND, POSTED, "president_signed", answered(sealed_copy=False)),
    (KIND, POSTED, "president_signed", answered(signed_by=None)),
    (KIND, POSTED, "notice_posted", without_photo("公告全景")),
    (KIND, POSTED, "notice_posted", answered(ways=None)),
    (KIND, POSTED, "occupants_asked", answered(occupants=None, tenancy=None)),
    (KIND, POSTED, "place_and_time", answered(located=Located.of(NoFix("地下车库", AT)))),
    (KIND, POSTED, "care_noted", answered(care=None)),
]

WANTED: dict[str, tuple[str, ...]] = {
    "D07": (
        "院长签发, 案由和未履行的义务, 责令被执行人及占有人迁出, 迁出期限, 房屋位置",
        "posted on the door, served, photo proof",
    ),
    "D07 SCZX": (
        "被执行人, 强迁公告日期, 义务履行情况, 未履行债务内容, 强迁文书序号, 被迁出人或被退出人, 迁出或退出日期, 见证人",
    ),
    "5.3 before": ("president's notice posted/served, who lives there, tenants' rights",),
}
ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "D07": {
        "院长签发": ("field:signed_by", "field:signed_on", "field:sealed_copy", "duty:president_signed"),
        "案由和未履行的义务": ("field:unfulfilled", "docket:Case.cause"),
        "责令被执行人及占有人迁出": ("field:vacators", "field:occupants"),
        "迁出期限": ("field:until",),
        "房屋位置": ("field:place", "field:certificate"),
        "posted on the door": ("field:ways", "field:posted_at", "field:located", "duty:place_and_time"),
        "served": ("field:served_way", "field:receivers", "field:told", "duty:id_shown"),
        "photo proof": ("slot:公告近景", "slot:公告全景", "duty:notice_posted"),
    },
    "D07 SCZX": {
        "被执行人": ("docket:Case.parties",),
        "强迁公告日期": ("field:signed_on", "field:posted_at"),
        "义务履行情况": ("field:state",),
        "未履行债务内容": ("field:unfulfilled",),
        "强迁文书序号": ("field:number",),
        "被迁出人或被退出人": ("field:vacators",),
        "迁出或退出日期": ("field:until",),
        "见证人": ("field:receivers",),
    },
    "5.3 before": {
        "president's notice posted/served": ("duty:notice_posted", "duty:two_officers"),
        "who lives there": ("field:occupants", "field:frail", "duty:occupants_asked", "duty:care_noted"),
        "tenants' rights": ("field:tenancy",),
    },
}
