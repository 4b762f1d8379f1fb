"""张贴笔录 (domain.md D04, D07, D19): what was hung where for which cases, by when; the photos prove it."""

from __future__ import annotations

from collections.abc import Iterator

from services.clock import local
from services.documents import blocks, passages, signatures, signers
from services.documents.document import Story, document
from services.documents.subject import Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.posting import Posting
from services.records.signing import OFFICER
from services.wording import chinese_date, chinese_number, date_text, date_time_text, listed

SENTENCES = {
    "public": ("article", "cause", "course"),
    "term": ("until",),
    "sealed": (),
    "not_sealed": (),
    "masked": (),
    "not_masked": (),
    "screen": ("court", "until"),
    "told": ("whom",),
    "photos": ("count", "list"),
    "corrects": ("number", "by", "reason"),
    "read_back": (),
}
_PARTIES = 6  # names of parties that stand in the head; of more, the annexed list tells


@document(
    "posting_transcript", "张贴笔录", serves=Posting, role="transcript", sentences=SENTENCES, signed=True
)
def posting_transcript(subject: Subject, wording: Wording) -> Story:
    """Head, facts, the papers, what the law asks, photos; the list of all cases where there are more than three."""
    posting = subject.record
    assert isinstance(posting, Posting)
    columns = (
        blocks.Column("序号", 10, "center"),
        blocks.Column("文书名称", 40),
        blocks.Column("文号", 35),
        blocks.Column("份数", 15),
    )
    rows = [
        (str(n), p.title, p.number or "无", str(p.copies)) for n, p in enumerate(subject.need("papers"), 1)
    ]
    sections = [
        ("张贴的文书", [blocks.inventory(columns, rows, FORM)]),
        ("经过", blocks.texts([*_course(subject, posting, wording)], FORM)),
        ("照片和录音录像", blocks.texts([*_evidence(posting, wording)], FORM)),
        ("未能落实的事项", blocks.texts([*passages.passed_over(subject)], FORM)),
        ("补记", blocks.texts([*passages.added_later(subject)], FORM)),
    ]
    filled = [(title, content) for title, content in sections if content]
    body = [
        *blocks.head(subject.court.line, "张贴笔录", "", FORM, more=passages.number_lines(subject)),
        *(blocks.labelled(label, value, FORM) for label, value in _facts(subject, posting)),
        *(part for n, (title, content) in enumerate(filled, 1)
          for part in blocks.section(f"{chinese_number(n)}、{title}", content, FORM)),
        blocks.text(wording.say("read_back"), FORM),
    ]  # fmt: skip
    signing = [
        *signers.persons(posting.witnesses, "witnesses"),
        *(signers.Signer(OFFICER, name) for name in subject.need("officers")),
    ]
    places = signers.places(subject, posting_transcript.code, signing)
    dated = blocks.date_line(chinese_date(local(posting.posted_at).date()), FORM)
    annex = [*passages.case_list(subject, FORM), *passages.photo_annex(subject, posting.photos, FORM)]
    return Story(body=body, block=[*signatures.block(places, FORM), *dated], annex=annex)


def _facts(subject: Subject, posting: Posting) -> Iterator[tuple[str, str]]:
    yield "时间", date_time_text(local(posting.posted_at))
    yield "地点", f"{posting.place.text}（{listed(subject.need('where'))}）"
    yield "定位", passages.position_text(posting.located)
    yield "执行人员", subject.officer_line(subject.need("officers"))
    creditors = [p.name for p in subject.creditors]
    yield "申请执行人", _named(creditors) if creditors or not subject.cases else subject.applicant
    yield "被执行人", _named([p.name for p in subject.debtors])
    yield "张贴目的", posting.purpose
    yield "对象", posting.receiver
    if posting.witnesses:
        yield "在场人", "；".join(passages.person_text(person) for person in posting.witnesses)


def _named(names: list[str]) -> str:
    """All names, of many the first and how many there are: the list of cases names them all."""
    if not names:
        return "见所附案件清单"
    return (
        listed(names)
        if len(names) <= _PARTIES
        else f"{listed(names[:_PARTIES])}等{len(names)}人，见所附案件清单"
    )


def _course(subject: Subject, posting: Posting, wording: Wording) -> Iterator[str]:
    if subject.correction:
        correction = subject.correction
        facts = {"number": str(correction.number), "by": correction.by, "reason": correction.reason}
        yield wording.say("corrects", **facts)
    yield subject.narrative
    yield wording.say("sealed" if posting.sealed else "not_sealed")
    yield wording.say("masked" if posting.masked else "not_masked")
    if posting.cause:
        course = posting.course.rstrip("。") or "未写明"
        yield wording.say(
            "public", article=articles.article("cpl-95").cite, cause=posting.cause, course=course
        )
    if posting.term_until:
        yield wording.say("term", until=date_text(posting.term_until))
    if posting.shared_court or posting.screen_until:
        until = date_text(posting.screen_until) if posting.screen_until else "未定日期"
        yield wording.say("screen", court=posting.shared_court or "（名称未记）", until=until)
    if posting.told:
        yield wording.say("told", whom=posting.told.rstrip("。"))


def _evidence(posting: Posting, wording: Wording) -> Iterator[str]:
    if posting.photos:
        facts = {"count": str(len(posting.photos)), "list": passages.photo_list(posting.photos)}
        yield wording.say("photos", **facts)
    yield from (passages.film_text(film) + "。" for film in posting.films)
    if posting.note:
        yield posting.note.rstrip("。") + "。"
