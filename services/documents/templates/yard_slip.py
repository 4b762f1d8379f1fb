"""处置车辆移交单 (domain.md §5.2, D16): a seized car is handed to the yard, or after the sale to its buyer; both sign."""

from __future__ import annotations

from collections.abc import Iterator

from services.clock import local
from services.documents import blocks, disposals, passages, seizures
from services.documents.document import Story, document
from services.documents.signatures import Place, block
from services.documents.subject import Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.vehicle_disposal import DELIVERED, STORED, VehicleDisposal
from services.wording import chinese_date, date_time_text, listed

SENTENCES = {"stored": ("yard",), "delivered": ("buyer", "article"), "checked": (), "lacking": ("papers",)}
PAPERS = ("钥匙", "号牌", "行驶证", "登记证书")
SHOWN = (
    "at", "officers", "plate", "yard", "yard_spot", "receipt_number", "fee_per_day", "keys", "key_place", "tow_fee",
    "odometer", "handed_to", "handed_id", "handed_place", "ruling_served_on", "handed_papers", "photos", "note",
)  # fmt: skip


@document(
    "yard_slip", "处置车辆移交单", serves=VehicleDisposal, role="receipt", sentences=SENTENCES, copies=3, shows=SHOWN,
    fits=lambda step: step.step in (STORED, DELIVERED),
)  # fmt: skip
def yard_slip(subject: Subject, wording: Wording) -> Story:
    """Who hands what to whom, the car and its state, keys and papers that go with it, what is lacking; both sides sign."""
    step = disposals.record_of(subject)
    stored = step.step == STORED
    head = (
        wording.say("stored", yard=step.yard)
        if stored
        else wording.say("delivered", buyer=step.handed_to, article=articles.article("pm-27").cite)
    )
    left = [p for p in PAPERS if p not in step.handed_papers]
    body = [
        *blocks.head(subject.court.line, yard_slip.title, "", FORM, more=passages.number_lines(subject)),
        blocks.text(head, FORM),
        blocks.facts_table(blocks.paired([*_facts(subject, step)]), FORM),
        *([blocks.text(wording.say("lacking", papers=listed(left)), FORM)] if left and not stored else []),
        *([blocks.text(f"其他：{step.note.rstrip('。')}。", FORM)] if step.note else []),
        blocks.text(wording.say("checked"), FORM),
    ]
    places = [
        *(Place("执行人员", name) for name in subject.need("officers")),
        Place("停车场接收人") if stored else Place("接收人", step.handed_to),
        *([] if stored else [Place("停车场放行人")]),
    ]
    dated = blocks.date_line(chinese_date(local(step.at).date()), FORM)
    annex = [*passages.case_list(subject, FORM), *passages.photo_annex(subject, step.photos, FORM)]
    return Story(body=body, block=[*block(places, FORM), *dated], annex=annex)


def _facts(subject: Subject, step: VehicleDisposal) -> Iterator[tuple[str, str]]:
    yield "车辆", disposals.car_text(subject)
    yield "移交时间", date_time_text(local(step.at))
    yield from seizures.answers(
        step,
        (
            "yard", "yard_spot", "receipt_number", "keys", "key_place", "fee_per_day", "tow_fee", "odometer",
            "handed_to", "handed_id", "handed_place", "ruling_served_on", "handed_papers",
        ),
    )  # fmt: skip
    if step.photos:
        yield "移交时拍照", f"{len(step.photos)}张：{passages.photo_list(step.photos)}，附后"
