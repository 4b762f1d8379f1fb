"""The process that holds an open vault leaves no copy of its memory behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.patience import PROGRAM_S

ROOT = Path(__file__).parents[2]


def in_fresh_process(code: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A process of its own: the limits could not be lifted again in the one that runs the tests."""
    return subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n" + code],
        cwd=cwd, capture_output=True, text=True, timeout=PROGRAM_S, check=False,
    )  # fmt: skip


def test_a_crash_of_the_hardened_program_writes_no_core_file(tmp_path: Path) -> None:
    crashed = in_fresh_process(
        "from services.hardening import harden\n"
        "done = harden()\n"
        "assert done.core_bytes == 0, done\n"
        "assert not done.dumpable, done\n"
        "secret = '某某某的身份证号' * 9\n"
        "import os; os.abort()",
        tmp_path,
    )
    assert crashed.returncode == -6, crashed.stderr
    assert list(tmp_path.iterdir()) == []
    assert "某某某" not in crashed.stderr


def test_files_made_afterwards_are_for_their_owner_alone(tmp_path: Path) -> None:
    made = in_fresh_process(
        "from services.hardening import harden; harden(); harden()\n"
        "import pathlib; pathlib.Path('x').write_text('y'); print(oct(pathlib.Path('x').stat().st_mode))",
        tmp_path,
    )
    assert made.stdout.strip() == "0o100600", made.stderr


def test_a_hard_crash_names_lines_but_no_values(tmp_path: Path) -> None:
    crashed = in_fresh_process(
        "from services.hardening import harden; harden()\n"
        "def inner(plate):\n"
        "    import ctypes; ctypes.string_at(0)\n"
        "inner('浙H·9A3K7')",
        tmp_path,
    )
    assert crashed.returncode != 0
    assert "inner" in crashed.stderr
    assert "9A3K7" not in crashed.stderr
