"""协助执行通知书（车管所） and its 回执 (domain.md D16; 查扣冻规定 7): what the vehicle office is asked after a seizure."""

from __future__ import annotations

from services.clock import local
from services.documents import blocks, letters, passages, seizures
from services.documents.document import Story, document
from services.documents.subject import MissingFact, Subject
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording
from services.identifiers.plate import display
from services.law import articles
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.wording import listed

SENTENCES = {
    "reason": ("dispute", "ruling", "article"),
    "seal": ("car", "term"),
    "stop": (),
    "papers": ("lacking",),
    "duty": ("article",),
    "done": ("number",),
}
SHOWN = (
    "registry", "registered", "plate", "brand", "vehicle_type", "model", "vin", "vin_unread", "term_from", "term_until",
    "driving_licence", "registration_certificate", "plates_present", "registered_to_debtor", "owner_confirmed",
)  # fmt: skip


@document(
    "registry_notice", "协助执行通知书（车管所）", serves=VehicleSeizure, role="notice", sentences=SENTENCES, copies=2,
    shows=SHOWN, authority="court",
)  # fmt: skip
def registry_notice(subject: Subject, wording: Wording) -> Story:
    """The ruling, the car with its term, no transfer or mortgage meanwhile, which papers were not obtained; the reply."""
    seizure = subject.record
    assert isinstance(seizure, VehicleSeizure)
    seizures.check_ownership(seizure)
    if not seizure.registry or seizure.registered is False:
        raise MissingFact("registry", "通知车管所须有注册登记机关，文书没有出具。请补上注册登记机关。")
    said = [
        wording.say("seal", car=seizures.car_text(seizure), term=seizures.term(seizure)),
        wording.say("stop"),
        *_lacking(seizure, wording),
    ]
    reason = wording.say(
        "reason",
        dispute=seizures.dispute(subject),
        ruling=seizures.rulings(subject),
        article=articles.cited("cpl-255", "ckd-7", "int-485"),
    )
    body = [
        *blocks.head(subject.court.line, "协助执行通知书", "", RULING, more=passages.number_lines(subject)),
        blocks.flush(f"{seizure.registry}：", RULING),
        blocks.text(reason, RULING),
        *letters.items(said),
        blocks.text(wording.say("duty", article=articles.article("cpl-117").cite), RULING),
    ]
    reply = letters.reply_of(
        subject.court,
        subject.numbers[0],
        "协助执行通知书（回执）",
        wording.say("done", number=subject.numbers[0]),
    )
    annex = [*reply, *passages.case_list(subject, RULING)]
    tail = letters.notice_tail(subject, local(seizure.ended_at).date(), ("执行裁定书一份", "回执一份"))
    return Story(body=body, block=tail, annex=annex)


def _lacking(seizure: VehicleSeizure, wording: Wording) -> list[str]:
    """What was not obtained, so that the office voids and reissues it when the car is sold (机动车登记规定 30)."""
    lacking = listed(
        (
            "" if seizure.registration_certificate else "机动车登记证书",
            "" if seizure.plates_present else f"号牌{display(seizure.plate) if seizure.plate else ''}",
            "" if seizure.driving_licence else "行驶证",
        )
    )
    return [wording.say("papers", lacking=lacking)] if lacking else []
