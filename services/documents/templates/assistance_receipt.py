"""协助执行送达回证 (domain.md D15, D16; 民诉法 87): what was handed to the unit, by whom, when, and who took it."""

from __future__ import annotations

from collections.abc import Iterator

from services.clock import local
from services.documents import blocks, passages, seizures, signatures, signers
from services.documents.document import Story, document
from services.documents.subject import Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.assistance import Assistance
from services.wording import chinese_date, date_text, date_time_text, listed

SENTENCES = {"under": ("article",), "corrects": ("number", "by", "reason"), "read_back": ()}


@document(
    "assistance_receipt",
    "协助执行送达回证",
    serves=Assistance,
    role="receipt",
    sentences=SENTENCES,
    signed=True,
    copies=2,
)
def assistance_receipt(subject: Subject, wording: Wording) -> Story:
    """Head, what was handed to whom in a table, what was answered, what was passed over, signatures."""
    asked = subject.record
    assert isinstance(asked, Assistance)
    body = [
        *blocks.head(
            subject.court.line, assistance_receipt.title, "", FORM, more=passages.number_lines(subject)
        ),
        blocks.text(wording.say("under", article=articles.article("cpl-87").cite), FORM),
        blocks.facts_table(blocks.paired([*_facts(subject, asked)]), FORM),
    ]
    if told := subject.correction:
        body.append(
            blocks.text(
                wording.say("corrects", number=str(told.number), by=told.by, reason=told.reason), FORM
            )
        )
    body += blocks.texts(
        [subject.narrative, *passages.passed_over(subject), *passages.added_later(subject)], FORM
    )
    if asked.photos:
        body.append(
            blocks.text(
                f"现场拍摄照片{len(asked.photos)}张：{passages.photo_list(asked.photos)}，附后。", FORM
            )
        )
    body += blocks.texts([passages.film_text(film) + "。" for film in asked.films], FORM)
    body.append(blocks.text(wording.say("read_back"), FORM))
    signing = [
        *signers.persons(asked.present, "present"),
        *(signers.Signer("执行人员", name) for name in asked.officers),
    ]
    places = signers.places(subject, assistance_receipt.code, signing)
    dated = blocks.date_line(chinese_date(local(asked.handed_at).date()), FORM)
    annex = [*passages.case_list(subject, FORM), *passages.photo_annex(subject, asked.photos, FORM)]
    return Story(body=body, block=[*signatures.block(places, FORM), *dated], annex=annex)


def _facts(subject: Subject, asked: Assistance) -> Iterator[tuple[str, str]]:
    dated = f"（{date_text(asked.notice_on)}）" if asked.notice_on else ""
    seal = "" if asked.sealed is None else "，已盖院印" if asked.sealed else "，未盖院印"
    yield "送达文书", f"{asked.notice_number}通知书{dated}{seal}"
    if asked.ruling_number:
        yield "所附裁定", asked.ruling_number
    yield "受送达单位", f"{asked.unit}（{asked.unit_kind}）"
    yield "申请执行人", subject.applicant
    yield "被执行人", subject.parties("debtor")
    yield "协助事项", listed(asked.asked_for)
    yield from seizures.answers(asked, ("policy_number", "policy_holder", "living_left", "told_third_party"))
    yield "送达方式", asked.way
    yield "送达时间", date_time_text(local(asked.handed_at))
    yield "送达地点", asked.place.text
    yield "定位", passages.position_text(asked.located)
    yield "送达人", subject.officer_line(subject.need("officers"))
    yield "已出示证件", "是" if asked.id_shown else "否"
    if asked.present:
        yield "接收人", "；".join(passages.person_text(p) for p in asked.present)
    if asked.note:
        yield "备考", asked.note
