"""询问（谈话）笔录 (domain.md D13): identity, what was told, question and answer, what came of it, signed on every page."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable

from services.clock import local
from services.docket.party import Party
from services.documents import blocks, passages, signatures, signers
from services.documents.document import Story, document
from services.documents.signers import Signer
from services.documents.subject import MissingFact, Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.interview import CONFIRMED, FETCHED, TOLD, Interview
from services.records.signing import QUESTIONER, RECORDER
from services.records.values import Person
from services.wording import chinese_date, chinese_number, date_text, date_time_text, listed, money

SENTENCES = {
    "shown": ("officers", "article"),
    "not_shown": ("officers",),
    "recorded": (),
    "not_recorded": (),
    "told": ("list",),
    "identified": (),
    "not_identified": (),
    "care": ("list", "care"),
    "fetched": ("summons", "president", "article", "number", "at"),
    "service": ("receiver", "phone", "place"),
    "agent": ("agent",),
    "electronic": ("to", "article"),
    "not_electronic": (),
    "same_service": (),
    "no_service": (),
    "photos": ("count", "list"),
    "corrects": ("number", "by", "reason"),
    "corrected": ("corrections",),
    "seen": (),
    "read_out": (),
}
ASKED = "被询问人"


@document(
    "interview_transcript",
    "询问（谈话）笔录",
    serves=Interview,
    role="transcript",
    sentences=SENTENCES,
    signed=True,
    each_page=True,
)
def interview_transcript(subject: Subject, wording: Wording) -> Story:
    """Head and identity, sections, the sentence of 核对, signatures; every page has its place at the foot."""
    talk = subject.record
    assert isinstance(talk, Interview)
    if len(talk.person) != 1 or not talk.person[0].name:
        raise MissingFact("person", "笔录要写明一位被约谈人的姓名，文书没有出具。请补上。")
    whom = talk.person[0]
    body = [
        *blocks.head(subject.court.line, "询问（谈话）笔录", "", FORM, more=passages.number_lines(subject)),
        *(blocks.labelled(label, value, FORM) for label, value in _facts(subject, talk)),
        blocks.facts_table(blocks.paired([*_identity(subject, talk, whom)]), FORM),
        *_sections(subject, talk, wording),
        blocks.text(wording.say("read_out" if talk.reading == TOLD else "seen"), FORM),
    ]
    dated = blocks.date_line(chinese_date(local(talk.ended_at).date()), FORM)
    asked = Signer(ASKED, whom.name)
    signing = [
        asked,
        *signers.persons(talk.others, "others"),
        *(Signer(QUESTIONER, name) for name in subject.need("officers")),
        Signer(RECORDER, subject.need("recorder")),
    ]
    places = signers.places(subject, interview_transcript.code, signing)
    annex = [*passages.case_list(subject, FORM), *passages.photo_annex(subject, talk.photos, FORM)]
    return Story(
        body=body,
        block=[*signatures.block(places, FORM), *dated],
        annex=annex,
        feet=signers.feet(subject, interview_transcript.code, [asked]),
    )


def _facts(subject: Subject, talk: Interview) -> Iterator[tuple[str, str]]:
    yield "时间", f"{date_time_text(local(talk.began_at))}至{date_time_text(local(talk.ended_at))}"
    yield "地点", f"{talk.place.text}（{talk.shared_court or talk.venue}）"
    yield "定位", passages.position_text(talk.located)
    yield "约谈方式", f"{talk.way}，{talk.brought}"
    yield "约谈事由", talk.reason
    yield "询问人", subject.officer_line(subject.need("officers"))
    yield "记录人", talk.recorder
    yield "申请执行人", subject.applicant
    yield "被执行人", subject.parties("debtor")
    causes = listed(dict.fromkeys(case.cause for case in subject.cases))
    if causes:
        yield "案由", causes


def _identity(subject: Subject, talk: Interview, whom: Person) -> Iterator[tuple[str, str]]:
    """Who is asked: as answered, else as the docket has him; what neither knows is said to be unknown."""
    known = _party(subject, whom)
    born = talk.born_on or (known.born_on if known else None)
    home = talk.home.text if talk.home else known.places[0].text if known and known.places else ""
    yield ASKED, whom.name
    yield "身份", f"{talk.purpose}方：{whom.role}{f'（{whom.relation}）' if whom.relation else ''}"
    yield "性别", talk.sex or (known.sex if known else "") or "未陈述"
    yield "出生日期", date_text(born) if born else "未陈述"
    yield "证件号码", whom.id_number or (known.id_number if known else "") or "未陈述"
    yield "电话", whom.phone or (known.phones[0] if known and known.phones else "") or "未陈述"
    yield "工作单位和职务", talk.work or whom.unit or (known.workplace if known else "") or "未陈述"
    yield "住址", home or "未陈述"


def _party(subject: Subject, whom: Person) -> Party | None:
    """The docket's own party of that name, unless the identity numbers differ."""
    found = (p for case in subject.cases for p in case.parties if p.name == whom.name)
    return next((p for p in found if not whom.id_number or p.id_number in ("", whom.id_number)), None)


