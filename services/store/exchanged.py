"""院端所有: what the hub has of this vault by its receipts, what it would not take, and colleagues' entries.

Written at an exchange with what the hub has said, never by the officer. A receipt always tells the hub's latest word:
a hub that was restored from an old copy has less than before, and what it lacks is waiting again.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from services.entries.chain import Stored
from services.entries.entry import Entry, decode, link
from services.store import parting
from services.store.driver import Database, guarded
from services.store.scratch import set_setting, setting, setting_to
from services.store.vault import Vault

_FEED = "feed_position"
_PROOF = "exchange_proof"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipted:
    """A chain at the hub: up to `seq`, of `named` attachments `held`; `raw` is the hub's signed receipt."""

    device: str
    seq: int
    link: str
    named: int
    held: int
    epoch: str
    at: dt.datetime
    raw: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What the hub lacks: entries, attachments and their bytes."""

    entries: int
    files: int
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something that did not go: an attachment (its digest) or a chain (its device), why, since when."""

    item: str
    why: str
    since: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """How far this vault has followed the hub's changes."""

    epoch: str = ""
    cursor: int = 0
    mark: str = "0" * 64


def receipts(vault: Vault) -> Mapping[str, Receipted]:
    """The hub's latest word on each chain."""
    with guarded():
        rows = vault.db.execute(
            "SELECT device, seq, link, named, held, epoch, at, raw FROM receipt"
        ).fetchall()
    return {
        r[0]: Receipted(
            device=r[0], seq=r[1], link=r[2], named=r[3], held=r[4], epoch=r[5],
            at=dt.datetime.fromisoformat(r[6]), raw=r[7],
        )
        for r in rows
    }  # fmt: skip


def keep_receipt(vault: Vault, receipt: Receipted, wanted: Sequence[str], *, complete: bool) -> None:
    """Takes in the hub's word on a chain; `wanted` are the attachments it lacks, all of them when `complete`."""
    with guarded(), vault.db.atomic():
        vault.db.execute(
            "INSERT INTO receipt (device, seq, link, named, held, epoch, at, raw) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (device) DO UPDATE SET seq = excluded.seq, link = excluded.link, named = excluded.named,"
            " held = excluded.held, epoch = excluded.epoch, at = excluded.at, raw = excluded.raw",
            [
                *(receipt.device, receipt.seq, receipt.link, receipt.named, receipt.held),
                *(receipt.epoch, receipt.at.isoformat(), receipt.raw),
            ],
        )
        if complete:
            vault.db.execute(
                # From the attachments' side, the undelivered ones alone: a chain of a million rows is not walked for them.
                "INSERT OR IGNORE INTO delivered (digest) SELECT a.digest FROM journal_attachment a"
                " WHERE NOT EXISTS (SELECT 1 FROM delivered d WHERE d.digest = a.digest) AND EXISTS"
                " (SELECT 1 FROM journal j WHERE j.arrival = a.arrival AND +j.device = ? AND +j.seq <= ?)",
                [receipt.device, receipt.seq],
            )
        vault.db.conn.executemany("DELETE FROM delivered WHERE digest = ?", [(d,) for d in wanted])


def drop_receipt(vault: Vault, device: str) -> None:
    """The hub knows nothing of this chain (any more)."""
    with guarded(), vault.db.atomic():
        vault.db.execute("DELETE FROM receipt WHERE device = ?", [device])
        vault.db.execute(
            "DELETE FROM delivered WHERE digest IN (SELECT digest FROM journal_attachment"
            " JOIN journal USING (arrival) WHERE device = ?)",
            [device],
        )


def deliver(vault: Vault, *digests: str) -> None:
    """The hub has these attachments whole."""
    with guarded(), vault.db.atomic():
        for digest in digests:
            vault.db.execute("INSERT OR IGNORE INTO delivered (digest) VALUES (?)", [digest])
            vault.db.execute("DELETE FROM trouble WHERE item = ?", [digest])


def delivered(vault: Vault, digests: Iterable[str]) -> set[str]:
    """Those of the attachments that the hub has whole."""
    listed = list(digests)
    with guarded():
        rows = vault.db.execute(
            f"SELECT digest FROM delivered WHERE digest IN ({', '.join('?' * len(listed))})", listed
        ).fetchall()
    return {row[0] for row in rows}


def heads(vault: Vault) -> dict[str, int]:
    """Each chain of this vault and the last row of it that goes up by itself, found without walking the rows."""
    apart = parting.parted(vault)
    return {d: min(seq, apart[d].after) if d in apart else seq for d, seq in _ends(vault).items()}


def _ends(vault: Vault) -> dict[str, int]:
    with guarded():
        rows = vault.db.execute(
            "WITH RECURSIVE chain (device) AS (SELECT min(device) FROM journal UNION ALL"
            " SELECT (SELECT min(j.device) FROM journal j WHERE j.device > chain.device) FROM chain"
            " WHERE chain.device IS NOT NULL)"
            " SELECT device, (SELECT max(seq) FROM journal j WHERE j.device = chain.device) FROM chain"
            " WHERE device IS NOT NULL"
        ).fetchall()
    return dict(rows)


@contextlib.contextmanager
def together(vault: Vault) -> Iterator[None]:
    """What is written inside is one transaction with one flush."""
    with guarded(), vault.db.atomic():
        yield


def waiting(vault: Vault) -> Waiting:
    """What the hub lacks of this vault, as far as it has said."""
    known = receipts(vault)
    entries = sum(
        max(0, seq - known[device].seq) if device in known else seq for device, seq in heads(vault).items()
    )
    if not entries and all(r.held == r.named for r in known.values()):
        return Waiting(entries=0, files=0, bytes=0)
    with guarded():
        files, size = vault.db.execute(
            "SELECT count(*), coalesce(sum(size), 0) FROM attachment"
            " WHERE digest IN (SELECT digest FROM journal_attachment) AND digest NOT IN (SELECT digest FROM delivered)"
        ).fetchone()
    return Waiting(entries=entries, files=files, bytes=size)


