"""腾空物品交接单 (domain.md §5.3; 民诉法 261-3): stored, collected, sold or deposited, box by box, signed by both sides."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable

from services.clock import local
from services.documents import answered, blocks, clearing, passages, signatures, signers
from services.documents.document import Story, document
from services.documents.signers import Signer
from services.documents.subject import Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.eviction_storage import COLLECTED, STORED, EvictionStorage
from services.wording import chinese_date, date_time_text, listed

SENTENCES = {
    "stored": ("custodian",),
    "collected": ("who", "article"),
    "photos": ("count", "list"),
    "corrects": ("number", "by", "reason"),
}
_UNSHOWN = ("located", "signatures", "custodian_phone")
_COLUMNS = (
    blocks.Column("房间", 11),
    blocks.Column("编号", 11, "center"),
    blocks.Column("箱号", 28),
    blocks.Column("大件", 9, "center"),
    blocks.Column("封存袋", 17),
    blocks.Column("清点人", 24),
)


@document(
    "storage_receipt", "腾空物品交接单", serves=EvictionStorage, role="receipt", sentences=SENTENCES, signed=True,
    copies=3, shows=tuple(n for n in EvictionStorage.fields() if n not in _UNSHOWN),
)  # fmt: skip
def storage_receipt(subject: Subject, wording: Wording) -> Story:
    """Head and step, the boxes of every room, the facts of this step, signatures of both sides."""
    step = subject.record
    assert isinstance(step, EvictionStorage)
    found = clearing.rooms(subject, step.rooms)
    body: list[Flowable] = [
        *blocks.head(
            subject.court.line, storage_receipt.title, "", FORM, more=passages.number_lines(subject)
        ),
        *(blocks.labelled(label, value, FORM) for label, value in _above(subject, step)),
        *_boxes(found),
        blocks.facts_table(blocks.paired([*_facts(step)]), FORM),
        *blocks.texts([*_sentences(subject, step, wording)], FORM),
    ]
    keeper = [Signer("保管人", step.custodian)] if step.step == STORED else []
    signing = [
        *signers.persons(step.present, "present"), *keeper, *signers.officers(step.officers, step.recorder),
    ]  # fmt: skip
    places = signers.places(subject, storage_receipt.code, signing)
    dated = blocks.date_line(chinese_date(local(step.at).date()), FORM)
    annex = [*passages.case_list(subject, FORM), *passages.photo_annex(subject, step.photos, FORM)]
    return Story(body=body, block=[*signatures.block(places, FORM), *dated], annex=annex)


def _above(subject: Subject, step: EvictionStorage) -> Iterator[tuple[str, str]]:
    yield "事项", step.step
    yield "时间", date_time_text(local(step.at))
    yield "处所", step.place.text
    yield "申请执行人", subject.applicant
    yield "被执行人", subject.parties("debtor")


def _boxes(found: tuple[clearing.Room, ...]) -> list[Flowable]:
    rows = []
    for room in found:
        bulky = sum(1 for row in room.record.goods if not row.box)
        boxes = listed(room.record.boxes) or "未装箱"
        bags, by = room.record.bags or "没有", listed(room.record.officers)
        rows.append((room.record.room, room.record.mark, boxes, str(bulky), bags, by))
    return [blocks.inventory(_COLUMNS, rows, FORM)] if rows else []


def _facts(step: EvictionStorage) -> Iterator[tuple[str, str]]:
    """Every answer of this step that is given, under its own label."""
    skipped = {
        "step",
        "at",
        "place",
        "located",
        "rooms",
        "signatures",
        "photos",
        "note",
        "recorder",
        "present",
    }
    values = {name: getattr(step, name) for name in step.fields()}
    for name in step.asked(values):
        value = values[name]
        if name not in skipped and value not in (None, "", ()) and name != "custodian_phone":
            yield answered.label(step.fields()[name].label), answered.text(step.fields()[name], value)


def _sentences(subject: Subject, step: EvictionStorage, wording: Wording) -> Iterator[str]:
    if subject.correction:
        correction = subject.correction
        yield wording.say(
            "corrects", number=str(correction.number), by=correction.by, reason=correction.reason
        )
    yield subject.narrative
    if step.step == STORED:
        yield wording.say("stored", custodian=step.custodian)
    if step.step == COLLECTED:
        yield wording.say("collected", who=step.collector, article=articles.article("cpl-261-3").cite)
    if step.present:
        yield f"到场人：{'；'.join(passages.person_text(person) for person in step.present)}。"
    if step.photos:
        yield wording.say("photos", count=str(len(step.photos)), list=passages.photo_list(step.photos))
    if step.note:
        yield f"其他：{step.note.rstrip('。')}。"
    yield from passages.passed_over(subject)
    yield from passages.added_later(subject)
