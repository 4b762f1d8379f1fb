"""Screens are loaded on the screen's thread alone, in pieces; what they ask of the services comes in the background."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.fixtures_window import Tablet
from tests.patience import PROGRAM_S

HOUSE = Path(__file__).parents[2]


def test_no_screen_is_loaded_by_another_thread(tablet: Tablet) -> None:
    # A program of its own: here every module stands since the tests were collected.
    child = [sys.executable, "-m", "tests.ui.children.loads", str(tablet.root), str(tablet.folder)]
    done = subprocess.run(child, cwd=HOUSE, capture_output=True, text=True, timeout=PROGRAM_S, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["astray"] == []
    assert told["off the screen"] > 50, "the services' modules come in the background"
