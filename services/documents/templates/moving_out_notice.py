"""公告（强制迁出房屋用） (domain.md D07; 民诉法 261-1): signed by the president, posted on the door of the home."""

from __future__ import annotations

from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording
from services.law import articles
from services.wording import chinese_date

SENTENCES = {
    "reason": ("dispute", "basis", "owner"),
    "ordered": ("article", "owner", "until", "thing"),
    "enforced": ("article",),
    "belongings": ("article", "receivers"),
    "end": (),
}


@case_document(
    "moving_out_notice", "强制迁出公告", per=targets.each_to_clear, role="notice", authority="president",
    sentences=SENTENCES, copies=3,
)  # fmt: skip
def moving_out_notice(subject: CaseSubject, wording: Wording) -> Story:
    """Reason, by which day who has to leave which home, enforcement, belongings; the day is set when it is signed."""
    thing = subject.thing
    owner = thing.owner or subject.debtors
    year = chinese_date(subject.on).partition("年")[0]
    body = [
        *blocks.head(subject.court.line, "公告", subject.case.number, RULING),
        *blocks.texts(
            [
                wording.say("reason", dispute=subject.dispute, basis=subject.basis_text, owner=owner),
                wording.say(
                    "ordered",
                    article=articles.article("cpl-261").cite,
                    owner=owner,
                    until=f"{year}年　　月　　日",
                    thing=letters.thing_text(thing),
                ),
                wording.say("enforced", article=articles.article("cpl-261").cite),
                wording.say(
                    "belongings",
                    article=articles.article("cpl-261-3").cite,
                    receivers=letters.receivers(p for p in subject.case.parties if p.name == owner),
                ),
                wording.say("end"),
            ],
            RULING,
        ),
    ]
    return Story(body=body, block=letters.order_tail(subject, ("院长",)))
