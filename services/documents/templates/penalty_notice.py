"""执行通知书 for 财产刑 (domain.md, 'also wanted on site'; 法释〔2014〕13号 1, 7, 9, 13, 14, 16; 刑法 53, 59; 民诉法 251).

The one paper that such a case has of its own: an officer's acts on site (search, seizure, talk, receipt) are those of any
case (article 16), but the notice of a civil case names an applicant, his application, delay interest and a fee, and a
case that the criminal division moved has none of them. No template of the court was at hand (M16): the wording follows
the articles. It needs the court's seal, so that what is drawn up on site is a 待签发稿.
"""

from __future__ import annotations

from collections.abc import Iterator

from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.subject import MissingFact
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording
from services.law import articles
from services.wording import date_text

FINE, CONFISCATION = "罚金", "没收"
SENTENCES = {
    "effective": ("basis",),
    "term": ("due",),
    "ordered": ("filed", "rule", "place", "article", "you"),
    "fine": ("you", "article"),
    "confiscation": ("you", "article", "place"),
    "kept": ("you", "place"),
    "order": ("place",),
    "account": (),
    "enforced": ("you", "place", "articles"),
    "objection": ("article", "place"),
}


@case_document(
    "penalty_notice", "执行通知书（刑事裁判涉财产部分）", per=targets.each_debtor_sentenced, role="notice",
    authority="court", sentences=SENTENCES, copies=2, duplex=True,
)  # fmt: skip
def penalty_notice(subject: CaseSubject, wording: Wording) -> Story:
    """The judgment and who moved it, the numbered duties, what follows for a fine, what is left to live on, the order."""
    party, case = subject.party, subject.case
    effective = wording.say("effective", basis=subject.basis_text)
    due = subject.basis.due_on
    if due is not None and due < subject.on:
        effective += wording.say("term", due=date_text(due))
    ordered = wording.say(
        "ordered", filed=date_text(case.filed_on), rule=f"《{articles.article('cpe-7').title}》", place=_place("cpe-7"),
        article=articles.article("cpl-251").cite, you=letters.you(party),
    )  # fmt: skip
    duties = [*_duties(subject)]
    body = [
        *blocks.texts([effective, ordered], RULING),
        *letters.items([f"{line}；" for line in duties[:-1]] + [f"{duties[-1]}。"]),
        *blocks.texts([*_after(subject, wording, "".join(duties))], RULING),
    ]
    story, block = letters.letter(subject, penalty_notice.title, party.name, body)
    return Story(body=story, block=block)


def _duties(subject: CaseSubject) -> Iterator[str]:
    claims = [*letters.claim_lines(subject)]
    if not claims and not subject.basis.text:
        raise MissingFact("", "案件册里没有执行标的的内容，文书没有出具。请院里补全案件册。")
    yield from claims or [subject.basis.text.rstrip("。；")]


def _after(subject: CaseSubject, wording: Wording, duties: str) -> Iterator[str]:
    """What the law says of these duties, then where to pay, what is enforced and how to object."""
    you = letters.you(subject.party)
    if FINE in duties:
        yield wording.say("fine", you=you, article=articles.article("cl-53").cite)
    if CONFISCATION in duties:
        yield wording.say(
            "confiscation", you=you, article=articles.article("cl-59-2").cite, place=_place("cpe-9-1")
        )
    if subject.party.is_citizen and (FINE in duties or CONFISCATION in duties):
        yield wording.say("kept", you=you, place=_place("cpe-9-2"))
    yield wording.say("order", place=_place("cpe-13-1"))
    yield wording.say("account")
    yield wording.say(
        "enforced", you=you, place=_place("cpe-16"), articles=articles.cited("cpl-253", "cpl-255")
    )
    yield wording.say("objection", article=articles.article("cpl-236").cite, place=_place("cpe-14-1"))


def _place(key: str) -> str:
    """An article of the rules that the paper has named in full once."""
    return articles.article(key).place
