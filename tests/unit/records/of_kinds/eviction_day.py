"""腾房到场: its duties green, each turned red, and the items of D08 and §5.3 that the arrival answers."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from services.position.fix import NoFix
from services.records.declared import Happening
from services.records.draft import Draft
from services.records.duties import Situation
from services.records.eviction_duties import GRACE
from services.records.kinds.eviction_day import EvictionDay
from services.records.kinds.eviction_plan import EvictionPlan
from services.records.values import Located
from tests.unit.records import cleared
from tests.unit.records.judging import AT, Change, Row, answered, situation

KIND = EvictionDay


def planned(**changes: Any) -> tuple[Happening, ...]:
    """The plan of this home, as an earlier entry."""
    draft = Draft(
        id="plan", kind="eviction_plan", version=1, cases=(cleared.CASE.number,), officers=("方立",), started_at=AT,
        values=cleared.plan(**changes),
    )  # fmt: skip
    return cleared.entered(EvictionPlan.from_draft(draft))


ARRIVED = situation(
    cleared.day(), KIND, cases=(cleared.CASE,), happenings=(), subject="h1", related=planned()
)
GRACE_OVER = dataclasses.replace(
    ARRIVED, related=planned(home_ground=GRACE, notice_served_on=dt.date(2026, 7, 1))
)
GREEN = (ARRIVED, GRACE_OVER)
PROVED = {"term_over", "home_checked_before"}  # by the docket's notice or its posting, by the plan


def within_term(here: Situation) -> Situation:
    """The same while the term of the notice still runs."""
    served = (dataclasses.replace(cleared.NOTICE, due_on=dt.date(2026, 12, 1)),)
    return dataclasses.replace(here, cases=(dataclasses.replace(cleared.CASE, served=served),))


def related(found: tuple[Happening, ...]) -> Change:
    """The same after other earlier stages."""
    return lambda here: dataclasses.replace(here, related=found)


EVIDENCE: list[Row] = [
    (KIND, ARRIVED, "two_officers", answered(officers=("方立",))),
    (KIND, ARRIVED, "id_shown", answered(id_shown=False)),
    (KIND, ARRIVED, "recorder", answered(recorder_on=False)),
    (KIND, ARRIVED, "place_and_time", answered(located=Located.of(NoFix("地下车库", AT)))),
    (KIND, ARRIVED, "care_noted", answered(care=None)),
    (KIND, ARRIVED, "term_over", within_term),
    (KIND, ARRIVED, "home_checked_before", related(())),
    (
        KIND,
        GRACE_OVER,
        "home_checked_before",
        related(planned(home_ground=GRACE, notice_served_on=dt.date(2026, 8, 24))),
    ),
    (KIND, ARRIVED, "notice_shown", answered(notice_shown=False)),
    (KIND, ARRIVED, "debtor_side_told", answered(debtor_told=None)),
    (KIND, ARRIVED, "grassroots_present", answered(present=(cleared.NOTARY,))),
    (KIND, ARRIVED, "notary_where_alone", answered(present=(cleared.COMMUNITY,))),
]

WANTED: dict[str, tuple[str, ...]] = {
    "D08 arrival": (
        "time start; place; court people with roles; notified and present: 被执行人/成年家属/法定代表人",
        "工作单位 or 基层组织 representative; 公证员, 物业, 申请执行人, 搬家, 开锁, 医护; warrant shown; notice date",
        "state on arrival; how opened; occupants incl. elderly/children/sick and care taken; recording devices",
    ),
    "5.3 on the day": (
        "home and grace checked before",
        "notify debtor/adult family or legal rep.; unit or village/neighbourhood representative takes part (citizen)",
        "notary if nobody comes, whole-course video, papers and medicine given at once, animals, children's things",
    ),
    "5.1": ("officers show ID; recorder on; care notes; position/time stamp",),
}
ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "D08 arrival": {
        "time start": ("field:began_at", "duty:place_and_time"),
        "place": ("field:place", "field:located"),
        "court people with roles": ("field:officers", "field:recorder", "duty:two_officers"),
        "notified and present: 被执行人/成年家属/法定代表人": (
            "field:debtor_told", "field:present", "duty:debtor_side_told",
        ),
        "工作单位 or 基层组织 representative": ("field:present", "duty:grassroots_present"),
        "公证员": ("field:present", "duty:notary_where_alone"),
        "物业": ("field:present",),
        "申请执行人": ("field:present",),
        "搬家": ("field:present",),
        "开锁": ("field:present", "field:opened_by"),
        "医护": ("field:present",),
        "warrant shown": ("field:notice_shown", "field:notice_number", "duty:notice_shown"),
        "notice date": ("field:notice_until", "duty:term_over"),
        "state on arrival": ("field:door", "slot:房门外", "slot:开门后"),
        "how opened": ("field:opened_how", "field:opened_by", "field:opened_at", "field:opening_damage"),
        "occupants incl. elderly/children/sick and care taken": (
            "field:occupants", "field:frail", "field:care", "duty:care_noted",
        ),
        "recording devices": ("field:recorders", "field:films"),
    },
    "5.3 on the day": {
        "home and grace checked before": ("duty:home_checked_before",),
        "notify debtor/adult family or legal rep.": ("duty:debtor_side_told",),
        "unit or village/neighbourhood representative takes part (citizen)": ("duty:grassroots_present",),
        "notary if nobody comes": ("duty:notary_where_alone",),
        "whole-course video": ("field:recorder_on", "duty:recorder"),
        "papers and medicine given at once": ("field:given_at_once",),
        "animals": ("field:pets",),
        "children's things": ("field:given_at_once",),
    },
    "5.1": {
        "officers show ID": ("duty:id_shown",),
        "recorder on": ("duty:recorder",),
        "care notes": ("duty:care_noted",),
        "position/time stamp": ("duty:place_and_time",),
    },
}  # fmt: skip
