"""查封公告 (domain.md D04; 查扣冻规定 7, 8, 24): posted at the property, its photo there is the proof."""

from __future__ import annotations

from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.subject import MissingFact
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording
from services.law import articles
from services.wording import date_text

SENTENCES = {
    "sealed": ("dispute", "ruling", "on", "owner", "thing"),
    "term": ("from_day", "until"),
    "barred": ("article",),
    "breach": ("article",),
    "end": (),
}


@case_document(
    "sealing_notice",
    "查封公告",
    per=targets.each_sealing,
    role="notice",
    authority="court",
    sentences=SENTENCES,
    copies=2,
)
def sealing_notice(subject: CaseSubject, wording: Wording) -> Story:
    """The ruling and its day, the thing, the term with both days, what nobody may do, and what follows if he does."""
    thing, measure = subject.thing, subject.target.measure
    if measure is None or not measure.ruling or measure.effective_on is None or measure.expires_on is None:
        raise MissingFact(
            "", f"案件册里没有{thing.name}的查封裁定文号和起止日期，文书没有出具。请院里补全案件册。"
        )
    effective, until = date_text(measure.effective_on), date_text(measure.expires_on)
    body = blocks.texts(
        [
            wording.say(
                "sealed",
                dispute=subject.dispute,
                ruling=measure.ruling,
                on=effective,
                owner=thing.owner or subject.debtors,
                thing=letters.thing_text(thing),
            ),
            wording.say("term", from_day=effective, until=until),
            wording.say("barred", article=articles.article("ckd-24").cite),
            wording.say("breach", article=articles.article("cpl-114").cite),
        ],
        RULING,
    )
    story, block = letters.letter(subject, sealing_notice.title, "", body, end=wording.say("end"))
    return Story(body=story, block=block)
