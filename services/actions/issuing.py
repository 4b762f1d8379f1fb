"""文书: made from the committed record, stored first, journalled; then printed, signed, photographed back, handed over.

Making takes time, so each verb also comes in three steps for the lanes: materials.of_entry or of_draft (vault),
materials.build (work), keep or keep_signing (vault).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from services.actions import materials
from services.actions.materials import Made, Materials
from services.actions.paper_events import About, about_of, write_event
from services.documents import catalogue as documents
from services.documents import load as load_typesetting
from services.documents import paper, scanning
from services.documents.document import Document
from services.documents.paper import PaperState, State
from services.documents.proof import read_mark
from services.entries.entry import Attachment, Entry
from services.errors import BadInput, NotAllowed
from services.records import catalogue as kinds
from services.records.draft import Draft, SigningCopy
from services.records.events import DocumentIssued, PaperRole, PaperStep, Step
from services.records.record import Record
from services.session import Session
from services.store import attachments, journal

__all__ = ["Issued", "Offer", "PaperState", "State"]

PDF = "application/pdf"
NO_CODE = "照片里没有读到文书的二维码。请把页脚的二维码拍清楚，或从列表里选这份文书。"
_REFUSED = {
    "printed": "这份文书已作废，不能再打印。请打印重出的那一份。",
    "signed": "先打印，才有纸可签。",
    "photographed": "先打印并签名，再回拍签名页。",
    "delivered": "先打印，才能交付。",
    "voided": "这份文书已经作废。",
}


@dataclass(frozen=True, slots=True)
class Issued:
    """A paper issued: its entry in the journal and its bytes."""

    entry: Entry
    pdf: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A document that can be made of a record: code, name, role, copies usually needed, whether people sign it (and each
    of its pages).
    """

    document: str
    name: str
    role: PaperRole
    copies: int
    signed: bool
    each_page: bool = False


def get_ready() -> None:
    """Loads what sets type, half a second once: asked for off the screen when a record is begun, which ends in a paper."""
    load_typesetting()


def offers(kind: type[Record]) -> tuple[Offer, ...]:
    """The documents of a kind, its own before the plain sheet."""
    return tuple(_offer(d, kind) for d in documents.for_kind(kind))


def offers_of(record: Record) -> tuple[Offer, ...]:
    """The documents of a finished record: of a step in the yard those of this step alone."""
    return tuple(_offer(d, type(record)) for d in documents.for_record(record))


def _offer(d: Document, kind: type[Record]) -> Offer:
    return Offer(
        document=d.code,
        name=d.name(kind),
        role=d.role,
        copies=d.copies,
        signed=d.signed,
        each_page=d.each_page,
    )


def signing_copy(
    session: Session, document: str, draft: Draft, now: dt.datetime
) -> tuple[SigningCopy, bytes]:
    """The paper frozen for signatures, and kept; the draft must be complete but for them."""
    made_from = materials.of_draft(session, document, draft, now)
    made = materials.build(made_from)
    return keep_signing(session, made_from, made, draft), made.pdf


def keep_signing(session: Session, made_from: Materials, made: Made, draft: Draft) -> SigningCopy:
    """Stores a signing copy's bytes and says what it showed; the caller puts it into `draft.signing`."""
    kind = kinds.kind(draft.kind)
    stored = attachments.put(
        session.vault, made.pdf, media_type=PDF, role="signing_copy", name=f"{made_from.name}（签名稿）.pdf"
    )
    return SigningCopy(
        document=made_from.document.code,
        attachment=stored,
        made_at=made_from.proof.made_at,
        shown=made_from.document.shown(kind, draft.values),
    )


def issue(
    session: Session, document: str, entry_id: str, now: dt.datetime, *, copies: int = 0, to: str = "", replaces: str = ""
) -> Issued:  # fmt: skip
    """出具: the paper of a finished record, stored and journalled. `replaces` names the paper it takes the place of.

    Raises MissingFact (its `field` says what to fill in by a correction), CharacterMissing, NotAllowed.
    """
    made_from = materials.of_entry(session, document, entry_id, now)
    return keep(session, made_from, materials.build(made_from), copies=copies, to=to, replaces=replaces)


def keep(
    session: Session, made_from: Materials, made: Made, *, copies: int = 0, to: str = "", replaces: str = ""
) -> Issued:  # fmt: skip
    """Stores the bytes, then writes the entry whose id the paper's code already bears."""
    about = about_of(made_from)
    if replaces and any(p.replaces == replaces for p in papers(session, entry_id=replaces)):
        raise NotAllowed("这份文书已经重出过。请从重出的那一份再出。")
    stored = attachments.put(
        session.vault,
        made.pdf,
        media_type=PDF,
        role="paper",
        name=f"{made_from.name} {made_from.proof.serial}.pdf",
    )
    said = DocumentIssued(
        document=made_from.document.code,
        name=made_from.name,
        role=made_from.document.role,
        subject=about.entry,
        serial=made_from.proof.serial,
        pages=made.pages,
        copies=copies or made_from.document.copies,
        paper=stored,
        to=to or about.to,
        replaces=replaces,
        draft_mark=bool(made_from.document.authority),
        target=about.target,
        anchor=about.anchor,
    )
    return Issued(write_event(session, said, about, made_from.proof.made_at, made_from.proof.id), made.pdf)


