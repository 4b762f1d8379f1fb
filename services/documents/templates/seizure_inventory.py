"""扣押、查封财产清单 (domain.md D05; 民诉法 256-2: made by the officers, signed by those present, a copy to the debtor)."""

from __future__ import annotations

from collections.abc import Iterator

from services.clock import local
from services.documents import blocks, letters, passages, seizures, signatures, signers, taken
from services.documents.document import Story, document
from services.documents.subject import Subject
from services.documents.taken import Taken
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.sealing import Sealing
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.wording import chinese_date, date_time_text

SENTENCES = {
    "made_under": ("article", "receivers"),
    "end_of_list": ("count",),
    "custody": ("custodian", "article"),
    "in_use": ("deed", "user", "allowed", "limit", "forbidden", "article"),
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
    "sort", "estate", "certificate", "area", "occupants", "goods", "debtors_own", "meters",
)  # fmt: skip


@document(
    "seizure_inventory", "{deed}财产清单", serves=(VehicleSeizure, Sealing), role="inventory", sentences=SENTENCES,
    signed=True, copies=3, shows=SHOWN,
)  # fmt: skip
def seizure_inventory(subject: Subject, wording: Wording) -> Story:
    """Head with the ruling, the goods in a table that is closed off below, custody and term, signatures."""
    goods = taken.of(subject.record)
    title = seizure_inventory.name(type(subject.record))
    body = [
        *blocks.head(subject.court.line, title, "", FORM, more=passages.number_lines(subject)),
        *(blocks.labelled(label, value, FORM) for label, value in _above(subject, goods)),
        blocks.inventory(_COLUMNS, goods.rows, FORM),
        blocks.text(wording.say("end_of_list", count=str(len(goods.rows))), FORM),
        *(blocks.labelled(label, value, FORM) for label, value in _below(goods)),
        *blocks.texts([*_sentences(subject, goods, wording)], FORM),
    ]
    signing = [
        *signers.persons(goods.present, "present"),
        signers.Signer("保管人", goods.custody.custodian),
        *signers.officers(goods.officers, goods.recorder),
    ]
    places = signers.places(subject, seizure_inventory.code, signing)
    dated = blocks.date_line(chinese_date(local(goods.ended_at).date()), FORM)
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


def _above(subject: Subject, goods: Taken) -> Iterator[tuple[str, str]]:
    yield "依据", seizures.rulings(subject)
    yield "申请执行人", subject.applicant
    yield "被执行人", subject.parties("debtor")
    yield "权属", goods.ownership
    yield f"{goods.deed}地点", goods.place


def _below(goods: Taken) -> Iterator[tuple[str, str]]:
    yield f"{goods.deed}方式", goods.way
    yield from goods.below
    phone = f"，电话{goods.phone}" if goods.phone else ""
    yield "保管人", goods.custody.custodian + phone
    yield f"{goods.deed}期限", seizures.term(goods)
    yield "起止时间", f"{date_time_text(goods.began_at)}至{date_time_text(goods.ended_at)}"
    if goods.worth:
        yield "车辆估价" if goods.deed == VehicleSeizure.deed else "估价", goods.worth


def _sentences(subject: Subject, goods: Taken, wording: Wording) -> Iterator[str]:
    kept, law = goods.custody, articles.article("ckd-10-2").cite
    if subject.correction:
        correction = subject.correction
        yield wording.say(
            "corrects", number=str(correction.number), by=correction.by, reason=correction.reason
        )
    if goods.in_use:
        yield wording.say(
            "in_use", deed=goods.deed, user=kept.user, allowed=kept.allowed, limit=kept.limit,
            forbidden="、".join(kept.forbidden), article=law,
        )  # fmt: skip
    else:
        yield wording.say("custody", custodian=kept.custodian, article=law)
    yield wording.say("liability", article=articles.article("cpl-114").cite)
    receivers = letters.receivers(debtor for case in subject.cases for debtor in case.debtors)
    yield wording.say("made_under", article=articles.article("cpl-256-2").cite, receivers=receivers)
