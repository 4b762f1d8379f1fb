"""收款笔录 (domain.md D22, §5.5): who paid what to whom, how it is used by law; never the receipt, which is finance's."""

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
from services.records.kinds.payment import Payment
from services.records.received import Allotment
from services.wording import chinese_date, chinese_number, date_text, date_time_text, listed, money, rmb_upper

SENTENCES = {
    "id_shown": ("officers", "article"),
    "id_not_shown": ("officers",),
    "recorded": (),
    "not_recorded": (),
    "used": ("on",),
    "used_moved": ("on", "article"),
    "not_used": ("why",),
    "too_much": ("amount",),
    "no_receipt_here": (),
    "receipt_to_follow": (),
    "photos": ("count", "list"),
    "corrects": ("number", "by", "reason"),
    "read_back": (),
}


@document(
    "payment_transcript",
    "收款笔录",
    serves=Payment,
    role="transcript",
    sentences=SENTENCES,
    signed=True,
    copies=2,
)
def payment_transcript(subject: Subject, wording: Wording) -> Story:
    """Head, the facts, what happened, how the money is used, what was passed over, signatures."""
    paid = subject.record
    assert isinstance(paid, Payment)
    body = [
        *blocks.head(
            subject.court.line, payment_transcript.title, "", FORM, more=passages.number_lines(subject)
        ),
        *(blocks.labelled(label, value, FORM) for label, value in _facts(subject, paid)),
        *_sections(subject, paid, wording),
        *blocks.texts([wording.say("no_receipt_here"), wording.say("read_back")], FORM),
    ]
    signing = [*signers.persons(paid.present, "present"), *signers.officers(paid.officers, paid.recorder)]
    places = signers.places(subject, payment_transcript.code, signing)
    dated = blocks.date_line(chinese_date(local(paid.paid_at).date()), FORM)
    annex = [*passages.case_list(subject, FORM), *passages.photo_annex(subject, paid.photos, FORM)]
    return Story(body=body, block=[*signatures.block(places, FORM), *dated], annex=annex)


def _facts(subject: Subject, paid: Payment) -> Iterator[tuple[str, str]]:
    yield "收款时间", date_time_text(local(paid.paid_at))
    yield "收款地点", paid.place.text
    yield "定位", passages.position_text(paid.located)
    yield "收款人", subject.officer_line(subject.need("officers"))
    yield "记录人", paid.recorder
    yield "申请执行人", subject.applicant
    yield "被执行人", subject.parties("debtor")
    if not paid.payers:
        raise MissingFact("present", "收款笔录须写明交款人，文书没有出具。请补上交款人。")
    yield (
        "交款人",
        f"{listed(paid.payers)}（{paid.payer_is}{f'，代{paid.for_whom}交款' if paid.for_whom else ''}）",
    )
    yield "款项类别", paid.purpose
    if paid.settles:
        yield "履行的承诺、分期", "；".join(f"{one.what}（{date_text(one.on)}前）" for one in paid.settles)
    yield "币种金额", f"人民币{money(paid.total)}元"
    yield "大写", rmb_upper(paid.total)
    yield "交款方式", f"{paid.way}{f'，转入{paid.account}' if paid.account else ''}"
    if paid.voucher:
        yield "凭证号", paid.voucher
    yield "财务票据", paid.receipt_number or "尚未出具"


def _sections(subject: Subject, paid: Payment, wording: Wording) -> Iterator[Flowable]:
    """The headed sections; a section without content is left out and the numbers close up."""
    sections = [
        ("经过", [*_events(subject, paid, wording)]),
        ("款项的抵充", [*_use(paid, wording)]),
        ("照片和录音录像", [*_evidence(paid, wording)]),
        ("未能落实的事项", blocks.texts([*passages.passed_over(subject)], FORM)),
        ("补记", blocks.texts([*passages.added_later(subject)], FORM)),
    ]
    filled = [(title, content) for title, content in sections if content]
    for number, (title, content) in enumerate(filled, start=1):
        yield from blocks.section(f"{chinese_number(number)}、{title}", content, FORM)


def _events(subject: Subject, paid: Payment, wording: Wording) -> Iterator[Flowable]:
    if subject.correction:
        told = subject.correction
        yield blocks.text(
            wording.say("corrects", number=str(told.number), by=told.by, reason=told.reason), FORM
        )
    yield blocks.text(subject.narrative, FORM)
    yield from blocks.texts([*_told(paid, wording)], FORM)
    whom = "；".join(passages.person_text(person) for person in paid.present)
    yield blocks.text(f"交款人和到场人：{whom}。", FORM)
    if paid.note:
        yield blocks.text(f"其他：{paid.note.rstrip('。')}。", FORM)


def _told(paid: Payment, wording: Wording) -> Iterator[str]:
    officers = listed(paid.officers)
    if paid.id_shown:
        yield wording.say("id_shown", officers=officers, article=articles.article("cpl-239").cite)
    else:
        yield wording.say("id_not_shown", officers=officers)
    yield wording.say("recorded" if paid.recorder_on else "not_recorded")
    if paid.frail:
        care = f"照顾情况：{paid.care.rstrip('。')}。" if paid.care else ""
        yield f"在场有{listed(paid.frail)}。{care}"
    if not paid.receipt_number or paid.receipt_given is False:
        yield wording.say("receipt_to_follow")
    if paid.handed_in_at:
        to = f"交{paid.handed_in_to}" if paid.handed_in_to else "上交财务部门"
        yield f"所收现金于{date_time_text(local(paid.handed_in_at))}{to}。"


def _use(paid: Payment, wording: Wording) -> Iterator[Flowable]:
    """The calculator's answer as it was shown before anyone signed; what could not be counted is said."""
    if paid.received is None:
        return
    used = paid.received.used
    if used is None:
        why = (paid.received.trouble or "没有计算").rstrip("。")
        yield blocks.text(wording.say("not_used", why=why), FORM)
        return
    said = (
        wording.say("used_moved", on=date_text(used.on), article=articles.article("cpe-13-1").cite)
        if used.items
        else wording.say("used", on=date_text(used.on))
    )
    yield blocks.text(said, FORM)
    columns = (blocks.Column("项目", 50), blocks.Column("金额（元）", 50, "right"))
    yield blocks.inventory(columns, [*_rows(used)], FORM, total=(_left(used), money(used.still_open)))
    if used.left_over:
        yield blocks.text(wording.say("too_much", amount=money(used.left_over)), FORM)


def _left(used: Allotment) -> str:
    """What is still open after it; a criminal judgment bears no fee of enforcement."""
    return "抵充后尚欠" if used.items else "抵充后尚欠（含执行申请费）"


def _rows(used: Allotment) -> Iterator[tuple[str, str]]:
    principal = [(one.name, one.amount) for one in used.items] or [("主债务", used.principal)]
    rows = (
        ("实现债权的费用", used.costs), ("一般债务利息", used.interest), *principal,
        ("加倍部分债务利息", used.double), ("执行申请费", used.fee), ("多付", used.left_over),
    )  # fmt: skip
    yield from ((name, money(amount)) for name, amount in rows if amount)


def _evidence(paid: Payment, wording: Wording) -> Iterator[Flowable]:
    if paid.photos:
        facts = {"count": str(len(paid.photos)), "list": passages.photo_list(paid.photos)}
        yield blocks.text(wording.say("photos", **facts), FORM)
    for film in paid.films:
        yield blocks.text(passages.film_text(film) + "。", FORM)
