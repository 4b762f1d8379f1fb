"""成批打印院发文书: one sealed paper of each case of a series, printed byte for byte and journalled paper by paper."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

from services.actions import sealed
from services.actions.batches import LeftOut
from services.docket.sealed import TITLES
from services.documents.paper import PaperState
from services.errors import NotAllowed
from services.session import Session
from services.store import registry

RECALLED = "院里已收回，不能再印"
ABSENT = "内容还没有取回，请先同步"
PRINTED = "先前已印 {count} 份；要再印的，请打开案件单独印"
NONE = "院里没有下发这种文书"


@dataclass(frozen=True, slots=True)
class SealedSeries:
    """What the page begins with: the series of a case and the sealed paper that each of its cases may have."""

    title: str
    members: tuple[str, ...]
    name: str
    two_sided: bool


@dataclass(frozen=True, slots=True)
class SealedPlan:
    """What a batch prints, in the order of the cases; what it leaves alone, each with the reason."""

    ready: tuple[PaperState, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def most(self) -> int:
        """How many copies each of them may have."""
        return min((paper.left or 0 for paper in self.ready), default=0)


def series(session: Session, number: str, document: str) -> SealedSeries:
    """The series of a case. Raises NotAllowed where the case belongs to none."""
    found = registry.case(session.vault, number).series
    if found is None:
        raise NotAllowed(f"{number}不属于系列案，请在案件文书里单独打印。")
    members = registry.of_series(session.vault, found.id)
    name = TITLES.get(document, document)
    return SealedSeries(found.title, members, name, sealed.two_sided(document))


def plan(session: Session, document: str, numbers: Sequence[str]) -> Generator[int, None, SealedPlan]:
    """Which papers of that document can be printed now; yields how many cases were looked at.

    A paper that was printed before, on whichever terminal, is left alone: a batch that was broken off goes on with the
    others, and a sheet of which nobody knows whether it came out is not printed twice.
    """
    having = set(sealed.cases(session))
    ready: list[PaperState] = []
    left_out: list[LeftOut] = []
    for count, number in enumerate(numbers, start=1):
        papers = sealed.papers(session, number) if number in having else ()
        found = [paper for paper in papers if paper.document == document]
        if not found:
            left_out.append(LeftOut(number, NONE))
        for paper in found:
            if why := _kept_back(session, paper):
                left_out.append(LeftOut(number, why))
            else:
                ready.append(paper)
        yield count
    return SealedPlan(tuple(ready), tuple(left_out))


def _kept_back(session: Session, paper: PaperState) -> str:
    if paper.state == "voided":
        return RECALLED
    if paper.printed:
        return PRINTED.format(count=paper.printed)
    return "" if sealed.is_here(session, paper.id) else ABSENT
