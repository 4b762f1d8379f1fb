"""现场执行笔录 (domain.md D11): times, place, who was there, what was told, course, result, signed on every page."""

from __future__ import annotations

from collections.abc import Iterator

from services.documents import passages, transcripts
from services.documents.document import Story, document
from services.documents.subject import Subject
from services.documents.transcripts import Outline
from services.documents.wording_files import Wording
from services.records.kinds.scene_transcript import TOLD, SceneTranscript
from services.wording import date_time_text

SENTENCES = {**transcripts.SENTENCES, "read_out": (), "seen": (), "corrected": ("corrections",)}
_ELSEWHERE = frozenset(
    (
        "act", "began_at", "ended_at", "place", "located", "officers", "recorder", "id_shown", "recorder_on", "present",
        "others", "told", "told_to", "care", "frail", "process", "said", "result", "photos", "films", "incident", "note",
        "reading", "corrections", "signatures",
    )
)  # fmt: skip


@document(
    "scene_transcript", "现场执行笔录", serves=SceneTranscript, role="transcript", sentences=SENTENCES, signed=True,
    each_page=True,
)  # fmt: skip
def scene_transcript(subject: Subject, wording: Wording) -> Story:
    """Head and facts, what was told to whom, the course in its own words, what was said, evidence, signatures."""
    scene = subject.record
    assert isinstance(scene, SceneTranscript)
    outline = Outline(
        code=scene_transcript.code,
        title=scene_transcript.title,
        facts=[*_facts(subject, scene)],
        said={
            "present": [*transcripts.opening(subject, wording), *_others(scene)],
            "said": [f"{line.sort}：{line.text}" for line in scene.said],
            "incident": [*transcripts.incidents(scene)],
            "photos": [*transcripts.evidence(wording, scene.photos, scene.films), *_read(scene, wording)],
        },
        elsewhere=_ELSEWHERE,
        photos=scene.photos,
        signs="cpl-239-2",
    )
    return transcripts.story(subject, outline, wording)


def _facts(subject: Subject, scene: SceneTranscript) -> Iterator[tuple[str, str]]:
    yield "事项", scene.act
    yield "开始时间", date_time_text(scene.began_at)
    yield "完成时间", date_time_text(scene.ended_at)
    yield "地点", scene.place.text
    yield "定位", passages.position_text(scene.located)
    yield "执行人员", subject.officer_line(subject.need("officers"))
    yield "记录人", scene.recorder
    yield "申请执行人", subject.applicant
    yield "被执行人", subject.parties("debtor")


def _others(scene: SceneTranscript) -> Iterator[str]:
    if scene.others:
        yield f"其他在场人：{'；'.join(passages.person_text(person) for person in scene.others)}。"


def _read(scene: SceneTranscript, wording: Wording) -> Iterator[str]:
    if scene.reading:
        yield wording.say("read_out" if scene.reading == TOLD else "seen")
    if scene.corrections:
        yield wording.say("corrected", corrections=scene.corrections.rstrip("。"))
