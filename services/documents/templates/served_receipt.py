"""送达回证，已送达的 (domain.md D15; 民诉法 87–91): the form of the court filled from a delivery's own record."""

from __future__ import annotations

from collections.abc import Iterator

from services.clock import local
from services.documents import blocks, passages, signatures, signers
from services.documents.document import Story, document
from services.documents.signers import Signer
from services.documents.subject import Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.records.delivery_duties import BY_WITNESS, ELECTRONIC, LEFT, MAILED, NOT_SERVED
from services.records.kinds.delivery import SIGNED_FOR, Delivery
from services.records.signing import SERVER
from services.wording import chinese_date, date_text, date_time_text, listed

TITLE = "送达回证"
SENTENCES = {
    "taken": ("article",),
    "left_by_witness": ("article", "at"),
    "left_by_film": ("article", "at"),
    "electronic": ("article", "to"),
    "corrects": ("number", "by", "reason"),
}


@document(
    "served_receipt",
    "送达回证（送达记录）",
    serves=Delivery,
    role="receipt",
    sentences=SENTENCES,
    signed=True,
)
def served_receipt(subject: Subject, wording: Wording) -> Story:
    """The form: papers and copies, receiver and address, who took them and why he could, refusal, remarks, signatures."""
    served = subject.record
    assert isinstance(served, Delivery)
    day = date_text(local(served.served_at).date())
    taken = day if served.outcome in SIGNED_FOR else served.outcome
    rows = [(f"{p.title}　{p.copies}份", p.number or "无", taken) for p in subject.need("papers")]
    body = [
        *blocks.head(subject.court.line, TITLE, "", FORM, more=passages.number_lines(subject)),
        blocks.facts_table([[pair] for pair in _facts(subject, served)], FORM),
        blocks.inventory(
            (
                blocks.Column("送达文书名称和件数", 35),
                blocks.Column("文号", 45),
                blocks.Column("收到日期", 20),
            ),
            rows,
            FORM,
        ),
        blocks.facts_table([[pair] for pair in _taken(served)], FORM),
        *blocks.texts([*_remarks(subject, served, wording)], FORM),
    ]
    signing = [
        *signers.persons(served.taken_by or (), "taken_by"),
        *signers.persons(served.witnesses or (), "witnesses"),
        *(Signer(SERVER, name) for name in subject.need("officers")),
    ]
    places = signers.places(subject, served_receipt.code, signing)
    annex = [*passages.case_list(subject, FORM), *passages.photo_annex(subject, served.photos, FORM)]
    dated = blocks.date_line(chinese_date(local(served.served_at).date()), FORM)
    return Story(body=body, block=[*signatures.block(places, FORM), *dated], annex=annex)


def _facts(subject: Subject, served: Delivery) -> Iterator[tuple[str, str]]:
    causes = listed(dict.fromkeys(case.cause for case in subject.cases))
    if causes:
        yield "案由", causes
    yield "受送达人", served.receiver
    yield "送达地址", served.place.text
    yield "送达方式", "直接送达" if served.outcome in SIGNED_FOR else served.outcome
    yield "送达时间", date_time_text(local(served.served_at))
    yield "定位", passages.position_text(served.located)
    if served.due_on:
        yield "应送达日期", date_text(served.due_on)


def _taken(served: Delivery) -> Iterator[tuple[str, str]]:
    if served.outcome in SIGNED_FOR:
        yield "收件人及代收理由", "；".join(passages.person_text(person) for person in served.taken_by)
    elif served.outcome == LEFT:
        day, who = date_text(local(served.served_at).date()), served.refused_by or served.receiver
        yield "拒收人、事由和日期", f"{who}：{served.refused_why or '未写明'}，{day}"
        yield "留置方式和处所", f"{served.left_by or '未写明'}，留在{served.left_at}"
        if served.witnesses:
            yield "见证人", "；".join(passages.person_text(person) for person in served.witnesses)
    elif served.outcome == ELECTRONIC:
        yield (
            "电子送达",
            f"依{served.consent or '（依据未写明）'}，送至{served.electronic_to or '（账号未写明）'}",
        )
        if served.sent_at:
            yield "系统到达时间", date_time_text(local(served.sent_at))
    elif served.outcome == MAILED:
        yield "邮寄原因", served.mailed_why or "未写明"
        yield (
            "邮寄",
            f"{date_text(served.mailed_on) if served.mailed_on else '日期未写明'}交邮，邮件号{served.mail_number}",
        )
    elif served.outcome == NOT_SERVED:
        yield "未送达原因", served.not_served_why or "未写明"
    if served.filled_by:
        yield "填发人", served.filled_by
    if served.note:
        yield "备考", served.note


def _remarks(subject: Subject, served: Delivery, wording: Wording) -> Iterator[str]:
    if subject.correction:
        correction = subject.correction
        facts = {"number": str(correction.number), "by": correction.by, "reason": correction.reason}
        yield wording.say("corrects", **facts)
    if served.outcome in SIGNED_FOR:
        yield wording.say("taken", article=articles.article("cpl-88").cite)
    if served.outcome == LEFT and served.left_at:
        by = "left_by_witness" if served.left_by == BY_WITNESS else "left_by_film"
        yield wording.say(by, article=articles.article("cpl-89").cite, at=served.left_at)
    if served.outcome == ELECTRONIC and served.electronic_to:
        yield wording.say("electronic", article=articles.article("int-136").cite, to=served.electronic_to)
    if served.id_shown is not None:
        yield "送达人已出示工作证件。" if served.id_shown else "送达人未出示工作证件。"
    if served.recorder_on is not None:
        yield "已告知全程录音录像。" if served.recorder_on else "未告知全程录音录像。"
    if served.frail:
        yield f"在场有{listed(served.frail)}。照顾情况：{served.care or '未作记载'}。"
    yield from (passages.film_text(film) + "。" for film in served.films)
    yield from passages.passed_over(subject)
    yield from passages.added_later(subject)
