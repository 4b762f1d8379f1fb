"""核验: pages, chains, index rows and attachments of a vault, checked against what was signed."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from functools import partial

from services.entries.chain import Stored, first_fault
from services.entries.entry import Entry, decode
from services.errors import Damaged
from services.store import attachments
from services.store.driver import Database, guarded
from services.store.vault import Vault

CHAIN_BEGUN = "chain_begun"


class _Nowhere:
    """Takes the bytes of an attachment that is only being checked."""

    def write(self, piece: bytes) -> int:
        return len(piece)


def verify(vault: Vault, each: Callable[[int, int], None] | None = None) -> list[str]:
    """Sentences on what does not fit: damaged pages, the first misfit of each chain, changed or missing attachments.

    Empty when all is well. `each(done, total)` is told the attachments done and may raise to cancel.
    """
    told: list[str] = []
    for part in (_pages, _chains, partial(_attachments, each=each)):
        try:
            with guarded():  # a page may be damaged behind any question
                told.extend(part(vault))
        except Damaged as error:
            told.append(error.sentence)
    return told


def chain_rows(db: Database, device: str, after_seq: int = 0) -> Iterator[Stored]:
    """The stored rows of one chain in the order of seq, few at a time."""
    seq = after_seq
    while True:
        with guarded():
            rows = db.execute(
                "SELECT device, seq, raw, signature, algorithm FROM journal"
                " WHERE device = ? AND seq > ? ORDER BY seq LIMIT 200",
                [device, seq],
            ).fetchall()
        if not rows:
            return
        yield from (Stored(*row) for row in rows)
        seq = rows[-1][1]


def chain_devices(db: Database) -> tuple[str, ...]:
    """The devices whose chains are in the database, in the order of their first arrival."""
    with guarded():
        rows = db.execute("SELECT device FROM journal GROUP BY device ORDER BY min(arrival)").fetchall()
    return tuple(row[0] for row in rows)


def public_keys(vault: Vault) -> dict[str, bytes]:
    """Each chain's public key: this device's own from the vault, others' as their first entry says."""
    keys: dict[str, bytes] = {}
    for row in vault.db.execute(
        "SELECT raw, signature, algorithm FROM journal WHERE kind = ?", [CHAIN_BEGUN]
    ).fetchall():
        with contextlib.suppress(Damaged, KeyError, TypeError, ValueError):
            begun = decode(*row)
            keys.setdefault(begun.device, bytes.fromhex(begun.body["values"]["public"]))
    keys[vault.identities.device] = vault.identities.signing.public
    return keys


def _pages(vault: Vault) -> list[str]:
    with guarded():
        # A crash in the middle of a checkpoint leaves pages half written that the log still holds whole.
        vault.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        found = [str(r[0]) for r in vault.db.execute("PRAGMA cipher_integrity_check").fetchall()]
        if not found:
            found = [
                str(r[0]) for r in vault.db.execute("PRAGMA integrity_check(5)").fetchall() if r[0] != "ok"
            ]
    return (
        [f"数据文件有 {len(found)} 处损坏（{found[0]}）。请停止使用本机，用第二份留存恢复。"] if found else []
    )


def _chains(vault: Vault) -> list[str]:
    with guarded():
        keys = public_keys(vault)
    told = []
    for device in chain_devices(vault.db):
        fault = first_fault(chain_rows(vault.db, device), keys)
        why, seq = (fault.why, fault.seq) if fault else _index_misfit(vault.db, device)
        if why:
            told.append(f"日志第 {seq} 行与签名不一致（设备 {device[:8]}）：{why}。")
    return told


def _index_misfit(db: Database, device: str) -> tuple[str, int]:
    """The first row whose search columns or links say something else than the signed bytes."""
    numbers, digests = _links(db, "journal_case", "number"), _links(db, "journal_attachment", "digest")
    for row in chain_rows(db, device):
        entry = decode(row.raw, row.signature, row.algorithm)
        kept = db.execute(
            "SELECT arrival, id, kind, version, made_at, matter, amends FROM journal WHERE device = ? AND seq = ?",
            [device, row.seq],
        ).fetchone()
        said = (entry.id, entry.kind, entry.version, entry.made_at.isoformat(), entry.matter, entry.amends)
        linked = (numbers.get(kept[0], set()), digests.get(kept[0], set()))
        if kept[1:] != said or linked != _named(entry):
            return "索引与原文不符", row.seq
    return "", 0


def _links(db: Database, table: str, column: str) -> dict[int, set[str]]:
    """What each arrival is linked to, read in one walk: the tables are keyed the other way round."""
    found: dict[int, set[str]] = {}
    for arrival, value in db.execute(f"SELECT arrival, {column} FROM {table}").fetchall():
        found.setdefault(arrival, set()).add(value)
    return found


def _named(entry: Entry) -> tuple[set[str], set[str]]:
    return set(entry.cases), {a.digest for a in entry.attachments}


def _attachments(vault: Vault, each: Callable[[int, int], None] | None) -> list[str]:
    with guarded():
        rows = vault.db.execute(
            "SELECT digest FROM journal_attachment UNION SELECT digest FROM attachment ORDER BY digest"
        ).fetchall()
    told = []
    for done, (digest,) in enumerate(rows, start=1):
        try:
            attachments.copy_out(vault, digest, _Nowhere())  # type: ignore[arg-type]
        except Damaged as error:
            told.append(error.sentence)
        if each is not None:
            each(done, len(rows))
    return told
