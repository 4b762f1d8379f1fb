"""A child process that exchanges: `python -m tests.faults.roving VAULT [WRITE]` opens the vault and does one whole exchange.

Under shim.c the disk is full from write number WRITE on; then it says what it met.
"""

from __future__ import annotations

import sys
from pathlib import Path

from services import clock
from services.actions import docking, unlocking
from services.errors import FieldworkError
from tests.factories import SECRET
from tests.faults import preload


def main(folder: Path, write: int = 0) -> None:
    """Says when the vault is open, then exchanges to the end or to the full disk."""
    session = unlocking.unlock(folder, SECRET, clock.now())
    print("open", flush=True)
    if write:
        preload.fill(write)
    try:
        docking.exchange(session, clock.now)
        print("done", flush=True)
    except FieldworkError as error:
        print(type(error).__name__, flush=True)
    if write:
        preload.fill(0)
    session.vault.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
