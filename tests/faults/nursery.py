"""Starts workers quickly: everything is imported once, then each line of stdin forks one that works until it is killed.

python -m tests.faults.nursery MODULE : the module's `work` is what the workers do. A line of stdin is `FOLDER SEED`;
stdout carries `pid N`, what the worker says, and `ended N` once it is gone.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

FOREVER = 1_000_000


def say(line: str) -> None:
    """One line into the pipe at once, whole: a kill cannot cut it, nor leave it in a buffer."""
    os.write(1, line.encode() + b"\n")


def main(module: str) -> None:
    """Forks for each line until stdin is closed."""
    work = importlib.import_module(module).work
    for line in sys.stdin:
        folder, seed = line.split()
        child = os.fork()
        if child == 0:
            work(Path(folder), int(seed), say, FOREVER)
            os._exit(0)
        say(f"pid {child}")
        os.waitpid(child, 0)
        say(f"ended {child}")


if __name__ == "__main__":
    main(sys.argv[1])
