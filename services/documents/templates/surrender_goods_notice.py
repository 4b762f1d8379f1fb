"""责令交出财产通知书 (domain.md, 'also wanted on site'; 民诉法 255, 114): sealed goods that nobody has taken away yet."""

from __future__ import annotations

from services.docket.property import MEASURE_TITLES
from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording
from services.law import articles

SENTENCES = {
    "ruled": ("dispute", "deed", "owner", "thing"),
    "ordered": ("article", "you", "place"),
    "barred": (),
    "breach": ("article",),
}


@case_document(
    "surrender_goods_notice", "责令交出财产通知书", per=targets.each_goods_at_large, role="notice", authority="court",
    sentences=SENTENCES, copies=2,
)  # fmt: skip
def surrender_goods_notice(subject: CaseSubject, wording: Wording) -> Story:
    """Which goods are sealed, by when and where they are to be brought, and what follows otherwise."""
    thing, court, measure = subject.thing, subject.court, subject.target.measure
    owner = thing.owner or subject.debtors
    you = next((letters.you(party) for party in subject.case.parties if party.name == owner), "你")
    ruled = wording.say(
        "ruled", dispute=subject.dispute, deed=MEASURE_TITLES[measure.kind] if measure else "查封", owner=owner,
        thing=letters.thing_text(thing),
    )  # fmt: skip
    place = f"{court.name}（{court.address}）" if court.address else court.name
    body = blocks.texts(
        [
            ruled,
            wording.say("ordered", article=articles.article("cpl-255").cite, you=you, place=place),
            wording.say("barred"),
            wording.say("breach", article=articles.article("cpl-114").cite),
        ],
        RULING,
    )
    story, block = letters.letter(subject, surrender_goods_notice.title, owner, body)
    return Story(body=story, block=block)
