"""和解笔录 (domain.md D23; 民诉法 241: written into the transcript by the officers, signed by all parties)."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable

from services.clock import local
from services.documents import agreements, blocks, passages, signatures, signers
from services.documents.document import Story, document
from services.documents.subject import Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.settlement import Settlement
from services.records.resumption import resume_by
from services.wording import chinese_date, chinese_number, date_text, date_time_text, listed

SENTENCES = {
    "basis": ("article",),
    "id_shown": ("officers",),
    "id_not_shown": ("officers",),
    "recorded": (),
    "not_recorded": (),
    "resume": ("last", "by", "article"),
    "deduct": ("article",),
    "in_kind": ("article",),
    "guarantee": ("article",),
    "guarantee_open": (),
    "consent": ("article",),
    "photos": ("count", "list"),
    "corrects": ("number", "by", "reason"),
    "read_back": (),
}


@document(
    "settlement_transcript",
    "执行和解笔录",
    serves=Settlement,
    role="transcript",
    sentences=SENTENCES,
    signed=True,
    copies=4,
)
def settlement_transcript(subject: Subject, wording: Wording) -> Story:
    """Head, the parties, the plan in a table, the terms one by one, what was told, signatures of all."""
    agreed = subject.record
    assert isinstance(agreed, Settlement)
    body = [
        *blocks.head(
            subject.court.line, settlement_transcript.title, "", FORM, more=passages.number_lines(subject)
        ),
        *(blocks.labelled(label, value, FORM) for label, value in _facts(subject, agreed)),
        *_sections(subject, agreed, wording),
        blocks.text(wording.say("read_back"), FORM),
    ]
    signing = [
        *signers.persons(agreed.present, "present"),
        *([signers.Signer("担保人", agreed.guarantor)] if agreed.guarantor else []),
        *signers.officers(agreed.officers, agreed.recorder),
    ]
    places = signers.places(subject, settlement_transcript.code, signing)
    dated = blocks.date_line(chinese_date(local(agreed.reached_at).date()), FORM)
    annex = [*passages.case_list(subject, FORM), *passages.photo_annex(subject, agreed.photos, FORM)]
    return Story(body=body, block=[*signatures.block(places, FORM), *dated], annex=annex)


def _facts(subject: Subject, agreed: Settlement) -> Iterator[tuple[str, str]]:
    yield "时间", date_time_text(local(agreed.reached_at))
    yield "地点", agreed.place.text
    yield "定位", passages.position_text(agreed.located)
    yield "执行人员", subject.officer_line(subject.need("officers"))
    yield "记录人", agreed.recorder
    yield "申请执行人", subject.applicant
    yield "被执行人", subject.parties("debtor")
    yield "和解方式", agreed.form
    yield "到场人", "；".join(passages.person_text(person) for person in agreed.present)


def _sections(subject: Subject, agreed: Settlement, wording: Wording) -> Iterator[Flowable]:
    """The headed sections; a section without content is left out and the numbers close up."""
    sections: list[tuple[str, list[Flowable]]] = [
        ("经过", [*_events(subject, agreed, wording)]),
        ("分期履行", [agreements.plan(agreed)]),
        ("约定事项", blocks.numbered([*agreements.terms(agreed, wording)], FORM)),
        ("担保", blocks.texts([*_guarantee(agreed, wording)], FORM)),
        ("已告知双方", blocks.texts([*_told(agreed, wording)], FORM)),
        ("照片和录音录像", [*_evidence(agreed, wording)]),
        ("未能落实的事项", blocks.texts([*passages.passed_over(subject)], FORM)),
        ("补记", blocks.texts([*passages.added_later(subject)], FORM)),
    ]
    filled = [(title, content) for title, content in sections if content]
    for number, (title, content) in enumerate(filled, start=1):
        yield from blocks.section(f"{chinese_number(number)}、{title}", content, FORM)


def _events(subject: Subject, agreed: Settlement, wording: Wording) -> Iterator[Flowable]:
    if told := subject.correction:
        facts = {"number": str(told.number), "by": told.by, "reason": told.reason}
        yield blocks.text(wording.say("corrects", **facts), FORM)
    yield blocks.text(wording.say("basis", article=articles.article("cpl-241").cite), FORM)
    officers = listed(agreed.officers)
    yield blocks.text(wording.say("id_shown" if agreed.id_shown else "id_not_shown", officers=officers), FORM)
    yield blocks.text(wording.say("recorded" if agreed.recorder_on else "not_recorded"), FORM)
    if agreed.frail:
        care = f"照顾情况：{agreed.care.rstrip('。')}。" if agreed.care else ""
        yield blocks.text(f"在场有{listed(agreed.frail)}。{care}", FORM)
    if agreed.agent_authorised is not None:
        yield blocks.text(f"代理人{'有' if agreed.agent_authorised else '尚未提交'}和解的特别授权。", FORM)


def _guarantee(agreed: Settlement, wording: Wording) -> Iterator[str]:
    if not agreed.guarantor:
        return
    who = "，".join(
        part
        for part in (agreed.guarantor_id and f"证件号码{agreed.guarantor_id}", agreed.guarantor_contact)
        if part
    )
    yield f"担保人：{agreed.guarantor}{f'（{who}）' if who else ''}；担保方式：{agreed.guarantee_kind}。"
    yield f"担保范围和财产：{agreed.guarantee_scope.rstrip('。')}。"
    days = (("担保期间至", agreed.guarantee_until), ("暂缓执行至", agreed.deferred_until))
    if told := "；".join(f"{label}{date_text(on)}" for label, on in days if on):
        yield f"{told}。"
    promised = wording.say("guarantee", article=articles.article("hj-18").cite)
    yield promised if agreed.direct_promise else wording.say("guarantee_open")
    if agreed.creditor_consents:
        yield wording.say("consent", article=articles.article("db-6").cite)


def _told(agreed: Settlement, wording: Wording) -> Iterator[str]:
    if agreed.told:
        yield f"{'；'.join(agreed.told)}。"
    last = agreed.last_day
    yield wording.say(
        "resume", last=date_text(last), by=date_text(resume_by(last)), article=articles.article("hj-10").cite
    )
    yield wording.say("deduct", article=articles.article("int-465").cite)


def _evidence(agreed: Settlement, wording: Wording) -> Iterator[Flowable]:
    if agreed.photos:
        facts = {"count": str(len(agreed.photos)), "list": passages.photo_list(agreed.photos)}
        yield blocks.text(wording.say("photos", **facts), FORM)
    for film in agreed.films:
        yield blocks.text(passages.film_text(film) + "。", FORM)
