"""封存物品清单 (domain.md §5.3): one room's valuables, cash, papers and medicine, opened and sealed before witnesses."""

from __future__ import annotations

from collections.abc import Iterator

from services.clock import local
from services.documents import blocks, clearing, passages, signatures, signers
from services.documents.document import Story, document
from services.documents.signers import Signer
from services.documents.subject import Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.records.kinds.eviction_room import EvictionRoom
from services.wording import chinese_date, date_time_text, rmb_upper

SENTENCES = {
    "sealed": ("bags", "names"),
    "nothing": (),
    "kept": ("why",),
    "corrects": ("number", "by", "reason"),
}
SHOWN = (
    "room", "mark", "began_at", "ended_at", "place", "officers", "present", "goods", "nothing_here", "valuables", "cash",
    "cash_total", "papers", "medicine", "perishables", "kept_why", "bags", "seal_photos",
)  # fmt: skip


@document(
    "sealed_list", "逐间物品和封存清单", serves=EvictionRoom, role="inventory", sentences=SENTENCES, signed=True, copies=2,
    shows=SHOWN,
)  # fmt: skip
def sealed_list(subject: Subject, wording: Wording) -> Story:
    """Head, the room's tables, what was sealed in which bag before whom, signatures of witnesses and officers."""
    room = subject.record
    assert isinstance(room, EvictionRoom)
    body = [
        *blocks.head(subject.court.line, sealed_list.title, "", FORM, more=passages.number_lines(subject)),
        *(blocks.labelled(label, value, FORM) for label, value in _above(subject, room)),
        *clearing.tables(room),
        *blocks.texts([*_sentences(subject, room, wording)], FORM),
    ]
    signing = [
        *signers.persons(room.present, "present"),
        *(Signer("清点人员", name) for name in room.officers),
    ]
    places = signers.places(subject, sealed_list.code, signing)
    dated = blocks.date_line(chinese_date(local(room.ended_at).date()), FORM)
    annex = [*passages.case_list(subject, FORM), *passages.photo_annex(subject, room.seal_photos, FORM)]
    return Story(body=body, block=[*signatures.block(places, FORM), *dated], annex=annex)


def _above(subject: Subject, room: EvictionRoom) -> Iterator[tuple[str, str]]:
    yield "被执行人", subject.parties("debtor")
    yield "房屋", room.place.text
    yield "房间", f"{room.room}（编号{room.mark}）"
    yield "清点时间", f"{date_time_text(local(room.began_at))}至{date_time_text(local(room.ended_at))}"
    if room.cash_total is not None:
        yield "现金合计", f"{room.cash_total:,.2f}元（{rmb_upper(room.cash_total)}）"


def _sentences(subject: Subject, room: EvictionRoom, wording: Wording) -> Iterator[str]:
    if subject.correction:
        correction = subject.correction
        yield wording.say(
            "corrects", number=str(correction.number), by=correction.by, reason=correction.reason
        )
    if room.bags:
        names = "、".join(f"{p.role}{p.name}" for p in room.present) or "在场人"
        yield wording.say("sealed", bags=room.bags, names=names)
    if room.kept_why:
        yield wording.say("kept", why=room.kept_why.rstrip("。"))
    if not any(getattr(room, name) for name in ("goods", *clearing.APART)):
        yield wording.say("nothing")
