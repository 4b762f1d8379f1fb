"""案件一览: rows of the docket for lists, by text, chip and order; answered from the narrow tables alone."""

from __future__ import annotations

import datetime as dt
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


_COLUMNS = ", ".join(f.name for f in fields(Summary))


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
    where, values = _where(live, terms, chip, today)
    with guarded():
        found = vault.db.execute(
            f"SELECT {_COLUMNS}, count(*) OVER () FROM docket_case{where}"
            f" ORDER BY {_first(terms, values)}{_ORDERS[order]} LIMIT :limit OFFSET :offset",
            {**values, "limit": limit, "offset": offset},
        ).fetchall()
        if not found and offset:
            total = vault.db.execute(f"SELECT count(*) FROM docket_case{where}", values).fetchone()[0]
        else:
            # Counted beside the rows: the text's match is the dear part, and is looked up once.
            total = found[0][-1] if found else 0
    rows = [row[:-1] for row in found]
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
    where, values = _where(live, terms, chip, today)
    with guarded():
        rows = vault.db.execute(
            f"SELECT number FROM docket_case{where} ORDER BY {_first(terms, values)}{_ORDERS[order]} LIMIT :limit",
            {**values, "limit": limit},
        ).fetchall()
    return tuple(row[0] for row in rows)


def expiring(vault: Vault, until: dt.date) -> tuple[Summary, ...]:
    """Live cases of which a measure on record expires by that day or has expired, the soonest first."""
    with guarded():
        rows = vault.db.execute(
            f"SELECT {_COLUMNS} FROM docket_case WHERE live AND next_expiry <= :until"
            " ORDER BY next_expiry, year, serial, number",
            {"until": until.isoformat()},
        ).fetchall()
    return tuple(_summary(row) for row in rows)


def counts(vault: Vault, today: dt.date) -> Counts:
    """What the chips say; one walk over the narrow table."""
    chips: dict[str, str] = {"live": "live"} | {str(name): condition for name, condition in _CHIPS.items()}
    sums = ", ".join(f"coalesce(sum({condition}), 0)" for condition in chips.values())
    with guarded():
        row = vault.db.execute(f"SELECT {sums} FROM docket_case", {"soon": _soon(today)}).fetchone()
    return Counts(**dict(zip(chips, row, strict=True)))


def _where(
    live: bool | None, terms: tuple[str, ...], chip: Chip, today: dt.date
) -> tuple[str, dict[str, Any]]:
    wanted, values = [_CHIPS[chip]], {"soon": _soon(today)}
    if live is not None:
        wanted.append("live" if live else "NOT live")
    if terms:
        wanted.append("id IN (SELECT rowid FROM case_search_fts WHERE case_search_fts MATCH :match)")
        values["match"] = search.query(terms)
    return f" WHERE {' AND '.join(wanted)}", values


def _first(terms: tuple[str, ...], values: dict[str, Any]) -> str:
    """Whoever types a case's number means that case: it stands before those that merely contain the digits."""
    if len(terms) != 1 or not terms[0].isdecimal() or len(terms[0]) > 8:
        return ""
    values["exact"] = int(terms[0])
    return "serial = :exact DESC, "


def _soon(today: dt.date) -> str:
    return (today + dt.timedelta(days=EXPIRING_DAYS)).isoformat()


def _summary(row: tuple[Any, ...]) -> Summary:
    kept = dict(zip((f.name for f in fields(Summary)), row, strict=True))
    kept["live"] = bool(kept["live"])
    kept["claim"] = None if kept["claim"] is None else Decimal(kept["claim"])
    for name in ("filed_on", "next_expiry", "due_on", "visited_on"):
        kept[name] = None if kept[name] is None else dt.date.fromisoformat(kept[name])
    return Summary(**kept)
