"""The time: the court's zone, now(), and the text forms of a moment; zones are never left out."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")


def now() -> dt.datetime:
    """The device clock's moment in the court's zone, to the millisecond (editors and entries show no more)."""
    moment = dt.datetime.now(ZONE)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def ticking(start: dt.datetime) -> Callable[[], dt.datetime]:
    """A clock that stands at `start` now and goes on with the device's."""
    begun = now()
    return lambda: start + (now() - begun)


def today() -> dt.date:
    """The device clock's date in the court's zone."""
    return now().date()


def local(moment: dt.datetime) -> dt.datetime:
    """The same moment in the court's zone; a naive moment is refused with ValueError."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a zone")
    return moment.astimezone(ZONE)


def slept_seconds(boot_before: float, monotonic_before: float) -> float:
    """Seconds the machine slept since the two readings of `readings()` (boot clock against monotonic clock)."""
    boot, monotonic = readings()
    return max(0.0, (boot - boot_before) - (monotonic - monotonic_before))


def readings() -> tuple[float, float]:
    """The boot-time and the monotonic clock in seconds; where there is no boot-time clock, the wall clock stands in.

    There a clock that is set forward looks like sleep, which locks the screen: the safe side.
    """
    monotonic = time.monotonic()
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME), monotonic
    return time.time(), monotonic
