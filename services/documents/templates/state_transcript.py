"""现状调查（勘查）笔录 of a record (domain.md §2.3; 拍卖变卖规定 7, 网拍规定 14): title, use, state, signed."""

from __future__ import annotations

from collections.abc import Iterator

from services.documents import passages, transcripts
from services.documents.document import Story, document
from services.documents.subject import Subject
from services.documents.transcripts import Outline
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.survey import Survey
from services.wording import date_time_text

SENTENCES = {**transcripts.SENTENCES, "basis": ("article", "thing"), "as_seen": ()}
_ELSEWHERE = frozenset(
    (
        "thing", "sort", "began_at", "ended_at", "place", "located", "officers", "recorder", "id_shown", "recorder_on",
        "present", "frail", "care", "as_found", "flaws", "unknown", "photos", "films", "heard",
        "note", "signatures",
    )
)  # fmt: skip


@document(
    "state_transcript", "现状调查（勘查）笔录", serves=Survey, role="transcript", sentences=SENTENCES, signed=True, copies=2,
)  # fmt: skip
def state_transcript(subject: Subject, wording: Wording) -> Story:
    """Head and facts, on which article, who was there, title and use and state in their tables, photos, signatures."""
    survey = subject.record
    assert isinstance(survey, Survey)
    basis = wording.say("basis", article=articles.article("pm-7").cite, thing=survey.thing)
    outline = Outline(
        code=state_transcript.code,
        title=state_transcript.title,
        facts=[*_facts(subject, survey)],
        said={
            "present": [basis, *transcripts.opening(subject, wording)],
            "note": [*_more(survey)],
            "photos": [*transcripts.evidence(wording, survey.photos, survey.films), wording.say("as_seen")],
        },
        elsewhere=_ELSEWHERE,
        photos=survey.photos,
        signs="cpl-239-2",
    )
    return transcripts.story(subject, outline, wording)


def _facts(subject: Subject, survey: Survey) -> Iterator[tuple[str, str]]:
    yield "财产", f"{survey.thing}（{survey.sort}）"
    yield "开始时间", date_time_text(survey.began_at)
    yield "完成时间", date_time_text(survey.ended_at)
    yield "地点", survey.place.text
    yield "定位", passages.position_text(survey.located)
    yield "执行人员", subject.officer_line(subject.need("officers"))
    yield "记录人", survey.recorder
    yield "申请执行人", subject.applicant
    yield "被执行人", subject.parties("debtor")


def _more(survey: Survey) -> Iterator[str]:
    if survey.heard:
        yield f"了解到的情况：{survey.heard.rstrip('。')}。"
    if survey.note:
        yield f"其他：{survey.note.rstrip('。')}。"
