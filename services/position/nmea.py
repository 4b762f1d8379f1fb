"""NMEA 0183: fixes from a receiver's sentences, read in bounded lines and joined by their time.

GGA gives place and quality, RMC the date and whether the receiver vouches for it, GSA which systems were used.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from pynmeagps import NMEAReader
from pynmeagps.exceptions import NMEAMessageError, NMEAParseError, NMEAStreamError, NMEATypeError

from services import clock
from services.position.fix import BadPosition, Fix, Source

LONGEST_LINE = 256  # bytes; NMEA allows 82, some receivers write more, a film sent by mistake much more
_COVERAGE = 2  # the error is within 2 x HDOP x UERE in 95 % of cases
_RANGE_ERROR_M = 5.0  # UERE of an ordinary single-frequency receiver
_VOUCHED_QUALITIES = (1, 2, 3, 4, 5, 9)  # not invalid (0), estimated (6), typed (7), simulated (8)
_SYSTEMS = {"GB": "北斗", "BD": "北斗", "GP": "GPS", "GL": "GLONASS", "GA": "Galileo"}
_SYSTEM_IDS = {"1": "GPS", "2": "GLONASS", "3": "Galileo", "4": "北斗"}
_BEIDOU_NUMBERS = range(201, 265)  # satellites by these numbers where a receiver names no system
_PARSE_ERRORS = (
    NMEAMessageError,
    NMEAParseError,
    NMEAStreamError,
    NMEATypeError,
    ValueError,
    KeyError,
    IndexError,
)


@dataclass
class Lines:
    """Cuts a stream of bytes into whole sentences; what is no sentence is counted and dropped."""

    dropped: int = 0
    _rest: bytes = b""
    _overlong: bool = False

    def feed(self, data: bytes) -> list[bytes]:
        """The sentences that are whole with this data, each from its $ on, without its line end."""
        *whole, self._rest = (self._rest + data).split(b"\n")
        found = [line for line in map(self._sentence, whole) if line]
        if len(self._rest) > LONGEST_LINE:
            self._rest, self._overlong = b"", True
        return found

    def finish(self) -> None:
        """The stream has ended: a sentence that was cut off is dropped."""
        self.dropped += bool(self._rest or self._overlong)
        self._rest, self._overlong = b"", False

    def _sentence(self, line: bytes) -> bytes:
        overlong, self._overlong = self._overlong or len(line) > LONGEST_LINE, False
        line = line.strip()
        if not overlong and (not line or line.startswith(b"#")):
            return b""
        start = line.rfind(b"$")
        self.dropped += overlong or start != 0  # garbage, or half a sentence before a whole one
        return b"" if overlong or start < 0 else line[start:]


def sentences(stream: BinaryIO) -> Iterator[bytes]:
    """Every whole sentence of a stream, for a log or any file-like source; comments and garbage are passed over."""
    lines = Lines()
    while data := stream.read(4096):
        yield from lines.feed(data)
    yield from lines.feed(b"\n")


@dataclass
class Assembler:
    """Joins sentences into fixes; `bad` counts those whose checksum or fields are wrong, `dropped` what was none."""

    source: Source = "receiver"
    bad: int = 0
    _lines: Lines = field(default_factory=Lines)
    _time: dt.time | None = None
    _place: Any = None
    _minimum: Any = None
    _raw: list[str] = field(default_factory=list)
    _used: dict[str, str] = field(
        default_factory=dict
    )  # GSA sentence -> system, of the last epoch that had any
    _used_is_old: bool = True

    @property
    def dropped(self) -> int:
        """Lines that were no sentence: garbage, overlong or cut off."""
        return self._lines.dropped

    def feed(self, data: bytes) -> list[Fix]:
        """The fixes that are whole with this data, oldest first."""
        found = (self._sentence(sentence) for sentence in self._lines.feed(data))
        return [fix for fix in found if fix]

    def finish(self) -> None:
        """The stream has ended, perhaps in mid-sentence."""
        self._lines.finish()

    def _sentence(self, sentence: bytes) -> Fix | None:
        try:
            message = _parsed(sentence)
        except _PARSE_ERRORS:
            self.bad += 1
            return None
        kind = message.msgID if message else ""
        if kind == "GSA":
            self._note_used(message, sentence)
        if kind not in ("GGA", "RMC") or not isinstance(message.time, dt.time):
            return None
        return self._join(kind, message, sentence)

    def _join(self, kind: str, message: Any, sentence: bytes) -> Fix | None:
        if message.time != self._time:
            self._time, self._place, self._minimum, self._raw = message.time, None, None, []
            self._used_is_old = True
        if kind == "GGA":
            self._place = message
        else:
            self._minimum = message
        self._raw.append(sentence.decode("ascii", "replace"))
        if self._place is None or self._minimum is None:
            return None
        place, minimum, raw = self._place, self._minimum, (*self._raw, *self._used)
        self._place = self._minimum = None  # one fix an epoch, also when a sentence is repeated
        return self._fix(place, minimum, raw)

    def _fix(self, place: Any, minimum: Any, raw: tuple[str, ...]) -> Fix | None:
        vouched = minimum.status == "A" and place.quality in _VOUCHED_QUALITIES
        if not vouched or not isinstance(place.lat, float) or not isinstance(minimum.date, dt.date):
            return None
        hdop = place.HDOP if isinstance(place.HDOP, float) and place.HDOP > 0 else None
        try:
            return Fix(
                latitude=place.lat,
                longitude=place.lon,
                at=clock.local(dt.datetime.combine(minimum.date, place.time, dt.UTC)),
                source=self.source,
                accuracy_m=None if hdop is None else round(_COVERAGE * hdop * _RANGE_ERROR_M, 1),
                quality=place.quality,
                satellites=place.numSV if isinstance(place.numSV, int) else None,
                hdop=hdop,
                raw=raw,
                receiver=self._receiver(place.talker),
            )
        except BadPosition:  # a place off the globe under a right checksum
            self.bad += 1
            return None

    def _note_used(self, message: Any, sentence: bytes) -> None:
        if self._used_is_old:
            self._used, self._used_is_old = {}, False
        used = [
            value
            for name, value in vars(message).items()
            if name.startswith("svid_") and value not in ("", None)
        ]
        if not used:
            return
        system = _SYSTEMS.get(message.talker) or _SYSTEM_IDS.get(getattr(message, "systemId", ""), "GNSS")
        if all(value in _BEIDOU_NUMBERS for value in used):
            system = "北斗"
        self._used[sentence.decode("ascii", "replace")] = system

    def _receiver(self, talker: str) -> str:
        """The systems a fix rests on: 北斗, GPS, or 北斗/GNSS where others took part."""
        systems = set(self._used.values()) or {_SYSTEMS.get(talker, "GNSS")}
        if systems == {"北斗"}:
            return "北斗"
        if "北斗" in systems:
            return "北斗/GNSS"
        return systems.pop() if len(systems) == 1 else "GNSS"


def _parsed(sentence: bytes) -> Any:
    """The message of one sentence; a sentence without a checksum is refused like one with a wrong checksum."""
    if b"*" not in sentence[-4:]:
        raise NMEAParseError("no checksum")
    return NMEAReader.parse(sentence + b"\r\n")
