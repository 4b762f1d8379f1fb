"""文书: what the court hands out; a template is declared once and makes the whole PDF from its subject and proof."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from reportlab.platypus import Flowable

from services.docket.case import Case
from services.documents.blocks import closing, spoken
from services.documents.case_subject import CaseSubject, Target
from services.documents.page import Foot, Footer, Sheet, build
from services.documents.proof import ANCHOR_DIGITS, Mark, Proof
from services.documents.subject import Subject
from services.documents.targets import Targets
from services.documents.wording_files import Fields, Wording, bundled
from services.records.events import PaperRole
from services.records.fields import Signatures, Values
from services.records.record import Record
from services.records.signing import said
from services.wording import date_time_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What a template draws: the text, the signature block that stays with its last lines, and what is annexed.

    `feet` is who signs each page at its foot, of a transcript that is signed page by page.
    """

    body: Sequence[Flowable]
    block: Sequence[Flowable] = ()
    annex: Sequence[Flowable] = ()
    feet: Sequence[Foot] = ()


Draws = Callable[[Any, Wording], Story]
"""Of a Subject, or for a paper of the case of a CaseSubject."""
Fits = Callable[[Any], bool]
"""Of a record of a kind it serves: whether it is the step that makes this paper."""
Authority = Literal["", "court", "president"]
"""Whose seal or signature the paper needs before it is one; "" for what officers make themselves."""
DRAFT = "待签发稿"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document: the kinds it serves (or the case itself), the role its paper plays, and how it is drawn.

    `title` may name the {kind} or its {deed}; `shows` names the record's attributes that stand in the paper (empty: all
    but the signatures); `per` says for whom or what a paper of the case is made; what needs an `authority` prints as
    待签发稿 (design.md §7).
    """

    code: str
    title: str
    serves: tuple[type[Record] | type[Case], ...]
    role: PaperRole
    draws: Draws
    sentences: Fields
    signed: bool = False
    copies: int = 1
    shows: tuple[str, ...] = ()
    per: Targets | None = None
    authority: Authority = ""
    duplex: bool = False
    each_page: bool = False
    fits: Fits | None = None

    def suits(self, record: Record) -> bool:
        """Whether this record makes it: of a kind with steps, only some of them do."""
        return isinstance(record, self.serves) and (self.fits is None or self.fits(record))

    def name(self, kind: type[Record] | type[Case]) -> str:
        """What the paper is called for a kind: 扣押财产清单, 查封财产清单."""
        return self.title if issubclass(kind, Case) else self.title.format(kind=kind.title, deed=kind.deed)

    def targets(self, case: Case, on: dt.date) -> tuple[Target, ...]:
        """Whom or what a paper of this case can be made for on that day; none for a document of a kind."""
        return self.per(case, on) if self.per is not None else ()

    def shown_names(self, kind: type[Record]) -> tuple[str, ...]:
        """The attributes that stand in the paper; a document of several kinds names those of all of them."""
        if self.shows:
            return tuple(name for name in self.shows if name in kind.fields())
        fields = kind.fields().items()
        return tuple(n for n, f in fields if not isinstance(f, Signatures) and f.shown_on_paper)

    def shown(self, kind: type[Record], values: Values) -> Mapping[str, str]:
        """What each shown attribute says, exactly enough to find any later change."""
        asked = set(kind.asked(values))
        shown = [name for name in self.shown_names(kind) if name in asked]
        return {name: said(kind.fields()[name], values.get(name)) for name in shown}

    def pdf(
        self,
        subject: Subject | CaseSubject,
        proof: Proof,
        *,
        footer: bool = True,
        wording: Wording | None = None,
    ) -> bytes:
        """The paper; the same subject, proof and wording (the program's own unless given) give the same bytes.

        Raises MissingFact for a fact that is not there, CharacterMissing for a character no font has, TooLarge.
        """
        story = self._drawn(subject, wording)
        flow = [*(closing(story.body, story.block) if story.block else story.body), *story.annex]
        sheet = Sheet(
            title=self.name(Case if isinstance(subject, CaseSubject) else type(subject.record)),
            document_id=proof.id,
            made_at=proof.made_at,
            footer=_footer(proof) if footer else Footer(),
            demo=subject.demo,
            draft_mark=DRAFT if self.authority else None,
            numbering="dashes" if self.duplex else "x_of_y",
            duplex=self.duplex,
            author=subject.court.name,
            feet=tuple(story.feet),
        )
        return build(flow, sheet)

    def words(self, subject: Subject | CaseSubject, wording: Wording | None = None) -> tuple[str, ...]:
        """The paper's own text, paragraph by paragraph and row by row, as it is read out before signing."""
        return tuple(line for part in self._drawn(subject, wording).body for line in spoken(part))

    def _drawn(self, subject: Subject | CaseSubject, wording: Wording | None) -> Story:
        return self.draws(subject, wording or bundled(self.code, self.sentences))


def document(
    code: str, title: str, *, serves: type[Record] | tuple[type[Record], ...], role: PaperRole,
    sentences: Fields | None = None, signed: bool = False, copies: int = 1, shows: tuple[str, ...] = (),
    authority: Authority = "", each_page: bool = False, fits: Fits | None = None, duplex: bool = False,
) -> Callable[[Draws], Document]:  # fmt: skip
    """Declares a function that draws as a document of that code; `signed` ones are frozen for signatures.

    One that is signed on `each_page` is read over and signed at the foot of every page by whoever the record says.
    """

    def declare(draws: Draws) -> Document:
        return Document(
            code=code,
            title=title,
            serves=serves if isinstance(serves, tuple) else (serves,),
            role=role,
            draws=draws,
            sentences=sentences or {},
            signed=signed,
            copies=copies,
            shows=shows,
            authority=authority,
            each_page=each_page,
            duplex=duplex,
            fits=fits,
        )

    return declare


def case_document(
    code: str, title: str, *, per: Targets, role: PaperRole, sentences: Fields | None = None, copies: int = 1,
    authority: Authority = "", duplex: bool = False, also: tuple[type[Record], ...] = (), shows: tuple[str, ...] = (),
) -> Callable[[Draws], Document]:  # fmt: skip
    """Declares a function that draws a paper of the case itself, one for each target of `per`.

    `also` are kinds whose record makes the same paper of what it has just done, before the docket knows of it.
    """

    def declare(draws: Draws) -> Document:
        return Document(
            code=code,
            title=title,
            serves=(Case, *also),
            role=role,
            draws=draws,
            sentences=sentences or {},
            copies=copies,
            shows=shows,
            per=per,
            authority=authority,
            duplex=duplex,
        )

    return declare


def _footer(proof: Proof) -> Footer:
    made = f"{date_time_text(proof.made_at)}制作　设备 {proof.device[-6:]}"
    if not proof.anchor:
        return Footer((f"签名稿 {proof.id[-12:]}　签名后内容变动的，签名作废", made))
    anchor = proof.anchor[:ANCHOR_DIGITS]
    digits = " ".join(anchor[i : i + 4] for i in range(0, ANCHOR_DIGITS, 4))
    return Footer(
        (f"文书编号 {proof.serial}", f"记录校验值 {digits}", made),
        str(Mark(id=proof.id, anchor=proof.anchor)),
    )
