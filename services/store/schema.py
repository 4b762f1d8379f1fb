"""库表: the vault's tables as numbered migrations; each uses nothing of ours and is never edited after release."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from services.errors import NotAllowed
from services.store.disk import sync, sync_folder
from services.store.driver import Database, Migrations, guarded

KEPT_COPIES = 2


def m001_journal(db: Database) -> None:
    """日志: rows are only ever added; `arrival` is the order in which they reached this vault."""
    db.execute(
        "CREATE TABLE journal (arrival INTEGER PRIMARY KEY, device TEXT NOT NULL,"
        " seq INTEGER NOT NULL CHECK (seq > 0), id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,"
        " version INTEGER NOT NULL, made_at TEXT NOT NULL, matter TEXT NOT NULL, amends TEXT NOT NULL,"
        " algorithm TEXT NOT NULL, signature BLOB NOT NULL, raw BLOB NOT NULL, UNIQUE (device, seq)) STRICT"
    )
    db.execute("CREATE INDEX journal_kind ON journal (kind, device)")
    db.execute("CREATE INDEX journal_matter ON journal (matter) WHERE matter <> ''")
    db.execute(
        "CREATE TABLE journal_case (number TEXT NOT NULL, arrival INTEGER NOT NULL REFERENCES journal,"
        " PRIMARY KEY (number, arrival)) STRICT, WITHOUT ROWID"
    )
    db.execute(
        "CREATE TABLE journal_attachment (digest TEXT NOT NULL, arrival INTEGER NOT NULL REFERENCES journal,"
        " PRIMARY KEY (digest, arrival)) STRICT, WITHOUT ROWID"
    )
    for table in ("journal", "journal_case", "journal_attachment"):
        for deed in ("UPDATE", "DELETE"):
            db.execute(
                f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table}"
                " BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END"
            )


def m002_attachments(db: Database) -> None:
    """附件: one row per stored file, by the SHA-256 of the original bytes."""
    db.execute(
        "CREATE TABLE attachment (digest TEXT PRIMARY KEY, size INTEGER NOT NULL, media_type TEXT NOT NULL,"
        " stored_size INTEGER NOT NULL, made_at TEXT NOT NULL) STRICT, WITHOUT ROWID"
    )


def m003_registry(db: Database) -> None:
    """承办案件册: narrow rows for lists, the whole case beside them, so that sorting reads few pages."""
    db.execute("CREATE TABLE registry_meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID")
    db.execute(
        "CREATE TABLE docket_case (id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, year INTEGER NOT NULL,"
        " serial INTEGER NOT NULL, live INTEGER NOT NULL, state TEXT NOT NULL, filed_on TEXT NOT NULL,"
        " cause TEXT NOT NULL, creditors TEXT NOT NULL, debtors TEXT NOT NULL, claim TEXT, place TEXT NOT NULL,"
        " town TEXT NOT NULL, latitude REAL, longitude REAL, next_expiry TEXT, due_on TEXT, visited_on TEXT,"
        " vehicles INTEGER NOT NULL, homes INTEGER NOT NULL, risk TEXT NOT NULL, series TEXT NOT NULL,"
        " series_count INTEGER NOT NULL, digest BLOB NOT NULL) STRICT"
    )
    db.execute("CREATE TABLE docket_body (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT")
    db.execute(
        "CREATE TABLE docket_vehicle (id INTEGER NOT NULL, property TEXT NOT NULL, plate TEXT NOT NULL,"
        " vin TEXT NOT NULL, brand TEXT NOT NULL, owner TEXT NOT NULL, PRIMARY KEY (id, property)) STRICT, WITHOUT ROWID"
    )
    db.execute("CREATE INDEX docket_vehicle_plate ON docket_vehicle (plate)")


def m004_scratch(db: Database) -> None:
    """草稿、设置和本机密钥: what only this device writes and never sends."""
    db.execute(
        "CREATE TABLE scratch_draft (id TEXT PRIMARY KEY, kind TEXT NOT NULL, cases TEXT NOT NULL,"
        " kept_at TEXT NOT NULL, body BLOB NOT NULL) STRICT"
    )
    db.execute(
        "CREATE TABLE scratch_setting (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID"
    )
    db.execute("CREATE TABLE secret (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID")


def m005_search(db: Database) -> None:
    """查找: one token per character, so that two-character names are found by the index."""
    db.execute(
        "CREATE TABLE case_search (id INTEGER PRIMARY KEY, case_no TEXT NOT NULL, names TEXT NOT NULL,"
        " address TEXT NOT NULL, plates TEXT NOT NULL, ids TEXT NOT NULL, initials TEXT NOT NULL) STRICT"
    )
    db.table("case_search").enable_fts(
        ["case_no", "names", "address", "plates", "ids", "initials"],
        tokenize="unicode61 remove_diacritics 0",
        create_triggers=True,
    )


def m006_urgency(db: Database) -> None:
    """案件一览: the list's order and a case's serial as indexes, so that a window is read without sorting 20,000 cases."""
    db.execute(
        "CREATE INDEX docket_case_urgency ON docket_case (live DESC, min(coalesce(next_expiry, '9999'),"
        " coalesce(due_on, '9999')), filed_on, year, serial, number)"
    )
    db.execute("CREATE INDEX docket_case_serial ON docket_case (serial)")


def m007_exchange(db: Database) -> None:
    """往来: what the hub has of this vault, what it would not take, and colleagues' entries on the officer's cases."""
    db.execute(
        "CREATE TABLE receipt (device TEXT PRIMARY KEY, seq INTEGER NOT NULL, link TEXT NOT NULL, named INTEGER NOT NULL,"
        " held INTEGER NOT NULL, epoch TEXT NOT NULL, at TEXT NOT NULL, raw BLOB NOT NULL) STRICT, WITHOUT ROWID"
    )
    db.execute("CREATE TABLE delivered (digest TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")
    db.execute(
        "CREATE TABLE trouble (item TEXT PRIMARY KEY, why TEXT NOT NULL, since TEXT NOT NULL) STRICT, WITHOUT ROWID"
    )
    db.execute(
        "CREATE TABLE colleague_entry (arrival INTEGER PRIMARY KEY, device TEXT NOT NULL, seq INTEGER NOT NULL,"
        " id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, matter TEXT NOT NULL, key TEXT NOT NULL, algorithm TEXT NOT NULL,"
        " signature BLOB NOT NULL, raw BLOB NOT NULL, UNIQUE (device, seq)) STRICT"
    )
    db.execute(
        "CREATE TABLE colleague_case (number TEXT NOT NULL, arrival INTEGER NOT NULL,"
        " PRIMARY KEY (number, arrival)) STRICT, WITHOUT ROWID"
    )


def m008_dues(db: Database) -> None:
    """到期: what falls due on each live case, derived from docket and journal, with the stamp it was made under."""
    db.execute(
        "CREATE TABLE due_case (number TEXT PRIMARY KEY, digest BLOB NOT NULL, arrival INTEGER NOT NULL,"
        " handler TEXT NOT NULL, tables TEXT NOT NULL) STRICT, WITHOUT ROWID"
    )
    db.execute(
        "CREATE TABLE due (number TEXT NOT NULL, place INTEGER NOT NULL, sort TEXT NOT NULL, what TEXT NOT NULL,"
        " on_date TEXT, term TEXT NOT NULL, note TEXT NOT NULL, thing TEXT NOT NULL, entry TEXT NOT NULL,"
        " fades INTEGER NOT NULL, answer TEXT NOT NULL, PRIMARY KEY (number, place)) STRICT, WITHOUT ROWID"
    )
    db.execute("CREATE INDEX due_day ON due (on_date)")


def m009_sealed(db: Database) -> None:
    """院发文书: what the court has sealed and handed down; the bytes lie among the attachments."""
    db.execute(
        "CREATE TABLE sealed_paper (id TEXT PRIMARY KEY, number TEXT NOT NULL, digest TEXT NOT NULL,"
        " body BLOB NOT NULL) STRICT, WITHOUT ROWID"
    )
    db.execute("CREATE INDEX sealed_paper_number ON sealed_paper (number)")


def m010_handed_law(db: Database) -> None:
    """下发的法律数据: the tables of law that the court lists, in the order to take them, with their signed bytes."""
    db.execute(
        "CREATE TABLE handed_law (place INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, name TEXT NOT NULL,"
        " version TEXT NOT NULL, size INTEGER NOT NULL, file BLOB) STRICT"
    )


def m011_fetched(db: Database) -> None:
    """取来的附件: which attachments of colleagues' entries the officer has fetched; the bytes lie among the attachments."""
    db.execute(
        "CREATE TABLE fetched (digest TEXT NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (digest, entry))"
        " STRICT, WITHOUT ROWID"
    )


