"""责令保管财产通知书 (domain.md D21; 民诉法 257, 查扣冻规定 10: who keeps it, may he use it, what he answers for)."""

from __future__ import annotations

from collections.abc import Iterator

from services.clock import local
from services.documents import blocks, passages, seizures
from services.documents.document import Story, document
from services.documents.seal import SealPlace
from services.documents.signatures import Place, PlaceLine
from services.documents.subject import Subject
from services.documents.typesetting import FORM, RULING
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.vehicle_seizure import IN_USE, VehicleSeizure

SENTENCES = {
    "seized": ("dispute", "ruling", "car"),
    "kept": ("article", "custodian", "term"),
    "in_use": ("article", "user", "allowed", "limit", "forbidden"),
    "inspected": ("days",),
    "not_used": ("article",),
    "duties": (),
    "liability": ("article",),
    "received": (),
}
SHOWN = (
    "way", "plate", "brand", "vehicle_type", "model", "vin", "vin_unread", "custodian", "user", "use_allowed",
    "use_limit", "use_forbidden", "inspection_days", "term_from", "term_until", "registered_to_debtor",
    "owner_confirmed", "registered",
)  # fmt: skip


@document(
    "custody_order", "责令保管财产通知书", serves=VehicleSeizure, role="notice", sentences=SENTENCES, copies=3,
    shows=SHOWN, authority="court",
)  # fmt: skip
def custody_order(subject: Subject, wording: Wording) -> Story:
    """To the custodian, or for a car left in use to its user: the thing, the term, use and duties; he signs below."""
    seizure = subject.record
    assert isinstance(seizure, VehicleSeizure)
    seizures.check_ownership(seizure)
    keeper = seizure.user if seizure.way == IN_USE else seizure.custodian
    body = [
        *blocks.head(
            subject.court.line, custody_order.title, "", RULING, more=passages.number_lines(subject)
        ),
        blocks.flush(f"{keeper}：", RULING),
        *blocks.texts([*_said(subject, seizure, keeper, wording)], RULING),
    ]
    signed = PlaceLine(Place("保管人", keeper), FORM)
    on = local(seizure.ended_at).date()
    block = [SealPlace(on, RULING), blocks.text(wording.say("received"), RULING), signed]
    return Story(body=body, block=block, annex=passages.case_list(subject, RULING))


def _said(subject: Subject, seizure: VehicleSeizure, keeper: str, wording: Wording) -> Iterator[str]:
    yield wording.say(
        "seized",
        dispute=seizures.dispute(subject),
        ruling=seizures.rulings(subject),
        car=seizures.car_text(seizure),
    )
    law = articles.article("cpl-257").cite
    yield wording.say("kept", article=law, custodian=keeper, term=seizures.term(seizure))
    rule = articles.article("ckd-10").cite
    if seizure.way == IN_USE:
        yield wording.say(
            "in_use", article=rule, user=seizure.user, allowed=seizure.use_allowed, limit=seizure.use_limit,
            forbidden="、".join(seizure.use_forbidden),
        )  # fmt: skip
        yield wording.say("inspected", days=str(seizure.inspection_days))
    else:
        yield wording.say("not_used", article=rule)
    yield wording.say("duties")
    yield wording.say("liability", article=articles.article("cpl-114").cite)
