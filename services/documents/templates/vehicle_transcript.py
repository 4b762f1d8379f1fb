"""扣押车辆笔录 (domain.md D06 and D11; 查扣冻规定 18: times, place, kind and number, custodian, who signs)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable

from services.clock import local
from services.documents import blocks, passages, seizures, signatures, signers
from services.documents.document import Story, document
from services.documents.subject import MissingFact, Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.records.values import Photo
from services.wording import chinese_date, chinese_number, date_time_text, listed

SENTENCES = {
    "id_shown": ("officers", "article"),
    "recorded": (),
    "told": ("whom", "list"),
    "photos": ("count", "list"),
    "inventory": ("count",),
    "nothing_loose": (),
    "signs": ("article",),
    "read_back": (),
    "corrects": ("number", "by", "reason"),
}
_IN_SENTENCES = frozenset(
    (
        "way", "began_at", "ended_at", "place", "located", "officers", "recorder", "id_shown", "recorder_on", "present",
        "debtor_told", "told", "told_to", "care", "frail", "loose_items", "no_loose_items", "items_taken_by", "photos",
        "films", "estimate", "term_from", "term_until", "incident", "note", "signatures",
    )
)  # fmt: skip
"""What stands in the head or in sentences; every other answer stands in the table of its part."""


@document(
    "vehicle_transcript",
    "扣押车辆笔录",
    serves=VehicleSeizure,
    role="transcript",
    sentences=SENTENCES,
    signed=True,
)
def vehicle_transcript(subject: Subject, wording: Wording) -> Story:
    """Head and facts, then how it went, the car, its state, custody, terms of use, evidence; read back and signed."""
    seizure = subject.record
    assert isinstance(seizure, VehicleSeizure)
    seizures.check_ownership(seizure)
    body = [
        *blocks.head(
            subject.court.line, vehicle_transcript.title, "", FORM, more=passages.number_lines(subject)
        ),
        *(blocks.labelled(label, value, FORM) for label, value in _facts(subject, seizure)),
        *_sections(subject, seizure, wording),
        *blocks.texts(
            [wording.say("signs", article=articles.article("ckd-18").cite), wording.say("read_back")], FORM
        ),
    ]
    signing = [
        *signers.persons(seizure.present, "present"),
        signers.Signer("保管人", seizure.custodian),
        *signers.officers(seizure.officers, seizure.recorder),
    ]
    places = signers.places(subject, vehicle_transcript.code, signing)
    dated = blocks.date_line(chinese_date(local(seizure.ended_at).date()), FORM)
    annex = [*passages.case_list(subject, FORM), *passages.photo_annex(subject, _photos(seizure), FORM)]
    return Story(body=body, block=[*signatures.block(places, FORM), *dated], annex=annex)


def _photos(seizure: VehicleSeizure) -> list[Photo]:
    """The set, then one of each loose thing that has its own."""
    return [*seizure.photos, *(row.photo for row in seizure.loose_items if row.photo)]


def _facts(subject: Subject, seizure: VehicleSeizure) -> Iterator[tuple[str, str]]:
    yield "扣押方式", seizures.way(seizure)
    yield "开始时间", date_time_text(seizure.began_at)
    yield "完成时间", date_time_text(seizure.ended_at)
    yield "地点", seizure.place.text
    yield "定位", passages.position_text(seizure.located)
    yield "执行人员", subject.officer_line(subject.need("officers"))
    yield "记录人", seizure.recorder
    yield "申请执行人", subject.parties("creditor")
    yield "被执行人", subject.parties("debtor")
    yield "依据", seizures.rulings(subject)
    yield "扣押期限", seizures.term(seizure)
    if worth := seizures.worth_in_words(seizure):
        yield "车辆估价", worth


def _sections(subject: Subject, seizure: VehicleSeizure, wording: Wording) -> Iterator[Flowable]:
    """The headed sections, part by part of the record; one without content is left out and the numbers close up."""
    sentences = {
        "present": [*_present(subject, seizure, wording)],
        "loose_items": [*_loose(seizure, wording)],
        "photos": [*_evidence(seizure, wording)],
        "incident": [*_incidents(seizure)],
    }
    sections: list[tuple[str, list[Flowable]]] = []
    for part in seizure.parts:
        said = [line for name, lines in sentences.items() if name in part.names for line in lines]
        names = [name for name in part.names if name not in _IN_SENTENCES]
        sections.append((part.title, [*blocks.texts(said, FORM), *_table(seizure, names)]))
    told = blocks.texts(subject.narrative, FORM)
    sections.insert(1, ("执行经过", told))
    sections.append(("未能落实的事项", blocks.texts([*passages.passed_over(subject)], FORM)))
    sections.append(("补记", blocks.texts([*passages.added_later(subject)], FORM)))
    filled = [(title, content) for title, content in sections if content]
    for number, (title, content) in enumerate(filled, start=1):
        yield from blocks.section(f"{chinese_number(number)}、{title}", content, FORM)


def _present(subject: Subject, seizure: VehicleSeizure, wording: Wording) -> Iterator[str]:
    if subject.correction:
        correction = subject.correction
        yield wording.say(
            "corrects", number=str(correction.number), by=correction.by, reason=correction.reason
        )
    if not seizure.id_shown and not subject.overridden("id_shown"):
        raise MissingFact("id_shown", "没有出示工作证件又没有写明理由，文书没有出具。")
    if seizure.id_shown:
        law = articles.article("cpl-239").cite
        yield wording.say("id_shown", officers=listed(seizure.officers), article=law)
    if seizure.recorder_on:
        yield wording.say("recorded")
    if seizure.present:
        yield f"到场人：{'；'.join(passages.person_text(person) for person in seizure.present)}。"
    if seizure.debtor_told:
        yield f"对被执行人一方的通知：{seizure.debtor_told}。"
    if seizure.told:
        whom = f"向{seizure.told_to}" if seizure.told_to else "当场"
        yield wording.say("told", whom=whom, list=listed(seizure.told))
    if seizure.frail:
        yield f"在场有{listed(seizure.frail)}。"
    if seizure.care:
        yield f"对老幼病残孕人员的照顾：{seizure.care}。"


def _incidents(seizure: VehicleSeizure) -> Iterator[str]:
    if seizure.incident:
        yield f"突发情况及处置：{seizure.incident}"
    if seizure.note:
        yield f"其他：{seizure.note}"


def _loose(seizure: VehicleSeizure, wording: Wording) -> Iterator[str]:
    if not seizure.loose_items:
        if seizure.no_loose_items:
            yield wording.say("nothing_loose")
        return
    yield wording.say("inventory", count=str(len(seizure.loose_items)))
    for row in seizure.loose_items:
        told = (
            f"{row.number}.{row.name}{row.quantity:f}{row.unit}", row.model, row.condition,
            f"在{row.place}" if row.place else "", row.disposition,
            f"估价{row.estimate}元" if row.estimate is not None else "", row.note,
        )  # fmt: skip
        yield "，".join(part for part in told if part) + "。"
    if back := seizures.taken_back(seizure):
        yield f"{back}。"


def _table(seizure: VehicleSeizure, names: Sequence[str]) -> list[Flowable]:
    pairs = [*seizures.answers(seizure, names)]
    return [blocks.facts_table(blocks.paired(pairs), FORM)] if pairs else []


def _evidence(seizure: VehicleSeizure, wording: Wording) -> Iterator[str]:
    taken = _photos(seizure)
    yield wording.say("photos", count=str(len(taken)), list=passages.photo_list(taken))
    for film in seizure.films:
        yield passages.film_text(film) + "。"
