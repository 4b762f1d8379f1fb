"""信访事项告知书 (信访工作条例 23): that a petition was received, how it goes on, and what the case stands at."""

from __future__ import annotations

from collections.abc import Iterator

from services.docket.proceedings import Petition
from services.docket.property import MEASURE_TITLES
from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.subject import MissingFact
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording
from services.law import articles
from services.wording import date_text, listed, money

SENTENCES = {
    "received": ("day", "dispute", "asked"),
    "road": ("article", "number", "handler"),
    "done": ("done",),
    "nothing": (),
    "told": ("article",),
}


@case_document(
    "petition_notice", "信访事项告知书", per=targets.each_petition, role="notice", authority="court",
    sentences=SENTENCES, copies=2,
)  # fmt: skip
def petition_notice(subject: CaseSubject, wording: Wording) -> Story:
    """What was asked, on which road it is dealt with and by whom, and what was done in the case so far."""
    petition = _petition(subject)
    handler = subject.case.handler or "本案承办人"
    done = listed(_done(subject))
    body = blocks.texts(
        [
            wording.say(
                "received",
                day=date_text(petition.received_on),
                dispute=subject.dispute,
                asked=petition.asked.rstrip("。") or "（未载明）",
            ),
            wording.say("done", done=done) if done else wording.say("nothing"),
            wording.say(
                "road",
                article=articles.article("cpl-236").cite,
                number=subject.case.number,
                handler=handler,
            ),
            wording.say("told", article=articles.article("xf-23").cite),
        ],
        RULING,
    )
    story, block = letters.letter(subject, petition_notice.title, petition.by, body)
    return Story(body=story, block=block)


def _petition(subject: CaseSubject) -> Petition:
    found = next(
        (p for n, p in enumerate(subject.case.petitions, 1) if targets.petition_id(n) == subject.target.id),
        None,
    )
    if found is None or not found.by:
        raise MissingFact("", "案件册没有写信访人，文书没有出具。请院里补全案件册。")
    return found


def _done(subject: CaseSubject) -> Iterator[str]:
    """What the docket proves was done, in the order of an enforcement."""
    case = subject.case
    if case.notice_sent_on:
        yield f"于{date_text(case.notice_sent_on)}发出执行通知书"
    if case.inquiries:
        yield f"查询财产{len(case.inquiries)}次"
    kinds = dict.fromkeys(MEASURE_TITLES[m.kind] for m in case.measures if m.effective_on)
    if kinds:
        number = sum(1 for m in case.measures if m.effective_on)
        yield f"{'、'.join(kinds)}财产{number}项"
    if case.past_visits:
        yield f"上门查找{len(case.past_visits)}次"
    if case.recovered:
        yield f"执行到位{money(case.recovered)}元"
