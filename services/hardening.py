"""进程防护: no core dump, no reading of this process by another, new files for their owner alone, no memory held idly."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import sys
from dataclasses import dataclass

_PR_GET_DUMPABLE, _PR_SET_DUMPABLE = 3, 4
_OWNER_ONLY = 0o077


@dataclass(frozen=True, slots=True, kw_only=True)
class Hardened:
    """What is in force after `harden`; `core_bytes` is None where the system has no such limit."""

    core_bytes: int | None
    dumpable: bool
    umask: int


def harden() -> Hardened:
    """Shuts the side doors through which the memory of an open vault could reach a disk; safe to call twice.

    The fault handler of Python stays on: it writes file names and line numbers, never the values of variables.
    """
    os.umask(_OWNER_ONLY)
    core_bytes = _forbid_cores()
    if sys.platform == "linux":
        _process_control(_PR_SET_DUMPABLE, 0)
    if sys.stderr is not None and not faulthandler.is_enabled():
        faulthandler.enable(all_threads=False)
    return Hardened(core_bytes=core_bytes, dumpable=dumpable(), umask=_OWNER_ONLY)


def dumpable() -> bool:
    """Whether the system may write this process's memory to a core file or let a stranger attach to it."""
    return sys.platform != "linux" or _process_control(_PR_GET_DUMPABLE, 0) == 1


def give_back() -> None:
    """Returns the memory that is free to the system, as far as the C library has a call for it (glibc: malloc_trim)."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


def _forbid_cores() -> int | None:
    if sys.platform == "win32":
        return None
    import resource  # noqa: PLC0415 - the module exists on POSIX systems alone

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return resource.getrlimit(resource.RLIMIT_CORE)[0]


def _process_control(option: int, value: int) -> int:
    return int(ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0))
