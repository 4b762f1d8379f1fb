"""院发文书走到哪一步: a sealed paper and its steps in the form of any other paper, and the records that need it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from services.docket.case import Case
from services.docket.sealed import SealedPaper
from services.documents import catalogue
from services.documents.paper import PaperState, Taken
from services.entries.entry import Attachment
from services.errors import BadInput
from services.records.kinds.assistance import Assistance
from services.records.kinds.delivery import Delivery
from services.records.kinds.eviction_day import EvictionDay
from services.records.kinds.eviction_notice import EvictionNotice
from services.records.kinds.interview import Interview
from services.records.kinds.posting import Posting
from services.records.kinds.premises_search import PremisesSearch
from services.records.kinds.sealing import Sealing
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.records.record import Record
from services.records.sealed_events import SealedStep

PDF = "application/pdf"

# Whatever is sealed can be served or posted; besides these, the kinds that the same document serves as a draft.
_ALWAYS: tuple[type[Record], ...] = (Delivery, Posting)
_ALSO: dict[str, tuple[type[Record], ...]] = {
    "moving_out_notice": (EvictionNotice, EvictionDay),
    "search_warrant": (PremisesSearch,),
    "seizure_ruling": (VehicleSeizure, Sealing),
    "assistance_notice": (Assistance, VehicleSeizure, Sealing),
    "registry_notice": (Assistance,),
    "summons": (Interview,),
    "vehicle_search_letter": (Assistance,),
}

# The field of a record that asks for the paper's number, where one sealed paper is what the act is done with.
NUMBERED: dict[type[Record], tuple[str, str]] = {
    EvictionNotice: ("number", "moving_out_notice"),
    PremisesSearch: ("warrant_number", "search_warrant"),
    Assistance: ("notice_number", "assistance_notice"),
}

Step = tuple[dt.datetime, SealedStep]


def serves(paper: SealedPaper, kind: type[Record]) -> bool:
    """True when a record of that kind needs the paper."""
    own = _document_kinds(paper.document)
    return issubclass(kind, (*_ALWAYS, *_ALSO.get(paper.document, ()), *own))


def two_sided(code: str) -> bool:
    """Whether such a paper is printed on both sides; one that this program does not know is not."""
    try:
        return catalogue.document(code).duplex
    except BadInput:
        return False


def printed(steps: Iterable[Step]) -> int:
    """How many copies were printed, less those that no printer took."""
    signs = {"printed": 1, "unprinted": -1}
    return sum(signs.get(step.step, 0) * step.copies for _, step in steps)


def state(paper: SealedPaper, steps: Iterable[Step]) -> PaperState:
    """A sealed paper as it stands after these steps, in their order."""
    own = [(at, step) for at, step in steps if step.paper == paper.id]
    done = printed(own)
    taken = [Taken("issued", paper.issued_at, f"准印 {paper.copies} 份"), *_taken(own)]
    if paper.recalled_at is not None:
        taken.append(Taken("voided", paper.recalled_at, paper.recalled_why))
    return PaperState(
        id=paper.id,
        document=paper.document,
        name=paper.name,
        role="notice",
        serial=paper.number,
        subject="",
        target="",
        anchor="",
        to=paper.to,
        cases=(paper.case,),
        matter=paper.id,
        pages=paper.pages,
        copies=paper.copies,
        issued_at=paper.issued_at,
        paper=Attachment(
            digest=paper.digest, size=paper.size, media_type=PDF, role="sealed", name=f"{paper.name}.pdf"
        ),
        draft_mark=False,
        replaces="",
        steps=tuple(taken),
        printed=done,
        runs=sum(1 for _, step in own if step.step == "printed"),
        persons=(),
        delivered_to=tuple(step.to for _, step in own if step.step == "delivered"),
        photos=tuple(step.photo for _, step in own if step.photo is not None),
        left=max(0, paper.copies - done),
    )


def _document_kinds(code: str) -> tuple[type[Record], ...]:
    try:
        found = catalogue.document(code).serves
    except BadInput:
        return ()
    return tuple(kind for kind in found if not issubclass(kind, Case))


def _taken(own: Iterable[Step]) -> Iterator[Taken]:
    runs = 0
    for at, step in own:
        match step.step:
            case "printed":
                runs += 1
                yield Taken("printed", at, f"{step.copies} 份，第 {runs} 次{'（重印）' if runs > 1 else ''}")
            case "unprinted":
                yield Taken("printed", at, f"第 {runs} 次没有印出，{step.copies} 份退回")
            case "photographed":
                yield Taken("photographed", at, "签名页已存")
            case "delivered":
                yield Taken("delivered", at, step.to)
            case "spoilt" | "returned":
                yield Taken(step.step, at, f"{step.copies} 份 {step.note}".strip())
