"""下发的法律数据在本机: the tables of law that the court hands down, as it listed them last; the exchange alone writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.store.driver import Database, guarded
from services.store.vault import Vault
from services.sync.messages import Law


@dataclass(frozen=True, slots=True)
class Handed:
    """A table that the court hands down; `file` are its signed bytes, None until they have come."""

    law: Law
    file: bytes | None


def taking(listed: Sequence[Law]) -> Callable[[Database], None]:
    """The step that takes the court's list in; what it does not name any more goes, bytes and all."""

    def step(db: Database) -> None:
        before = {row[0]: row[1] for row in db.execute("SELECT digest, file FROM handed_law").fetchall()}
        if not before and not listed:
            return
        db.execute("DELETE FROM handed_law")
        db.conn.executemany(
            "INSERT INTO handed_law (place, digest, name, version, size, file) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (place, law.digest, law.table, law.version.isoformat(), law.size, before.get(law.digest))
                for place, law in enumerate(listed)
            ],
        )
        gone = [(digest,) for digest in before if digest not in {law.digest for law in listed}]
        db.conn.executemany("DELETE FROM trouble WHERE item = ?", gone)

    return step


def listed(vault: Vault) -> tuple[Handed, ...]:
    """The tables in the order in which they are to be taken."""
    with guarded():
        rows = vault.db.execute(
            "SELECT digest, size, name, version, file FROM handed_law ORDER BY place"
        ).fetchall()
    return tuple(
        Handed(Law(digest=d, size=s, table=n, version=dt.date.fromisoformat(v)), f) for d, s, n, v, f in rows
    )


def lacking(vault: Vault) -> tuple[Law, ...]:
    """The tables whose bytes have not come yet."""
    return tuple(handed.law for handed in listed(vault) if handed.file is None)


def keep(vault: Vault, digest: str, file: bytes) -> None:
    """Keeps a table's signed bytes."""
    with guarded(), vault.db.atomic():
        vault.db.execute("UPDATE handed_law SET file = ? WHERE digest = ?", [file, digest])


def refused(vault: Vault, name: str) -> str:
    """Why a table of this name that the court hands down is not in use, "" where all is well."""
    with guarded():
        row = vault.db.execute(
            "SELECT why FROM trouble JOIN handed_law ON item = digest WHERE name = ? ORDER BY place DESC",
            [name],
        ).fetchone()
    return row[0] if row else ""