STEPS = (
    m001_journal,
    m002_attachments,
    m003_registry,
    m004_scratch,
    m005_search,
    m006_urgency,
    m007_exchange,
    m008_dues,
    m009_sealed,
    m010_handed_law,
    m011_fetched,
)
VERSION = len(STEPS)


def prepare(db: Database, folder: Path, steps: Sequence[Callable[[Database], None]] = STEPS) -> None:
    """Brings the database to this program's tables; a copy is made first where there was something already.

    Raises NotAllowed when the database knows migrations that this program does not, NoSpace when the copy or a
    migration finds no room (then nothing has changed).
    """
    ours = Migrations("vault")
    for step in steps:
        ours(name=step.__name__)(step)
    with guarded():
        applied = {m.name for m in ours.applied(db)}
        pending = ours.pending(db)
        if applied - {step.__name__ for step in steps}:
            raise NotAllowed("这个保险库由更新版本的程序使用过，本版本打不开，内容没有改动。请先升级程序。")
        if pending and applied:
            _copy(db, folder, len(applied))
        if pending:
            ours.apply(db)


def _copy(db: Database, folder: Path, version: int) -> None:
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    copies = folder / "copies"
    copies.mkdir(mode=0o700, exist_ok=True)
    target = copies / f"vault-{version:03d}.db"
    temporary = target.with_suffix(".new")
    try:
        shutil.copyfile(folder / "vault.db", temporary)
        with temporary.open("r+b") as stream:
            sync(stream)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    temporary.replace(target)
    sync_folder(copies)
    for old in sorted(copies.glob("vault-*.db"))[:-KEPT_COPIES]:
        old.unlink()
