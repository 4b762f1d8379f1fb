"""院发文书: what the court has handed down, printed byte for byte in so many copies, delivered, spoilt or given back.

A copy is written into the journal before the printer gets it: a program that dies in between has printed one copy less
than the journal says, never one more. What the printer would not take is given back by an entry of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from services.actions.paper_events import About, write_event
from services.docket.sealed import SealedPaper
from services.documents import sealed as form
from services.documents.paper import PaperState
from services.entries.entry import Attachment, Entry
from services.errors import BadInput, NotAllowed
from services.records import catalogue
from services.records.record import Record
from services.records.sealed_events import SealedDeed, SealedStep
from services.session import Session
from services.store import attachments, exchanged, journal, sealed

__all__ = ["PaperState", "two_sided"]

two_sided = form.two_sided
_RECALLED = "院里已收回这份文书，不能再印、再交付。已印出的请交回院里。"
_USED_UP = "这份院发文书准印 {copies} 份，已经印完，不能再印。需要的，请向院里申请增加份数，同步后再印。"
_TOO_MANY = "这份院发文书还可印 {left} 份，不能一次印 {wanted} 份。请减少份数。"
_TAKE_BACK = "院里收回了《{name}》（{why}），印出的 {out} 份请收回、交回院里，在案件“文书”里记“报损、交回”。"
_ABSENT = "这份院发文书的内容还没有取回。请先同步，再看、再印。"


def papers(session: Session, case: str, kind: type[Record] | None = None) -> tuple[PaperState, ...]:
    """The sealed papers of a case, those that a record of `kind` needs where one is named, in the order of their issue."""
    found = [p for p in sealed.papers(session.vault, case=case) if kind is None or form.serves(p, kind)]
    if not found:
        return ()
    steps = _steps(session, case)
    return tuple(form.state(paper, steps) for paper in found)


def numbers(session: Session, kind: type[Record], cases: Sequence[str]) -> dict[str, str]:
    """What a record of that kind can be begun with: the number of the one sealed paper that the act is done with."""
    field, document = form.NUMBERED.get(kind, ("", ""))
    if not field or len(cases) != 1:
        return {}
    found = [p for p in sealed.papers(session.vault, case=cases[0]) if p.document == document]
    standing = [p.number for p in found if p.recalled_at is None and p.number]
    return {field: standing[0]} if len(standing) == 1 else {}


def cases(session: Session) -> tuple[str, ...]:
    """The cases for which the court has handed down papers, each once."""
    return tuple(dict.fromkeys(p.case for p in sealed.papers(session.vault)))


def state(session: Session, id: str) -> PaperState:
    """How far one paper has come; BadInput when the court has handed down none of that id (any more)."""
    paper = _paper(session, id)
    return form.state(paper, _steps(session, paper.case))


def pdf(session: Session, id: str) -> bytes:
    """The bytes as the court issued them. Raises BadInput before they came down, Damaged when they have changed."""
    paper = _paper(session, id)
    if not is_here(session, id):
        raise BadInput(_ABSENT)
    return attachments.read(session.vault, paper.digest)


def is_here(session: Session, id: str) -> bool:
    """False while the paper's bytes have not come down."""
    return attachments.known(session.vault, _paper(session, id).digest)


def take_copies(session: Session, id: str, copies: int, printer: str, now: dt.datetime) -> bytes:
    """Writes these copies down as printed and returns the bytes for the printer; give_back what it does not take.

    Raises NotAllowed when the paper was recalled or so many copies are not left.
    """
    before = state(session, id)
    if before.state == "voided":
        raise NotAllowed(_RECALLED)
    left = before.left or 0
    if not left:
        raise NotAllowed(_USED_UP.format(copies=before.copies))
    if not 1 <= copies <= left:
        raise NotAllowed(_TOO_MANY.format(left=left, wanted=copies))
    raw = pdf(session, id)
    _write(session, id, "printed", now, copies=copies, printer=printer)
    return raw


def give_back(session: Session, id: str, copies: int, why: str, now: dt.datetime) -> PaperState:
    """The printer would not take these copies: they may be printed again."""
    _write(session, id, "unprinted", now, copies=copies, note=why)
    return state(session, id)


