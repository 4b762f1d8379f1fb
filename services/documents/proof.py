"""What a paper proves itself by: its id and serial, the record's hash, and the mark its code carries."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

ANCHOR_DIGITS = 20  # hex digits of the record's hash on every page: 80 bits
_MARK = re.compile(rf"CF1:([0-9A-F]{{32}}):([0-9A-F]{{{ANCHOR_DIGITS}}})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a paper proves itself by: its id and serial, the hash of the record's entry ("" for a signing copy)."""

    id: str
    serial: str
    anchor: str
    made_at: dt.datetime
    device: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What the QR code of a page says: the paper's id and the first 80 bits of the record's hash, in hex."""

    id: str
    anchor: str

    def __str__(self) -> str:
        return f"CF1:{self.id.replace('-', '')}:{self.anchor[:ANCHOR_DIGITS]}".upper()


def read_mark(text: str) -> Mark | None:
    """The mark that a scanned text holds, None for any other code."""
    found = _MARK.fullmatch(text.strip())
    if found is None:
        return None
    digits = found[1].lower()
    parts = (digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])
    return Mark("-".join(parts), found[2].lower())
