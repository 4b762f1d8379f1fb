"""What 已保存 costs: one flush to the disk for each acknowledged record, neither none nor two."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.faults import preload
from tests.fixtures_window import Tablet


def flushes_of_commits(shim: Path, folder: Path, count: int) -> list[tuple[int, int]]:
    """For each commit of a record without a new photo: flushes of files, flushes of folders."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.counting", folder, str(count)],
        env=preload.environment(shim, folder), check=True, capture_output=True, text=True,
    )  # fmt: skip
    return [(files, folders) for files, folders in json.loads(done.stdout)]


def test_each_finished_record_is_flushed_exactly_once(shim: Path, tablet: Tablet) -> None:
    assert flushes_of_commits(shim, tablet.folder, 20) == [(1, 0)] * 20