def step(
    session: Session,
    id: str,
    deed: SealedDeed,
    now: dt.datetime,
    *,
    to: str = "",
    note: str = "",
    photo: bytes | None = None,
    receipt_signed: bool | None = None,
) -> PaperState:
    """Writes what became of a sheet into the journal; `delivered` needs a receiver, `spoilt` a reason. Raises NotAllowed."""
    before = state(session, id)
    if deed == "delivered" and before.state == "voided":
        raise NotAllowed(_RECALLED)
    if not before.printed:
        raise NotAllowed("先打印，才有纸可交付、回拍、报损或交回。")
    if deed == "delivered" and not to.strip():
        raise BadInput("请写明交给了谁、张贴在何处。")
    if deed == "spoilt" and len(note.strip()) < 2:
        raise BadInput("请写明怎么损坏的。")
    if deed == "photographed" and photo is None:
        raise BadInput("请选照片。")
    stored = _photo(session, photo) if photo is not None else None
    sheets = 1 if deed in ("spoilt", "returned") else 0
    _write(
        session, id, deed, now, copies=sheets, to=to.strip(), note=note.strip(), photo=stored,
        receipt_signed=receipt_signed if deed == "delivered" else None,
    )  # fmt: skip
    if sheets and not _out(session, _paper(session, id)):
        exchanged.forget_trouble(session.vault, _recall_of(id))
    return state(session, id)


def tell_recalls(session: Session, papers: Iterable[SealedPaper], now: dt.datetime) -> None:
    """Of papers that were just recalled: those with sheets out stand under 需处理 until each is given back or spoilt."""
    for paper in papers:
        out = _out(session, paper) if paper.recalled_at is not None else 0
        if out:
            why = _TAKE_BACK.format(name=paper.name, why=paper.recalled_why, out=out)
            exchanged.note_trouble(session.vault, _recall_of(paper.id), why, now)


def _out(session: Session, paper: SealedPaper) -> int:
    """How many printed sheets are neither spoilt nor given back."""
    steps = [step for step in _steps(session, paper.case) if step[1].paper == paper.id]
    back = sum(step.copies for _, step in steps if step.step in ("spoilt", "returned"))
    return max(0, form.printed(steps) - back)


def _recall_of(id: str) -> str:
    return f"recall/{id}"


def by_digest(session: Session, digest: str) -> PaperState | None:
    """The paper with these very bytes, None where the court has handed down none."""
    found = next((p for p in sealed.papers(session.vault) if p.digest == digest), None)
    return None if found is None else form.state(found, _steps(session, found.case))


def _paper(session: Session, id: str) -> SealedPaper:
    found = sealed.paper(session.vault, id)
    if found is None:
        raise BadInput("本机没有这份院发文书，案件可能已改分给别人。请同步后再看。")
    return found


def _steps(session: Session, case: str) -> list[form.Step]:
    """What became of the papers here and on the officer's other terminals: a copy printed there is one less here."""
    own = journal.entries(session.vault, case=case, kinds=(SealedStep.code,))
    others = exchanged.colleagues_entries(session.vault, case=case, kind=SealedStep.code)
    unique = {entry.id: entry for entry in (*own, *others)}
    return sorted(_said(unique.values()), key=lambda step: step[0])


def _said(entries: Iterable[Entry]) -> Iterable[form.Step]:
    for entry in entries:
        said = catalogue.read(entry).said
        if isinstance(said, SealedStep):
            yield entry.made_at, said


def _write(
    session: Session,
    id: str,
    deed: SealedDeed,
    now: dt.datetime,
    *,
    copies: int = 0,
    printer: str = "",
    to: str = "",
    note: str = "",
    photo: Attachment | None = None,
    receipt_signed: bool | None = None,
) -> None:
    paper = _paper(session, id)
    said = SealedStep(
        paper=id,
        document=paper.document,
        name=paper.name,
        digest=paper.digest,
        step=deed,
        copies=copies,
        printer=printer,
        to=to,
        note=note,
        photo=photo,
        receipt_signed=receipt_signed,
    )
    write_event(session, said, About(cases=(paper.case,), matter=id), now)


def _photo(session: Session, photo: bytes) -> Attachment:
    media_type = "image/png" if photo.startswith(b"\x89PNG") else "image/jpeg"
    return attachments.put(
        session.vault, photo, media_type=media_type, role="signed_sheet", name="院发文书回拍"
    )
