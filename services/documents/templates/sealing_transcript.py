"""查封笔录 (domain.md D11; 查扣冻规定 18: times, place, kind and number, custodian, who signs), terms of use and sales."""

from __future__ import annotations

from collections.abc import Iterator

from services.documents import passages, sealings, seizures, transcripts
from services.documents.document import Story, document
from services.documents.subject import Subject
from services.documents.transcripts import Outline
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.sealing import Sealing
from services.records.values import Photo
from services.wording import date_time_text

SENTENCES = {**transcripts.SENTENCES, "inventory": ("count",), "sales": ("article",)}
_ELSEWHERE = frozenset(
    (
        "sort", "way", "began_at", "ended_at", "place", "located", "officers", "recorder", "id_shown", "recorder_on",
        "present", "debtor_told", "told", "told_to", "care", "frail", "goods", "photos", "films", "estimate", "sales",
        "term_from", "term_until", "incident", "note", "signatures",
    )
)  # fmt: skip


@document(
    "sealing_transcript", "查封笔录", serves=Sealing, role="transcript", sentences=SENTENCES, signed=True
)
def sealing_transcript(subject: Subject, wording: Wording) -> Story:
    """Head and facts, how it went, the things, whose they are, strips and notice, custody and terms, evidence."""
    sealing = subject.record
    assert isinstance(sealing, Sealing)
    sealings.check_ownership(sealing)
    taken = _photos(sealing)
    outline = Outline(
        code=sealing_transcript.code,
        title=sealing_transcript.title,
        facts=[*_facts(subject, sealing)],
        said={
            "present": [*transcripts.opening(subject, wording)],
            "goods": [*_goods(sealing, wording)],
            "photos": [*transcripts.evidence(wording, taken, sealing.films)],
            "sales": [*_sales(sealing, wording)],
            "incident": [*transcripts.incidents(sealing)],
        },
        elsewhere=_ELSEWHERE,
        photos=taken,
        signs="ckd-18",
    )
    return transcripts.story(subject, outline, wording)


def _photos(sealing: Sealing) -> list[Photo]:
    """The set, then one of each thing on the list that has its own."""
    return [*sealing.photos, *(row.photo for row in sealing.goods if row.photo)]


def _facts(subject: Subject, sealing: Sealing) -> Iterator[tuple[str, str]]:
    yield "查封对象", sealing.sort
    yield "查封方式", sealings.way(sealing)
    yield "开始时间", date_time_text(sealing.began_at)
    yield "完成时间", date_time_text(sealing.ended_at)
    yield "地点", sealing.place.text
    yield "定位", passages.position_text(sealing.located)
    yield "执行人员", subject.officer_line(subject.need("officers"))
    yield "记录人", sealing.recorder
    yield "申请执行人", subject.applicant
    yield "被执行人", subject.parties("debtor")
    yield "依据", seizures.rulings(subject)
    yield "查封期限", seizures.term(sealing)
    if worth := seizures.worth_in_words(sealing.estimate):
        yield "估价", worth


def _goods(sealing: Sealing, wording: Wording) -> Iterator[str]:
    if sealing.goods:
        yield wording.say("inventory", count=str(len(sealing.goods)))
        yield from transcripts.rows(sealing.goods)


def _sales(sealing: Sealing, wording: Wording) -> Iterator[str]:
    if sealing.sales:
        yield wording.say("sales", article=articles.article("zx98-33").cite)
        yield from sealings.sales(sealing.sales)