def _sections(subject: Subject, talk: Interview, wording: Wording) -> Iterator[Flowable]:
    """The headed sections; one without content is left out and the numbers close up."""
    sections = [
        ("告知", blocks.texts([*_told(subject, talk, wording)], FORM)),
        ("问答", blocks.questions([(line.sort, line.text) for line in talk.said], FORM)),
        ("承诺与线索", blocks.texts([*_outcome(talk)], FORM)),
        ("送达地址确认", blocks.texts([*_service(talk, wording)], FORM)),
        ("照片、录音录像和其他", blocks.texts([*_evidence(talk, wording)], FORM)),
        ("未能落实的事项", blocks.texts([*passages.passed_over(subject)], FORM)),
        ("补记", blocks.texts([*passages.added_later(subject)], FORM)),
    ]
    filled = [(title, content) for title, content in sections if content]
    for number, (title, content) in enumerate(filled, start=1):
        yield from blocks.section(f"{chinese_number(number)}、{title}", content, FORM)


def _told(subject: Subject, talk: Interview, wording: Wording) -> Iterator[str]:
    if subject.correction:
        correction = subject.correction
        facts = {"number": str(correction.number), "by": correction.by, "reason": correction.reason}
        yield wording.say("corrects", **facts)
    officers = listed(talk.officers)
    if talk.id_shown:
        yield wording.say("shown", officers=officers, article=articles.article("cpl-239").cite)
    else:
        yield wording.say("not_shown", officers=officers)
    yield wording.say("identified" if talk.identity_seen else "not_identified")
    yield wording.say("recorded" if talk.recorder_on else "not_recorded")
    if talk.brought == FETCHED:
        yield from _fetched(subject, talk, wording)
    elif talk.summoned_on:
        yield f"传票于{date_text(talk.summoned_on)}送达。"
    if talk.told:
        yield wording.say("told", list=listed(talk.told))
    if talk.recusal:
        yield f"被询问人{talk.recusal}。"
    if talk.others:
        yield f"其他在场人：{'；'.join(passages.person_text(person) for person in talk.others)}。"
    if talk.frail:
        yield wording.say("care", list=listed(talk.frail), care=talk.care or "未作记载")


def _fetched(subject: Subject, talk: Interview, wording: Wording) -> Iterator[str]:
    at = subject.need("fetched_at")
    summons = f"{date_text(talk.summoned_on)}送达的传票" if talk.summoned_on else "一次传票"
    yield wording.say(
        "fetched", summons=summons, president=subject.need("approved_by"), number=subject.need("fetching_number"),
        article=articles.article("int-482").cite, at=date_time_text(local(at)),
    )  # fmt: skip
    if talk.may_be_detained is not None:
        yield f"{'依法可能' if talk.may_be_detained else '不属于可能'}采取拘留措施的情形。"


def _outcome(talk: Interview) -> Iterator[str]:
    if talk.acknowledged:
        yield f"被询问人对执行依据确定的义务：{talk.acknowledged}。"
    for number, promise in enumerate(sorted(talk.promises or (), key=lambda p: p.on), 1):
        note = f"（{promise.note}）" if promise.note else ""
        yield f"承诺付款第{number}笔：{date_text(promise.on)}前付{money(promise.amount)}元{note}。"
    if talk.agrees_to_close is not None:
        yield f"被询问人{'同意' if talk.agrees_to_close else '不同意'}终结本次执行程序。"
    if talk.clue_until:
        yield f"须于{date_text(talk.clue_until)}前提供财产线索。"
    for clue in talk.clues:
        yield f"线索（{clue.sort}）：{clue.text}{f'，{clue.from_whom}提供' if clue.from_whom else ''}。"


def _service(talk: Interview, wording: Wording) -> Iterator[str]:
    if talk.service == CONFIRMED and talk.service_place is not None:
        phone = talk.service_phone or "未提供"
        yield wording.say("service", receiver=talk.service_to, phone=phone, place=talk.service_place.text)
        if talk.service_agent:
            yield wording.say("agent", agent=talk.service_agent)
        if talk.electronic and talk.electronic_to:
            yield wording.say("electronic", to=talk.electronic_to, article=articles.article("int-136").cite)
        elif talk.electronic is False:
            yield wording.say("not_electronic")
    elif talk.service:
        yield wording.say("no_service" if talk.service.startswith("不愿") else "same_service")


def _evidence(talk: Interview, wording: Wording) -> Iterator[str]:
    if talk.photos:
        facts = {"count": str(len(talk.photos)), "list": passages.photo_list(talk.photos)}
        yield wording.say("photos", **facts)
    yield from (passages.film_text(film) + "。" for film in talk.films)
    if talk.note:
        yield talk.note.rstrip("。") + "。"
    if talk.corrections:
        yield wording.say("corrected", corrections=talk.corrections.rstrip("。"))
