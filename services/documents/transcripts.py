"""笔录 of an act on site, part by part of its kind: facts, sentences, the other answers in tables, photos, signatures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Flowable

from services.clock import local
from services.documents import answered, blocks, passages, seizures, signatures, signers
from services.documents.document import Story
from services.documents.subject import MissingFact, Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.records.record import Record
from services.records.signing import page_signers
from services.records.values import Film, InventoryRow, Photo
from services.wording import chinese_date, chinese_number, listed

SENTENCES = {
    "id_shown": ("officers", "article"),
    "recorded": (),
    "told": ("whom", "list"),
    "photos": ("count", "list"),
    "signs": ("article",),
    "read_back": (),
    "corrects": ("number", "by", "reason"),
}
"""What every such transcript says; a template adds its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What one kind's transcript is made of.

    `said` gives for an attribute the sentences that stand in the section of its part; `elsewhere` names the attributes
    that stand in head, facts or sentences: every other answer stands in the table of its part.
    """

    code: str
    title: str
    facts: Sequence[tuple[str, str]]
    said: Mapping[str, Sequence[str]]
    elsewhere: frozenset[str]
    photos: Sequence[Photo]
    signs: str


def story(subject: Subject, outline: Outline, wording: Wording) -> Story:
    """The whole transcript, read back and signed."""
    record: Any = subject.record
    body = [
        *blocks.head(subject.court.line, outline.title, "", FORM, more=passages.number_lines(subject)),
        *(blocks.labelled(label, value, FORM) for label, value in outline.facts),
        *_sections(subject, outline),
        *blocks.texts(
            [wording.say("signs", article=articles.article(outline.signs).cite), wording.say("read_back")],
            FORM,
        ),
    ]
    custodian = getattr(record, "custodian", "")
    signing = [
        *signers.persons(record.present, "present"),
        *signers.persons(getattr(record, "others", ()), "others"),
        *([signers.Signer("保管人", custodian)] if custodian else []),
        *signers.officers(record.officers, record.recorder),
    ]
    places = signers.places(subject, outline.code, signing)
    dated = blocks.date_line(chinese_date(local(record.ended_at).date()), FORM)
    annex = [*passages.case_list(subject, FORM), *passages.photo_annex(subject, outline.photos, FORM)]
    paged = page_signers(record.fields(), {name: getattr(record, name) for name in record.fields()})
    asked = [signer for signer in signing if signer.name in paged]
    return Story(
        body=body,
        block=[*signatures.block(places, FORM), *dated],
        annex=annex,
        feet=signers.feet(subject, outline.code, dict.fromkeys(asked)),
    )


def _sections(subject: Subject, outline: Outline) -> Iterator[Flowable]:
    """The headed sections; one without content is left out and the numbers close up."""
    record = subject.record
    sections: list[tuple[str, list[Flowable]]] = []
    for part in record.parts:
        said = [line for name, lines in outline.said.items() if name in part.names for line in lines]
        names = [name for name in part.names if name not in outline.elsewhere]
        sections.append((answered.label(part.title), [*blocks.texts(said, FORM), *_table(record, names)]))
    sections.insert(1, ("执行经过", blocks.texts(subject.narrative, FORM)))
    sections.append(("未能落实的事项", blocks.texts([*passages.passed_over(subject)], FORM)))
    sections.append(("补记", blocks.texts([*passages.added_later(subject)], FORM)))
    filled = [(title, content) for title, content in sections if content]
    for number, (title, content) in enumerate(filled, start=1):
        yield from blocks.section(f"{chinese_number(number)}、{title}", content, FORM)


def _table(record: Record, names: Sequence[str]) -> list[Flowable]:
    pairs = [*seizures.answers(record, names)]
    return [blocks.facts_table(blocks.paired(pairs), FORM)] if pairs else []


def opening(subject: Subject, wording: Wording) -> Iterator[str]:
    """What is corrected, who showed his document, who was there and was told what, who was frail and cared for."""
    record: Any = subject.record
    if subject.correction:
        correction = subject.correction
        yield wording.say(
            "corrects", number=str(correction.number), by=correction.by, reason=correction.reason
        )
    if not record.id_shown and not subject.overridden("id_shown"):
        raise MissingFact("id_shown", "没有出示工作证件又没有写明理由，文书没有出具。")
    if record.id_shown:
        law = articles.article("cpl-239").cite
        yield wording.say("id_shown", officers=listed(record.officers), article=law)
    if record.recorder_on:
        yield wording.say("recorded")
    if record.present:
        yield f"到场人：{'；'.join(passages.person_text(person) for person in record.present)}。"
    if getattr(record, "debtor_told", ""):
        yield f"对被执行人一方的通知：{record.debtor_told}。"
    if getattr(record, "told", ()):
        whom = f"向{record.told_to}" if record.told_to else "当场"
        yield wording.say("told", whom=whom, list=listed(record.told))
    if record.frail:
        yield f"在场有{listed(record.frail)}。"
    if record.care:
        yield f"对老幼病残孕人员的照顾：{record.care}。"


def incidents(record: Any) -> Iterator[str]:
    """What came up, and what else is to be noted."""
    if getattr(record, "incident", ""):
        yield f"突发情况及处置：{record.incident}"
    if record.note:
        yield f"其他：{record.note}"


def evidence(wording: Wording, taken: Sequence[Photo], films: Sequence[Film]) -> Iterator[str]:
    """The photos by number and the films by digest."""
    if taken:
        yield wording.say("photos", count=str(len(taken)), list=passages.photo_list(taken))
    for film in films:
        yield passages.film_text(film) + "。"


def rows(things: Sequence[InventoryRow]) -> Iterator[str]:
    """The rows of a list as sentences, each with all that was noted of it."""
    for row in things:
        told = (
            f"{row.number}.{row.name}{row.quantity:f}{row.unit}", row.model, row.condition,
            f"在{row.place}" if row.place else "", row.disposition,
            f"估价{row.estimate}元" if row.estimate is not None else "", row.note,
        )  # fmt: skip
        yield "，".join(part for part in told if part) + "。"
