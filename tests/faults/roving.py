"""A child process that exchanges: it opens the vault, does one whole exchange and says what it met.

`python -m tests.faults.roving VAULT`, or many of them by nursery.py. Under shim.c the disk is full from write number
WRITE on.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from services import clock
from services.actions import docking, unlocking
from services.errors import FieldworkError
from tests.factories import SECRET
from tests.faults import preload


def work(folder: Path, write: int, say: Callable[[str], None], rounds: int = 1) -> None:
    """Says when the vault is open, then exchanges once, to the end or to the full disk; WRITE 0 is never."""
    session = unlocking.unlock(folder, SECRET, clock.now())
    say("open")
    if write:
        preload.fill(write)
    try:
        docking.exchange(session, clock.now)
        say("done")
    except FieldworkError as error:
        say(type(error).__name__)
    if write:
        preload.fill(0)
    session.vault.close()


if __name__ == "__main__":
    work(Path(sys.argv[1]), 0, partial(print, flush=True))
