"""A child process that exchanges: `python -m tests.faults.roving VAULT` opens the vault and does one whole exchange."""

from __future__ import annotations

import sys
from pathlib import Path

from services import clock
from services.actions import docking, unlocking
from tests.factories import SECRET


def main(folder: Path) -> None:
    """Says when the vault is open, then exchanges to the end."""
    session = unlocking.unlock(folder, SECRET, clock.now())
    print("open", flush=True)
    docking.exchange(session, clock.now)
    session.vault.close()
    print("done", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
