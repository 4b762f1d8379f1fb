"""口令试错: wrong secrets slow the next try down; they never destroy anything and never lock for good."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from services.errors import FieldworkError
from services.store.disk import replace_file

FREE = 4
FIRST_WAIT_S = 5
LONGEST_WAIT_S = 300

Clock = Callable[[], float]

# A wait seen once in this process runs on the monotonic clock: setting the device clock can't shorten it.
_held: dict[Path, float] = {}


class WrongSecret(FieldworkError):
    """The secret does not open the vault, or it is too early for another try; `wait_s` seconds from now."""

    message = "口令不正确，保险库未打开。"
    exit_code = 8

    def __init__(self, sentence: str, wait_s: int = 0) -> None:
        super().__init__(sentence)
        self.wait_s = wait_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Tries:
    """Wrong tries since the last right one; `not_before` is the device clock's time in Unix seconds."""

    count: int = 0
    not_before: float = 0.0


def waiting(count: int) -> int:
    """Seconds to wait after so many wrong tries in a row: 0 up to four, then 5, 10, 20 … at most 300."""
    return 0 if count <= FREE else min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** min(count - FREE - 1, 10))


def remaining(folder: Path, now: dt.datetime, monotonic: Clock = time.monotonic) -> int:
    """Whole seconds until the next try is allowed, 0 when it is.

    After a restart the wait goes on by the device clock, but never longer than the wait itself, so that a clock
    set back does not lock anybody out.
    """
    tries = _read(folder)
    if folder not in _held:
        left = min(tries.not_before - now.timestamp(), waiting(tries.count))
        _held[folder] = monotonic() + max(0.0, left)
    return max(0, _ceiling(_held[folder] - monotonic()))


def begin(folder: Path, now: dt.datetime, monotonic: Clock = time.monotonic) -> Tries:
    """Counts a try as wrong before it is made, so that pulling the plug gives no free one.

    Returns the tries including this one; raises WrongSecret when it is too early. `succeed` forgets them.
    """
    left = remaining(folder, now, monotonic)
    if left:
        raise WrongSecret(f"口令试错过多，保险库未打开。请等 {left} 秒再试。", left)
    count = _read(folder).count + 1
    wait = waiting(count)
    tries = Tries(count=count, not_before=now.timestamp() + wait)
    _held[folder] = monotonic() + wait
    _write(folder, tries)
    return tries


def failed(tries: Tries) -> WrongSecret:
    """The error after a wrong try, with its sentence."""
    wait = waiting(tries.count)
    if wait:
        return WrongSecret(f"口令不正确，保险库未打开。请等 {wait} 秒再试。", wait)
    if tries.count == FREE:
        return WrongSecret("口令不正确，保险库未打开。再错一次就要等待，之后每次等待加倍。")
    return WrongSecret(f"口令不正确，保险库未打开。还可再试 {FREE - tries.count} 次，之后每次等待加倍。")


def succeed(folder: Path) -> None:
    """Forgets the wrong tries."""
    _held.pop(folder, None)
    (folder / "tries.json").unlink(missing_ok=True)


def _read(folder: Path) -> Tries:
    try:
        return msgspec.json.decode((folder / "tries.json").read_bytes(), type=Tries)
    except FileNotFoundError:
        return Tries()
    except (OSError, msgspec.DecodeError):
        # Somebody has written into it: the next wrong try waits, nobody is locked out.
        return Tries(count=FREE)


def _write(folder: Path, tries: Tries) -> None:
    try:
        replace_file(folder / "tries.json", msgspec.json.encode(tries))
    except OSError:
        # A full disk must not keep the officer out of his records; this process still remembers the wait.
        return


def _ceiling(seconds: float) -> int:
    return int(-(-seconds // 1))
