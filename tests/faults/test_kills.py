"""kill -9 at random moments of an officer's work: all that was acknowledged is there, once, and the chain verifies."""

from __future__ import annotations

import os
import random
import selectors
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from tests.faults.checking import Told, faults
from tests.fixtures_window import Tablet

KILLS, LONG_KILLS, KILLS_OF_ONE_VAULT = 30, 1000, 40
LATEST_S = 0.2


@pytest.fixture
def nursery() -> Iterator[subprocess.Popen[bytes]]:
    """The process that forks workers."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.nursery"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
    )
    yield process
    assert process.stdin
    process.stdin.close()
    assert process.wait(timeout=30) == 0
    assert process.stdout
    process.stdout.close()


def killed_after(
    nursery: subprocess.Popen[bytes], folder: Path, seed: int, chance: random.Random
) -> list[str]:
    """Starts a worker, kills it at a moment of its work (one in six while it unlocks); what it had said by then."""
    assert nursery.stdin
    assert nursery.stdout
    nursery.stdin.write(f"{folder} {seed}\n".encode())
    starts, delay_s = ("pid " if chance.random() < 1 / 6 else "{"), chance.uniform(0, LATEST_S)
    said, rest, deadline, worker, is_timed = [], b"", float("inf"), 0, False
    while not (said and said[-1] == f"ended {worker}"):
        if time.monotonic() >= deadline:
            os.kill(worker, signal.SIGKILL)
            deadline = float("inf")
        if not readable(nursery.stdout, min(max(0.0, deadline - time.monotonic()), 30.0)):
            continue
        *lines, rest = (rest + os.read(nursery.stdout.fileno(), 65536)).split(b"\n")
        said += [line.decode() for line in lines]
        worker = worker or next((int(s[4:]) for s in said if s.startswith("pid ")), 0)
        if not is_timed and any(s.startswith(starts) for s in said):
            is_timed, deadline = True, time.monotonic() + delay_s
    return [s for s in said if s.startswith("{")]


def readable(pipe: IO[bytes], within_s: float) -> bool:
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        return bool(selector.select(within_s))


def test_nothing_acknowledged_is_lost_or_doubled_by_kills(
    nursery: subprocess.Popen[bytes], made_tablet: Tablet, tmp_path: Path, long: bool
) -> None:
    chance, acknowledged = random.Random(1911), 0
    kills = LONG_KILLS if long else KILLS
    for first in range(0, kills, KILLS_OF_ONE_VAULT):
        folder, told = tmp_path / f"vault-{first}", Told()
        shutil.copytree(made_tablet.folder, folder)
        for kill in range(first, min(first + KILLS_OF_ONE_VAULT, kills)):
            said = killed_after(nursery, folder, kill, chance)
            assert faults(folder, told.hear(said)) == [], f"kill {kill}"
        acknowledged += len(told.entries) + len(told.notes)
        shutil.rmtree(folder)
    assert acknowledged > kills, "the kills came too early to prove anything"
