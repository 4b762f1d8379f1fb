"""日志: entries are added in one step, found again, never changed; every change from outside is named."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest

from services.entries.entry import FIRST_LINK, Attachment
from services.entries.keys import SigningKey
from services.errors import BadInput, NotAllowed
from services.store import attachments, journal, scratch
from services.store import vault as vaults
from services.store.driver import Database, DatabaseError
from services.store.vault import Vault
from tests.factories import NOW, SECRET, make_unsigned, number_of


def fill(vault: Vault, count: int = 6) -> list[Any]:
    photo = attachments.put(vault, b"\xff\xd8photo", media_type="image/jpeg", role="photo")
    return [
        journal.append(
            vault, make_unsigned(number_of(900001 + n % 2), attachments=(photo,), matter=f"m{n % 3}")
        )
        for n in range(count)
    ]


def test_entries_form_a_chain_from_the_first_link_and_verify(vault: Vault) -> None:
    made = fill(vault)
    assert [e.seq for e in made] == [1, 2, 3, 4, 5, 6]
    assert made[0].previous == FIRST_LINK
    assert [e.previous for e in made[1:]] == [e.link for e in made[:-1]]
    assert journal.head(vault) == journal.Head(vault.identities.device, 6, made[-1].link)
    assert journal.verify(vault) == []


def test_the_head_of_an_empty_chain_is_the_first_link(vault: Vault) -> None:
    assert journal.head(vault) == journal.Head(vault.identities.device, 0, FIRST_LINK)
    assert journal.latest(vault, "visit") is None
    assert journal.verify(vault) == []


def test_entries_are_found_by_case_matter_kind_and_place_in_the_chain(vault: Vault) -> None:
    made = fill(vault)
    assert journal.entries(vault, case=number_of(900001)) == made[::2]
    assert journal.entries(vault, matter="m1") == [made[1], made[4]]
    assert journal.entries(vault, kinds=["visit", "other"], after_seq=4) == made[4:]
    assert journal.entries(vault, newest_first=True, limit=2) == [made[5], made[4]]
    assert journal.entries(vault, devices=["somebody else"]) == []
    assert journal.latest(vault, "visit") == made[5]
    assert journal.count(vault) == 6
    assert [s.seq for s in journal.stored(vault, after_seq=3)] == [4, 5, 6]
    assert journal.devices(vault) == (vault.identities.device,)


def test_one_act_on_740_cases_is_one_entry_found_from_each(vault: Vault) -> None:
    cases = tuple(number_of(900001 + n) for n in range(740))
    made = journal.append(vault, make_unsigned(cases=cases))
    assert journal.entries(vault, case=cases[739]) == [made]
    assert journal.count(vault) == 1


def test_an_unknown_entry_is_said_in_a_sentence(vault: Vault) -> None:
    with pytest.raises(BadInput, match="没有这条记录"):
        journal.entry(vault, "nothing")


@pytest.mark.parametrize("table", ["journal", "journal_case", "journal_attachment"])
@pytest.mark.parametrize("deed", ["DELETE FROM {0}", "UPDATE {0} SET arrival = arrival + 1"])
def test_the_database_itself_refuses_to_change_or_delete(vault: Vault, table: str, deed: str) -> None:
    fill(vault, 2)
    with pytest.raises(DatabaseError, match="only grows"):
        vault.db.execute(deed.format(table))
    assert journal.count(vault) == 2


def test_an_attachment_that_is_not_stored_refuses_the_entry(vault: Vault) -> None:
    missing = Attachment(digest="ab" * 32, size=3, media_type="image/jpeg", role="photo", name="左前")
    with pytest.raises(BadInput, match="左前"):
        journal.append(vault, make_unsigned(attachments=(missing,)))
    assert journal.count(vault) == 0


def test_the_same_entry_is_not_added_twice(vault: Vault) -> None:
    unsigned = make_unsigned()
    journal.append(vault, unsigned)
    with pytest.raises(NotAllowed, match="已经保存过"):
        journal.append(vault, unsigned)
    assert journal.count(vault) == 1


def keep(vault: Vault) -> None:
    scratch.keep_draft(vault, id="d", kind="visit", cases=("x",), body=b"{}", kept_at=NOW)


def test_the_draft_goes_in_the_same_step_as_the_entry_comes(vault: Vault) -> None:
    keep(vault)
    journal.append(vault, make_unsigned(), also=[scratch.dropping("d")])
    assert scratch.drafts(vault) == []


def test_when_a_step_fails_neither_entry_nor_step_is_kept(vault: Vault) -> None:
    keep(vault)

    def fail(db: Database) -> None:
        raise RuntimeError("power")

    with pytest.raises(RuntimeError):
        journal.append(vault, make_unsigned(), also=[scratch.dropping("d"), fail])
    assert journal.count(vault) == 0
    assert [d.id for d in scratch.drafts(vault)] == ["d"]


def tamper(vault: Vault, statement: str, *values: Any) -> None:
    """What somebody with the key and without scruples could do."""
    for (trigger,) in vault.db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        if "_no_" in trigger:
            vault.db.execute(f"DROP TRIGGER {trigger}")
    vault.db.execute("PRAGMA foreign_keys = OFF")
    vault.db.execute(statement, values)


def swap_byte(vault: Vault) -> None:
    raw = bytearray(vault.db.execute("SELECT raw FROM journal WHERE seq = 4").fetchone()[0])
    at = raw.index(b"nobody")
    raw[at : at + 6] = b"person"
    tamper(vault, "UPDATE journal SET raw = ? WHERE seq = 4", bytes(raw))


def resign_by_another_key(vault: Vault) -> None:
    raw = vault.db.execute("SELECT raw FROM journal WHERE seq = 4").fetchone()[0]
    tamper(vault, "UPDATE journal SET signature = ? WHERE seq = 4", SigningKey.generate().sign(raw))


def resign_the_last_by_another_key(vault: Vault) -> None:
    raw = vault.db.execute("SELECT raw FROM journal WHERE seq = 6").fetchone()[0]
    tamper(vault, "UPDATE journal SET signature = ? WHERE seq = 6", SigningKey.generate().sign(raw))


MUTATIONS: list[tuple[str, Callable[[Vault], None], int]] = [
    ("a byte of an entry", swap_byte, 4),
    ("no JSON at all", lambda v: tamper(v, "UPDATE journal SET raw = ? WHERE seq = 4", b"{}"), 4),
    ("a signature by another key", resign_by_another_key, 4),
    ("the last signature by another key", resign_the_last_by_another_key, 6),
    ("an unknown algorithm", lambda v: tamper(v, "UPDATE journal SET algorithm = 'none' WHERE seq = 4"), 4),
    ("a number changed", lambda v: tamper(v, "UPDATE journal SET seq = 40 WHERE seq = 4"), 5),
    ("an entry taken out", lambda v: tamper(v, "DELETE FROM journal WHERE seq = 4"), 5),
    ("the first taken out", lambda v: tamper(v, "DELETE FROM journal WHERE seq = 1"), 2),
    ("the kind column", lambda v: tamper(v, "UPDATE journal SET kind = 'x' WHERE seq = 4"), 4),
    ("the time column", lambda v: tamper(v, "UPDATE journal SET made_at = 'x' WHERE seq = 4"), 4),
    ("the matter column", lambda v: tamper(v, "UPDATE journal SET matter = 'x' WHERE seq = 4"), 4),
    ("a case hidden", lambda v: tamper(v, "DELETE FROM journal_case WHERE arrival = 4"), 4),
    ("a photo unnamed", lambda v: tamper(v, "DELETE FROM journal_attachment WHERE arrival = 4"), 4),
]


@pytest.mark.parametrize(("what", "mutate", "seq"), MUTATIONS, ids=[m[0] for m in MUTATIONS])
def test_verify_names_the_first_entry_that_does_not_fit(
    vault: Vault, what: str, mutate: Callable[[Vault], None], seq: int
) -> None:
    fill(vault)
    mutate(vault)
    [told] = journal.verify(vault)
    assert f"第 {seq} 行" in told


def test_verify_names_a_changed_and_a_missing_attachment(vault: Vault) -> None:
    changed = attachments.put(vault, os.urandom(300_000), media_type="image/jpeg", role="photo")
    missing = attachments.put(vault, b"a film", media_type="video/mp4", role="film")
    journal.append(vault, make_unsigned(attachments=(changed, missing)))
    path = attachments.path_of(vault, changed.digest)
    content = bytearray(path.read_bytes())
    content[150_000] ^= 1
    path.write_bytes(content)
    attachments.path_of(vault, missing.digest).unlink()
    told = journal.verify(vault)
    assert len(told) == 2
    assert any(changed.digest[:8] in t and "损坏" in t for t in told)
    assert any(missing.digest[:8] in t and "不见了" in t for t in told)


JOURNAL_TABLES = ("journal", "journal_case", "journal_attachment", "attachment")


@pytest.mark.parametrize("table", JOURNAL_TABLES)
def test_a_damaged_page_of_any_table_is_said_in_a_sentence(vault: Vault, table: str) -> None:
    fill(vault)
    (root,) = vault.db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [table]).fetchone()
    (size,) = vault.db.execute("PRAGMA page_size").fetchone()
    vault.close()
    path = vault.folder / vaults.DATABASE
    content = bytearray(path.read_bytes())
    content[(root - 1) * int(size) + 100] ^= 1
    path.write_bytes(content)
    again = vaults.unlock(vault.folder, SECRET, now=NOW)
    told = journal.verify(again)
    again.close()
    assert told
    assert all(line.endswith("。") for line in told)
