"""承办案件册: loading what the court handed down, and reading it back; the device itself never writes here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec

from services.docket import reading
from services.docket.case import Case, Docket
from services.docket.court import Court, Officer
from services.docket.reading import WrittenCase, decode_case, written
from services.errors import BadInput, NotAllowed
from services.store import lease
from services.store.driver import Database, guarded
from services.store.projection import CASE_COLUMNS, case_row, search_row, vehicle_rows
from services.store.summaries import Chip, Counts, Order, Page, Summary, counts, numbers, summaries
from services.store.vault import Vault

__all__ = [
    "Chip",
    "Counts",
    "DocketFacts",
    "Loaded",
    "Order",
    "Page",
    "Summary",
    "case",
    "cases",
    "counts",
    "docket_facts",
    "follow",
    "load_docket",
    "numbers",
    "renew",
    "summaries",
]

CHUNK = 500
_TABLES = ("docket_case", "docket_body", "docket_vehicle")
_SEARCHED = "id, case_no, names, address, plates, ids, initials"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What loading a docket changed, in cases."""

    added: int
    changed: int
    removed: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocketFacts:
    """The docket's head: everything but its cases."""

    court: Court
    officer: Officer
    colleagues: tuple[Officer, ...]
    serial: int
    made_at: dt.datetime
    lease_days: int
    demo: bool = False
    blank_forms: bool = False


def load_docket(vault: Vault, docket: Docket, *, each: Callable[[int, int], None] | None = None) -> Loaded:
    """Puts the docket in place of the former one, in one transaction; cases that did not change stay untouched.

    `each(done, total)` is told the cases done and may raise to cancel. Raises NotAllowed for another officer's or
    court's docket and for one that is not newer (the identical one is accepted and changes nothing).
    """
    cases = written(docket.cases)
    seen = reading.digest(replace(docket, cases=cases))
    if _is_loaded(vault, docket, seen):
        return Loaded(added=0, changed=0, removed=0, total=len(cases))
    given = {row.number for row in cases.rows}
    if len(given) != len(cases):
        raise BadInput("承办案件册里有重复的案号，没有载入。请院里重新下发。")
    with guarded(), vault.db.atomic():
        before = _before(vault.db)
        removed = [id for number, (id, _) in before.items() if number not in given]
        _remove(vault.db, removed)
        added, changed = _put(vault.db, cases, before, each)
        _keep_facts(vault.db, docket, seen)
        lease.trust(vault, docket.made_at, "docket")
    return Loaded(added=added, changed=changed, removed=len(removed), total=len(cases))


def follow(
    vault: Vault,
    facts: DocketFacts,
    cases: Sequence[Case],
    *,
    gone: Sequence[str],
    whole: bool,
    also: Sequence[Callable[[Database], None]] = (),
    each: Callable[[int, int], None] | None = None,
) -> Loaded:
    """Takes in what has changed at the hub, in one transaction with the steps of `also`.

    With `whole` these cases are all there are. Raises NotAllowed for another officer's or court's changes.
    """
    known = docket_facts(vault)
    if known and (known.court.id, known.officer.id) != (facts.court.id, facts.officer.id):
        raise NotAllowed("院端发来的是另一名干警的案件册，没有采用。请与院里核对本机的登记。")
    with guarded(), vault.db.atomic():
        before = _before(vault.db)
        given = {row.number for row in written(cases).rows}
        lost = [n for n in before if n not in given] if whole else [n for n in gone if n in before]
        _remove(vault.db, [before[n][0] for n in lost])
        added, changed = _put(vault.db, cases, {n: b for n, b in before.items() if n not in lost}, each)
        _keep_meta(vault.db, facts, "")
        lease.trust(vault, facts.made_at, "hub")
        for step in also:
            step(vault.db)
    return Loaded(added=added, changed=changed, removed=len(lost), total=len(before) - len(lost) + added)


def renew(vault: Vault, at: dt.datetime) -> None:
    """The hub has answered that nothing has changed: the lease begins anew at its moment."""
    facts = docket_facts(vault)
    if facts is None or at <= facts.made_at:
        return
    with guarded(), vault.db.atomic():
        _keep_meta(vault.db, replace(facts, made_at=at), None)
        lease.trust(vault, at, "hub")


def _is_loaded(vault: Vault, docket: Docket, seen: str) -> bool:
    """True for the docket that is in place already; raises NotAllowed when this one must not replace it."""
    facts = docket_facts(vault)
    if facts is None:
        return False
    if (docket.court.id, docket.officer.id) != (facts.court.id, facts.officer.id):
        raise NotAllowed(
            f"这份承办案件册属于{docket.court.name}{docket.officer.name}，"
            f"不是{facts.court.name}{facts.officer.name}的，没有载入。"
        )
    if docket.serial > facts.serial:
        return False
    if docket.serial == facts.serial and _meta(vault, "digest") == seen.encode():
        return True
    raise NotAllowed(
        f"这份承办案件册（第 {docket.serial} 号）不比已载入的（第 {facts.serial} 号）新，没有载入。请向院里领取最新的一份。"
    )


def _before(db: Database) -> dict[str, tuple[int, bytes]]:
    rows = db.execute("SELECT number, id, digest FROM docket_case").fetchall()
    return {number: (id, digest) for number, id, digest in rows}


