"""和解分期: the instalments of a settlement that was recorded on site, with what has been paid on them since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from services.cases import takings
from services.cases.measures import current
from services.clock import local
from services.docket.case import Case
from services.docket.proceedings import Instalment
from services.records.declared import Happening
from services.records.kinds.settlement import Settlement
from services.wording import money


def settled(case: Case, happenings: Iterable[Happening]) -> Case:
    """The case with the instalments of its latest recorded settlement; the docket's own go first once it has them.

    What came in since that day, by finance's notice or taken on site, is used for the instalments in the order of
    their days: one that is covered counts as paid, one covered in part says so.
    """
    listed = tuple(happenings)
    found = [h for h in current(listed) if isinstance(h.said, Settlement)]
    if not found:
        return case
    agreed = max(
        found, key=lambda h: h.said.reached_at if isinstance(h.said, Settlement) else h.entry.made_at
    ).said
    assert isinstance(agreed, Settlement)
    since = local(agreed.reached_at).date()
    if any(part.due_on >= since for part in case.instalments):
        return case
    came = (m for m in takings.counted(case, listed).enforcement_money if m.arrived_on >= since and m.amount)
    payments = sorted(came, key=lambda m: m.arrived_on)
    paid = [(m.arrived_on, m.amount or Decimal(0)) for m in payments]
    noted = f"{since}和解笔录"
    return replace(case, instalments=tuple(_used(agreed.instalments, paid, noted)))


def _used(
    parts: Iterable[Instalment], paid: list[tuple[dt.date, Decimal]], noted: str
) -> Iterator[Instalment]:
    """The instalments with what was paid on them, the earliest first."""
    left = sum((amount for _, amount in paid), Decimal(0))
    last = paid[-1][0] if paid else None
    for part in parts:
        owed = part.amount or Decimal(0)
        used = min(left, owed)
        left -= used
        some = f"，已付 {money(used)} 元" if 0 < used < owed else ""
        note = "；".join(filter(None, (part.note, f"{noted}{some}")))
        yield replace(part, note=note, paid_on=last if used == owed else None)
