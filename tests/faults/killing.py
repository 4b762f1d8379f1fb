"""Workers of nursery.py, started and killed −9 at a moment nobody chose."""

from __future__ import annotations

import os
import random
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tests.patience import PROGRAM_S, SECONDS


@contextmanager
def nursery(module: str, environment: Mapping[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """The process that forks workers of a module."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.nursery", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
        env=environment,
    )
    assert process.stdin
    assert process.stdout
    yield process
    process.stdin.close()
    assert process.wait(timeout=PROGRAM_S) == 0
    process.stdout.close()


def killed_after(
    nursery: subprocess.Popen[bytes],
    folder: Path,
    seed: int,
    chance: random.Random,
    lines: int,
    latest_s: float,
) -> tuple[list[str], float]:
    """Starts a worker and kills it: what it had said by then, and the moment.

    It is killed up to `latest_s` after one of its first `lines` lines, so that a slow machine's worker has done as much;
    one in six while it unlocks.
    """
    assert nursery.stdin
    assert nursery.stdout
    nursery.stdin.write(f"{folder} {seed}\n".encode())
    wanted, delay_s = 0 if chance.random() < 1 / 6 else chance.randint(1, lines), chance.uniform(0, latest_s)
    said, rest, deadline, worker, is_timed, killed_at = [], b"", float("inf"), 0, False, 0.0
    while not (said and said[-1] == f"ended {worker}"):
        if time.monotonic() >= deadline:
            killed_at, deadline = time.monotonic(), float("inf")
            os.kill(worker, signal.SIGKILL)
        if not readable(nursery.stdout, min(max(0.0, deadline - time.monotonic()), 30.0)):
            continue
        *whole, rest = (rest + os.read(nursery.stdout.fileno(), 65536)).split(b"\n")
        said += [line.decode() for line in whole]
        worker = worker or next((int(s[4:]) for s in said if s.startswith("pid ")), 0)
        if worker and not is_timed and sum(s.startswith("{") for s in said) >= wanted:
            is_timed, deadline = True, time.monotonic() + delay_s
    return [s for s in said if s.startswith("{")], killed_at


def until(nursery: subprocess.Popen[bytes], starts: str) -> str:
    """The next line that begins so; what the worker says before is passed over. Raises TimeoutError when none comes."""
    assert nursery.stdout
    said = b""
    while not (said.endswith(b"\n") and said.decode().startswith(starts)):
        said = b"" if said.endswith(b"\n") else said
        if not readable(nursery.stdout, SECONDS):
            raise TimeoutError(f"nothing more after {said!r}, waiting for {starts!r}")
        said += os.read(nursery.stdout.fileno(), 1)
        assert said, f"the nursery has ended, waiting for {starts!r}"
    return said.decode().strip()


def readable(pipe: IO[bytes], within_s: float) -> bool:
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        return bool(selector.select(within_s))
