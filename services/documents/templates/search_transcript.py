"""搜查笔录 (domain.md D10; 民诉法解释 498: made at every search, signed by searchers, the searched and those present)."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable

from services.clock import local
from services.documents import blocks, passages, signatures, signers
from services.documents.document import Story, document
from services.documents.subject import MissingFact, Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.premises_search import PremisesSearch
from services.wording import chinese_date, chinese_number, date_text, date_time_text, listed

SENTENCES = {
    "under": ("article",),
    "not_shown": ("what", "article"),
    "recorded": (),
    "not_recorded": (),
    "outsiders": ("article",),
    "outsiders_stayed": (),
    "list_apart": ("count",),
    "claimed": ("who",),
    "photos": ("count", "list"),
    "corrects": ("number", "by", "reason"),
    "read_back": (),
}


@document(
    "search_transcript",
    "搜查笔录",
    serves=PremisesSearch,
    role="transcript",
    sentences=SENTENCES,
    signed=True,
    copies=2,
)
def search_transcript(subject: Subject, wording: Wording) -> Story:
    """Head with the warrant, the facts, how it went, what was found, what was passed over, signatures."""
    search = subject.record
    assert isinstance(search, PremisesSearch)
    if not search.warrant_number:
        raise MissingFact(
            "warrant_number", "搜查笔录须写明搜查令文号，文书没有出具。没有搜查令不能搜查，请补上文号。"
        )
    body = [
        *blocks.head(
            subject.court.line, search_transcript.title, "", FORM, more=passages.number_lines(subject)
        ),
        *(blocks.labelled(label, value, FORM) for label, value in _facts(subject, search)),
        *_sections(subject, search, wording),
        blocks.text(wording.say("read_back"), FORM),
    ]
    signing = [
        *signers.persons(search.present, "present"),
        *([signers.Signer("保管人", search.custodian)] if search.custodian else []),
        *signers.officers(search.officers, search.recorder),
    ]
    places = signers.places(subject, search_transcript.code, signing)
    dated = blocks.date_line(chinese_date(local(search.ended_at).date()), FORM)
    annex = [*passages.case_list(subject, FORM), *passages.photo_annex(subject, search.photos, FORM)]
    return Story(body=body, block=[*signatures.block(places, FORM), *dated], annex=annex)


def _facts(subject: Subject, search: PremisesSearch) -> Iterator[tuple[str, str]]:
    on = f"（{date_text(search.warrant_on)}签发）" if search.warrant_on else ""
    covers = (
        ""
        if search.warrant_covers is None
        else "，地点在搜查令范围内"
        if search.warrant_covers
        else "，地点超出搜查令"
    )
    yield "搜查令", f"{search.warrant_number}{on}{covers}"
    if search.warrant_searchers:
        yield "搜查令载明的搜查人员", listed(search.warrant_searchers)
    yield "搜查时间", f"{date_time_text(local(search.began_at))}至{date_time_text(local(search.ended_at))}"
    yield "搜查地点", search.place.text
    yield "定位", passages.position_text(search.located)
    yield "搜查人员", subject.officer_line(subject.need("officers"))
    yield "记录人", search.recorder
    yield "申请执行人", subject.applicant
    yield "被执行人", subject.parties("debtor")
    yield "被搜查人", search.searched
    yield "拟搜查标的物", listed(search.looked_for)


def _sections(subject: Subject, search: PremisesSearch, wording: Wording) -> Iterator[Flowable]:
    """The headed sections; a section without content is left out and the numbers close up."""
    sections = [
        ("经过", [*_events(subject, search, wording)]),
        ("搜查所得", blocks.texts([*_found(search, wording)], FORM)),
        ("照片和录音录像", [*_evidence(search, wording)]),
        ("未能落实的事项", blocks.texts([*passages.passed_over(subject)], FORM)),
        ("补记", blocks.texts([*passages.added_later(subject)], FORM)),
    ]
    filled = [(title, content) for title, content in sections if content]
    for number, (title, content) in enumerate(filled, start=1):
        yield from blocks.section(f"{chinese_number(number)}、{title}", content, FORM)


def _events(subject: Subject, search: PremisesSearch, wording: Wording) -> Iterator[Flowable]:
    if told := subject.correction:
        facts = {"number": str(told.number), "by": told.by, "reason": told.reason}
        yield blocks.text(wording.say("corrects", **facts), FORM)
    yield blocks.text(wording.say("under", article=articles.article("cpl-259").cite), FORM)
    yield blocks.text(subject.narrative, FORM)
    yield from blocks.texts([*_told(search, wording)], FORM)
    if search.present:
        whom = "；".join(passages.person_text(person) for person in search.present)
        yield blocks.text(f"在场人：{whom}。", FORM)
    else:
        yield blocks.text("除执行人员外，没有其他人在场。", FORM)


def _told(search: PremisesSearch, wording: Wording) -> Iterator[str]:
    wanted = (("工作证件", search.id_shown), ("搜查令", search.warrant_shown), ("制式服装", search.in_dress))
    if no := [what for what, had in wanted if not had]:
        yield wording.say("not_shown", what=listed(no), article=articles.article("int-495").cite)
    yield wording.say("recorded" if search.recorder_on else "not_recorded")
    if search.outsiders_out:
        yield wording.say("outsiders", article=articles.article("int-496").cite)
    else:
        yield wording.say("outsiders_stayed")
    if search.frail:
        care = f"照顾情况：{search.care.rstrip('。')}。" if search.care else ""
        yield f"在场有{listed(search.frail)}。{care}"
    for label, words in (("突发情况", search.incident), ("其他", search.note)):
        if words:
            yield f"{label}：{words.rstrip('。')}。"


def _found(search: PremisesSearch, wording: Wording) -> Iterator[str]:
    if not search.found:
        return
    for row in search.found:
        marks = "，".join(part for part in (row.model, row.condition, row.place, row.note) if part)
        yield f"{row.number}.{row.name}{row.quantity:f}{row.unit}{f'（{marks}）' if marks else ''}，{row.disposition}。"
    if search.taken:
        yield wording.say("list_apart", count=str(len(search.taken)))
        yield from _grounds(search)
    if search.claimed_by:
        yield wording.say("claimed", who=search.claimed_by)


def _grounds(search: PremisesSearch) -> Iterator[str]:
    """Why these things could be taken, as far as it was answered."""
    if search.possessed is not None:
        yield f"所取财物{'由' if search.possessed else '不由'}被执行人占有。"
    if search.exempt is not None:
        yield "所取财物中有豁免财产。" if search.exempt else "经核对，所取财物中没有豁免财产。"
    if search.indivisible:
        yield "所取财物不可分，超出执行标的仍须整体扣押。"
    if search.no_other_property:
        yield "被执行人没有其他可供执行的财产，或者其他财产不足以清偿。"
    if search.public_notice:
        yield f"另以其他方式公示：{search.public_notice.rstrip('。')}。"


def _evidence(search: PremisesSearch, wording: Wording) -> Iterator[Flowable]:
    if search.photos:
        facts = {"count": str(len(search.photos)), "list": passages.photo_list(search.photos)}
        yield blocks.text(wording.say("photos", **facts), FORM)
    for film in search.films:
        yield blocks.text(passages.film_text(film) + "。", FORM)
