"""案外人书面异议: one that was handed in on site is looked at within fifteen days, until the docket has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from services.cases.due import Due
from services.cases.measures import current
from services.clock import local
from services.docket.case import Case
from services.law import terms
from services.law.periods import HolidayTables
from services.records.declared import Happening
from services.records.kinds.outsider_claim import OutsiderClaim


def dues(case: Case, happenings: Iterable[Happening], tables: HolidayTables) -> Iterator[Due]:
    """Each written objection that the docket does not know yet, by who made it (民诉法 238, of moved cases 236)."""
    term = "objection" if case.moved else "outsider_objection"
    known = {o.by for o in case.objections if o.kind == "outsider"}
    for happening in current(happenings):
        claim = happening.said
        if not isinstance(claim, OutsiderClaim) or claim.received_at is None or claim.claimant in known:
            continue
        on, gap = terms.term(term).last_day_at_least(local(claim.received_at).date(), tables)
        yield Due(
            sort="objection", what=f"案外人异议审查期满（{claim.claimant}）", on=on, term=term, note=gap,
            entry=happening.entry.id,
        )  # fmt: skip
