"""旧版保险库: a real vault of every released version opens, migrates and verifies with this program."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from services.store import attachments, journal, lease, registry, scratch
from services.store import vault as vaults
from tests.factories import FAST, NOW, SECRET, make_cases
from tests.golden.make_vault import PHOTO, RECOVERY_IDENTITY, make

VAULTS = Path(__file__).parents[2] / "golden" / "vaults"
VERSIONS = sorted(path.name for path in VAULTS.iterdir() if path.is_dir())


def check(folder: Path, expected: dict[str, object], opened: vaults.Vault) -> None:
    assert journal.verify(opened) == []
    assert opened.identities.device == expected["device"]
    assert journal.head(opened).link == expected["head"]
    assert [e.id for e in journal.entries(opened, kinds=["visit"])] == expected["entries"]
    assert attachments.read(opened, str(expected["photo"])) == PHOTO
    assert registry.cases(opened, [c.number for c in make_cases(6)]) == make_cases(6)
    assert registry.summaries(opened, text=make_cases(1)[0].debtors[0].name, today=NOW.date()).total >= 1
    assert [d.id for d in scratch.drafts(opened)] == ["draft-1"]
    assert not lease.state(opened, NOW).expired


@pytest.mark.parametrize("version", VERSIONS)
def test_a_vault_of_each_version_opens_by_its_secret_and_by_the_courts_key(
    version: str, tmp_path: Path
) -> None:
    folder = tmp_path / version
    shutil.copytree(VAULTS / version, folder)
    expected = json.loads((VAULTS / f"{version}.json").read_text())
    opened = vaults.unlock(folder, SECRET, now=NOW)
    check(folder, expected, opened)
    opened.close()
    recovered = vaults.recover(
        folder, RECOVERY_IDENTITY, "一条新的够长口令", kind="passphrase", parameters=FAST
    )
    check(folder, expected, recovered)
    recovered.close()


def test_there_is_a_vault_of_the_first_version() -> None:
    assert "0.1.0" in VERSIONS


def test_the_maker_makes_what_the_test_can_open(tmp_path: Path) -> None:
    make(tmp_path / "now")
    expected = json.loads((tmp_path / "now.json").read_text())
    opened = vaults.unlock(tmp_path / "now", SECRET, now=NOW)
    check(tmp_path / "now", expected, opened)
    opened.close()
