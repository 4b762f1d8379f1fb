"""链: walks entries in the order of (device, seq) and names the first that does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.entries.entry import FIRST_LINK, decode
from services.entries.keys import verify
from services.errors import Damaged


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry as it lies in the store: nothing decoded yet."""

    device: str
    seq: int
    raw: bytes
    signature: bytes
    algorithm: str


@dataclass(frozen=True, slots=True)
class Fault:
    """The first entry that does not fit, and why (one Chinese clause)."""

    device: str
    seq: int
    why: str


def first_fault(rows: Iterable[Stored], keys: Mapping[str, bytes]) -> Fault | None:
    """Checks decoding, numbering, links and every signature; rows come ordered by device and seq.

    `keys` maps a device id to its public key. Returns None when all fits.
    """
    device, expected, previous = "", 1, FIRST_LINK
    for row in rows:
        if row.device != device:
            device, expected, previous = row.device, 1, FIRST_LINK
        why = _misfit(row, expected, previous, keys.get(row.device))
        if why:
            return Fault(row.device, row.seq, why)
        previous = decode(row.raw, row.signature, row.algorithm).link
        expected += 1
    return None


def _misfit(row: Stored, expected: int, previous: str, key: bytes | None) -> str:
    if row.seq != expected:
        return f"应为第 {expected} 行，缺行或重复"
    if key is None:
        return "没有该设备的公钥"
    try:
        entry = decode(row.raw, row.signature, row.algorithm)
    except Damaged as error:
        return error.sentence
    if (entry.device, entry.seq) != (row.device, row.seq):
        return "内容与存放位置不符"
    if entry.previous != previous:
        return "与上一行的链接不符"
    if not verify(key, row.raw, row.signature, row.algorithm):
        return "签名不符"
    return ""
