"""Fixtures: a temporary encrypted vault and a fixed now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.store import vault as vaults
from services.store.vault import Vault
from tests.factories import FAST, NOW, SECRET, make_court, make_officer


@pytest.fixture
def now() -> dt.datetime:
    """The moment of all tests."""
    return NOW


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    """A new vault of officer 1, opened by SECRET, without a docket."""
    opened = vaults.create(
        vaults.new_folder(tmp_path),
        SECRET,
        kind="passphrase",
        holder=make_officer().name,
        court=make_court().name,
        parameters=FAST,
    )
    yield opened
    opened.close()
