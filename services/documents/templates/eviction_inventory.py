"""腾空物品清单 (domain.md D08; 执行赔偿解释 9): room by room and line by line, with box, marks, whereabouts and photo."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable

from services.clock import local
from services.documents import blocks, clearing, letters, passages, signatures, signers
from services.documents.document import Story, document
from services.documents.subject import Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.eviction_close import EvictionClose
from services.wording import chinese_date, date_time_text

SENTENCES = {
    "made_under": ("article", "receivers"),
    "end_of_list": ("rooms", "boxes", "bulky", "lines", "apart", "photos"),
    "photo_numbers": (),
    "refused": ("article",),
    "corrects": ("number", "by", "reason"),
}
SHOWN = (
    "rooms", "began_at", "ended_at", "place", "officers", "recorder", "present", "moved_to", "handed", "handed_to",
)  # fmt: skip


@document(
    "eviction_inventory", "腾空物品清单", serves=EvictionClose, role="inventory", sentences=SENTENCES, signed=True,
    copies=3, shows=SHOWN,
)  # fmt: skip
def eviction_inventory(subject: Subject, wording: Wording) -> Story:
    """Head, a section for each room with its tables, the sums that close it off, signatures."""
    close = subject.record
    assert isinstance(close, EvictionClose)
    found = clearing.rooms(subject, close.rooms)
    body = [
        *blocks.head(
            subject.court.line, eviction_inventory.title, "", FORM, more=passages.number_lines(subject)
        ),
        *(blocks.labelled(label, value, FORM) for label, value in _above(subject, close)),
        *_rooms(found),
        *blocks.texts([*_sentences(subject, close, found, wording)], FORM),
    ]
    signing = [*signers.persons(close.present, "present"), *signers.officers(close.officers, close.recorder)]
    places = signers.places(subject, eviction_inventory.code, signing)
    dated = blocks.date_line(chinese_date(local(close.ended_at).date()), FORM)
    return Story(
        body=body, block=[*signatures.block(places, FORM), *dated], annex=passages.case_list(subject, FORM)
    )


def _above(subject: Subject, close: EvictionClose) -> Iterator[tuple[str, str]]:
    yield "申请执行人", subject.applicant
    yield "被执行人", subject.parties("debtor")
    yield "腾退房屋", close.place.text
    yield "起止时间", f"{date_time_text(local(close.began_at))}至{date_time_text(local(close.ended_at))}"
    if close.moved_to:
        yield "存放处所", close.moved_to
    yield "财物交付", close.handed + (f"（{close.handed_to}）" if close.handed_to else "")


def _rooms(found: tuple[clearing.Room, ...]) -> Iterator[Flowable]:
    for number, room in enumerate(found, start=1):
        title = clearing.heading(number, room.record)
        content = [*clearing.tables(room.record)]
        if content:
            yield from blocks.section(title, content, FORM)


def _sentences(
    subject: Subject, close: EvictionClose, found: tuple[clearing.Room, ...], wording: Wording
) -> Iterator[str]:
    yield wording.say("end_of_list", **clearing.counted(found))
    yield wording.say("photo_numbers")
    if close.refusal_told:
        yield wording.say("refused", article=articles.article("cpl-261-3").cite)
    if subject.correction:
        correction = subject.correction
        yield wording.say(
            "corrects", number=str(correction.number), by=correction.by, reason=correction.reason
        )
    receivers = letters.receivers(debtor for case in subject.cases for debtor in case.debtors)
    yield wording.say("made_under", article=articles.article("cpl-261-2").cite, receivers=receivers)
