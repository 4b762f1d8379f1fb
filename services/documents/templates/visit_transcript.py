"""上门查找笔录 (domain.md D12; 民诉法 239-2: what was done is written down, and those present sign)."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable

from services.documents import blocks, passages, signatures, signers
from services.documents.document import Story, document
from services.documents.subject import MissingFact, Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.visit import MET, Visit
from services.wording import chinese_date, chinese_number, date_time_text, listed

SENTENCES = {
    "id_shown": ("officers", "article"),
    "id_not_shown": ("officers",),
    "recorded": (),
    "not_recorded": (),
    "photos": ("count", "list"),
    "corrects": ("number", "by", "reason"),
    "read_back": (),
    "nobody_to_sign": (),
}


@document(
    "visit_transcript", "上门查找笔录", serves=Visit, role="transcript", sentences=SENTENCES, signed=True
)
def visit_transcript(subject: Subject, wording: Wording) -> Story:
    """Head, the facts line by line, what happened, what was said and learnt, what was passed over, signatures."""
    visit = subject.record
    assert isinstance(visit, Visit)
    met = visit.outcome in MET
    body = [
        *blocks.head(subject.court.line, "上门查找笔录", "", FORM, more=passages.number_lines(subject)),
        *(blocks.labelled(label, value, FORM) for label, value in _facts(subject, visit)),
        *_sections(subject, visit, wording),
        blocks.text(wording.say("read_back" if met else "nobody_to_sign"), FORM),
    ]
    signing = [*signers.persons(visit.met, "met"), *signers.officers(visit.officers, subject.recorder)]
    places = signers.places(subject, visit_transcript.code, signing)
    dated = blocks.date_line(chinese_date(visit.arrived_at.date()), FORM)
    annex = [*passages.case_list(subject, FORM), *passages.photo_annex(subject, visit.photos, FORM)]
    return Story(body=body, block=[*signatures.block(places, FORM), *dated], annex=annex)


def _facts(subject: Subject, visit: Visit) -> Iterator[tuple[str, str]]:
    kind = f"（{visit.place_kind}）" if visit.place_kind else ""
    yield "时间", date_time_text(visit.arrived_at)
    yield "地点", visit.place.text + kind
    yield "定位", passages.position_text(visit.located)
    yield "执行人员", subject.officer_line(subject.need("officers"))
    yield "记录人", subject.recorder
    yield "申请执行人", subject.applicant
    yield "被执行人", subject.parties("debtor")
    causes = listed(dict.fromkeys(case.cause for case in subject.cases))
    if causes:
        yield "案由", causes
    yield "结果", visit.outcome


def _sections(subject: Subject, visit: Visit, wording: Wording) -> Iterator[Flowable]:
    """The headed sections; a section without content is left out and the numbers close up."""
    sections = [
        ("经过", [*_events(subject, visit, wording)]),
        ("谈话内容", blocks.questions([(line.sort, line.text) for line in visit.said], FORM)),
        ("了解到的线索", blocks.numbered([*_clues(visit)], FORM)),
        ("照片和录音录像", [*_evidence(visit, wording)]),
        ("未能落实的事项", blocks.texts([*passages.passed_over(subject)], FORM)),
        ("补记", blocks.texts([*passages.added_later(subject)], FORM)),
    ]
    filled = [(title, content) for title, content in sections if content]
    for number, (title, content) in enumerate(filled, start=1):
        yield from blocks.section(f"{chinese_number(number)}、{title}", content, FORM)


def _events(subject: Subject, visit: Visit, wording: Wording) -> Iterator[Flowable]:
    if subject.correction:
        correction = subject.correction
        facts = {"number": str(correction.number), "by": correction.by, "reason": correction.reason}
        yield blocks.text(wording.say("corrects", **facts), FORM)
    yield blocks.text(subject.narrative, FORM)
    yield from blocks.texts([*_told(subject, visit, wording)], FORM)
    if visit.met:
        whom = "；".join(passages.person_text(person) for person in visit.met)
        yield blocks.text(f"在场人：{whom}。", FORM)


def _told(subject: Subject, visit: Visit, wording: Wording) -> Iterator[str]:
    """What was shown and said to those met; documents neither shown nor passed over with a reason refuse the paper."""
    if visit.outcome not in MET:
        return
    if visit.id_shown is None and not subject.overridden("id_shown"):
        raise MissingFact("id_shown", "笔录须写明“已出示工作证件”没有，文书没有出具。请补答后再出。")
    if visit.id_shown is not None:
        sentence = "id_shown" if visit.id_shown else "id_not_shown"
        facts = {"article": articles.article("cpl-239").cite} if visit.id_shown else {}
        yield wording.say(sentence, officers=listed(visit.officers), **facts)
    if visit.recorder_on is not None:
        yield wording.say("recorded" if visit.recorder_on else "not_recorded")
    if visit.frail:
        care = f"照顾情况：{visit.care}。" if visit.care else ""
        yield f"在场有{listed(visit.frail)}。{care}"


def _clues(visit: Visit) -> Iterator[str]:
    for clue in visit.clues:
        yield f"{clue.sort}：{clue.text}{f'（{clue.from_whom}提供）' if clue.from_whom else ''}"
    if visit.checked_clue and not visit.checked_result:
        yield f"正在核实的线索：{visit.checked_clue}"


def _evidence(visit: Visit, wording: Wording) -> Iterator[Flowable]:
    if visit.photos:
        facts = {"count": str(len(visit.photos)), "list": passages.photo_list(visit.photos)}
        yield blocks.text(wording.say("photos", **facts), FORM)
    for film in visit.films:
        yield blocks.text(passages.film_text(film) + "。", FORM)
