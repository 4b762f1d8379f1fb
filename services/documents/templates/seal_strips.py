"""封条 (domain.md D04; 查扣冻规定 6, 7; 执行工作规定 57(3)): one for every number, to be cut out and sealed."""

from __future__ import annotations

from services.clock import local
from services.documents import blocks, passages, sealings, taken
from services.documents.document import Story, document
from services.documents.strips import Strip
from services.documents.subject import MissingFact, Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.sealing import Sealing
from services.records.kinds.vehicle_seizure import VehicleSeizure

SENTENCES = {"warning": ("article",), "cut": ("count",)}
SHOWN = ("seals", "registered_to_debtor", "owner_confirmed", "debtors_own")


@document(
    "seal_strips", "封条", serves=(VehicleSeizure, Sealing), role="notice", sentences=SENTENCES, copies=1, shows=SHOWN,
    authority="court",
)  # fmt: skip
def seal_strips(subject: Subject, wording: Wording) -> Story:
    """A strip for each number, three to a page, and below what the law says of tearing them."""
    goods = taken.of(subject.record)
    numbers = sealings.strips(goods.custody.seals)
    if not numbers:
        raise MissingFact("seals", "没有封条编号，封条没有出具。请在记录里写明每条封条的位置和编号。")
    on, case = local(goods.began_at).date(), passages.number_lines(subject)[0]
    body = [Strip(subject.court.name, case, on, number) for number in numbers]
    said = [
        wording.say("warning", article=articles.article("zx98-57").cite),
        wording.say("cut", count=str(len(numbers))),
    ]
    return Story(body=[*body, *blocks.texts(said, FORM)], annex=passages.case_list(subject, FORM))
