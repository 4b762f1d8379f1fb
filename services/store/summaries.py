"""案件一览: rows of the docket for lists, by text, chip and order; answered from the narrow tables alone."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, Literal

from services.store import search
from services.store.driver import guarded
from services.store.vault import Vault

Chip = Literal["all", "expiring", "vehicles", "homes", "unvisited", "risk", "series"]
Order = Literal["urgency", "number"]

EXPIRING_DAYS = 7
VISIT_KINDS = ("visit",)

# An expiry that has passed is as urgent as it gets, so it stays among those within seven days.
_CHIPS: dict[Chip, str] = {
    "all": "1",
    "expiring": "live AND next_expiry <= :soon",
    "vehicles": "vehicles > 0",
    "homes": "homes > 0",
    "unvisited": "live AND visited_on IS NULL AND number NOT IN (SELECT number FROM journal_case"
    f" JOIN journal USING (arrival) WHERE kind IN ({', '.join(repr(k) for k in VISIT_KINDS)}))",
    "risk": "risk <> ''",
    "series": "series <> ''",
}
_ORDERS: dict[Order, str] = {
    "urgency": "live DESC, min(coalesce(next_expiry, '9999'), coalesce(due_on, '9999')),"
    " filed_on, year, serial, number",
    "number": "year DESC, serial DESC, number",
}
_MATCHED = "case_search_fts WHERE case_search_fts MATCH :match"
# So many are looked up one by one and sorted. One letter fits nearly every case: there walking the index in its order
# stops at the window's end, where sorting would first fetch and compare 20,000 rows.
FEW = 1000
_WALKED: dict[Order, str] = {"urgency": "INDEXED BY docket_case_urgency", "number": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A case as lists show it; amounts in yuan, places in WGS-84 degrees, None where the docket does not say.

    `visited_on` is the last visit that the docket knows of, `next_expiry` the earliest end of a measure on record.
    """

    number: str
    live: bool
    state: str
    filed_on: dt.date
    cause: str
    creditors: str
    debtors: str
    claim: Decimal | None
    place: str
    town: str
    latitude: float | None
    longitude: float | None
    next_expiry: dt.date | None
    due_on: dt.date | None
    visited_on: dt.date | None
    vehicles: int
    homes: int
    risk: str
    series: str
    series_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A window of the list: how many rows there are in all, those asked for, and the terms to mark in them."""

    total: int
    rows: tuple[Summary, ...]
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many cases each chip holds, before any text is typed."""

    all: int
    live: int
    expiring: int
    vehicles: int
    homes: int
    unvisited: int
    risk: int
    series: int


_NAMES = tuple(f.name for f in fields(Summary))
_COLUMNS = ", ".join(_NAMES)


def summaries(
    vault: Vault,
    *,
    live: bool | None = None,
    text: str = "",
    chip: Chip = "all",
    order: Order = "urgency",
    today: dt.date,
    offset: int = 0,
    limit: int = 200,
) -> Page:
    """A window of the cases that fit; text finds case numbers, names, initials, addresses, plates, identities.

    Text of nothing but punctuation finds nothing.
    """
    terms = search.terms(text)
    if text.strip() and not terms:
        return Page(total=0, rows=())
    with guarded():
        fitting = _fitting(vault, live, terms, chip, today)
        total = vault.db.execute(f"SELECT count(*) FROM {fitting.counted}", fitting.values).fetchone()[0]
        rows = _window(vault, _COLUMNS, fitting, order, offset, limit) if total > offset else []
    return Page(total=total, rows=tuple(_summary(row) for row in rows), terms=terms)


def numbers(
    vault: Vault,
    text: str = "",
    *,
    live: bool | None = None,
    chip: Chip = "all",
    order: Order = "urgency",
    today: dt.date,
    limit: int = 1000,
) -> tuple[str, ...]:
    """Only the case numbers of what `summaries` would show."""
    terms = search.terms(text)
    if text.strip() and not terms:
        return ()
    with guarded():
        rows = _window(vault, "number", _fitting(vault, live, terms, chip, today), order, 0, limit)
    return tuple(row[0] for row in rows)


