"""日志: entries are added at the head of this device's chain, read back, and never changed."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from services.entries.chain import Stored
from services.entries.entry import FIRST_LINK, Attachment, Entry, Unsigned, decode, link, sealed
from services.errors import BadInput, NotAllowed
from services.store.driver import Database, guarded
from services.store.vault import Vault
from services.store.verification import chain_devices, chain_rows, verify

__all__ = [
    "Head",
    "append",
    "append_all",
    "between",
    "count",
    "devices",
    "entries",
    "entry",
    "head",
    "latest",
    "named",
    "stored",
    "verify",
]

_ROW = "SELECT raw, signature, algorithm FROM journal"


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a chain; `seq` is 0 and `link` the first link's where the chain is empty."""

    device: str
    seq: int
    link: str


def append(vault: Vault, unsigned: Unsigned, *, also: Sequence[Callable[[Database], None]] = ()) -> Entry:
    """Signs and adds an entry at the head of this device's chain; on the disk when it returns.

    The entry, its indexes and the steps of `also` are one transaction with one flush. Raises BadInput when an
    attachment is not stored yet, NotAllowed when the entry is there already, NoSpace.
    """
    identities = vault.identities
    with guarded(), vault.db.atomic():
        at = _place(vault.db, identities.device, unsigned)
        made = sealed(unsigned, at.device, at.seq + 1, at.link, identities.signing)
        insert(vault.db, made)
        for step in also:
            step(vault.db)
    return made


@contextlib.contextmanager
def together(vault: Vault) -> Iterator[None]:
    """What is appended and stored inside is kept whole or not at all; raises NoSpace."""
    with guarded(), vault.db.atomic():
        yield


def append_all(vault: Vault, unsigned: Sequence[Unsigned]) -> tuple[Entry, ...]:
    """Adds several entries as `append` does, all of them or none, with one flush."""
    with guarded(), vault.db.atomic():
        return tuple([append(vault, one) for one in unsigned])


def insert(db: Database, made: Entry) -> None:
    """The rows of one entry; inside a transaction of the caller's, who has checked its place in the chain."""
    arrival = db.execute(
        "INSERT INTO journal (device, seq, id, kind, version, made_at, matter, amends, algorithm, signature, raw)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            *(made.device, made.seq, made.id, made.kind, made.version, made.made_at.isoformat()),
            *(made.matter, made.amends, made.algorithm, made.signature, made.raw),
        ],
    ).lastrowid
    db.conn.executemany(
        "INSERT INTO journal_case (number, arrival) VALUES (?, ?)", [(n, arrival) for n in set(made.cases)]
    )
    db.conn.executemany(
        "INSERT INTO journal_attachment (digest, arrival) VALUES (?, ?)",
        [(d, arrival) for d in {a.digest for a in made.attachments}],
    )


def named(vault: Vault, digests: Iterable[str]) -> set[str]:
    """Those of these originals that an entry of the journal names."""
    asked = json.dumps(list(digests))
    with guarded():
        rows = vault.db.execute(
            "SELECT DISTINCT digest FROM journal_attachment WHERE digest IN (SELECT value FROM json_each(?))",
            [asked],
        ).fetchall()
    return {row[0] for row in rows}


def _place(db: Database, device: str, unsigned: Unsigned) -> Head:
    """Where the entry goes: the head of the chain, asked for together with whether the entry is in the journal."""
    row = db.execute(
        "SELECT EXISTS (SELECT 1 FROM journal WHERE id = ?1), seq, raw, signature FROM (SELECT 1) LEFT JOIN"
        " (SELECT seq, raw, signature FROM journal WHERE device = ?2 ORDER BY seq DESC LIMIT 1)",
        [unsigned.id, device],
    ).fetchone()
    if row[0]:
        raise NotAllowed("这条记录已经保存过，没有重复保存。")
    for attachment in unsigned.attachments:
        _check(db, attachment)
    return _head(device, row[1:])


