"""执行裁定书（查封、扣押、冻结财产用） (domain.md D03; 民诉法 253–255, 解释 485: thing, owner, limit, term)."""

from __future__ import annotations

from dataclasses import replace

from services.documents import blocks, follow_ups, letters, measured, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.subject import Subject
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording
from services.law import articles
from services.law.terms import term
from services.records.kinds.renewal import Renewal
from services.wording import chinese_number, date_text

SENTENCES = {
    "noticed": ("dispute", "basis", "noticed"),
    "noticed_unknown": ("dispute", "basis"),
    "not_done": (),
    "under": ("articles",),
    "ordered": ("deed", "owner", "thing", "years"),
    "renewed": ("deed", "owner", "thing", "years"),
    "renewed_until": ("deed", "owner", "thing", "since", "until"),
    "limited": ("amount",),
    "barred": ("deed",),
    "barred_deposit": (),
    "barred_right": (),
    "objection": ("article",),
    "at_once": (),
}


@case_document(
    "seizure_ruling", "执行裁定书", per=targets.each_to_seize, role="notice", authority="court", sentences=SENTENCES,
    copies=3, duplex=True, also=(Renewal,), shows=("measure", "term_from", "term_until"),
)  # fmt: skip
def seizure_ruling(given: CaseSubject | Subject, wording: Wording) -> Story:
    """Parties, what was noticed and not done, the articles, the order on one thing with its term, and the objection."""
    subject = _as_target(given)
    body = [
        *blocks.head(subject.court.line, seizure_ruling.title, subject.case.number, RULING),
        *letters.parties(subject.case),
        *blocks.texts(
            [_noticed(subject, wording), wording.say("not_done"), _under(subject, wording)], RULING
        ),
        *letters.items([_order(given, subject, wording), _barred(subject, wording)]),
        blocks.text(wording.say("objection", article=articles.article("cpl-236").cite), RULING),
        blocks.text(wording.say("at_once"), RULING),
    ]
    return Story(body=body, block=letters.order_tail(subject, ("审判长", "审判员", "审判员", "书记员")))


def _as_target(given: CaseSubject | Subject) -> CaseSubject:
    """The target of the case, or what a record of a renewal prolongs: the docket need not know of that."""
    if isinstance(given, CaseSubject):
        return given
    record = given.record
    assert isinstance(record, Renewal)
    term = replace(record.measure.measure, effective_on=record.term_from, expires_on=record.term_until)
    return follow_ups.of_case(given, record.measure, measure=term)


def _noticed(subject: CaseSubject, wording: Wording) -> str:
    on = subject.case.notice_sent_on
    if on is None:
        return wording.say("noticed_unknown", dispute=subject.dispute, basis=subject.basis_text)
    return wording.say("noticed", dispute=subject.dispute, basis=subject.basis_text, noticed=date_text(on))


def _under(subject: CaseSubject, wording: Wording) -> str:
    thing, measure = subject.thing, subject.target.measure
    key = "cpl-253" if measured.is_frozen(thing, measure) else "cpl-255"
    bound = ("ckd-19",) if measured.is_bounded(thing, measure) else ()
    return wording.say("under", articles=articles.cited(key, "ckd-1", *bound, "int-485"))


def _order(given: CaseSubject | Subject, subject: CaseSubject, wording: Wording) -> str:
    """The order; after a renewal with the very days that the notice to the register names."""
    thing, measure = subject.thing, subject.target.measure
    what = letters.thing_text(thing)
    if measured.is_bounded(thing, measure):
        what += wording.say("limited", amount=measured.limit_text(measured.limit(subject)))
    facts = {"deed": measured.deed(thing, measure), "owner": thing.owner or subject.debtors, "thing": what}
    if isinstance(given, Subject) and measure is not None and measure.effective_on and measure.expires_on:
        since, until = date_text(measure.effective_on), date_text(measure.expires_on)
        return wording.say("renewed_until", since=since, until=until, **facts)
    years = chinese_number(term(measured.longest(thing, measure)).years)
    return wording.say("renewed" if measure is not None else "ordered", years=years, **facts)


def _barred(subject: CaseSubject, wording: Wording) -> str:
    thing, measure = subject.thing, subject.target.measure
    if not measured.is_frozen(thing, measure):
        return wording.say("barred", deed=measured.deed(thing, measure))
    is_money = measured.longest(thing, measure) == "deposit"
    return wording.say("barred_deposit" if is_money else "barred_right")