def of_numbers(vault: Vault, wanted: Iterable[str]) -> tuple[Summary, ...]:
    """The rows of these cases; numbers that are not in the docket are left out."""
    numbers = list(wanted)
    marks = ", ".join("?" * len(numbers))
    with guarded():
        rows = vault.db.execute(
            f"SELECT {_COLUMNS} FROM docket_case WHERE number IN ({marks})", numbers
        ).fetchall()
    return tuple(_summary(row) for row in rows)


def counts(vault: Vault, today: dt.date) -> Counts:
    """What the chips say; one walk over the narrow table."""
    chips: dict[str, str] = {"live": "live"} | {str(name): condition for name, condition in _CHIPS.items()}
    sums = ", ".join(f"coalesce(sum({condition}), 0)" for condition in chips.values())
    with guarded():
        row = vault.db.execute(f"SELECT {sums} FROM docket_case", {"soon": _soon(today)}).fetchone()
    return Counts(**dict(zip(chips, row, strict=True)))


def live(vault: Vault) -> int:
    """How many cases are open."""
    with guarded():
        found = vault.db.execute("SELECT count(*) FROM docket_case WHERE live").fetchone()
    return int(found[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fitting:
    """The cases that fit: condition, its values, what to count; `exact` is a serial that comes before all others."""

    where: str
    values: dict[str, Any]
    counted: str
    many: bool
    exact: int | None


def _fitting(vault: Vault, live: bool | None, terms: tuple[str, ...], chip: Chip, today: dt.date) -> _Fitting:
    wanted, values = [_CHIPS[chip]], {"soon": _soon(today), "match": search.query(terms)}
    if live is not None:
        wanted.append("live" if live else "NOT live")
    many = True
    if terms:
        # The match is the dear part: what fits only some cases is looked up once.
        found = vault.db.execute(f"SELECT rowid FROM {_MATCHED} LIMIT {FEW + 1}", values).fetchall()
        many = len(found) > FEW
        values["ids"] = json.dumps([row[0] for row in found])
        ids = f"SELECT rowid FROM {_MATCHED}" if many else "SELECT value FROM json_each(:ids)"
        wanted.append(f"id IN ({ids})")
    where = f" WHERE {' AND '.join(wanted)}"
    every = many and terms and live is None and chip == "all"
    counted = _MATCHED if every else f"docket_case{where}"
    return _Fitting(where=where, values=values, counted=counted, many=many, exact=_exact(vault, terms))


def _exact(vault: Vault, terms: tuple[str, ...]) -> int | None:
    """Whoever types a case's serial number means that case: it stands before those that merely contain it."""
    if len(terms) != 1 or not terms[0].isdecimal() or len(terms[0]) > 8:
        return None
    serial = int(terms[0])
    known = vault.db.execute("SELECT 1 FROM docket_case WHERE serial = ? LIMIT 1", [serial]).fetchone()
    return serial if known else None


def _window(
    vault: Vault, columns: str, fitting: _Fitting, order: Order, offset: int, limit: int
) -> list[tuple[Any, ...]]:
    where, values = fitting.where, {**fitting.values, "exact": fitting.exact}
    by = f"ORDER BY {_ORDERS[order]}"
    first: list[tuple[Any, ...]] = []
    if fitting.exact is not None:
        table = "docket_case INDEXED BY docket_case_serial"
        first = vault.db.execute(
            f"SELECT {columns} FROM {table}{where} AND serial = :exact {by}", values
        ).fetchall()
        where = f"{where} AND serial <> :exact"
    shown = first[offset : offset + limit]
    if len(shown) < limit:
        table = f"docket_case {_WALKED[order]}" if fitting.many else "docket_case"
        values |= {"limit": limit - len(shown), "offset": max(0, offset - len(first))}
        rest = f"SELECT {columns} FROM {table}{where} {by} LIMIT :limit OFFSET :offset"
        shown += vault.db.execute(rest, values).fetchall()
    return shown


def _soon(today: dt.date) -> str:
    return (today + dt.timedelta(days=EXPIRING_DAYS)).isoformat()


def _summary(row: tuple[Any, ...]) -> Summary:
    kept = dict(zip(_NAMES, row, strict=True))
    kept["live"] = bool(kept["live"])
    kept["claim"] = None if kept["claim"] is None else Decimal(kept["claim"])
    for name in ("filed_on", "next_expiry", "due_on", "visited_on"):
        kept[name] = None if kept[name] is None else dt.date.fromisoformat(kept[name])
    return Summary(**kept)
