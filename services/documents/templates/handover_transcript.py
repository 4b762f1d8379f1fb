"""房屋交付笔录 (domain.md §5.3; 民诉法 260: handed over in person by the officer, the receiver signs for it)."""

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
from services.records.kinds.eviction_handover import EvictionHandover
from services.wording import chinese_date, chinese_number, date_time_text, listed

SENTENCES = {
    "id_shown": ("officers", "article"),
    "received": ("role", "who", "article"),
    "read_back": (),
    "photos": ("count", "list"),
    "corrects": ("number", "by", "reason"),
}
_UNSHOWN = ("signatures",)
_COLUMNS = (
    blocks.Column("序号", 8, "center"),
    blocks.Column("设施", 22),
    blocks.Column("数量", 12, "center"),
    blocks.Column("特征、现状", 36),
    blocks.Column("处理", 22),
)


@document(
    "handover_transcript", "房屋交付笔录", serves=EvictionHandover, role="transcript", sentences=SENTENCES, signed=True,
    copies=3, shows=tuple(n for n in EvictionHandover.fields() if n not in _UNSHOWN),
)  # fmt: skip
def handover_transcript(subject: Subject, wording: Wording) -> Story:
    """Head and facts, how it was handed over, the fixtures in a table, evidence, signatures."""
    given = subject.record
    assert isinstance(given, EvictionHandover)
    if not given.id_shown and not subject.overridden("id_shown"):
        raise MissingFact("id_shown", "没有出示工作证件又没有写明理由，文书没有出具。")
    body = [
        *blocks.head(
            subject.court.line, handover_transcript.title, "", FORM, more=passages.number_lines(subject)
        ),
        *(blocks.labelled(label, value, FORM) for label, value in _facts(subject, given)),
        *_sections(subject, given, wording),
        *blocks.texts(
            [
                wording.say(
                    "received", role=given.receiver_role, who=given.receiver,
                    article=articles.article("cpl-260").cite,
                ),
                wording.say("read_back"),
            ],
            FORM,
        ),
    ]  # fmt: skip
    signing = [*signers.persons(given.present, "present"), *signers.officers(given.officers, given.recorder)]
    places = signers.places(subject, handover_transcript.code, signing)
    dated = blocks.date_line(chinese_date(local(given.ended_at).date()), FORM)
    annex = [*passages.case_list(subject, FORM), *passages.photo_annex(subject, given.photos, FORM)]
    return Story(body=body, block=[*signatures.block(places, FORM), *dated], annex=annex)


def _facts(subject: Subject, given: EvictionHandover) -> Iterator[tuple[str, str]]:
    yield "时间", f"{date_time_text(local(given.began_at))}至{date_time_text(local(given.ended_at))}"
    yield "房屋", given.place.text + (f"（{given.certificate}）" if given.certificate else "")
    yield "定位", passages.position_text(given.located)
    yield "执行人员", subject.officer_line(subject.need("officers"))
    yield "记录人", given.recorder
    yield "申请执行人", subject.applicant
    yield "被执行人", subject.parties("debtor")
    number = f"，证件号码{given.receiver_id}" if given.receiver_id else ""
    yield "接收人", f"{given.receiver_role}{given.receiver}{number}"


def _sections(subject: Subject, given: EvictionHandover, wording: Wording) -> Iterator[Flowable]:
    sections: list[tuple[str, list[Flowable]]] = [
        ("到场", blocks.texts([*_present(subject, given, wording)], FORM)),
        ("交付经过", blocks.texts([subject.narrative, *_rest(given)], FORM)),
        ("固定设施清单", _fixtures(given)),
        ("照片和录音录像", blocks.texts([*_evidence(given, wording)], FORM)),
        ("未能落实的事项", blocks.texts([*passages.passed_over(subject)], FORM)),
        ("补记", blocks.texts([*passages.added_later(subject)], FORM)),
    ]
    filled = [(title, content) for title, content in sections if content]
    for number, (title, content) in enumerate(filled, start=1):
        yield from blocks.section(f"{chinese_number(number)}、{title}", content, FORM)


def _present(subject: Subject, given: EvictionHandover, wording: Wording) -> Iterator[str]:
    if subject.correction:
        correction = subject.correction
        yield wording.say(
            "corrects", number=str(correction.number), by=correction.by, reason=correction.reason
        )
    if given.id_shown:
        law = articles.article("cpl-239").cite
        yield wording.say("id_shown", officers=listed(given.officers), article=law)
    yield f"到场人：{'；'.join(passages.person_text(person) for person in given.present)}。"


def _rest(given: EvictionHandover) -> Iterator[str]:
    if given.occupier_refused is not None:
        yield f"占有人{'拒不移交' if given.occupier_refused else '没有拒绝移交'}。"
    if given.seals_removed:
        yield f"交付时解除封条：{given.seals_removed}。"
    if given.note:
        yield f"其他：{given.note.rstrip('。')}。"


def _fixtures(given: EvictionHandover) -> list[Flowable]:
    rows = [
        (
            str(row.number), row.name, f"{row.quantity:f}{row.unit}",
            "，".join(p for p in (row.model, row.condition, row.place, row.note) if p) or "完好",
            row.disposition or "随房交付",
        )
        for row in given.fixtures
    ]  # fmt: skip
    return [blocks.inventory(_COLUMNS, rows, FORM)] if rows else []


def _evidence(given: EvictionHandover, wording: Wording) -> Iterator[str]:
    if given.photos:
        yield wording.say("photos", count=str(len(given.photos)), list=passages.photo_list(given.photos))
    for film in given.films:
        yield passages.film_text(film) + "。"
