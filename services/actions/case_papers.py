"""案件的文书: what can be drawn up from the docket alone, for whom or what, and the papers made of it so far."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Generator
from dataclasses import dataclass

from services.actions import accounts, issuing, materials, serving, wordings
from services.actions.issuing import Offer
from services.actions.materials import Materials
from services.clock import local
from services.docket.reading import encode_case
from services.documents import catalogue as documents
from services.documents import targets
from services.documents.case_subject import CaseSubject, Target
from services.documents.paper import PaperState
from services.documents.proof import Proof
from services.entries.entry import new_id
from services.errors import NotAllowed
from services.session import Session
from services.store import registry

__all__ = ["STATEMENT", "CaseOffer", "Target", "until_id"]

STATEMENT = "money_statement"
until_id = targets.until_id


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOffer(Offer):
    """A document of the case: whom or what it can be made for, and which of these have a paper that stands.

    `authority` says what it waits for: 院印, 院长签发, or "" for what officers make themselves.
    """

    targets: tuple[Target, ...]
    made: frozenset[str]
    authority: str


AUTHORITY = {"": "", "court": "须院印", "president": "须院长签发"}


def offers(session: Session, number: str, now: dt.datetime) -> tuple[CaseOffer, ...]:
    """The documents that this case can have today, in the catalogue's order."""
    standing = _standing(session, number)
    case = serving.marked(session, accounts.counted(session, number).case, local(now).date())
    found = []
    for document in documents.for_case():
        targets = document.targets(case, local(now).date())
        if targets:
            offer = CaseOffer(
                document=document.code,
                name=document.title,
                role=document.role,
                copies=document.copies,
                signed=False,
                targets=targets,
                made=frozenset(t.id for t in targets if (document.code, t.id) in standing),
                authority=AUTHORITY[document.authority],
            )
            found.append(offer)
    return tuple(found)


def papers(session: Session, number: str) -> tuple[PaperState, ...]:
    """The papers made of this case itself, in the order they were issued."""
    return tuple(p for p in issuing.papers(session, case=number) if not p.subject)


def in_pieces(
    session: Session, code: str, number: str, target_id: str, now: dt.datetime
) -> Generator[int, None, Materials]:
    """What a paper of the case is made from, in the form of a record's (see materials.entry_in_pieces): one piece."""
    yield 0
    return of_case(session, code, number, target_id, now)


def of_case(session: Session, code: str, number: str, target_id: str, now: dt.datetime) -> Materials:
    """What a paper of the case is made from.

    Raises NotAllowed where the docket no longer has this target, or the document is none of a case.
    """
    document, known = documents.document(code), registry.case(session.vault, number)
    found = accounts.counted(session, number)
    on = local(now).date()
    # What was taken on site lowers what the paper says is owed; what was served waits for no receipt any more.
    case = serving.marked(session, found.case, on)
    target = next((t for t in document.targets(case, on) if t.id == target_id), None)
    if target is None and document.per is targets.when_counted:
        target = targets.counted_to(target_id)
    if target is None:
        raise NotAllowed(f"按现在的案件册，{number}案不能这样出具“{document.title}”。请重新选择。")
    subject = CaseSubject(
        case=case,
        target=target,
        court=session.court,
        officers=(session.officer, *session.colleagues),
        on=on,
        demo=session.demo,
        lpr=found.lpr,
        convention=found.convention,
    )
    proof = Proof(
        id=str(new_id()),
        serial=materials.serial(session),
        anchor=hashlib.sha256(encode_case(known)).hexdigest(),
        made_at=now,
        device=session.device,
    )
    return Materials(
        document=document,
        subject=subject,
        proof=proof,
        footer=materials.footer(session),
        wording=wordings.wording(session, document),
    )


def _standing(session: Session, number: str) -> frozenset[tuple[str, str]]:
    return frozenset((p.document, p.target) for p in papers(session, number) if p.state != "voided")