def _remove(db: Database, ids: Sequence[int], tables: Sequence[str] = (*_TABLES, "case_search")) -> None:
    for table in tables:
        db.conn.executemany(f"DELETE FROM {table} WHERE id = ?", [(id,) for id in ids])


def _put(
    db: Database,
    given: Sequence[Case],
    before: dict[str, tuple[int, bytes]],
    each: Callable[[int, int], None] | None,
) -> tuple[int, int]:
    """Writes new and changed cases in chunks; returns how many of each. The others are not even looked into."""
    added = changed = 0
    rows = written(given).rows
    free = max((id for id, _ in before.values()), default=0)
    for start in range(0, len(rows), CHUNK):
        batch: list[tuple[int, WrittenCase]] = []
        for row in rows[start : start + CHUNK]:
            id, known = before.get(row.number, (0, b""))
            if known == row.digest:
                continue
            added, changed = added + (not id), changed + bool(id)
            free += not id
            batch.append((id or free, row))
        _remove(db, [id for id, row in batch if row.number in before], _TABLES)
        _insert(db, batch)
        if each is not None:
            each(min(start + CHUNK, len(rows)), len(rows))
    return added, changed


def _insert(db: Database, batch: Sequence[tuple[int, WrittenCase]]) -> None:
    columns = ("id", *CASE_COLUMNS)
    cases = [(id, decode_case(row.body)) for id, row in batch]
    db.conn.executemany(
        f"INSERT INTO docket_case ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
        [(id, *case_row(case, row.digest)) for (id, case), (_, row) in zip(cases, batch, strict=True)],
    )
    db.conn.executemany(
        "INSERT INTO docket_body (id, body) VALUES (?, ?)", [(id, row.body) for id, row in batch]
    )
    db.conn.executemany(
        "INSERT INTO docket_vehicle (id, property, plate, vin, brand, owner) VALUES (?, ?, ?, ?, ?, ?)",
        [(id, *row) for id, case in cases for row in vehicle_rows(case)],
    )
    _index(db, [(id, *search_row(case)) for id, case in cases])


def _index(db: Database, rows: Sequence[tuple[int | str, ...]]) -> None:
    """What cases are found by; it changes seldom, and writing it is the dearest part, so the same is left alone."""
    ids = msgspec.json.encode([row[0] for row in rows]).decode()
    there = f"SELECT {_SEARCHED} FROM case_search WHERE id IN (SELECT value FROM json_each(?))"
    known = {row[0]: row for row in db.execute(there, [ids]).fetchall()}
    fresh = [row for row in rows if known.get(row[0]) != row]
    _remove(db, [int(row[0]) for row in fresh if row[0] in known], ("case_search",))
    db.conn.executemany(f"INSERT INTO case_search ({_SEARCHED}) VALUES (?, ?, ?, ?, ?, ?, ?)", fresh)


def _keep_facts(db: Database, docket: Docket, seen: str) -> None:
    facts = DocketFacts(
        court=docket.court,
        officer=docket.officer,
        colleagues=docket.colleagues,
        serial=docket.serial,
        made_at=docket.made_at,
        lease_days=docket.lease_days,
        demo=docket.demo,
        blank_forms=docket.blank_forms,
    )
    _keep_meta(db, facts, seen)


def _keep_meta(db: Database, facts: DocketFacts, seen: str | None) -> None:
    """`seen` is the digest by which the same docket file is known again; None leaves it as it is."""
    rows = [("facts", msgspec.json.encode(facts))]
    if seen is not None:
        rows.append(("digest", seen.encode()))
    db.conn.executemany(
        "INSERT INTO registry_meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        rows,
    )


def docket_facts(vault: Vault) -> DocketFacts | None:
    """The head of the docket in place, or None before the first one."""
    kept = _meta(vault, "facts")
    return None if kept is None else msgspec.json.decode(kept, type=DocketFacts)


def _meta(vault: Vault, key: str) -> bytes | None:
    with guarded():
        row = vault.db.execute("SELECT value FROM registry_meta WHERE key = ?", [key]).fetchone()
    return None if row is None else bytes(row[0])


def case(vault: Vault, number: str) -> Case:
    """One case; raises BadInput when it is not in the docket."""
    found = cases(vault, [number])
    if not found:
        raise BadInput(f"承办案件册里没有 {number}。请核对案号，或向院里领取最新的案件册。")
    return found[0]


def of_series(vault: Vault, series: str) -> tuple[str, ...]:
    """The numbers of a series' cases, by year and serial."""
    with guarded():
        found = vault.db.execute(
            "SELECT number FROM docket_case WHERE series = ? ORDER BY year, serial, number", [series]
        ).fetchall()
    return tuple(row[0] for row in found)


def cases(vault: Vault, wanted: Iterable[str]) -> tuple[Case, ...]:
    """The cases of these numbers in the order asked; numbers that are not in the docket are left out."""
    bodies: list[bytes] = []
    with guarded():
        for number in wanted:
            row = vault.db.execute(
                "SELECT body FROM docket_body JOIN docket_case USING (id) WHERE number = ?", [number]
            ).fetchone()
            if row is not None:
                bodies.append(row[0])
    return tuple(decode_case(body) for body in bodies)
