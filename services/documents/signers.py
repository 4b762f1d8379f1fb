"""Who signs a paper and how each one stands: in ink under its frozen copy, refused, unable, gone, or still open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from services.clock import local
from services.documents.ink import Ink
from services.documents.page import Foot
from services.documents.signatures import Place
from services.documents.subject import MissingFact, Subject
from services.records.delivery_duties import MAIL_ROOM
from services.records.signing import complete
from services.records.values import Person, Signature
from services.wording import date_text, date_time_text, time_text

READ_WORDS = {"seen": "已阅", "told": "已宣读"}
ROLES = {"其他": "在场人", MAIL_ROOM: "收件人员"}
"""What a place for ink calls him whose role the form names by what he is not, or by his room."""
_NOT_SIGNED = {"refused": "拒绝签名", "unable": "不能签名", "left": "未签名即离开"}


@dataclass(frozen=True, slots=True)
class Signer:
    """Who has to sign a paper, and under which label."""

    label: str
    name: str


def persons(people: Iterable[Person], field: str) -> Iterator[Signer]:
    """Those present, by their role; a nameless one can't sign: MissingFact."""
    for person in people:
        if not person.name:
            raise MissingFact(field, "有一位到场人没有姓名，文书没有出具。请补上姓名。")
        yield Signer(ROLES.get(person.role, person.role), person.name)


def officers(names: Iterable[str], recorder: str) -> Iterator[Signer]:
    """The officers, then the recorder."""
    yield from (Signer("执行人员", name) for name in names)
    yield Signer("记录人", recorder)


def places(subject: Subject, document: str, signers: Iterable[Signer]) -> list[Place]:
    """A place for every signer in order, then for whoever else signed; who has two labels signs once under both."""
    given: tuple[Signature, ...] = () if subject.is_open else getattr(subject.record, "signatures", ())
    wanted: dict[str, dict[str, None]] = {}
    for signer in signers:
        wanted.setdefault(signer.name, {})[signer.label] = None
    for signature in given:
        wanted.setdefault(signature.name, {signature.role: None})
    merged = [Signer("、".join(labels), name) for name, labels in wanted.items()]
    signed = {s.name: s for s in reversed(given)}
    return [_place(subject, document, signer, signed.get(signer.name)) for signer in merged]


def feet(subject: Subject, document: str, signers: Iterable[Signer]) -> tuple[Foot, ...]:
    """The places at the foot of every page, with the ink and the hour of each page that was read and signed."""
    given: tuple[Signature, ...] = () if subject.is_open else getattr(subject.record, "signatures", ())
    frozen, found = subject.frozen.get(document), []
    for signer in signers:
        bound = (s for s in given if s.name == signer.name and s.way == "screen")
        stands = next(
            (s for s in bound if any(b.document == document and b.digest == frozen for b in s.bound)), None
        )
        pages = [p for p in (stands.pages if stands else ()) if p.document == document]
        found.append(
            Foot(
                signer.label, signer.name, ink={p.number: Ink(p.strokes) for p in pages},
                notes={p.number: f"{time_text(p.at)}{READ_WORDS[p.read]}" for p in pages},
            )
        )  # fmt: skip
    return tuple(found)


def _place(subject: Subject, document: str, signer: Signer, signature: Signature | None) -> Place:
    if signature is None or signature.way == "paper" or not complete(signature):
        return Place(signer.label, signer.name)
    if signature.way == "screen":
        frozen = subject.frozen.get(document)
        if not any(b.document == document and b.digest == frozen for b in signature.bound):
            return Place(
                signer.label, signer.name
            )  # written under another paper, or under words that changed since
        ink = Ink(signature.strokes)
        return Place(signer.label, signer.name, ink=ink, date=date_text(local(signature.at)))
    why = f"，{signature.reason}" if signature.reason else ""
    note = f"{_NOT_SIGNED[signature.way]}{why}（{date_time_text(signature.at)}记明）"
    return Place(signer.label, signer.name, note=note)
