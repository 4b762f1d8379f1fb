"""Fixtures: the library that watches and fills the disk, compiled once; a tablet whose vault takes the faults."""

from __future__ import annotations

import faulthandler
import shutil
import subprocess
from pathlib import Path

import pytest

SOURCE = Path(__file__).with_name("shim.c")


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """shim.c as a library; `./run test` installs gcc and libc6-dev."""
    compiler = shutil.which("gcc")
    assert compiler, "gcc is missing: ./run test installs it"
    library = tmp_path_factory.mktemp("shim") / "shim.so"
    subprocess.run(
        [
            compiler,
            "-shared",
            "-fPIC",
            "-O2",
            "-Wall",
            "-Wextra",
            "-Werror",
            "-o",
            library,
            SOURCE,
            "-ldl",
            "-pthread",
        ],
        check=True,
    )
    return library


@pytest.fixture(autouse=True)
def patience(long: bool) -> None:
    """A long form takes longer than a test that hangs: no tracebacks of it after five minutes."""
    if long:
        faulthandler.cancel_dump_traceback_later()
