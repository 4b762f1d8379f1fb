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

_SORTS: dict[str, tuple[Sort, str, str]] = {
    PUBLIC_DELIVERY: ("paper", "公告送达期满，视为送达", "public_delivery"),
    "迁出公告": ("leave", "迁出期限届满", "eviction_notice"),
}


def dues_of(case: Case, happenings: Iterable[Happening]) -> Iterator[Due]:
    """The last day of each posting that has one; the day is printed on what hangs there, so none is counted."""
    for happening in current(happenings):
        said = happening.said
        if isinstance(said, Posting) and said.term_until is not None:
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
