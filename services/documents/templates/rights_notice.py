"""执行当事人权利义务告知书 (domain.md, 'also wanted on site': 异议告知): objections, third-party claims, review."""

from __future__ import annotations

from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles

SENTENCES = {
    "opening": ("dispute", "party"),
    "objection": ("article",),
    "third_party": ("article",),
    "settle": ("article",),
    "papers": ("article",),
    "perform": ("article",),
    "report": ("article",),
    "respect": ("article",),
    "read": (),
}
_LAW = (
    ("papers", "cpl-239"),
    ("objection", "cpl-236"),
    ("third_party", "cpl-238"),
    ("settle", "cpl-241"),
    ("perform", "cpl-264"),
    ("report", "cpl-252"),
    ("respect", "cpl-114"),
)


@case_document(
    "rights_notice",
    "执行当事人权利义务告知书",
    per=targets.each_party,
    role="notice",
    sentences=SENTENCES,
    copies=2,
)
def rights_notice(subject: CaseSubject, wording: Wording) -> Story:
    """Rights first, then duties, each with its article; the receiver signs that he has read it."""
    said = [wording.say(name, article=articles.article(key).cite) for name, key in _LAW]
    body = [
        *letters.form_head(subject, rights_notice.title),
        blocks.text(wording.say("opening", dispute=subject.dispute, party=subject.party.name), FORM),
        *blocks.section("权利", blocks.numbered(said[:4], FORM), FORM),
        *blocks.section("义务", blocks.numbered(said[4:], FORM), FORM),
        blocks.text(letters.contact(subject), FORM),
        blocks.text(wording.say("read"), FORM),
    ]
    return Story(body=body, block=letters.by_hand(("被告知人", "执行人员"), FORM))
