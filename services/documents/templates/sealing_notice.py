"""查封公告 (domain.md D04; 查扣冻规定 7, 8, 24): posted at the property, its photo there is the proof."""

from __future__ import annotations

from reportlab.platypus import Flowable

from services.clock import local
from services.documents import blocks, letters, passages, seizures, taken, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.subject import MissingFact, Subject
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.sealing import Sealing
from services.wording import date_text

SENTENCES = {
    "sealed": ("dispute", "ruling", "on", "owner", "thing"),
    "term": ("from_day", "until"),
    "barred": ("article",),
    "barred_moved": ("article", "rule"),
    "breach": ("article",),
    "end": (),
}
SHOWN = (
    "sort",
    "place",
    "estate",
    "certificate",
    "registered",
    "goods",
    "debtors_own",
    "owner_confirmed",
    "term_from",
    "term_until",
)


@case_document(
    "sealing_notice",
    "查封公告",
    per=targets.each_sealing,
    role="notice",
    authority="court",
    sentences=SENTENCES,
    copies=2,
    also=(Sealing,),
    shows=SHOWN,
)
def sealing_notice(subject: CaseSubject | Subject, wording: Wording) -> Story:
    """The ruling and its day, the thing, the term with both days, what nobody may do, and what follows if he does."""
    if isinstance(subject, Subject):
        return _of_record(subject, wording)
    thing, measure = subject.thing, subject.target.measure
    if measure is None or not measure.ruling or measure.effective_on is None or measure.expires_on is None:
        raise MissingFact(
            "", f"案件册里没有{thing.name}的查封裁定文号和起止日期，文书没有出具。请院里补全案件册。"
        )
    effective, until = date_text(measure.effective_on), date_text(measure.expires_on)
    said = wording.say(
        "sealed",
        dispute=subject.dispute,
        ruling=measure.ruling,
        on=effective,
        owner=thing.owner or subject.debtors,
        thing=letters.thing_text(thing),
    )
    body = _told(said, effective, until, wording, moved=subject.case.moved)
    story, block = letters.letter(subject, sealing_notice.title, "", body, end=wording.say("end"))
    return Story(body=story, block=block)


def _told(sealed: str, effective: str, until: str, wording: Wording, *, moved: bool) -> list[Flowable]:
    """What was sealed until when, and what follows a breach; of a criminal judgment the rule applies by reference."""
    article, rule = articles.article("ckd-24").cite, articles.article("cpe-16").cite
    barred = (
        wording.say("barred_moved", article=article, rule=rule)
        if moved
        else wording.say("barred", article=article)
    )
    return blocks.texts(
        [
            sealed,
            wording.say("term", from_day=effective, until=until),
            barred,
            wording.say("breach", article=articles.article("cpl-114").cite),
        ],
        RULING,
    )


def _of_record(subject: Subject, wording: Wording) -> Story:
    """The same of what was sealed just now: the docket does not know of it yet."""
    goods = taken.of(subject.record)
    effective, moved = date_text(goods.term_from), all(case.moved for case in subject.cases)
    said = wording.say(
        "sealed",
        dispute=seizures.dispute(subject),
        ruling=seizures.rulings(subject, titled=False),
        on=effective,
        owner=subject.parties("debtor"),
        thing=goods.text,
    )
    body = [
        *blocks.head(
            subject.court.line, sealing_notice.title, "", RULING, more=passages.number_lines(subject)
        ),
        *_told(said, effective, date_text(goods.term_until), wording, moved=moved),
        blocks.text(wording.say("end"), RULING),
    ]
    return Story(
        body=body,
        block=letters.notice_tail(subject, local(goods.ended_at).date()),
        annex=passages.case_list(subject, RULING),
    )
