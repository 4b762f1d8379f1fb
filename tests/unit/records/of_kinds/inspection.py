"""查看: its duties green for a breach that ends the use, each turned red; where every item of an inspection is kept."""

from __future__ import annotations

import dataclasses
import datetime as dt

from services.position.fix import NoFix
from services.records.events import DutyMet
from services.records.kinds.inspection import Inspection
from services.records.values import Located
from tests.unit.records import measured, sealed
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

KIND = Inspection
_DONE = journal(
    *signed_on_paper("transcript", TRANSCRIPT), DutyMet(duty="breach_reported", text="已报院长，拟罚款")
)
BREACHED = situation(
    measured.inspection(PICTURE, frail=("老人",), care="已安排老人坐下", sales=(sealed.SALE,)), Inspection,
    cases=(measured.CASE,), happenings=_DONE, subject="m7",
)  # fmt: skip
WITHIN = situation(
    measured.inspection(
        PICTURE, use_state="在约定之内", breaches=None, breach_facts=None, turned=None, new_seals=None, custodian=None,
        seals_state="完好", goods_state="与清单一致",
    ),
    Inspection, cases=(measured.CASE,), happenings=_DONE, subject="m7",
)  # fmt: skip
KEPT_ON = situation(
    measured.inspection(PICTURE, turned=False, not_turned_why="当场纠正，申请执行人同意继续使用", new_seals=None,
                        custodian=None, broken_seals="车床900741", replaced_seals="车床900752"),
    Inspection, cases=(measured.CASE,), happenings=_DONE, subject="m7",
)  # fmt: skip
TORN = situation(
    measured.inspection(
        PICTURE, use_state="在约定之内", breaches=None, breach_facts=None, turned=None, new_seals=None, custodian=None,
        broken_seals="车床900741", replaced_seals="车床900752",
    ),
    Inspection, cases=(measured.CASE,), happenings=_DONE, subject="m7",
)  # fmt: skip
GREEN = (BREACHED, WITHIN, KEPT_ON, TORN)
PROVED: set[str] = set()
_LATE = dataclasses.replace(measured.IN_USE, inspected_on=AT.date() - dt.timedelta(days=31))

EVIDENCE: list[Row] = [
    (Inspection, BREACHED, "two_officers", answered(officers=("方立",))),
    (Inspection, BREACHED, "id_shown", answered(id_shown=None)),
    (Inspection, BREACHED, "recorder", answered(recorder_on=False)),
    (Inspection, BREACHED, "place_and_time", answered(located=Located.of(NoFix("车间内", AT)))),
    (Inspection, BREACHED, "care_noted", answered(care=None)),
    (Inspection, BREACHED, "inspected_in_time", answered(measure=_LATE)),
    (Inspection, BREACHED, "seals_checked", answered(seals_state=None)),
    (Inspection, BREACHED, "seals_checked", answered(seals_note=None)),
    (Inspection, BREACHED, "goods_checked", answered(goods_note=None)),
    (Inspection, WITHIN, "use_checked", answered(use_state=None)),
    (Inspection, BREACHED, "use_checked", answered(breach_facts=None)),
    (Inspection, BREACHED, "breach_answered", answered(told=("查验的依据",))),
    (Inspection, BREACHED, "breach_answered", answered(breaches=())),
    (Inspection, KEPT_ON, "breach_answered", answered(not_turned_why=None)),
    (Inspection, BREACHED, "sealed_again", answered(new_seals=None)),
    (Inspection, BREACHED, "sealed_again", without_photo("封条")),
    (Inspection, TORN, "strips_replaced", answered(broken_seals=None)),
    (Inspection, TORN, "strips_replaced", answered(replaced_seals=None)),
    (Inspection, BREACHED, "new_custodian", answered(custodian=None)),
    (Inspection, BREACHED, "compared", answered(compared=None)),
    (Inspection, BREACHED, "compared", without_photo("现状")),
    (Inspection, BREACHED, "sales_controlled", answered(sales=(dataclasses.replace(sealed.SALE, account=""),))),
    (Inspection, BREACHED, "transcript_signed", without_step(TRANSCRIPT, "photographed")),
    (
        Inspection, BREACHED, "breach_reported",
        lambda here: dataclasses.replace(here, happenings=journal(*signed_on_paper("transcript", TRANSCRIPT))),
    ),
]  # fmt: skip

WANTED: dict[str, tuple[str, ...]] = {
    "5.6 inspection": (
        "the measure looked at, seals intact?, goods as listed?, meter or mileage now, use within the terms?",
        "photos compared with the earlier ones, inspection interval, breach by its facts and evidence",
        "switch to 死封, breach consequences (CPL 114(1)(3), 刑法 314), new strips, custodian from now on",
        "further sale permissions one by one, next inspection",
    ),
    "5.1": (
        "ID shown, minutes signed, ≥2 officers, recorder on, care notes, position/time stamp, refused signature",
    ),
}
ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "5.6 inspection": {
        "the measure looked at": ("field:measure",),
        "seals intact?": ("field:seals_state", "field:seals_note", "duty:seals_checked"),
        "goods as listed?": ("field:goods_state", "field:goods_note", "duty:goods_checked"),
        "meter or mileage now": ("field:meters", "slot:表具"),
        "use within the terms?": ("field:use_state", "duty:use_checked"),
        "photos compared with the earlier ones": (
            "field:compared",
            "field:compared_note",
            "slot:现状",
            "duty:compared",
        ),
        "inspection interval": ("duty:inspected_in_time",),
        "breach by its facts and evidence": ("field:breaches", "field:breach_facts", "duty:breach_reported"),
        "switch to 死封": ("field:turned", "field:not_turned_why", "duty:breach_answered"),
        "breach consequences (CPL 114(1)(3), 刑法 314)": (
            "told:擅自处分、撕毁封条的后果",
            "paper:the transcript says it",
        ),
        "new strips": (
            "field:new_seals",
            "field:broken_seals",
            "field:replaced_seals",
            "slot:封条",
            "duty:sealed_again",
            "duty:strips_replaced",
        ),
        "custodian from now on": ("field:custodian", "duty:new_custodian"),
        "further sale permissions one by one": (
            "field:sales",
            "value:SalePermission.buyer",
            "duty:sales_controlled",
        ),
        "next inspection": ("field:next_on",),
    },
    "5.1": {
        "ID shown": ("field:id_shown", "duty:id_shown"),
        "minutes signed": ("duty:transcript_signed",),
        "≥2 officers": ("duty:two_officers",),
        "recorder on": ("field:recorder_on", "duty:recorder"),
        "care notes": ("field:frail", "field:care", "duty:care_noted"),
        "position/time stamp": ("field:located", "field:began_at", "duty:place_and_time"),
        "refused signature": ("value:Signature.reason",),
    },
}
