"""保管、使用财产承诺书 (domain.md D21, §5.6; 查扣冻规定 10, 民诉法 114): what the keeper promises, in his ink."""

from __future__ import annotations

from collections.abc import Iterator

from services.clock import local
from services.documents import blocks, passages, seizures, taken
from services.documents.document import Story, document
from services.documents.signatures import Place, block
from services.documents.subject import Subject
from services.documents.taken import Taken
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.sealing import Sealing
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.wording import chinese_date, chinese_number

SENTENCES = {
    "given": ("dispute", "deed", "thing", "term"),
    "kept": ("dispute", "deed", "thing", "term"),
    "not_used": ("article",),
    "use": ("allowed", "limit"),
    "forbidden": ("forbidden",),
    "upkeep": ("upkeep",),
    "care": (),
    "inspected": ("days",),
    "sold": (),
    "breach": ("breach",),
    "liability": ("article",),
}
SHOWN = (
    "way", "plate", "brand", "vehicle_type", "model", "vin", "vin_unread", "registered", "registered_to_debtor",
    "owner_confirmed", "sort", "place", "estate", "certificate", "goods", "debtors_own", "custodian", "user", "use_allowed",
    "use_limit", "use_forbidden", "use_upkeep", "inspection_days", "undertaking_breach", "sales", "term_from",
    "term_until",
)  # fmt: skip


@document(
    "undertaking", "保管、使用财产承诺书", serves=(VehicleSeizure, Sealing), role="other", sentences=SENTENCES, copies=2,
    shows=SHOWN,
)  # fmt: skip
def undertaking(subject: Subject, wording: Wording) -> Story:
    """To the court: the thing and its term, the terms one by one, what ends the use, what the law says; signed by hand."""
    goods = taken.of(subject.record)
    lines = [f"{chinese_number(n)}、{line}" for n, line in enumerate(_promised(goods, wording), start=1)]
    given = wording.say(
        "given" if goods.in_use else "kept",
        dispute=seizures.dispute(subject),
        deed=goods.deed,
        thing=goods.text,
        term=f"期限{seizures.term(goods)}",
    )
    body = [
        *blocks.head("", undertaking.title, "", RULING, more=passages.number_lines(subject)),
        blocks.flush(f"{subject.court.name}：", RULING),
        *blocks.texts([given, *lines], RULING),
    ]
    dated = blocks.date_line(chinese_date(local(goods.ended_at).date()), RULING)
    places = block([Place("承诺人", goods.keeper)], RULING)
    return Story(body=body, block=[*places, *dated], annex=passages.case_list(subject, RULING))


def _promised(goods: Taken, wording: Wording) -> Iterator[str]:
    kept = goods.custody
    if not goods.in_use:
        yield wording.say("not_used", article=articles.article("ckd-10").cite)
        yield wording.say("care")
        yield wording.say("liability", article=articles.article("cpl-114").cite)
        return
    yield wording.say("use", allowed=kept.allowed, limit=kept.limit)
    yield wording.say("forbidden", forbidden="、不".join(kept.forbidden))
    yield wording.say("upkeep", upkeep=goods.upkeep)
    yield wording.say("inspected", days=str(kept.inspection_days))
    if goods.sales:
        yield wording.say("sold")
    yield wording.say("breach", breach=kept.breach.rstrip("。"))
    yield wording.say("liability", article=articles.article("cpl-114").cite)
