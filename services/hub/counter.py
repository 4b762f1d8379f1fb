"""变更游标: a counter row for each court, advanced as the last thing before commit, so that its order is commit order.

A sequence hands out numbers before the commits that use them; a terminal that reads in between would never see the
late ones. Whoever announces holds the row until its commit. `mark` is a hash over everything announced so far and a
random number for each change, by which a terminal and a hub that was restored from an old copy find out that they do
not mean the same, even where the same keys changed again.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, insert, select, update

from services.hub import schema
from services.hub.store import add_missing, upsert_all

FIRST_MARK = "0" * 64
CASE, ENTRY, HEAD, SEALED = "case", "entry", "head", "sealed"


_STANDS = select(schema.counter.c.value, schema.counter.c.mark).where(
    schema.counter.c.court == bindparam("court")
)


class News(NamedTuple):  # a tuple: a series of 740 cases in many hands makes tens of thousands of them
    """Something has changed for an officer: a case (by number), an entry, a sealed paper (by id), the docket's head."""

    officer: str
    kind: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """Where the court's changes stand."""

    cursor: int
    mark: str


def announce(connection: Connection, court: str, news: Iterable[News]) -> None:
    """Gives the news the next cursor; the last thing before commit, since everybody else waits for the row."""
    told = sorted(set(news))
    if not told:
        return
    add_missing(connection, schema.counter, [{"court": court, "value": 0, "mark": FIRST_MARK}])
    table = schema.counter
    cursor = connection.scalar(
        update(table).where(table.c.court == court).values(value=table.c.value + 1).returning(table.c.value)
    )
    before = connection.scalar(select(table.c.mark).where(table.c.court == court))
    said = hashlib.sha256(f"{before} {cursor} {secrets.token_hex(16)}".encode())
    said.update("".join(f"\n{officer}\t{kind}\t{key}" for officer, kind, key in told).encode())
    mark = said.hexdigest()
    connection.execute(update(table).where(table.c.court == court).values(mark=mark))
    connection.execute(insert(schema.change), [{"court": court, "cursor": cursor, "mark": mark}])
    upsert_all(
        connection,
        schema.feed,
        [{"officer": o, "kind": kind, "key": key, "cursor": cursor} for o, kind, key in told],
    )


def position(connection: Connection, court: str) -> Position:
    """Where the changes of the court stand now."""
    row = connection.execute(_STANDS, {"court": court}).first()
    return Position(row[0], row[1]) if row else Position(0, FIRST_MARK)


def knows(connection: Connection, court: str, seen: Position) -> bool:
    """True when this hub has stood at that position with the same past."""
    if seen.cursor == 0:
        return seen.mark == FIRST_MARK
    table = schema.change
    kept = connection.scalar(
        select(table.c.mark).where(table.c.court == court, table.c.cursor == seen.cursor)
    )
    return kept == seen.mark
