"""草稿与设置: kept over a restart, overwritten by the newer, given up for good."""

from __future__ import annotations

import datetime as dt

import pytest

from services.errors import BadInput
from services.store import scratch
from services.store import vault as vaults
from services.store.vault import Vault
from tests.factories import NOW, SECRET


def keep(vault: Vault, draft_id: str, body: bytes, minutes: int = 0) -> None:
    at = NOW + dt.timedelta(minutes=minutes)
    scratch.keep_draft(vault, id=draft_id, kind="visit", cases=("a", "b"), body=body, kept_at=at)


def test_a_draft_is_there_after_a_restart_in_its_last_state(vault: Vault) -> None:
    keep(vault, "d1", b'{"a": 1}')
    keep(vault, "d2", b"{}", minutes=1)
    keep(vault, "d1", b'{"a": 2}', minutes=2)
    vault.close()
    again = vaults.unlock(vault.folder, SECRET, now=NOW)
    assert [d.id for d in scratch.drafts(again)] == ["d1", "d2"]
    kept = scratch.draft(again, "d1")
    assert (kept.body, kept.cases, kept.kept_at) == (b'{"a": 2}', ("a", "b"), NOW + dt.timedelta(minutes=2))
    again.close()


def test_a_draft_given_up_is_gone(vault: Vault) -> None:
    keep(vault, "d1", b"{}")
    scratch.drop_draft(vault, "d1")
    with pytest.raises(BadInput, match="没有找到这份草稿"):
        scratch.draft(vault, "d1")


def test_a_setting_keeps_its_last_value_and_an_unset_one_its_default(vault: Vault) -> None:
    assert scratch.setting(vault, "page", "today") == "today"
    scratch.set_setting(vault, "page", {"name": "案件", "row": 3})
    scratch.set_setting(vault, "page", {"name": "案件", "row": 4})
    assert scratch.setting(vault, "page", "today") == {"name": "案件", "row": 4}
