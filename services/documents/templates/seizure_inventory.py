"""扣押财产清单 (domain.md D05; 民诉法 256-2: made by the officers, signed by those present, a copy to the debtor)."""

from __future__ import annotations

from collections.abc import Iterator

from services.clock import local
from services.documents import blocks, passages, seizures, signatures, signers
from services.documents.document import Story, document
from services.documents.subject import Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.vehicle_seizure import IN_USE, VehicleSeizure
from services.wording import chinese_date, date_time_text

SENTENCES = {
    "made_under": ("article",),
    "end_of_list": ("count",),
    "custody": ("custodian", "article"),
    "in_use": ("user", "allowed", "limit", "forbidden", "article"),
    "liability": ("article",),
    "corrects": ("number", "by", "reason"),
}
SHOWN = (
    "way", "began_at", "ended_at", "officers", "recorder", "present", "plate", "brand", "vehicle_type", "model", "vin",
    "vin_unread", "engine_number", "colour", "odometer", "condition", "age_look", "damages", "damage_note", "keys",
    "key_note", "driving_licence", "registration_certificate", "plates_present", "papers_why", "loose_items",
    "items_taken_by", "yard", "yard_spot", "custodian", "custodian_phone", "seals", "user", "use_allowed", "use_limit",
    "use_forbidden", "estimate", "term_from", "term_until", "place", "registered",
    "owner", "public_notice", "key_seal", "certificate_number", "registered_to_debtor", "owner_confirmed",
)  # fmt: skip


@document(
    "seizure_inventory", "扣押财产清单", serves=VehicleSeizure, role="inventory", sentences=SENTENCES,
    signed=True, copies=3, shows=SHOWN,
)  # fmt: skip
def seizure_inventory(subject: Subject, wording: Wording) -> Story:
    """Head with the ruling, the goods in a table that is closed off below, custody and term, signatures."""
    seizure = subject.record
    assert isinstance(seizure, VehicleSeizure)
    seizures.check_ownership(seizure)
    rows = seizures.goods(seizure)
    body = [
        *blocks.head(
            subject.court.line, seizure_inventory.title, "", FORM, more=passages.number_lines(subject)
        ),
        *(blocks.labelled(label, value, FORM) for label, value in _above(subject, seizure)),
        blocks.gap(FORM, 0.3),
        blocks.inventory(_COLUMNS, rows, FORM),
        blocks.text(wording.say("end_of_list", count=str(len(rows))), FORM),
        *(blocks.labelled(label, value, FORM) for label, value in _below(seizure)),
        *blocks.texts([*_sentences(subject, seizure, wording)], FORM),
    ]
    signing = [
        *signers.persons(seizure.present, "present"),
        signers.Signer("保管人", seizure.custodian),
        *signers.officers(seizure.officers, seizure.recorder),
    ]
    places = signers.places(subject, seizure_inventory.code, signing)
    dated = blocks.date_line(chinese_date(local(seizure.ended_at).date()), FORM)
    return Story(
        body=body, block=[*signatures.block(places, FORM), *dated], annex=passages.case_list(subject, FORM)
    )


_COLUMNS = (
    blocks.Column("编号", 7, "center"),
    blocks.Column("财产名称", 13),
    blocks.Column("规格型号、特征", 27),
    blocks.Column("单位", 7, "center"),
    blocks.Column("数量", 7, "center"),
    blocks.Column("新旧、瑕疵", 15),
    blocks.Column("存放地点", 12),
    blocks.Column("估价（元）", 13, "right"),
)


def _above(subject: Subject, seizure: VehicleSeizure) -> Iterator[tuple[str, str]]:
    yield "依据", seizures.rulings(subject)
    yield "申请执行人", subject.parties("creditor")
    yield "被执行人", subject.parties("debtor")
    yield "权属", seizures.ownership(seizure)
    yield "扣押地点", seizure.place.text


def _below(seizure: VehicleSeizure) -> Iterator[tuple[str, str]]:
    yield "扣押方式", seizures.way(seizure)
    yield from seizures.answers(seizure, ("seals", "public_notice", "papers_why"))
    if back := seizures.taken_back(seizure):
        yield "随车物品", back
    phone = f"，电话{seizure.custodian_phone}" if seizure.custodian_phone else ""
    yield "保管人", seizure.custodian + phone
    yield "扣押期限", seizures.term(seizure)
    yield "起止时间", f"{date_time_text(seizure.began_at)}至{date_time_text(seizure.ended_at)}"
    if worth := seizures.worth_in_words(seizure):
        yield "车辆估价", worth


def _sentences(subject: Subject, seizure: VehicleSeizure, wording: Wording) -> Iterator[str]:
    if subject.correction:
        correction = subject.correction
        yield wording.say(
            "corrects", number=str(correction.number), by=correction.by, reason=correction.reason
        )
    if seizure.way == IN_USE:
        yield wording.say(
            "in_use", user=seizure.user, allowed=seizure.use_allowed, limit=seizure.use_limit,
            forbidden="、".join(seizure.use_forbidden), article=articles.article("ckd-10-2").cite,
        )  # fmt: skip
    else:
        yield wording.say("custody", custodian=seizure.custodian, article=articles.article("ckd-10-2").cite)
    yield wording.say("liability", article=articles.article("cpl-114").cite)
    yield wording.say("made_under", article=articles.article("cpl-256-2").cite)
