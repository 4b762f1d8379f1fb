"""执行决定书（纳入失信被执行人名单用） (domain.md D18): which of the six cases, signed by the president, not for minors."""

from __future__ import annotations

from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.subject import MissingFact
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording
from services.law import restrictions
from services.wording import date_text

SENTENCES = {
    "facts": ("dispute", "filed", "debtor"),
    "found": ("debtor", "ground"),
    "decided": ("rule",),
    "listed": ("debtor",),
    "effective": (),
    "correction": (),
}


@case_document(
    "dishonesty_decision", "执行决定书", per=targets.each_ground, role="notice", authority="president",
    sentences=SENTENCES, copies=2, duplex=True,
)  # fmt: skip
def dishonesty_decision(subject: CaseSubject, wording: Wording) -> Story:
    """Parties, facts, the case of the rule that applies, the decision, and that a correction can be asked for."""
    name, ground = subject.party.name, subject.target.ground
    if not ground:
        raise MissingFact("", "没有选定属于失信的哪一种情形，文书没有出具。请选好再出。")
    said = [
        wording.say("facts", dispute=subject.dispute, filed=date_text(subject.case.filed_on), debtor=name),
        wording.say("found", debtor=name, ground=ground),
        wording.say("decided", rule=restrictions.listing().cite),
        wording.say("listed", debtor=name),
        wording.say("correction"),
        wording.say("effective"),
    ]
    body = [
        *blocks.head(subject.court.line, dishonesty_decision.title, subject.case.number, RULING),
        *letters.parties(subject.case),
        *blocks.texts(said, RULING),
    ]
    return Story(body=body, block=letters.order_tail(subject, ("院长",)))
