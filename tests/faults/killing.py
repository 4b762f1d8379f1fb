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
    assert process.wait(timeout=30) == 0
    process.stdout.close()


def killed_after(
    nursery: subprocess.Popen[bytes], folder: Path, seed: int, chance: random.Random, latest_s: float
) -> list[str]:
    """Starts a worker, kills it at a moment of its work (one in six while it unlocks); what it had said by then."""
    assert nursery.stdin
    assert nursery.stdout
    nursery.stdin.write(f"{folder} {seed}\n".encode())
    starts, delay_s = ("pid " if chance.random() < 1 / 6 else "{"), chance.uniform(0, latest_s)
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


def until(nursery: subprocess.Popen[bytes], starts: str) -> str:
    """The next line that begins so; what the worker says before is passed over. Raises TimeoutError after a minute."""
    assert nursery.stdout
    said = b""
    while not (said.endswith(b"\n") and said.decode().startswith(starts)):
        said = b"" if said.endswith(b"\n") else said
        if not readable(nursery.stdout, 60.0):
            raise TimeoutError(f"nothing more after {said!r}, waiting for {starts!r}")
        said += os.read(nursery.stdout.fileno(), 1)
        assert said, f"the nursery has ended, waiting for {starts!r}"
    return said.decode().strip()


def readable(pipe: IO[bytes], within_s: float) -> bool:
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        return bool(selector.select(within_s))
