"""搜查令 (domain.md D09; 民诉法 259): signed by the president; whom, where, by whom and on which days."""

from __future__ import annotations

from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording
from services.law import articles

SENTENCES = {
    "filed": ("dispute", "debtor"),
    "ordered": ("article", "debtor"),
    "this_order": (),
}


@case_document(
    "search_warrant", "搜查令", per=targets.each_debtor, role="notice", authority="president",
    sentences=SENTENCES, copies=2,
)  # fmt: skip
def search_warrant(subject: CaseSubject, wording: Wording) -> Story:
    """Reason and order; the places the docket knows, with room for the hiding place; searchers and days by the pen."""
    party = subject.party
    facts = [
        [("被搜查人", party.name)],
        [("搜查处所", _places(subject))],
        [("搜查人员", letters.room(2))],
        [("有效期间", f"自{letters.DAY}起至{letters.DAY}止")],
    ]
    body = [
        *blocks.head(subject.court.line, search_warrant.title, subject.case.number, RULING),
        blocks.text(wording.say("filed", dispute=subject.dispute, debtor=party.name), RULING),
        blocks.facts_table(facts, RULING),
        blocks.text(
            wording.say("ordered", article=articles.article("cpl-259").cite, debtor=party.name), RULING
        ),
        blocks.text(wording.say("this_order"), RULING),
    ]
    return Story(body=body, block=letters.order_tail(subject, ("院长",)))


def _places(subject: CaseSubject) -> str:
    known = [place.text for place in subject.party.places]
    return "\n".join([*known, "财产隐匿地："])
