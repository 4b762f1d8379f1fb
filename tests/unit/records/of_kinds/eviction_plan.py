"""腾房预案: its duties green, each turned red, and every item that the notes want planned in its place."""

from __future__ import annotations

import datetime as dt

from services.records.eviction_duties import GRACE
from services.records.kinds.eviction_plan import EvictionPlan
from tests.unit.records import cleared
from tests.unit.records.judging import Row, answered, situation

KIND = EvictionPlan
PLANNED = situation(cleared.plan(), KIND, cases=(cleared.CASE,), happenings=(), subject="h1")
GRACE_OVER = situation(
    cleared.plan(home_ground=GRACE, notice_served_on=dt.date(2026, 7, 1)),
    KIND, cases=(cleared.CASE,), happenings=(), subject="h1",
)  # fmt: skip
GREEN = (PLANNED, GRACE_OVER)
PROVED: set[str] = set()

EVIDENCE: list[Row] = [
    (KIND, PLANNED, "two_officers", answered(officers=("方立",))),
    (KIND, PLANNED, "home_checked", answered(home_ground=None)),
    (KIND, GRACE_OVER, "home_checked", answered(notice_served_on=None)),
    (KIND, GRACE_OVER, "home_checked", answered(notice_served_on=dt.date(2026, 9, 1))),
    (KIND, PLANNED, "low_income_reported", answered(low_income=True)),
    (KIND, PLANNED, "occupants_asked", answered(occupants=None, tenancy=None)),
    (KIND, PLANNED, "care_noted", answered(care=None)),
    (KIND, PLANNED, "roles_given", answered(people=cleared.plan()["people"][:2])),
    (KIND, PLANNED, "risks_met", answered(hospital=None)),
    (KIND, PLANNED, "risks_met", answered(calls=None)),
    (KIND, PLANNED, "risks_met", answered(risk_measures=None)),
]

WANTED: dict[str, tuple[str, ...]] = {
    "5.3 before": (
        "grace/necessity checks (YY 20); low-income person without a home: stop and report; visit before, tenants' rights",
    ),
    "5.3 plan": (
        "people, roles, route, locksmith, movers, boxes, store, medic, police, notary, utilities, media",
        "risk of violence/fire/suicide",
    ),
    "issue": ("kit, hospital, who calls whom, term over before the day, president's approval",),
}
ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "5.3 before": {
        "grace/necessity checks (YY 20)": ("field:home_ground", "field:notice_served_on", "duty:home_checked"),
        "low-income person without a home: stop and report": (
            "field:low_income", "field:low_income_report", "duty:low_income_reported",
        ),
        "visit before": ("field:visited_on", "field:occupants", "duty:occupants_asked"),
        "tenants' rights": ("field:tenancy",),
    },
    "5.3 plan": {
        "people": ("field:people", "duty:two_officers"),
        "roles": ("value:Person.role", "duty:roles_given"),
        "route": ("field:route", "field:gathering", "field:cordon"),
        "locksmith": ("field:people", "field:calls"),
        "movers": ("field:trucks", "field:people"),
        "boxes": ("field:boxes_ready",),
        "store": ("field:store", "field:store_phone"),
        "medic": ("field:ambulance", "field:hospital"),
        "police": ("field:people", "field:calls"),
        "notary": ("field:notary",),
        "utilities": ("field:calls",),
        "media": ("field:media",),
        "risk of violence/fire/suicide": ("field:risks", "field:risk_level", "field:risk_measures", "duty:risks_met"),
    },
    "issue": {
        "kit": ("field:kit",),
        "hospital": ("field:hospital", "duty:risks_met"),
        "who calls whom": ("field:calls", "value:Person.phone"),
        "term over before the day": ("field:notice_until", "because:a plan within the term is refused by its problems"),
        "president's approval": ("field:approved_by", "field:approved_on", "field:care", "duty:care_noted"),
    },
}  # fmt: skip
