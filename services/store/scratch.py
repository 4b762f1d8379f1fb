"""草稿与设置: what the device keeps for itself; it may be overwritten and is never sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from services.errors import BadInput
from services.store.driver import Database, guarded
from services.store.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDraft:
    """A draft as it lies in the vault; `body` is read by the records."""

    id: str
    kind: str
    cases: tuple[str, ...]
    kept_at: dt.datetime
    body: bytes


def keep_draft(
    vault: Vault, *, id: str, kind: str, cases: tuple[str, ...], body: bytes, kept_at: dt.datetime
) -> None:
    """Puts a draft on the disk, in place of its former state; raises NoSpace."""
    row = (id, kind, msgspec.json.encode(cases).decode(), kept_at.isoformat(), body)
    with guarded(), vault.db.atomic():
        vault.db.execute(
            "INSERT INTO scratch_draft (id, kind, cases, kept_at, body) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, cases = excluded.cases,"
            " kept_at = excluded.kept_at, body = excluded.body",
            row,
        )


def drafts(vault: Vault) -> list[KeptDraft]:
    """All drafts, the latest first."""
    with guarded():
        rows = vault.db.execute(
            "SELECT id, kind, cases, kept_at, body FROM scratch_draft ORDER BY kept_at DESC, id"
        ).fetchall()
    return [_kept(row) for row in rows]


def draft(vault: Vault, draft_id: str) -> KeptDraft:
    """One draft; raises BadInput when there is none of that id."""
    with guarded():
        row = vault.db.execute(
            "SELECT id, kind, cases, kept_at, body FROM scratch_draft WHERE id = ?", [draft_id]
        ).fetchone()
    if row is None:
        raise BadInput("没有找到这份草稿，它可能已经完成或被放弃。")
    return _kept(row)


def dropping(draft_id: str) -> Callable[[Database], None]:
    """The step that takes a draft away inside another transaction (journal.append's `also`)."""

    def step(db: Database) -> None:
        db.execute("DELETE FROM scratch_draft WHERE id = ?", [draft_id])

    return step


def drop_draft(vault: Vault, draft_id: str) -> None:
    """Takes a draft away for good: the officer gave it up."""
    with guarded(), vault.db.atomic():
        dropping(draft_id)(vault.db)


def setting(vault: Vault, key: str, default: Any = None) -> Any:
    """A setting's JSON value, or the default."""
    with guarded():
        row = vault.db.execute("SELECT value FROM scratch_setting WHERE key = ?", [key]).fetchone()
    return default if row is None else msgspec.json.decode(row[0])


def set_setting(vault: Vault, key: str, value: Any) -> None:
    """Keeps a setting; the value must be JSON."""
    with guarded(), vault.db.atomic():
        setting_to(key, value)(vault.db)


def setting_to(key: str, value: Any) -> Callable[[Database], None]:
    """The step that keeps a setting inside another transaction."""

    def step(db: Database) -> None:
        db.execute(
            "INSERT INTO scratch_setting (key, value) VALUES (?, ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [key, msgspec.json.encode(value)],
        )

    return step


def forgetting(key: str) -> Callable[[Database], None]:
    """The step that forgets a setting inside another transaction (journal.append's `also`)."""

    def step(db: Database) -> None:
        db.execute("DELETE FROM scratch_setting WHERE key = ?", [key])

    return step


def _kept(row: tuple[Any, ...]) -> KeptDraft:
    return KeptDraft(
        id=row[0],
        kind=row[1],
        cases=tuple(msgspec.json.decode(row[2])),
        kept_at=dt.datetime.fromisoformat(row[3]),
        body=row[4],
    )
