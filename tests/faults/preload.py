"""The library shim.c from the side of the program that runs under it, and the environment that puts it there."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

ROOT = Path(__file__).parents[2]


def environment(library: Path, folder: Path, log: Path | None = None, **more: str) -> dict[str, str]:
    """What a child process needs in order to be watched in this folder."""
    watched = {"LD_PRELOAD": str(library), "FAULT_FOLDER": str(folder.resolve()), "PYTHONPATH": str(ROOT)}
    logged = {"FAULT_LOG": str(log)} if log else {}
    return {**os.environ, **watched, **logged, **more}


def mark(text: str) -> None:
    """Writes a line of the program's own between the writes of the log."""
    _library().fault_mark(text.encode())


def fill(write: int) -> None:
    """From that write on (counted from now, 1 is the next) the disk is full; 0 frees it."""
    _library().fault_fill(ctypes.c_long(write))


def spent() -> int:
    """How many writes there were since `fill`."""
    return int(_library().fault_spent())


def flushes() -> tuple[int, int]:
    """How often files and folders were flushed to the disk since the program began."""
    return int(_library().fault_flushes(0)), int(_library().fault_flushes(1))


def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(None)
    for name in ("fault_spent", "fault_flushes"):
        getattr(library, name).restype = ctypes.c_long
    return library
