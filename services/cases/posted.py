"""张贴的期限: a notice that was posted with a last day is due on that day, for every case it was posted for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from services.cases.due import Due, Sort
from services.cases.measures import current
from services.clock import local
from services.docket.case import Case
from services.records.declared import Happening
from services.records.delivery_duties import PUBLIC_DELIVERY
from services.records.kinds.posting import Posting
from services.records.kinds.visit import Visit

_LEAVING = "迁出公告"
_SORTS: dict[str, tuple[Sort, str, str]] = {
    PUBLIC_DELIVERY: ("paper", "公告送达期满，视为送达", "public_delivery"),
    _LEAVING: ("leave", "迁出期限届满", "eviction_notice"),
}


def dues_of(case: Case, happenings: Iterable[Happening]) -> Iterator[Due]:
    """The last day of each posting that has one; the day is printed on what hangs there, so none is counted."""
    for happening in current(happenings):
        said = happening.said
        if isinstance(said, Posting) and said.term_until is not None and not _set_by_paper(case, said):
            sort, what, term = _SORTS.get(said.purpose, ("paper", f"{said.purpose}期限届满", ""))
            yield Due(
                sort=sort,
                what=what,
                on=said.term_until,
                term=term,
                note=f"{local(said.posted_at):%Y-%m-%d}张贴",
                entry=happening.entry.id,
                answer=Visit.code if sort == "leave" else "",
            )


def _set_by_paper(case: Case, said: Posting) -> bool:
    """A notice to move out that stands among the served papers with this day is due by itself (courses.of_papers)."""
    numbers = {p.number for p in said.papers if p.number}
    return said.purpose == _LEAVING and any(
        s.number in numbers and s.due_on == said.term_until and s.met_on is None for s in case.served
    )
