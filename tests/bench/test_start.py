"""Start and memory against a bare PySide6 window with the same fonts, all offscreen, taken in turns."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from services.demo import road
from tests.bench.conftest import Big, tell

TURNS = 5
HOUSE = Path(__file__).parents[2]
Runs = dict[str, list[dict[str, Any]]]


def watched(*arguments: str) -> dict[str, Any]:
    """One child; its moments are counted from its start."""
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.watched", *arguments], cwd=HOUSE, check=True, capture_output=True,
        text=True, timeout=30, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    return {**json.loads(done.stdout.splitlines()[-1]), "begun": begun}


@pytest.fixture(scope="module")
def runs(big: Big) -> Runs:
    found: Runs = {"bare": [], "unlock": [], "today": []}
    for _ in range(TURNS):
        found["bare"].append(watched("bare"))
        found["unlock"].append(watched("unlock", str(big.root)))
        found["today"].append(watched("today", str(big.root), road.SECRET))
    return found


def median(values: list[float]) -> float:
    return statistics.median(values)


def bare_start(runs: Runs) -> float:
    return median([r["painted"] - r["begun"] for r in runs["bare"]])


def test_unlock_is_painted_soon_after_the_start(runs: Runs) -> None:
    took, bare = median([r["painted"] - r["begun"] for r in runs["unlock"]]), bare_start(runs)
    ratio = took / bare
    tell(
        f"process start to 解锁 painted: {took:.2f} s = {ratio:.2f} x bare window ({bare:.2f} s); bar 1.5",
        held=ratio <= 1.5,
    )
    assert ratio <= 1.5


def test_today_is_painted_soon_after_the_secret(runs: Runs) -> None:
    took = median([r["painted"] - r["accepted"] - r["derivation"] for r in runs["today"]])
    derivation, bare = median([r["derivation"] for r in runs["today"]]), bare_start(runs)
    ratio = took / bare
    tell(
        f"secret to 今日 painted, 22,000 cases, without key derivation ({derivation:.2f} s): {took:.2f} s = "
        f"{ratio:.2f} x bare window; bar 1.5",
        held=ratio <= 1.5,
    )
    assert ratio <= 1.5


def test_memory_at_rest_stays_near_a_bare_window(runs: Runs) -> None:
    bare, own, locked = (median([r["rss"] for r in runs[n]]) for n in ("bare", "today", "unlock"))
    ratio = own / bare
    tell(
        f"memory at rest on 今日: {own / 1e6:.0f} MB = {ratio:.2f} x bare window ({bare / 1e6:.0f} MB), "
        f"on 解锁 {locked / 1e6:.0f} MB; bar 1.8",
        held=ratio <= 1.8,
    )
    assert ratio <= 1.8
