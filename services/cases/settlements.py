"""和解分期: the instalments of a settlement, the docket's or one recorded on site, with what has been paid on them since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from services.cases import takings
from services.cases.kept import Kept, Payments, used
from services.cases.measures import current
from services.clock import local
from services.docket.case import Case
from services.docket.proceedings import Instalment
from services.records.declared import Happening
from services.records.kinds.settlement import Settlement
from services.wording import money


def settled(case: Case, happenings: Iterable[Happening]) -> Case:
    """The case with the instalments that hold by now: one that is covered counts as paid, one covered in part stands
    with what is left of it and says so.
    """
    listed = tuple(happenings)
    parts, own = _parts(case, listed)
    if not parts:
        return case
    found = [_left(part, one) for part, one in zip(parts, _kept(case, listed, parts, own), strict=True)]
    return case if tuple(found) == case.instalments else replace(case, instalments=tuple(found))


def kept(case: Case, happenings: Iterable[Happening]) -> tuple[Kept, ...]:
    """Every instalment that holds by now with what was paid on it."""
    listed = tuple(happenings)
    parts, own = _parts(case, listed)
    return tuple(_kept(case, listed, parts, own))


def _parts(case: Case, happenings: tuple[Happening, ...]) -> tuple[tuple[Instalment, ...], Happening | None]:
    """The instalments of the latest settlement on record with its entry; the docket's own once it has them."""
    found = [h for h in current(happenings) if isinstance(h.said, Settlement)]
    if not found:
        return case.instalments, None
    last = max(found, key=lambda h: _reached(h))
    if any(part.due_on >= _reached(last).date() for part in case.instalments):
        return case.instalments, None
    assert isinstance(last.said, Settlement)
    return last.said.instalments, last


def _reached(happening: Happening) -> dt.datetime:
    said = happening.said
    return local(said.reached_at) if isinstance(said, Settlement) else happening.entry.made_at


def _kept(
    case: Case, happenings: tuple[Happening, ...], parts: Iterable[Instalment], own: Happening | None
) -> Iterator[Kept]:
    """A recorded settlement is paid by whatever came in since it was reached, the earliest instalments first.

    On the docket's own the court has entered what finance reported; only what was taken on site and is not reported yet
    comes on top, for those that are open.
    """
    listed = tuple(parts)
    payments = _since(case, happenings, own) if own else takings.unreported(case, happenings)
    open_ones = [part for part in listed if part.paid_on is None]
    covered = dict(zip(map(id, open_ones), used((p.amount for p in open_ones), payments), strict=True))
    noted = f"{_reached(own):%Y-%m-%d}和解笔录" if own else ""
    for number, part in enumerate(listed, 1):
        paid, on = covered.get(id(part), (part.amount or Decimal(0), part.paid_on))
        yield Kept(
            what=f"和解第 {number} 期", on=part.due_on, amount=part.amount, paid=paid, paid_on=on,
            note="；".join(filter(None, (part.note, noted))), entry=own.entry.id if own else "",
        )  # fmt: skip


def _since(case: Case, happenings: tuple[Happening, ...], own: Happening) -> Payments:
    since = _reached(own).date()
    came = takings.counted(case, happenings).enforcement_money
    return [(m.arrived_on, m.amount) for m in came if m.arrived_on >= since and m.amount]


def _left(part: Instalment, one: Kept) -> Instalment:
    """The instalment as it stands: whole and paid, or with what is left of it."""
    if one.paid_on is not None or not one.paid:
        return replace(part, paid_on=one.paid_on, note=one.note)
    said = f"原 {money(part.amount or Decimal(0))} 元，已付 {money(one.paid)} 元"
    return replace(part, amount=one.rest, note="；".join(filter(None, (one.note, said))))
