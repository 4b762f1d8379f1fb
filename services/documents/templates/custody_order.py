"""责令保管财产通知书 (domain.md D21; 民诉法 257, 查扣冻规定 10: who keeps it, may he use it, what he answers for)."""

from __future__ import annotations

from collections.abc import Iterator

from services.clock import local
from services.documents import blocks, letters, passages, seizures, taken
from services.documents.document import Story, document
from services.documents.signatures import Place, PlaceLine
from services.documents.subject import Subject
from services.documents.taken import Taken
from services.documents.typesetting import FORM, RULING
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.custody_change import CustodyChange
from services.records.kinds.sealing import Sealing
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.wording import listed

SENTENCES = {
    "seized": ("dispute", "ruling", "deed", "thing"),
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
    "owner_confirmed", "registered", "sort", "place", "estate", "certificate", "goods", "debtors_own",
    "measure", "kept_by", "moved", "moved_to",
)  # fmt: skip


@document(
    "custody_order", "责令保管财产通知书", serves=(VehicleSeizure, Sealing, CustodyChange), role="notice",
    sentences=SENTENCES, copies=3, shows=SHOWN, authority="court",
)  # fmt: skip
def custody_order(subject: Subject, wording: Wording) -> Story:
    """To the custodian, and to its user where another uses it: the thing, the term, use and duties; they sign below."""
    goods = taken.of(subject.record)
    body = [
        *blocks.head(
            subject.court.line, custody_order.title, "", RULING, more=passages.number_lines(subject)
        ),
        blocks.flush(f"{listed(dict.fromkeys((goods.kept_by, goods.keeper)))}：", RULING),
        *blocks.texts([*_said(subject, goods, wording)], RULING),
    ]
    signed = [PlaceLine(Place("保管人", goods.kept_by), FORM)]
    if goods.keeper != goods.kept_by:
        signed.append(PlaceLine(Place("使用人", goods.keeper), FORM))
    on = local(goods.ended_at).date()
    block = [*letters.notice_tail(subject, on), blocks.text(wording.say("received"), RULING), *signed]
    return Story(body=body, block=block, annex=passages.case_list(subject, RULING))


def _said(subject: Subject, goods: Taken, wording: Wording) -> Iterator[str]:
    kept = goods.custody
    yield wording.say(
        "seized",
        dispute=seizures.dispute(subject),
        ruling=seizures.rulings(subject),
        deed=goods.deed,
        thing=goods.text,
    )
    law = articles.article("cpl-257").cite
    yield wording.say("kept", article=law, custodian=goods.kept_by, term=seizures.term(goods))
    rule = articles.article("ckd-10").cite
    if goods.in_use:
        yield wording.say(
            "in_use", article=rule, user=kept.user, allowed=kept.allowed, limit=kept.limit,
            forbidden="、".join(kept.forbidden),
        )  # fmt: skip
        yield wording.say("inspected", days=str(kept.inspection_days))
    else:
        yield wording.say("not_used", article=rule)
    yield wording.say("duties")
    yield wording.say("liability", article=articles.article("cpl-114").cite)