def reissue(
    session: Session, made_from: Materials, made: Made, old: str, why: str, now: dt.datetime
) -> Issued:  # fmt: skip
    """作废重出: the old paper is voided with its reason, the new one takes its place; both stay readable.

    Where there is no room for the new one (NoSpace) the old one stays what it is.
    """
    with journal.together(session.vault):
        step(session, old, "voided", now, note=why)
        return keep(session, made_from, made, replaces=old)


def papers(session: Session, *, entry_id: str = "", case: str = "") -> tuple[PaperState, ...]:
    """The papers of a matter (by one of its entries) or of a case, in the order they were issued."""
    if entry_id:
        about = journal.entry(session.vault, entry_id)
        found = journal.entries(session.vault, matter=about.matter) if about.matter else []
    else:
        found = journal.entries(session.vault, case=case, kinds=(DocumentIssued.code, PaperStep.code))
    wanted = (DocumentIssued.code, PaperStep.code)
    return paper.states(kinds.read(e) for e in found if e.kind in wanted)


def state(session: Session, issued_id: str) -> PaperState:
    """How far one paper has come; BadInput when it is not in this vault."""
    found = papers(session, entry_id=issued_id)
    known = next((p for p in found if p.id == issued_id), None)
    if known is None:
        raise BadInput("日志里没有这份文书，它可能是在别的终端出具的。")
    return known


def two_sided(paper: PaperState) -> bool:
    """Whether a paper is printed on both sides: rulings, decisions and orders are, forms are not."""
    return documents.document(paper.document).duplex


def stored_pdf(session: Session, issued_id: str) -> bytes:
    """The bytes as they were issued; they are printed, never made again. Raises Damaged."""
    return attachments.read(session.vault, state(session, issued_id).paper.digest)


def step(
    session: Session, issued_id: str, taken: Step, now: dt.datetime, *, copies: int = 0, printer: str = "",
    persons: tuple[str, ...] = (), to: str = "", note: str = "", photo: bytes | None = None,
    receipt_signed: bool | None = None,
) -> PaperState:  # fmt: skip
    """Writes one step of a paper into the journal and returns where it stands; NotAllowed out of order.

    `signed` needs persons, `photographed` a photo, `delivered` a receiver, `voided` a reason.
    """
    before = state(session, issued_id)
    if taken not in before.open_steps:
        raise NotAllowed(_REFUSED[taken] if before.state != "voided" else _REFUSED["printed"])
    _check(taken, persons, to, note, photo)
    stored = _photo(session, photo) if photo is not None else None
    said = PaperStep(
        issued=issued_id,
        step=taken,
        copies=copies or (1 if taken == "printed" else 0),
        printer=printer,
        persons=persons,
        to=to.strip(),
        note=note.strip(),
        photo=stored,
        receipt_signed=receipt_signed if taken == "delivered" else None,
    )
    issued = journal.entry(session.vault, issued_id)
    write_event(session, said, About(cases=issued.cases, matter=issued.matter), now)
    return state(session, issued_id)


def scan(photo: bytes) -> str:
    """The code on the sheet in a photo, "" where none can be read; belongs on a working thread. Raises NotAPhoto."""
    marks = scanning.marks_in(photo)
    return str(marks[0]) if marks else ""


def find_by_photo(session: Session, photo: bytes) -> PaperState:
    """The paper whose code can be read in the photo of a sheet.

    Raises BadInput when there is no code, no such paper here, or a code that does not fit the journal.
    """
    code = scan(photo)
    if not code:
        raise BadInput(NO_CODE)
    return by_mark(session, code)


def photograph(session: Session, issued_id: str, photo: bytes, code: str, now: dt.datetime) -> PaperState:
    """回拍: keeps the photo with the paper that its code names, or, without a code, with the one that was chosen."""
    found = by_mark(session, code).id if code else issued_id
    return step(session, found, "photographed", now, photo=photo)


def by_mark(session: Session, text: str) -> PaperState:
    """The paper that a scanned code names, checked against the record's hash in this journal."""
    mark = read_mark(text)
    if mark is None:
        raise BadInput("这个二维码不是本程序文书的编码。")
    found = state(session, mark.id)
    if not anchor(session, found).startswith(mark.anchor):
        raise BadInput("纸上的校验值与日志里的记录不符，这张纸不是由这条记录出具的。请与院里核对。")
    return found


def anchor(session: Session, paper: PaperState) -> str:
    """The hash that the paper bears: its record's, or the docket's as it stood when the case's paper was made."""
    return journal.entry(session.vault, paper.subject).digest if paper.subject else paper.anchor


def _check(taken: Step, persons: tuple[str, ...], to: str, note: str, photo: bytes | None) -> None:
    if taken == "signed" and not persons:
        raise BadInput("请选明是谁在纸上签了名。")
    if taken == "photographed" and photo is None:
        raise BadInput("请选签名页的照片。")
    if taken == "delivered" and not to.strip():
        raise BadInput("请写明交给了谁。")
    if taken == "voided" and len(note.strip()) < 2:
        raise BadInput("请写明为什么作废。")


def _photo(session: Session, photo: bytes) -> Attachment:
    media_type = "image/png" if photo.startswith(b"\x89PNG") else "image/jpeg"
    return attachments.put(
        session.vault, photo, media_type=media_type, role="signed_sheet", name="签名页回拍"
    )
