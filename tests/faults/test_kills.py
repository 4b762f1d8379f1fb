"""kill -9 at random moments of an officer's work: all that was acknowledged is there, once, and the chain verifies."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from tests.faults.checking import Told, faults
from tests.faults.killing import killed_after, nursery
from tests.fixtures_window import Tablet

KILLS, LONG_KILLS, KILLS_OF_ONE_VAULT = 30, 1000, 40
LINES, LATEST_S = 12, 0.1


def test_nothing_acknowledged_is_lost_or_doubled_by_kills(
    made_tablet: Tablet, tmp_path: Path, long: bool
) -> None:
    chance, acknowledged = random.Random(1911), 0
    kills = LONG_KILLS if long else KILLS
    with nursery("tests.faults.work") as workers:
        for first in range(0, kills, KILLS_OF_ONE_VAULT):
            folder, told = tmp_path / f"vault-{first}", Told()
            shutil.copytree(made_tablet.folder, folder)
            for kill in range(first, min(first + KILLS_OF_ONE_VAULT, kills)):
                said, _ = killed_after(workers, folder, kill, chance, LINES, LATEST_S)
                assert faults(folder, told.hear(said)) == [], f"kill {kill}"
            acknowledged += len(told.entries) + len(told.notes)
            shutil.rmtree(folder)
    print(f"{kills} kills, {acknowledged} entries and drafts acknowledged, none lost or doubled")
    assert acknowledged > kills, "the kills came too early to prove anything"
