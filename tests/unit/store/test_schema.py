"""库表: a copy is made before a migration; what a newer program has written is refused."""

from __future__ import annotations

import pytest

from services.errors import NotAllowed
from services.store import journal, schema
from services.store import vault as vaults
from services.store.driver import Database, open_database
from services.store.vault import Vault
from tests.factories import NOW, SECRET, make_unsigned


def m900_something_new(db: Database) -> None:
    db.execute("CREATE TABLE something_new (id INTEGER PRIMARY KEY) STRICT")


def m901_fails(db: Database) -> None:
    db.execute("CREATE TABLE half_done (id INTEGER PRIMARY KEY) STRICT")
    raise RuntimeError("no further")


def test_a_copy_is_made_before_a_migration_and_opens_with_the_same_key(vault: Vault) -> None:
    made = journal.append(vault, make_unsigned())
    schema.prepare(vault.db, vault.folder, (*schema.STEPS, m900_something_new))
    assert vault.db.table("something_new").exists()
    [copy] = (vault.folder / "copies").iterdir()
    kept = open_database(copy, vault.key)
    assert kept.execute("SELECT id FROM journal").fetchall() == [(made.id,)]
    assert not kept.table("something_new").exists()
    kept.conn.close()


def test_opening_without_a_new_migration_copies_nothing(vault: Vault) -> None:
    vault.close()
    vaults.unlock(vault.folder, SECRET, now=NOW).close()
    assert not (vault.folder / "copies").exists()


def test_only_the_last_two_copies_are_kept(vault: Vault) -> None:
    steps = list(schema.STEPS)
    for number in range(910, 914):

        def step(db: Database) -> None: ...

        step.__name__ = f"m{number}_step"
        steps.append(step)
        schema.prepare(vault.db, vault.folder, steps)
    kept = sorted(path.name for path in (vault.folder / "copies").iterdir())
    assert kept == [f"vault-{schema.VERSION + n:03d}.db" for n in (2, 3)]


def test_a_migration_that_fails_leaves_nothing_half_done(vault: Vault) -> None:
    with pytest.raises(RuntimeError):
        schema.prepare(vault.db, vault.folder, (*schema.STEPS, m901_fails))
    assert not vault.db.table("half_done").exists()
    schema.prepare(vault.db, vault.folder)


def test_a_vault_used_by_a_newer_program_is_refused_in_words_and_left_alone(vault: Vault) -> None:
    schema.prepare(vault.db, vault.folder, (*schema.STEPS, m900_something_new))
    vault.close()
    with pytest.raises(NotAllowed, match="先升级程序"):
        vaults.unlock(vault.folder, SECRET, now=NOW)


def test_every_migration_is_numbered_in_order() -> None:
    assert [step.__name__[:4] for step in schema.STEPS] == [f"m{n:03d}" for n in range(1, schema.VERSION + 1)]
