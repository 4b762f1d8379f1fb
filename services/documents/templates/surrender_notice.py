"""责令交出车辆通知书 (domain.md, 'also wanted on site'): a sealed car that the debtor or another still holds."""

from __future__ import annotations

from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording
from services.law import articles

SENTENCES = {
    "sealed": ("dispute", "owner", "thing"),
    "ordered": ("article", "you", "place"),
    "barred": (),
    "breach": ("article",),
}


@case_document(
    "surrender_notice", "责令交出车辆通知书", per=targets.each_car_at_large, role="notice", authority="court",
    sentences=SENTENCES, copies=2,
)  # fmt: skip
def surrender_notice(subject: CaseSubject, wording: Wording) -> Story:
    """Which car is sealed, by when and where it is to be brought with keys and papers, and what follows otherwise."""
    thing, court = subject.thing, subject.court
    owner = thing.owner or subject.debtors
    place = f"{court.name}（{court.address}）" if court.address else court.name
    body = blocks.texts(
        [
            wording.say("sealed", dispute=subject.dispute, owner=owner, thing=letters.thing_text(thing)),
            wording.say(
                "ordered", article=articles.article("cpl-255").cite, you=_you(subject, owner), place=place
            ),
            wording.say("barred"),
            wording.say("breach", article=articles.article("cpl-114").cite),
        ],
        RULING,
    )
    story, block = letters.letter(subject, surrender_notice.title, owner, body)
    return Story(body=story, block=block)


def _you(subject: CaseSubject, owner: str) -> str:
    """A unit is addressed as one; whom the docket does not know is a person of whom nothing is known."""
    return next((letters.you(party) for party in subject.case.parties if party.name == owner), "你")
