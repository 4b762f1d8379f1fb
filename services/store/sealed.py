"""院发文书在本机: what the court has handed down, read for the cases of the docket; written by the exchange alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from services.docket.sealed import SealedPaper, decode, encode
from services.store.driver import Database, guarded
from services.store.vault import Vault

_MINE = "number IN (SELECT number FROM docket_case)"


def taking(given: Sequence[SealedPaper], gone: Sequence[str], *, whole: bool) -> Callable[[Database], None]:
    """The step that takes papers in and drops those gone or of no case here; with `whole` these are all there are."""

    def step(db: Database) -> None:
        if whole:
            db.execute("DELETE FROM sealed_paper")
        db.conn.executemany("DELETE FROM sealed_paper WHERE id = ?", [(id,) for id in gone])
        db.conn.executemany(
            "INSERT INTO sealed_paper (id, number, digest, body) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
            " SET number = excluded.number, digest = excluded.digest, body = excluded.body",
            [(p.id, p.case, p.digest, encode(p)) for p in given],
        )
        db.execute(f"DELETE FROM sealed_paper WHERE NOT {_MINE}")

    return step


def papers(vault: Vault, *, case: str = "") -> tuple[SealedPaper, ...]:
    """The papers (of a case, where one is named) in the order they were issued."""
    with guarded():
        rows = vault.db.execute(
            f"SELECT body FROM sealed_paper WHERE {_MINE} AND (?1 = '' OR number = ?1) ORDER BY id", [case]
        ).fetchall()
    return tuple(decode(row[0]) for row in rows)


def paper(vault: Vault, id: str) -> SealedPaper | None:
    """One paper, None where the court has handed down none of that id (any more)."""
    with guarded():
        row = vault.db.execute(f"SELECT body FROM sealed_paper WHERE {_MINE} AND id = ?", [id]).fetchone()
    return None if row is None else decode(row[0])


def lacking(vault: Vault) -> tuple[SealedPaper, ...]:
    """The papers that may be used and whose bytes have not come yet."""
    with guarded():
        rows = vault.db.execute(
            f"SELECT body FROM sealed_paper WHERE {_MINE} AND digest NOT IN (SELECT digest FROM attachment) ORDER BY id"
        ).fetchall()
    return tuple(p for p in (decode(row[0]) for row in rows) if p.recalled_at is None)
