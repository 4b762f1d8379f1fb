"""`python main.py …` in a child process, as an administrator types it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests import patience

HOUSE = Path(__file__).resolve().parents[2]


def run(
    *arguments: str | Path,
    typed: str = "",
    without: tuple[str, ...] = (),
    also: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Runs one command to its end; `typed` goes to its standard input, `without` leaves out of its environment."""
    environment = {n: v for n, v in os.environ.items() if n not in without}
    return subprocess.run(
        [sys.executable, "main.py", *map(str, arguments)], cwd=HOUSE, input=typed, capture_output=True, text=True,
        encoding="utf-8", timeout=patience.PROGRAM_S, check=False, env={**environment, "PYTHONUTF8": "1", **(also or {})},
    )  # fmt: skip