def lacking(vault: Vault, *, newest_first: bool = True, limit: int = 5_000) -> list[tuple[str, int]]:
    """The attachments (digest, size in bytes) of the journal that the hub has not confirmed, the newest entry's first."""
    with guarded():
        return [
            (digest, size)
            for digest, size, _ in vault.db.execute(
                "SELECT digest, size, max(arrival) AS last FROM journal_attachment JOIN attachment USING (digest)"
                " WHERE digest NOT IN (SELECT digest FROM delivered) GROUP BY digest"
                f" ORDER BY last {'DESC' if newest_first else 'ASC'} LIMIT ?",
                [limit],
            ).fetchall()
        ]


def note_trouble(vault: Vault, item: str, why: str, now: dt.datetime) -> None:
    """Notes that something did not go; the first time stays."""
    with guarded(), vault.db.atomic():
        vault.db.execute(
            "INSERT INTO trouble (item, why, since) VALUES (?, ?, ?)"
            " ON CONFLICT (item) DO UPDATE SET why = excluded.why",
            [item, why, now.isoformat()],
        )


def forget_trouble(vault: Vault, item: str) -> None:
    """It is well again."""
    with guarded():
        if vault.db.execute("SELECT 1 FROM trouble WHERE item = ?", [item]).fetchone() is None:
            return
        with vault.db.atomic():
            vault.db.execute("DELETE FROM trouble WHERE item = ?", [item])


def troubles(vault: Vault) -> tuple[Trouble, ...]:
    """Everything that someone must look at, the oldest first."""
    with guarded():
        rows = vault.db.execute("SELECT item, why, since FROM trouble ORDER BY since, item").fetchall()
    return tuple(Trouble(item=i, why=w, since=dt.datetime.fromisoformat(s)) for i, w, s in rows)


def link_at(vault: Vault, device: str, seq: int) -> str:
    """The link of one row of a chain in this vault, "" when it has none there."""
    with guarded():
        row = vault.db.execute(
            "SELECT raw, signature FROM journal WHERE device = ? AND seq = ?", [device, seq]
        ).fetchone()
    return "" if row is None else link(row[0], row[1])


def place(vault: Vault) -> Place:
    """Where this vault stands in the hub's changes."""
    kept = setting(vault, _FEED)
    return Place() if kept is None else Place(**kept)


def standing_at(reached: Place) -> Callable[[Database], None]:
    """The step that notes the place inside another transaction (registry.follow's `also`)."""
    return setting_to(_FEED, {"epoch": reached.epoch, "cursor": reached.cursor, "mark": reached.mark})


def stand_at(vault: Vault, reached: Place) -> None:
    """Notes the place where nothing else is to be written."""
    with guarded(), vault.db.atomic():
        standing_at(reached)(vault.db)


def file_count(vault: Vault) -> int:
    """How many attachments the journal names."""
    with guarded():
        return int(vault.db.execute("SELECT count(DISTINCT digest) FROM journal_attachment").fetchone()[0])


def taking(entries: Sequence[tuple[str, Stored]], *, whole: bool) -> Callable[[Database], None]:
    """The step that takes in colleagues' entries (each with the key that signed it) and drops those that concern no case.

    With `whole` these are all there are.
    """

    def step(db: Database) -> None:
        if whole:
            db.execute("DELETE FROM colleague_case")
            db.execute("DELETE FROM colleague_entry")
        for key, row in entries:
            _take(db, key, row)
        db.execute("DELETE FROM colleague_case WHERE number NOT IN (SELECT number FROM docket_case)")
        db.execute("DELETE FROM colleague_entry WHERE arrival NOT IN (SELECT arrival FROM colleague_case)")

    return step


def _take(db: Database, key: str, row: Stored) -> None:
    entry = decode(row.raw, row.signature, row.algorithm)
    arrival = db.execute(
        "INSERT OR IGNORE INTO colleague_entry (device, seq, id, kind, matter, key, algorithm, signature, raw)"
        " SELECT ?, ?, ?, ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM journal WHERE id = ?) RETURNING arrival",
        [
            *(row.device, row.seq, entry.id, entry.kind, entry.matter),
            *(key, entry.algorithm, entry.signature, entry.raw, entry.id),
        ],
    ).fetchone()
    if arrival is not None:
        db.conn.executemany(
            "INSERT INTO colleague_case (number, arrival) VALUES (?, ?)",
            [(n, arrival[0]) for n in set(entry.cases)],
        )


def colleagues_entries(vault: Vault, *, case: str = "", kind: str = "", id: str = "") -> list[Entry]:
    """What colleagues have recorded (on a case, of a kind, by its id, where one is named), in the order it came down."""
    with guarded():
        rows = vault.db.execute(
            "SELECT raw, signature, algorithm FROM colleague_entry WHERE (?1 = '' OR kind = ?1) AND (?2 = '' OR"
            " arrival IN (SELECT arrival FROM colleague_case WHERE number = ?2)) AND (?3 = '' OR id = ?3) ORDER BY arrival",
            [kind, case, id],
        ).fetchall()
    return [decode(*row) for row in rows]


def proof(vault: Vault) -> Mapping[str, object] | None:
    """The last exchange that ended with both sides equal."""
    kept: Mapping[str, object] | None = setting(vault, _PROOF)
    return kept


def keep_proof(vault: Vault, content: Mapping[str, object]) -> None:
    """Notes how the last exchange ended."""
    set_setting(vault, _PROOF, content)
