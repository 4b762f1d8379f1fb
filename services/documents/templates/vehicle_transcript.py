"""扣押车辆笔录 (domain.md D06 and D11; 查扣冻规定 18: times, place, kind and number, custodian, who signs)."""

from __future__ import annotations

from collections.abc import Iterator

from services.documents import passages, seizures, transcripts
from services.documents.document import Story, document
from services.documents.subject import Subject
from services.documents.transcripts import Outline
from services.documents.wording_files import Wording
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.records.values import Photo
from services.wording import date_time_text

SENTENCES = {**transcripts.SENTENCES, "inventory": ("count",), "nothing_loose": ()}
_ELSEWHERE = frozenset(
    (
        "way", "began_at", "ended_at", "place", "located", "officers", "recorder", "id_shown", "recorder_on", "present",
        "debtor_told", "told", "told_to", "care", "frail", "loose_items", "no_loose_items", "items_taken_by", "photos",
        "films", "estimate", "term_from", "term_until", "incident", "note", "signatures",
    )
)  # fmt: skip


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
    taken = _photos(seizure)
    outline = Outline(
        code=vehicle_transcript.code,
        title=vehicle_transcript.title,
        facts=[*_facts(subject, seizure)],
        said={
            "present": [*transcripts.opening(subject, wording)],
            "loose_items": [*_loose(seizure, wording)],
            "photos": [*transcripts.evidence(wording, taken, seizure.films)],
            "incident": [*transcripts.incidents(seizure)],
        },
        elsewhere=_ELSEWHERE,
        photos=taken,
        signs="ckd-18",
    )
    return transcripts.story(subject, outline, wording)


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
    yield "申请执行人", subject.applicant
    yield "被执行人", subject.parties("debtor")
    yield "依据", seizures.rulings(subject)
    yield "扣押期限", seizures.term(seizure)
    if worth := seizures.worth_in_words(seizure.estimate):
        yield "车辆估价", worth


def _loose(seizure: VehicleSeizure, wording: Wording) -> Iterator[str]:
    if not seizure.loose_items:
        if seizure.no_loose_items:
            yield wording.say("nothing_loose")
        return
    yield wording.say("inventory", count=str(len(seizure.loose_items)))
    yield from transcripts.rows(seizure.loose_items)
    if back := seizures.taken_back(seizure):
        yield f"{back}。"
