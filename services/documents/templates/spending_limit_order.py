"""限制消费令 (domain.md D17): term, items and consequences, signed by the president; nine sorts of spending."""

from __future__ import annotations

from services.docket.party import Party
from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording
from services.law import articles, restrictions

SENTENCES = {
    "filed": ("dispute", "creditors"),
    "moved": ("dispute",),
    "ordered": ("rule", "article", "you"),
    "unit": ("debtor", "head"),
    "unit_head_unknown": ("debtor",),
    "items": (),
    "necessary": (),
    "breach": ("explanation", "article"),
    "until": (),
    "this_order": (),
}


@case_document(
    "spending_limit_order", "限制消费令", per=targets.each_debtor, role="notice", authority="president",
    sentences=SENTENCES, copies=2, duplex=True,
)  # fmt: skip
def spending_limit_order(subject: CaseSubject, wording: Wording) -> Story:
    """Reason, the nine items, for a unit also its people, permission for what is needed, consequences, until when."""
    party = subject.party
    opening = [
        wording.say("moved", dispute=subject.dispute)
        if subject.case.moved
        else wording.say("filed", dispute=subject.dispute, creditors=subject.creditors),
        wording.say(
            "ordered",
            rule=restrictions.spending().cite,
            article=articles.article("cpl-266").cite,
            you=letters.you(party),
        ),
    ]
    if not party.is_citizen:
        opening.append(_unit(party, wording))
    closing = [
        wording.say("necessary"),
        wording.say(
            "breach", explanation=articles.article("int-188").cite, article=articles.article("cpl-114").cite
        ),
        wording.say("until"),
        wording.say("this_order"),
    ]
    body = [
        *blocks.head(subject.court.line, spending_limit_order.title, subject.case.number, RULING),
        blocks.flush(f"{party.name}：", RULING),
        *blocks.texts(opening, RULING),
        blocks.text(wording.say("items"), RULING),
        *blocks.numbered(
            [f"{item}；" for item in restrictions.spending().items[:-1]]
            + [f"{restrictions.spending().items[-1]}。"],
            RULING,
        ),
        *blocks.texts(closing, RULING),
    ]
    return Story(body=body, block=letters.order_tail(subject, ("院长",)))


def _unit(party: Party, wording: Wording) -> str:
    if not party.legal_representative:
        return wording.say("unit_head_unknown", debtor=party.name)
    return wording.say("unit", debtor=party.name, head=party.legal_representative)
