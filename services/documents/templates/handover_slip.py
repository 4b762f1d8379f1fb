"""车辆移交单 (domain.md D16): the car as it was handed over, with papers, keys and mileage; both sides sign."""

from __future__ import annotations

from collections.abc import Iterator

from services.clock import local
from services.documents import blocks, passages, seizures
from services.documents.document import Story, document
from services.documents.signatures import Place, block
from services.documents.subject import MissingFact, Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.records.kinds.vehicle_seizure import IN_USE, VehicleSeizure, found_by_police
from services.wording import chinese_date, date_time_text, listed

SENTENCES = {"handed": ("from_whom", "to_whom"), "checked": ()}
SHOWN = (
    "way", "plate", "plate_kind", "brand", "vehicle_type", "model", "vin", "vin_unread", "engine_number", "colour",
    "odometer", "fuel", "energy", "condition", "keys", "key_note", "key_seal", "driving_licence",
    "registration_certificate", "plates_present", "damage_note", "loose_items", "seals", "yard", "yard_spot", "stored_at",
    "custodian", "custodian_phone", "found_by", "police_post", "police_officer", "handed_over_at", "handed_over_place",
    "tow_company", "tow_plate", "tow_driver", "fee_per_day", "officers", "ended_at", "user", "registered",
)  # fmt: skip


@document(
    "handover_slip",
    "车辆移交单",
    serves=VehicleSeizure,
    role="receipt",
    sentences=SENTENCES,
    copies=3,
    shows=SHOWN,
)
def handover_slip(subject: Subject, wording: Wording) -> Story:
    """From the police or the officers to the yard or the user: identity, state, papers and keys, place and time."""
    seizure = subject.record
    assert isinstance(seizure, VehicleSeizure)
    keeper = seizure.user if seizure.way == IN_USE else seizure.custodian
    body = [
        *blocks.head(subject.court.line, handover_slip.title, "", FORM, more=passages.number_lines(subject)),
        blocks.text(
            wording.say("handed", from_whom=_from(seizure), to_whom=keeper),
            FORM,
        ),
        blocks.facts_table(blocks.paired([*_facts(seizure)]), FORM),
        blocks.text(wording.say("checked"), FORM),
    ]
    places = [
        *([Place("移交民警")] if found_by_police({"found_by": seizure.found_by}) else []),
        *(Place("执行人员", name) for name in subject.need("officers")),
        Place("接收人", keeper),
    ]
    dated = blocks.date_line(chinese_date(local(seizure.ended_at).date()), FORM)
    return Story(body=body, block=[*block(places, FORM), *dated], annex=passages.case_list(subject, FORM))


def _from(seizure: VehicleSeizure) -> str:
    officers = f"执行人员{listed(seizure.officers)}"
    if seizure.found_by != "交警":
        return officers
    if not seizure.police_post:
        raise MissingFact("police_post", "移交单须写明移交单位，文书没有出具。请补上移交单位。")
    return f"{seizure.police_post}交{officers}，再由{officers}"


def _facts(seizure: VehicleSeizure) -> Iterator[tuple[str, str]]:
    yield "车辆", seizures.car_text(seizure)
    yield "发现的方式", seizure.found_by
    yield from seizures.answers(
        seizure,
        (
            "plate_kind", "engine_number", "colour", "odometer", "energy", "fuel", "condition", "damage_note", "keys",
            "key_note", "key_seal", "driving_licence", "registration_certificate", "plates_present", "seals",
            "police_officer", "handed_over_at", "handed_over_place", "tow_company", "tow_plate", "tow_driver", "yard",
            "yard_spot", "stored_at", "custodian_phone", "fee_per_day",
        ),
    )  # fmt: skip
    left = [row for row in seizure.loose_items if row.disposition != seizures.TAKEN_BACK]
    yield "随车物品", listed(f"{row.name}{row.quantity:f}{row.unit}" for row in left) or "没有"
    yield "记录完成时间", date_time_text(seizure.ended_at)
