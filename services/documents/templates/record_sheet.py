"""外勤记录单: the plain sheet of any kind of record, every answer part by part, drawn from the declaration alone."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from reportlab.platypus import Flowable

from services.documents import answered, blocks, passages, sealings
from services.documents.document import Story, document
from services.documents.subject import Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.records import fields
from services.records.record import Part, Record
from services.records.values import InventoryRow, Photo
from services.wording import chinese_number, date_time_text, listed, money

SENTENCES = {
    "stands_for": ("number",),
    "corrects": ("number", "by", "reason"),
    "unanswered": ("list",),
}


@document("record_sheet", "{kind}记录单", serves=Record, role="sheet", sentences=SENTENCES)
def record_sheet(subject: Subject, wording: Wording) -> Story:
    """Head, cases and officers, then every part with its answers; what was not answered is named, never blank."""
    record = subject.record
    title = record_sheet.name(type(record))
    body: list[Flowable] = [
        *blocks.head(subject.court.line, title, "", FORM, more=passages.number_lines(subject)),
        blocks.facts_table([[pair] for pair in _cases(subject)], FORM),
    ]
    if subject.correction:
        correction = subject.correction
        facts = {"number": str(correction.number), "by": correction.by, "reason": correction.reason}
        body.append(blocks.text(wording.say("corrects", **facts), FORM))
    parts = [(part, [*_part(record, part)]) for part in record.parts]
    filled = [(part.title, content) for part, content in parts if content]
    for number, (heading, content) in enumerate(filled, start=1):
        body += blocks.section(f"{chinese_number(number)}、{heading}", content, FORM)
    body += blocks.texts([*passages.passed_over(subject), *passages.added_later(subject)], FORM)
    if lacking := listed(_unanswered(record)):
        body.append(blocks.text(wording.say("unanswered", list=lacking), FORM))
    body.append(blocks.text(wording.say("stands_for", number=subject.numbers[0]), FORM))
    photos = [p for name in record.fields() for p in _photos(getattr(record, name))]
    return Story(
        body=body, annex=[*passages.case_list(subject, FORM), *passages.photo_annex(subject, photos, FORM)]
    )


def _cases(subject: Subject) -> Iterator[tuple[str, str]]:
    yield "申请执行人", subject.applicant
    yield "被执行人", subject.parties("debtor")
    yield "记录人", subject.recorder
    if subject.narrative:
        yield "经过", subject.narrative


def _part(record: Record, part: Part) -> Iterator[Flowable]:
    """The answers of one part: a table of label and value, and each inventory in a table of its own below it."""
    meanings = record.fields()
    pairs: list[tuple[str, str]] = []
    below: list[Flowable] = []
    for name in part.names:
        value, meaning = getattr(record, name), meanings[name]
        if _is_empty(value) or not meaning.shown_on_paper:
            continue
        if isinstance(meaning, fields.Inventory):
            below += [blocks.subheading(meaning.label, FORM), _goods(value)]
        else:
            pairs.append((meaning.label, said(meaning, value)))
    if pairs:
        yield blocks.facts_table(blocks.paired(pairs), FORM)
    yield from below


@functools.singledispatch
def said(meaning: fields.Field, value: Any) -> str:
    """An answer in the words of the sheet: what its field says, with more where a sheet of paper must tell all."""
    return answered.text(meaning, value)


@said.register
def _(meaning: fields.Present, value: Any) -> str:
    return "\n".join(passages.person_text(person) for person in value)


@said.register
def _(meaning: fields.Position, value: Any) -> str:
    return passages.position_text(value)


@said.register
def _(meaning: fields.Films, value: Any) -> str:
    return "\n".join(passages.film_text(film) for film in value)


@said.register
def _(meaning: fields.Photos, value: Any) -> str:
    return f"{len(value)} 张：{passages.photo_list(value)}，附后"


@said.register
def _(meaning: fields.Clues, value: Any) -> str:
    return "\n".join(f"{c.sort}：{c.text}{f'（{c.from_whom}提供）' if c.from_whom else ''}" for c in value)


@said.register
def _(meaning: fields.OfMeasure, value: Any) -> str:
    return passages.measure_text(value)


@said.register
def _(meaning: fields.Sales, value: Any) -> str:
    return "\n".join(sealings.sales(value))


@said.register
def _(meaning: fields.DamageMap, value: Any) -> str:
    return "\n".join(f"{d.number}. {d.side}侧{d.sort}{f'，{d.note}' if d.note else ''}" for d in value)


@said.register
def _(meaning: fields.Signatures, value: Any) -> str:
    ways = {
        "screen": "已签名",
        "paper": "在纸上签名",
        "refused": "拒绝签名",
        "unable": "不能签名",
        "left": "已离开",
    }
    lines = (
        f"{s.name}（{s.role}）{ways[s.way]}{f'，{s.reason}' if s.reason else ''}，{date_time_text(s.at)}"
        for s in value
    )
    return "\n".join(lines)


def _goods(rows: tuple[InventoryRow, ...]) -> Flowable:
    columns = (
        blocks.Column("编号", 7, "center"),
        blocks.Column("名称", 18),
        blocks.Column("型号、特征", 20),
        blocks.Column("数量", 10, "center"),
        blocks.Column("新旧、瑕疵", 15),
        blocks.Column("去向", 14),
        blocks.Column("估价（元）", 16, "right"),
    )
    return blocks.inventory(columns, [_good(row) for row in rows], FORM)


def _good(row: InventoryRow) -> tuple[str, ...]:
    box = f"第{row.box}箱" if row.box else ""
    features = "，".join(part for part in (row.model, row.place, box, row.note) if part)
    return (
        str(row.number),
        row.name,
        features or "无特别标记",
        f"{row.quantity:f}{row.unit}",
        row.condition or "未注明",
        row.disposition or "未注明",
        "未估价" if row.estimate is None else money(row.estimate),
    )


def _photos(value: Any) -> Iterator[Photo]:
    """The photos inside an answer: the set itself, and those of an inventory's rows."""
    for item in value if isinstance(value, tuple) else ():
        photo = item.photo if isinstance(item, InventoryRow) else item
        if isinstance(photo, Photo):
            yield photo


def _unanswered(record: Record) -> Iterator[str]:
    values = {name: getattr(record, name) for name in record.fields()}
    meanings = record.fields()
    yield from (
        meanings[name].label
        for name in record.asked(values)
        if _is_empty(values[name]) and meanings[name].shown_on_paper
    )


def _is_empty(value: Any) -> bool:
    return value in (None, "", ())
