"""签名稿: the papers people sign under, frozen over the complete draft; read, made and kept on three lanes.

`read` and `keep` belong to the vault's thread, `make` to a working one. Copies that still say what the draft says are
shown again as they were kept, so that what the first person signed is what the last one signs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from services.actions import gates, issuing, materials, printing, recording
from services.actions.materials import Made, Materials
from services.actions.printing import PageImage
from services.errors import NotAllowed
from services.records import catalogue, signing
from services.records.draft import Draft, SigningCopy
from services.records.record import Incomplete
from services.session import Session

MOST_PAGES = 40
PREVIEW_WIDTH = 992  # pixels of a page: 120 an inch on A4


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the copies are made from; `kept` holds copies and bytes where those made before still stand."""

    draft: Draft
    narrative: str
    made_from: tuple[Materials, ...] = ()
    kept: tuple[tuple[SigningCopy, bytes], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One copy as the signer reads it: its name and pictures of its pages; `texts` are the words of each page where it
    is read over and signed page by page.
    """

    name: str
    pages: tuple[PageImage, ...]
    texts: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """Papers made, not kept yet."""

    reading: Reading
    papers: tuple[Paper, ...]
    made: tuple[Made, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """The frozen copies with their papers, and the sentences that wrote themselves."""

    copies: tuple[SigningCopy, ...]
    papers: tuple[Paper, ...]
    narrative: str


def names(kind_code: str) -> tuple[str, ...]:
    """The papers of a kind that people sign; none where there is nothing to sign."""
    return tuple(o.name for o in issuing.offers(catalogue.kind(kind_code)) if o.signed)


def read(session: Session, draft: Draft, now: dt.datetime) -> Reading:
    """What the copies need from the vault. Raises Incomplete while an answer or a duty lacks, NotAllowed without papers."""
    kind = catalogue.kind(draft.kind)
    kind.from_draft(draft)
    unmet = tuple(p for p in gates.problems(session, draft, now) if p.name != signing.SIGNATURES)
    if unmet:
        raise Incomplete(unmet)
    codes = tuple(o.document for o in issuing.offers(kind) if o.signed)
    if not codes:
        raise NotAllowed("这种记录没有要签名的文书。")
    narrative = recording.narrative(session, draft)
    if stands(draft):
        kept = tuple((c, recording.original(session, c.attachment)) for c in draft.signing)
        return Reading(draft=draft, narrative=narrative, kept=kept)
    made_from = tuple(materials.of_draft(session, code, draft, now) for code in codes)
    return Reading(draft=draft, narrative=narrative, made_from=made_from)


def stands(draft: Draft) -> bool:
    """True when there are copies and they say what the draft says by now."""
    kind = catalogue.kind(draft.kind)
    return bool(draft.signing) and not any(signing.changed(kind, draft, copy) for copy in draft.signing)


def make(reading: Reading) -> Making:
    """Makes the papers and pictures of their pages. Raises MissingFact, CharacterMissing, NotAPhoto, TooLarge."""
    if reading.kept:
        return Making(reading=reading, papers=tuple(_shown_again(reading)))
    made = tuple(materials.build(m) for m in reading.made_from)
    papers = tuple(
        _paper(m.name, one.pdf, m.document.each_page) for m, one in zip(reading.made_from, made, strict=True)
    )
    return Making(reading=reading, papers=papers, made=made)


def keep(session: Session, making: Making) -> Frozen:
    """Stores the copies' bytes; the caller puts `copies` into `draft.signing` and keeps the draft."""
    reading = making.reading
    if reading.kept:
        copies = tuple(copy for copy, _ in reading.kept)
    else:
        pairs = zip(reading.made_from, making.made, strict=True)
        copies = tuple(issuing.keep_signing(session, m, one, reading.draft) for m, one in pairs)
    return Frozen(copies=copies, papers=making.papers, narrative=reading.narrative)


def _shown_again(reading: Reading) -> Iterator[Paper]:
    offers = {o.document: o for o in issuing.offers(catalogue.kind(reading.draft.kind))}
    for copy, pdf in reading.kept:
        yield _paper(offers[copy.document].name, pdf, offers[copy.document].each_page)


def _paper(name: str, pdf: bytes, each_page: bool) -> Paper:
    return Paper(name=name, pages=_pictures(pdf), texts=printing.texts(pdf) if each_page else ())


def _pictures(pdf: bytes) -> tuple[PageImage, ...]:
    return printing.pages(pdf, 0, MOST_PAGES, width=PREVIEW_WIDTH)
