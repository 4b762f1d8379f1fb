"""执行风险提示书: what enforcement can't promise a creditor, and what he can do himself (财产调查规定 2)."""

from __future__ import annotations

from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles

SENTENCES = {
    "opening": ("dispute", "party"),
    "clues": ("article",),
    "nothing": ("article",),
    "renew": ("article",),
    "changed": (),
    "costs": (),
    "read": (),
}


@case_document(
    "risk_notice", "执行风险提示书", per=targets.each_creditor, role="notice", sentences=SENTENCES, copies=2
)
def risk_notice(subject: CaseSubject, wording: Wording) -> Story:
    """The risks one by one, each with its article where it has one; the creditor signs that he has read them."""
    risks = [
        wording.say("clues", article=articles.article("ccdc-2").cite),
        wording.say("nothing", article=articles.article("int-517").cite),
        wording.say("renew", article=articles.article("int-485").cite),
        wording.say("changed"),
        wording.say("costs"),
    ]
    body = [
        *letters.form_head(subject, risk_notice.title),
        blocks.text(wording.say("opening", dispute=subject.dispute, party=subject.party.name), FORM),
        *blocks.numbered(risks, FORM),
        blocks.text(letters.contact(subject), FORM),
        blocks.text(wording.say("read"), FORM),
    ]
    return Story(body=body, block=letters.by_hand(("申请执行人", "执行人员"), FORM))
