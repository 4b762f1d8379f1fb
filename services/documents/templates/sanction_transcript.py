"""妨害执行情况笔录 (domain.md D20; 民诉法 114, 239-2): the facts on which a fine or detention rests, item by item."""

from __future__ import annotations

from collections.abc import Iterator

from services.clock import local
from services.documents import blocks, passages, seizures, signatures, signers
from services.documents.document import Story, document
from services.documents.sanctions import evidence_table, law_under
from services.documents.subject import Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.records.kinds.sanction import Sanction
from services.wording import chinese_date, date_time_text

SENTENCES = {"under": ("article",), "corrects": ("number", "by", "reason"), "read_back": ()}


@document(
    "sanction_transcript",
    "妨害执行情况笔录",
    serves=Sanction,
    role="transcript",
    sentences=SENTENCES,
    signed=True,
    copies=2,
)
def sanction_transcript(subject: Subject, wording: Wording) -> Story:
    """Head, who and when, the facts, the evidence in a table, approval and police, what was passed over, signatures."""
    act = subject.record
    assert isinstance(act, Sanction)
    body = [
        *blocks.head(
            subject.court.line, sanction_transcript.title, "", FORM, more=passages.number_lines(subject)
        ),
        *(blocks.labelled(label, value, FORM) for label, value in _facts(subject, act)),
        blocks.text(wording.say("under", article=law_under(act)), FORM),
    ]
    if told := subject.correction:
        body.append(
            blocks.text(
                wording.say("corrects", number=str(told.number), by=told.by, reason=told.reason), FORM
            )
        )
    body += blocks.texts([subject.narrative, *_beside(act)], FORM)
    if act.evidence:
        body += blocks.section("证据", [evidence_table(act.evidence)], FORM)
    body += blocks.texts([passages.film_text(film) + "。" for film in act.films], FORM)
    if act.photos:
        body.append(
            blocks.text(f"现场拍摄照片{len(act.photos)}张：{passages.photo_list(act.photos)}，附后。", FORM)
        )
    body += blocks.texts(
        [*passages.passed_over(subject), *passages.added_later(subject), wording.say("read_back")], FORM
    )
    signing = [*signers.persons(act.present, "present"), *signers.officers(act.officers, act.recorder)]
    places = signers.places(subject, sanction_transcript.code, signing)
    dated = blocks.date_line(chinese_date(local(act.happened_at).date()), FORM)
    annex = [*passages.case_list(subject, FORM), *passages.photo_annex(subject, act.photos, FORM)]
    return Story(body=body, block=[*signatures.block(places, FORM), *dated], annex=annex)


def _facts(subject: Subject, act: Sanction) -> Iterator[tuple[str, str]]:
    yield "时间", date_time_text(local(act.happened_at))
    yield "地点", act.place.text
    yield "定位", passages.position_text(act.located)
    yield "执行人员", subject.officer_line(subject.need("officers"))
    yield "记录人", act.recorder
    yield "申请执行人", subject.applicant
    yield "被执行人", subject.parties("debtor")
    kind = "单位" if act.unit else "自然人"
    yield (
        "行为人",
        f"{act.offender}（{act.offender_is}，{kind}{f'，证件号码{act.offender_id}' if act.offender_id else ''}）",
    )
    yield "拟采取", act.measure


def _beside(act: Sanction) -> Iterator[str]:
    """What was shown, told and asked besides the facts."""
    shown = "已" if act.id_shown else "未"
    recorded = "已告知全程录音录像" if act.recorder_on else "未作全程录音录像的告知"
    yield f"执行人员{shown}出示工作证件，{recorded}。"
    if act.present:
        yield f"行为人和在场人：{'；'.join(passages.person_text(person) for person in act.present)}。"
    told = [
        *seizures.answers(
            act, ("punished_before", "review_told", "warned", "urgent", "health", "detained_at")
        )
    ]
    if told:
        yield f"{'；'.join(f'{label}：{value}' for label, value in told)}。"
    later = [*seizures.answers(act, ("police_station", "police_at", "bailiffs", "family_who"))]
    if later:
        yield "；".join(f"{label}：{value}" for label, value in later) + "。"
    if act.note:
        yield f"其他：{act.note.rstrip('。')}。"
