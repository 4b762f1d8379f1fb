"""执行异议权利告知书 (domain.md, 'also wanted on site'): to a party or to a third person who says that a thing is his."""

from __future__ import annotations

from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles

SENTENCES = {
    "opening": ("dispute",),
    "conduct": ("article",),
    "thing": ("article",),
    "thing_moved": ("article", "rule"),
    "papers": (),
    "not_stopped": (),
}


@case_document(
    "objection_notice", "执行异议权利告知书", per=targets.whole, role="notice", sentences=SENTENCES, copies=2
)
def objection_notice(subject: CaseSubject, wording: Wording) -> Story:
    """Objection to an act (民诉法 236), claim to a thing (238; 法释〔2014〕13号 14), what to hand in, who was told."""
    said = [
        wording.say("conduct", article=articles.article("cpl-236").cite),
        wording.say(
            "thing_moved", article=articles.article("cpl-236").cite, rule=articles.article("cpe-14").cite
        )
        if subject.case.moved
        else wording.say("thing", article=articles.article("cpl-238").cite),
        wording.say("papers"),
        wording.say("not_stopped"),
    ]
    body = [
        *letters.form_head(subject, objection_notice.title),
        blocks.text(wording.say("opening", dispute=subject.dispute), FORM),
        *blocks.numbered(said, FORM),
        letters.form_rows(
            [("被告知人", letters.room(1)), ("与本案的关系", letters.room(1)), ("联系电话", letters.room(1))]
        ),
        blocks.text(letters.contact(subject), FORM),
    ]
    return Story(body=body, block=letters.by_hand(("被告知人", "告知人"), FORM))
