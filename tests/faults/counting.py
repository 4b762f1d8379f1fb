"""Runs under shim.c and prints, for each commit of a visit, how often files and folders were flushed by it.

python -m tests.faults.counting FOLDER HOW_MANY
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from services.actions import recording, unlocking
from tests.factories import NOW, SECRET
from tests.faults import preload
from tests.faults.work import Officer


def main(folder: Path, count: int) -> None:
    """Finishes so many visits on one open vault."""
    session = unlocking.unlock(folder, SECRET, NOW)
    officer, counted = Officer(session, random.Random(5), lambda _: None), []
    for _ in range(count):
        draft = recording.confirm_all(session, officer.keep(officer.begin()), officer.now)
        files, folders = preload.flushes()
        recording.commit(session, draft, officer.now)
        after = preload.flushes()
        counted.append((after[0] - files, after[1] - folders))
    print(json.dumps(counted))
    unlocking.lock(session, NOW)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
