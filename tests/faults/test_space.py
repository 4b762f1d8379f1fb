"""A full disk: one sentence, nothing half saved, and the same step works once there is room again."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from services.errors import NoSpace
from tests.faults import preload
from tests.fixtures_window import Tablet

SHORT = {"commit": 1, "attach": 1, "keep": 1, "load": 9, "issue": 1, "reissue": 1}
"""The short form tries every so-many-th write; the long form each."""
LOOSE = {"issue": {"attachment", "files"}, "reissue": {"files"}}
"""What may stay until it is swept: the file of a paper whose entry found no room, which nothing names."""


def outcomes(shim: Path, folder: Path, deed: str, every: int) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.filling", folder, deed, str(every)],
        env=preload.environment(shim, folder), check=True, capture_output=True, text=True,
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("deed", SHORT)
def test_a_full_disk_is_told_in_words_and_nothing_is_half_saved(
    shim: Path, tablet: Tablet, deed: str, long: bool
) -> None:
    *tries, whole = outcomes(shim, tablet.folder, deed, 1 if long else SHORT[deed])
    assert len(tries) > 5, "the deed must meet the full disk at more than one write"
    for told in tries[:-1]:
        assert told["told"] == NoSpace.message, told
        assert set(told["changed"]) <= LOOSE.get(deed, set()), told
    assert (tries[-1]["enough"], tries[-1]["told"]) == (True, "")
    assert tries[-1]["changed"] != []
    assert whole == {"faults": [], "left": []}
