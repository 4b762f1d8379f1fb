"""A receiver on a serial line of our own, and the track of a drive as it speaks."""

from __future__ import annotations

import datetime as dt
import os
import tty
from collections.abc import Iterator
from pathlib import Path

Place = tuple[float, float]


class Cable:
    """A pseudo-terminal: what is written here the program reads from `port`."""

    def __init__(self, link: Path) -> None:
        self._far, self._near = os.openpty()
        tty.setraw(self._near)
        link.symlink_to(os.ttyname(self._near))
        self.port = str(link)

    def say(self, *sentences: bytes) -> None:
        """Speaks these sentences; nobody hears them once it is unplugged."""
        if self._far >= 0:
            os.write(self._far, b"".join(sentences))

    def unplug(self) -> None:
        """Gives both ends back."""
        os.close(self._near)
        os.close(self._far)
        self._far = -1


def track(start: Place, end: Place, begun: dt.datetime, steps: int = 6) -> Iterator[bytes]:
    """Sentences of a drive in a straight line, one second apart, the last at its end."""
    for n in range(1, steps + 1):
        share = n / steps
        place = (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
        yield at(place, begun + dt.timedelta(seconds=n))


def at(place: Place, moment: dt.datetime) -> bytes:
    """GGA and RMC of a BeiDou receiver that stands there: 14 satellites, HDOP 0.8."""
    utc = moment.astimezone(dt.UTC)
    where = f"{_degrees(place[0], 2)},N,{_degrees(place[1], 3)},E"
    place_at = _sentence(f"GBGGA,{utc:%H%M%S}.00,{where},1,14,0.8,92.0,M,8.3,M,,")
    return place_at + _sentence(f"GBRMC,{utc:%H%M%S}.00,A,{where},12.0,0.0,{utc:%d%m%y},,,A")


def _degrees(value: float, width: int) -> str:
    """28.901462 as 2854.08772."""
    whole = int(value)
    return f"{whole:0{width}d}{(value - whole) * 60:010.7f}"


def _sentence(body: str) -> bytes:
    total = 0
    for byte in body.encode():
        total ^= byte
    return f"${body}*{total:02X}\r\n".encode()
