"""案外人异议笔录 with the notice of rights (民诉法 238, 民诉法解释 463): what an outsider claims, and what he was told."""

from __future__ import annotations

from collections.abc import Iterator

from services.clock import local
from services.documents import blocks, passages, signatures, signers
from services.documents.document import Story, document
from services.documents.sanctions import evidence_table
from services.documents.subject import Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.outsider_claim import OutsiderClaim
from services.wording import chinese_date, date_time_text, listed

SENTENCES = {
    "moved": ("article", "rule"),
    "right_to_object": ("article",),
    "right_to_sue": ("article",),
    "no_disposal": ("article",),
    "false_claim": ("article",),
    "corrects": ("number", "by", "reason"),
    "read_back": (),
}


@document(
    "outsider_transcript", "案外人异议笔录（附权利告知）", serves=OutsiderClaim, role="transcript", sentences=SENTENCES,
    signed=True, copies=2,
)  # fmt: skip
def outsider_transcript(subject: Subject, wording: Wording) -> Story:
    """Head, who claims what and why, the evidence, the notice of rights in full, signatures."""
    claim = subject.record
    assert isinstance(claim, OutsiderClaim)
    body = [
        *blocks.head(subject.court.line, "案外人异议笔录", "", FORM, more=passages.number_lines(subject)),
        *(blocks.labelled(label, value, FORM) for label, value in _facts(subject, claim)),
    ]
    if told := subject.correction:
        body.append(
            blocks.text(
                wording.say("corrects", number=str(told.number), by=told.by, reason=told.reason), FORM
            )
        )
    body += blocks.section("主张和理由", blocks.texts([subject.narrative, *_beside(claim)], FORM), FORM)
    if claim.evidence:
        body += blocks.section("提交的证据", [evidence_table(claim.evidence)], FORM)
    body += blocks.section("权利告知", blocks.numbered([*_rights(subject, wording)], FORM), FORM)
    body += blocks.texts([passages.film_text(film) + "。" for film in claim.films], FORM)
    if claim.photos:
        body.append(
            blocks.text(
                f"现场拍摄照片{len(claim.photos)}张：{passages.photo_list(claim.photos)}，附后。", FORM
            )
        )
    body += blocks.texts(
        [*passages.passed_over(subject), *passages.added_later(subject), wording.say("read_back")], FORM
    )
    signing = [*signers.persons(claim.present, "present"), *signers.officers(claim.officers, claim.recorder)]
    places = signers.places(subject, outsider_transcript.code, signing)
    dated = blocks.date_line(chinese_date(local(claim.said_at).date()), FORM)
    annex = [*passages.case_list(subject, FORM), *passages.photo_annex(subject, claim.photos, FORM)]
    return Story(body=body, block=[*signatures.block(places, FORM), *dated], annex=annex)


def _rights(subject: Subject, wording: Wording) -> Iterator[str]:
    """How he objects and what follows: against a criminal judgment's enforcement as against an act, with a hearing."""
    if subject.cases and all(case.moved for case in subject.cases):
        yield wording.say(
            "moved", article=articles.article("cpl-236").cite, rule=articles.article("cpe-14").cite
        )
    else:
        yield wording.say("right_to_object", article=articles.article("cpl-238").cite)
        yield wording.say("right_to_sue", article=articles.article("cpl-238").cite)
        yield wording.say("no_disposal", article=articles.article("int-463").cite)
    yield wording.say("false_claim", article=articles.article("cpl-114").cite)


def _facts(subject: Subject, claim: OutsiderClaim) -> Iterator[tuple[str, str]]:
    yield "时间", date_time_text(local(claim.said_at))
    yield "地点", claim.place.text
    yield "定位", passages.position_text(claim.located)
    yield "执行人员", subject.officer_line(subject.need("officers"))
    yield "记录人", claim.recorder
    yield "申请执行人", subject.applicant
    yield "被执行人", subject.parties("debtor")
    told = (f"证件号码{claim.claimant_id}" if claim.claimant_id else "", claim.contact)
    about = "，".join(part for part in told if part)
    yield "案外人", f"{claim.claimant}{f'（{about}）' if about else ''}"
    if claim.seized:
        yield "针对的措施", claim.seized


def _beside(claim: OutsiderClaim) -> Iterator[str]:
    shown = "已" if claim.id_shown else "未"
    recorded = "已告知全程录音录像" if claim.recorder_on else "未作全程录音录像的告知"
    yield f"执行人员{shown}出示工作证件，{recorded}。"
    yield f"案外人和在场人：{listed(passages.person_text(person) for person in claim.present)}。"
    if claim.evidence_later:
        yield f"证据：{claim.evidence_later.rstrip('。')}。"
    if claim.note:
        yield f"其他：{claim.note.rstrip('。')}。"
