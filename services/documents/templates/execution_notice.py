"""执行通知书 (domain.md D01; 民诉法 251, 解释 480: within ten days, and it must name the delay interest)."""

from __future__ import annotations

from collections.abc import Iterator

from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.subject import MissingFact
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording
from services.law import articles, restrictions
from services.wording import date_text, money

SENTENCES = {
    "effective": ("creditors", "debtors", "cause", "basis"),
    "ordered": ("creditors", "filed", "article", "explanation", "you"),
    "interest": ("article",),
    "fee": ("amount",),
    "fee_unknown": (),
    "account": (),
    "enforced": (),
    "risk": ("you", "law", "limits"),
}


@case_document(
    "execution_notice", "执行通知书", per=targets.each_debtor_sued, role="notice", authority="court", sentences=SENTENCES,
    copies=2, duplex=True,
)  # fmt: skip
def execution_notice(subject: CaseSubject, wording: Wording) -> Story:
    """Basis and filing, the numbered duties with delay interest and fee, the account, and the warning of risks."""
    party, case = subject.party, subject.case
    opening = [
        wording.say(
            "effective",
            creditors=subject.creditors,
            debtors=subject.debtors,
            cause=case.cause,
            basis=subject.basis_text,
        ),
        wording.say(
            "ordered",
            creditors=subject.creditors,
            filed=date_text(case.filed_on),
            article=articles.article("cpl-251").cite,
            explanation=articles.article("int-480").cite,
            you=letters.you(party),
        ),
    ]
    risk = wording.say(
        "risk", you=letters.you(party), law=restrictions.listing().cite, limits=restrictions.spending().cite
    )
    body = [
        *blocks.texts(opening, RULING),
        *letters.items([*_duties(subject, wording)]),
        *blocks.texts([wording.say("account"), wording.say("enforced")], RULING),
        blocks.heading("风险提示", RULING),
        blocks.text(risk, RULING),
        *blocks.numbered(
            [f"{item}的；" for item in restrictions.listing().items[:-1]]
            + [f"{restrictions.listing().items[-1]}的。"],
            RULING,
        ),
    ]
    story, block = letters.letter(subject, execution_notice.title, party.name, body)
    return Story(body=story, block=block)


def _duties(subject: CaseSubject, wording: Wording) -> Iterator[str]:
    claims = [*letters.claim_lines(subject)]
    if not claims and not subject.basis.text:
        raise MissingFact("", "案件册里没有执行标的的内容，文书没有出具。请院里补全案件册。")
    yield from (f"{line}；" for line in claims or [subject.basis.text.rstrip("。；")])
    yield wording.say("interest", article=articles.article("cpl-264").cite)
    fee = subject.case.fee
    yield wording.say("fee", amount=money(fee)) if fee is not None else wording.say("fee_unknown")
