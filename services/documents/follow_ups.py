"""What papers about a measure share when its record makes them: the measure as a target of its case, and the facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from services.clock import local
from services.docket.property import Measure, Property
from services.documents import passages, transcripts
from services.documents.case_subject import CaseSubject, Target
from services.documents.document import Story
from services.documents.subject import Subject
from services.documents.transcripts import Outline
from services.documents.wording_files import Wording
from services.records.values import HeldMeasure, Photo
from services.wording import date_time_text

ELSEWHERE = frozenset(
    (
        "measure", "began_at", "ended_at", "place", "located", "officers", "recorder", "id_shown", "recorder_on",
        "present", "told", "told_to", "care", "frail", "photos", "films", "note", "signatures",
    )
)  # fmt: skip
"""What stands in head, facts or sentences of every such transcript."""


def of_case(
    subject: Subject, held: HeldMeasure, ground: str = "", measure: Measure | None = None
) -> CaseSubject:
    """The record's measure as a paper of the case takes it: the docket's thing, else what the record calls it."""
    case, about = subject.cases[0], measure or held.measure
    for one in subject.cases:
        if one.property(about.property_id) is not None:
            case = one
    thing = case.property(about.property_id) or Property(id="", kind="", name=held.name)
    record: Any = subject.record
    return CaseSubject(
        case=case,
        target=Target(id=about.id, label=held.name, thing=thing, measure=about, ground=ground),
        court=subject.court,
        officers=subject.officers,
        on=local(record.ended_at).date(),
        demo=subject.demo,
    )


def facts(subject: Subject, label: str) -> Iterator[tuple[str, str]]:
    """The measure, when, where, who, between whom."""
    record: Any = subject.record
    yield label, passages.measure_text(record.measure)
    yield "开始时间", date_time_text(record.began_at)
    yield "完成时间", date_time_text(record.ended_at)
    yield "地点", record.place.text
    yield "定位", passages.position_text(record.located)
    yield "执行人员", subject.officer_line(subject.need("officers"))
    yield "记录人", record.recorder
    yield "申请执行人", subject.applicant
    yield "被执行人", subject.parties("debtor")


def transcript(
    subject: Subject, wording: Wording, *, code: str, title: str, label: str, signs: str,
    said: dict[str, list[str]], elsewhere: frozenset[str] = ELSEWHERE,
) -> Story:  # fmt: skip
    """The transcript of a follow-up: its own sentences beside those that every one has."""
    record: Any = subject.record
    rows = [row for name in ("returned", "handed") for row in getattr(record, name, None) or ()]
    taken: list[Photo] = [*record.photos, *(row.photo for row in rows if row.photo)]
    outline = Outline(
        code=code,
        title=title,
        facts=[*facts(subject, label)],
        said={
            "present": [*transcripts.opening(subject, wording)],
            "photos": [*transcripts.evidence(wording, taken, record.films)],
            "note": [*transcripts.incidents(record)],
            **said,
        },
        elsewhere=elsewhere,
        photos=taken,
        signs=signs,
    )
    return transcripts.story(subject, outline, wording)
