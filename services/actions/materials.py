"""What a paper is made from: read from the vault in one go, so that the making itself needs no vault."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from services.actions import preferences, printing, relating, wordings
from services.clock import local
from services.docket.case import Case
from services.docket.court import Officer
from services.documents import catalogue as documents
from services.documents import photo_copies
from services.documents.case_subject import CaseSubject
from services.documents.proof import Proof
from services.documents.subject import Correction, Subject
from services.documents.wording_files import Wording
from services.entries.entry import Entry, new_id
from services.errors import NotAllowed
from services.position.fix import Fix
from services.records import catalogue as kinds
from services.records.draft import Draft
from services.records.events import ChainBegun, DocumentIssued, DutyOverridden
from services.records.record import Record
from services.records.values import InventoryRow, Override, Photo
from services.session import Session
from services.settings import SERIAL_FOOTER
from services.store import attachments, journal, registry
from services.wording import date_time_text

if TYPE_CHECKING:
    from services.documents.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Materials:
    """All that `build` needs: `wording` the court's own sentences where it has them, `raw` the photos' original bytes,
    `marks` what their copies bear, by digest.
    """

    document: Document
    subject: Subject | CaseSubject
    proof: Proof
    footer: bool
    wording: Wording
    raw: Mapping[str, bytes] = field(default_factory=dict)
    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    about: Entry | None = None

    @property
    def name(self) -> str:
        """What the paper is called."""
        subject = self.subject
        return self.document.name(Case if isinstance(subject, CaseSubject) else type(subject.record))


def of_entry(session: Session, code: str, entry_id: str, now: dt.datetime) -> Materials:
    """What a paper about a finished record is made from, in one go."""
    return _whole(entry_in_pieces(session, code, entry_id, now))


def entry_in_pieces(
    session: Session, code: str, entry_id: str, now: dt.datetime
) -> Generator[int, None, Materials]:  # fmt: skip
    """What a paper about a finished record is made from, photo by photo, so that saving gets in between.

    Yields the photos read so far. Raises NotAllowed for a record that was corrected since, or that this document
    does not serve.
    """
    entry = journal.entry(session.vault, entry_id)
    document, record = documents.document(code), _record(entry)
    _check_serves(document, record)
    _check_current(session, entry)
    matter = (
        [kinds.read(e) for e in journal.entries(session.vault, matter=entry.matter)] if entry.matter else []
    )
    subject = Subject(
        record=record,
        cases=registry.cases(session.vault, entry.cases),
        court=session.court,
        officers=(session.officer, *session.colleagues),
        recorder=_recorder(session, entry),
        overrides=tuple(msgspec.convert(o, Override) for o in entry.body.get("overrides", ())),
        afterwards=tuple(h.said for h in matter if isinstance(h.said, DutyOverridden)),
        correction=_correction(session, entry.amends, entry.reason, entry.officers),
        frozen={c["document"]: c["digest"] for c in entry.body.get("signing", ())},
        demo=session.demo,
        related=relating.related(
            session, type(record), entry.cases, relating.subject_of(entry), without=(entry.id,)
        ),
    )
    proof = Proof(
        id=str(new_id()), serial=serial(session), anchor=entry.digest, made_at=now, device=session.device
    )
    bare = Materials(
        document=document,
        subject=subject,
        proof=proof,
        footer=footer(session),
        wording=wordings.wording(session, document),
        about=entry,
    )
    return (yield from _with_photos(session, bare, subject))


def of_draft(session: Session, code: str, draft: Draft, now: dt.datetime) -> Materials:
    """What a signing copy is made from; raises Incomplete while the draft lacks anything but signatures."""
    document, kind = documents.document(code), kinds.kind(draft.kind)
    record = kind.from_draft(draft)
    _check_serves(document, record)
    officers = tuple(getattr(record, "officers", ())) or draft.officers
    subject = Subject(
        record=record,
        cases=registry.cases(session.vault, draft.cases),
        court=session.court,
        officers=(session.officer, *session.colleagues),
        recorder=session.officer.name,
        overrides=draft.overrides,
        correction=_correction(session, draft.amends, draft.reason, officers),
        is_open=True,
        demo=session.demo,
        related=relating.related(session, kind, draft.cases, draft.subject),
    )
    proof = Proof(id=str(new_id()), serial="", anchor="", made_at=now, device=session.device)
    bare = Materials(
        document=document,
        subject=subject,
        proof=proof,
        footer=footer(session),
        wording=wordings.wording(session, document),
    )
    return _whole(_with_photos(session, bare, subject))


@dataclass(frozen=True, slots=True)
class Made:
    """A paper made: its bytes, how many pages, and for a signing copy its words as they are read out."""

    pdf: bytes
    pages: int
    words: tuple[str, ...] = ()


def build(materials: Materials) -> Made:
    """The paper; belongs on a working thread. Raises MissingFact, CharacterMissing, NotAPhoto, TooLarge."""
    subject = materials.subject
    if isinstance(subject, Subject):
        images = {d: photo_copies.paper_copy(raw, materials.marks[d]) for d, raw in materials.raw.items()}
        subject = dataclasses.replace(subject, images=images)
    document, wording = materials.document, materials.wording
    pdf = document.pdf(subject, materials.proof, footer=materials.footer, wording=wording)
    is_open = isinstance(subject, Subject) and subject.is_open
    read_out = document.words(subject, wording) if is_open else ()
    return Made(pdf, printing.page_count(pdf), read_out)


def footer(session: Session) -> bool:
    """Whether the court has the serial printed below the text."""
    return bool(preferences.get(session, SERIAL_FOOTER))


def _record(entry: Entry) -> Record:
    said = kinds.read(entry).said
    if not isinstance(said, Record):
        raise NotAllowed("这一条不是外勤记录，不能出具文书。")
    return said


def _check_serves(document: Document, record: Record) -> None:
    if not isinstance(record, document.serves):
        raise NotAllowed(f"“{record.title}”记录不能出具“{document.title}”。")
    if not document.suits(record):
        raise NotAllowed(f"“{record.summary()}”这一步不出“{document.title}”，请从那一步的记录出具。")


def _check_current(session: Session, entry: Entry) -> None:
    """A corrected record makes no more papers: they are issued from the correction."""
    for later in journal.entries(session.vault, case=entry.cases[0]) if entry.cases else ():
        if later.amends == entry.id:
            raise NotAllowed(f"这条记录已由第 {later.seq} 号更正，请从更正后的记录出具文书。")


def _recorder(session: Session, entry: Entry) -> str:
    """Who wrote the record: the officer whose terminal signed it."""
    if entry.device == session.device:
        return session.officer.name
    begun = journal.latest(session.vault, ChainBegun.code, entry.device)
    known: dict[str, Officer] = {o.id: o for o in (session.officer, *session.colleagues)}
    officer = known.get(str(begun.body["values"]["officer"])) if begun else None
    return officer.name if officer else entry.officers[0]


def _correction(session: Session, amends: str, reason: str, by: tuple[str, ...]) -> Correction | None:
    if not amends:
        return None
    old = journal.entry(session.vault, amends)
    return Correction(number=old.seq, reason=reason, by="、".join(by))


def serial(session: Session) -> str:
    """The paper's own number: the last four of the device, then this device's papers counted from 1."""
    last = journal.latest(session.vault, DocumentIssued.code, session.device)
    before = int(str(last.body["values"]["serial"]).rpartition("-")[2]) if last else 0
    return f"{session.device[-4:].upper()}-{before + 1:05d}"


def _with_photos(session: Session, materials: Materials, subject: Subject) -> Generator[int, None, Materials]:
    """The materials with the originals of every photo and what stands on their copies: time, place, case number."""
    record = subject.record
    photos = [p for name in record.fields() for p in _photos(getattr(record, name))]
    number = subject.numbers[0] if subject.numbers else ""
    raw: dict[str, bytes] = {}
    for photo in photos:
        raw[photo.attachment.digest] = attachments.read(session.vault, photo.attachment.digest)
        yield len(raw)
    marks = {p.attachment.digest: (_where(record, p), f"{_when(p)}　{number}") for p in photos}
    return dataclasses.replace(materials, raw=raw, marks=marks)


def _whole(pieces: Generator[int, None, Materials]) -> Materials:
    """All the pieces at once."""
    while True:
        try:
            next(pieces)
        except StopIteration as stop:
            whole: Materials = stop.value
            return whole


def _photos(value: object) -> Iterator[Photo]:
    for item in value if isinstance(value, tuple) else ():
        photo = item.photo if isinstance(item, InventoryRow) else item
        if isinstance(photo, Photo):
            yield photo


def _when(photo: Photo) -> str:
    return date_time_text(local(photo.taken_at)) if photo.taken_at else "相机未记录拍摄时间"


def _where(record: Record, photo: Photo) -> str:
    """The place as the camera states it, else where the terminal was; the address before it."""
    place = getattr(getattr(record, "place", None), "text", "")
    position = record.entry_position
    if photo.latitude is not None and photo.longitude is not None:
        spot = f"北纬{photo.latitude:.6f}° 东经{photo.longitude:.6f}°"
    else:
        spot = position.coordinates_text if isinstance(position, Fix) else ""
    return "　".join(part for part in (place, spot) if part)