def _check(db: Database, attachment: Attachment) -> None:
    row = db.execute("SELECT size FROM attachment WHERE digest = ?", [attachment.digest]).fetchone()
    if row is None or row[0] != attachment.size:
        what = attachment.name or attachment.role
        raise BadInput(f"附件“{what}”还没有存好，这条记录没有保存。请重新添加附件后再完成。")


def entries(
    vault: Vault,
    *,
    case: str = "",
    matter: str = "",
    kinds: Sequence[str] = (),
    devices: Sequence[str] = (),
    after_seq: int = 0,
    newest_first: bool = False,
    limit: int | None = None,
) -> list[Entry]:
    """Entries that fit all that is asked; in the order they reached this vault, which per device is that of seq."""
    wanted: list[str] = []
    values: list[Any] = []
    if case:
        wanted.append("arrival IN (SELECT arrival FROM journal_case WHERE number = ?)")
        values.append(case)
    if matter:
        wanted.append("matter = ?")
        values.append(matter)
    for column, among in (("kind", kinds), ("device", devices)):
        if among:
            wanted.append(f"{column} IN ({', '.join('?' * len(among))})")
            values.extend(among)
    if after_seq:
        wanted.append("seq > ?")
        values.append(after_seq)
    where = f" WHERE {' AND '.join(wanted)}" if wanted else ""
    order = f" ORDER BY arrival{' DESC' if newest_first else ''} LIMIT ?"
    with guarded():
        rows = vault.db.execute(_ROW + where + order, [*values, -1 if limit is None else limit]).fetchall()
    return [decode(*row) for row in rows]


def between(vault: Vault, since: dt.datetime, until: dt.datetime) -> list[Entry]:
    """Entries made from `since` on and before `until`, by the clock they were made by, in the order they arrived."""
    with guarded():
        rows = vault.db.execute(
            f"{_ROW} WHERE datetime(made_at) >= datetime(?) AND datetime(made_at) < datetime(?) ORDER BY arrival",
            [since.isoformat(), until.isoformat()],
        ).fetchall()
    return [decode(*row) for row in rows]


def entry(vault: Vault, entry_id: str) -> Entry:
    """One entry by its id; raises BadInput when it is not in this vault."""
    with guarded():
        row = vault.db.execute(f"{_ROW} WHERE id = ?", [entry_id]).fetchone()
    if row is None:
        raise BadInput("日志里没有这条记录，它可能不在本机上。")
    return decode(*row)


def latest(vault: Vault, kind: str, device: str | None = None) -> Entry | None:
    """The last entry of a kind (of one device, if named), or None."""
    found = entries(vault, kinds=[kind], devices=[device] if device else (), newest_first=True, limit=1)
    return found[0] if found else None


def head(vault: Vault, device: str | None = None) -> Head:
    """Where a chain stands; this device's own when none is named."""
    name = device or vault.identities.device
    with guarded():
        row = vault.db.execute(
            "SELECT seq, raw, signature FROM journal WHERE device = ? ORDER BY seq DESC LIMIT 1", [name]
        ).fetchone()
    return _head(name, row or (None, b"", b""))


def _head(device: str, row: tuple[int | None, bytes, bytes]) -> Head:
    seq, raw, signature = row
    return Head(device, 0, FIRST_LINK) if seq is None else Head(device, seq, link(raw, signature))


def count(vault: Vault, device: str | None = None) -> int:
    """How many entries there are (of one device, if named)."""
    where, values = (" WHERE device = ?", [device]) if device else ("", [])
    with guarded():
        return int(vault.db.execute(f"SELECT count(*) FROM journal{where}", values).fetchone()[0])


def devices(vault: Vault) -> tuple[str, ...]:
    """The devices whose chains are in this vault, in the order of their first arrival."""
    return chain_devices(vault.db)


def stored(vault: Vault, device: str | None = None, after_seq: int = 0) -> Iterator[Stored]:
    """The stored bytes of one chain (this device's own when none is named) in the order of seq, few at a time."""
    return chain_rows(vault.db, device or vault.identities.device, after_seq)
