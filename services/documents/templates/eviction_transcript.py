"""强制腾房执行笔录 (domain.md D08; 民诉法 261-2: the course is written down, those present sign or seal)."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable

from services.clock import local
from services.documents import blocks, clearing, passages, signatures, signers
from services.documents.document import Story, document
from services.documents.subject import MissingFact, Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.eviction_close import EvictionClose
from services.records.kinds.eviction_day import EvictionDay
from services.records.record import Setting
from services.wording import chinese_date, chinese_number, date_text, date_time_text, listed

SENTENCES = {
    "id_shown": ("officers", "article"),
    "recorded": (),
    "ordered": ("article", "number", "until"),
    "listed": ("boxes", "bulky", "lines", "apart"),
    "moved": ("place", "article"),
    "refused": ("article",),
    "signs": ("article",),
    "read_back": (),
    "corrects": ("number", "by", "reason"),
}
SHOWN = (
    "arrival", "rooms", "notice_number", "notice_until", "began_at", "ended_at", "place", "located", "officers",
    "recorder", "present", "debtor_told", "result", "result_why", "incident", "handed", "moved_to", "moved_by", "trucks",
    "handed_to", "refusal_told", "list_copy", "water", "power", "gas", "shut", "locks", "door_seals", "keys", "keys_to",
    "photos", "recorders", "films", "note",
)  # fmt: skip


@document(
    "eviction_transcript", "强制腾房执行笔录", serves=EvictionClose, role="transcript", sentences=SENTENCES, signed=True,
    copies=2, shows=SHOWN,
)  # fmt: skip
def eviction_transcript(subject: Subject, wording: Wording) -> Story:
    """Head and facts, notice, those present, opening and occupants, room by room, belongings, meters and locks, signatures.

    Refused while the term of the president's notice runs (民诉法 261-1).
    """
    close = subject.record
    assert isinstance(close, EvictionClose)
    if close.notice_until >= local(close.began_at).date():
        until = date_text(close.notice_until)
        raise MissingFact(
            "notice_until", f"公告责令迁出的期限{until}还没有届满，不得强制迁出，笔录没有出具。"
        )
    day = clearing.arrival(subject, close)
    body = [
        *blocks.head(
            subject.court.line, eviction_transcript.title, "", FORM, more=passages.number_lines(subject)
        ),
        *(blocks.labelled(label, value, FORM) for label, value in _facts(subject, close)),
        *_sections(subject, close, day, wording),
        *blocks.texts(
            [wording.say("signs", article=articles.article("cpl-261-2").cite), wording.say("read_back")], FORM
        ),
    ]
    signing = [*signers.persons(close.present, "present"), *signers.officers(close.officers, close.recorder)]
    places = signers.places(subject, eviction_transcript.code, signing)
    dated = blocks.date_line(chinese_date(local(close.ended_at).date()), FORM)
    annex = [*passages.case_list(subject, FORM), *passages.photo_annex(subject, close.photos, FORM)]
    return Story(body=body, block=[*signatures.block(places, FORM), *dated], annex=annex)


def _facts(subject: Subject, close: EvictionClose) -> Iterator[tuple[str, str]]:
    yield "开始时间", date_time_text(local(close.began_at))
    yield "结束时间", date_time_text(local(close.ended_at))
    yield "地点", close.place.text
    yield "定位", passages.position_text(close.located)
    yield "执行人员", subject.officer_line(subject.need("officers"))
    yield "记录人", close.recorder
    yield "申请执行人", subject.applicant
    yield "被执行人", subject.parties("debtor")
    causes = listed(dict.fromkeys(case.cause for case in subject.cases))
    if causes:
        yield "案由", causes


def _sections(
    subject: Subject, close: EvictionClose, day: EvictionDay, wording: Wording
) -> Iterator[Flowable]:
    """The headed sections; one without content is left out and the numbers close up."""
    found = clearing.rooms(subject, close.rooms)
    setting = Setting(cases=subject.cases, officers=subject.officers)
    sections = [
        ("依据", [*_ground(subject, close, wording)]),
        ("到场与告知", [*_present(close, day, wording)]),
        ("到场、开门和安置", [day.narrative(setting)]),
        ("逐间清点", [*_rooms(found, setting, wording)]),
        ("财物去向", [*_belongings(close, wording)]),
        ("执行结果", [subject.narrative, *_rest(close)]),
        ("录音录像和照片", [*_evidence(close, day, found)]),
        ("未能落实的事项", [*passages.passed_over(subject)]),
        ("补记", [*passages.added_later(subject)]),
    ]
    filled = [(title, blocks.texts(said, FORM)) for title, said in sections if any(said)]
    for number, (title, content) in enumerate(filled, start=1):
        yield from blocks.section(f"{chinese_number(number)}、{title}", content, FORM)


def _ground(subject: Subject, close: EvictionClose, wording: Wording) -> Iterator[str]:
    if subject.correction:
        correction = subject.correction
        yield wording.say(
            "corrects", number=str(correction.number), by=correction.by, reason=correction.reason
        )
    yield wording.say(
        "ordered", article=articles.article("cpl-261-1").cite, number=close.notice_number,
        until=date_text(close.notice_until),
    )  # fmt: skip


def _present(close: EvictionClose, day: EvictionDay, wording: Wording) -> Iterator[str]:
    if day.id_shown:
        law = articles.article("cpl-239").cite
        yield wording.say("id_shown", officers=listed(day.officers), article=law)
    if day.recorder_on:
        yield wording.say("recorded")
    if close.debtor_told:
        yield f"对被执行人一方的到场通知：{close.debtor_told}。"
    if close.present:
        yield f"在场人：{'；'.join(passages.person_text(person) for person in close.present)}。"


def _rooms(found: tuple[clearing.Room, ...], setting: Setting, wording: Wording) -> Iterator[str]:
    for room in found:
        told = room.record.narrative(setting)
        mark, _, digest = room.label.rpartition(" ")
        yield f"{mark}：{told}{clearing.photo_span(room.record)}（逐间记录校验值{digest}）。"
    if found:
        sums = {n: v for n, v in clearing.counted(found).items() if n not in ("rooms", "photos")}
        yield wording.say("listed", **sums)


def _belongings(close: EvictionClose, wording: Wording) -> Iterator[str]:
    if close.moved_to:
        yield wording.say("moved", place=close.moved_to, article=articles.article("cpl-261-3").cite)
    if close.refusal_told:
        yield wording.say("refused", article=articles.article("cpl-261-3").cite)
    if close.list_copy:
        yield f"清单副本：{close.list_copy}。"


def _rest(close: EvictionClose) -> Iterator[str]:
    if close.incident:
        yield f"突发情况和处置：{close.incident.rstrip('。')}。"
    if close.note:
        yield f"其他：{close.note.rstrip('。')}。"


def _evidence(close: EvictionClose, day: EvictionDay, found: tuple[clearing.Room, ...]) -> Iterator[str]:
    if devices := close.recorders or day.recorders:
        yield f"记录设备：{devices}。"
    for film in (*day.films, *(f for room in found for f in room.record.films), *close.films):
        yield passages.film_text(film) + "。"
    if close.photos:
        yield f"收尾照片{len(close.photos)}张：{passages.photo_list(close.photos)}，附后。"
