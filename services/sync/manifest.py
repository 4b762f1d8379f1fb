"""装箱单: the signed list of what a bundle holds: whose, from where to where, which attachments, which volumes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from services.entries.chain import Stored
from services.entries.entry import FIRST_LINK, decode
from services.entries.keys import SigningKey, verify
from services.errors import Damaged, Refused
from services.sync.envelope import open_envelope, seal

KIND = "bundle"
MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the maker of a bundle knows: hub and epoch it is for, court, officer, device, when and by which program."""

    hub: str
    epoch: str
    court: str
    court_name: str
    officer: str
    officer_name: str
    device: str
    made_at: dt.datetime
    program: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainPart:
    """A device's rows in the bundle, from `first` to `last`; `previous` is the link before, `head` the last link."""

    device: str
    key: bytes
    first: int
    last: int
    previous: str
    head: str

    @property
    def count(self) -> int:
        """How many rows."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """An attachment in the bundle; `why` says why it is not, empty when it is there whole."""

    digest: str
    size: int
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """An earlier volume of the bundle: the name it was written under, size and SHA-256 (hex) of the file."""

    name: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Everything the bundle holds; `volumes` are those before the last, which holds the manifest itself."""

    facts: Facts
    recipients: tuple[str, ...]
    chains: tuple[ChainPart, ...]
    attachments: tuple[Carried, ...]
    volumes: tuple[Volume, ...]

    @property
    def rows(self) -> int:
        """How many rows of the journal, all devices together."""
        return sum(c.count for c in self.chains)


def sealed(manifest: Manifest, signing: SigningKey) -> bytes:
    """The manifest in an envelope signed by the device."""
    return seal(KIND, msgspec.json.encode(manifest), signing)


def opened(raw: bytes, trusted: bytes | None) -> tuple[Manifest, bytes]:
    """A manifest and the key that signed it; raises Refused."""
    envelope = open_envelope(raw, KIND, trusted=trusted, max_bytes=MAX_BYTES)
    try:
        return msgspec.json.decode(envelope.payload, type=Manifest), envelope.key
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused("数据包由另一版本的程序制作，本程序读不了。请更新程序后再试。") from error


class Walk:
    """Follows rows ordered by device and seq; each must fit the one before. Signatures are checked on request."""

    def __init__(self, keys: Mapping[str, bytes], *, signatures: bool) -> None:
        self._keys = keys
        self._signatures = signatures
        self._done: dict[str, ChainPart] = {}
        self._now: ChainPart | None = None

    def step(self, row: Stored) -> None:
        """Takes the next row; raises Damaged naming it when it does not fit."""
        entry = decode(row.raw, row.signature, row.algorithm)
        now = self._now if self._now and self._now.device == row.device else None
        key = self._keys.get(row.device)
        if (entry.device, entry.seq) != (row.device, row.seq):
            raise _misfit(row, "内容与编号不符")
        if key is None:
            raise _misfit(row, "没有该设备的公钥")
        if now and (row.seq, entry.previous) != (now.last + 1, now.head):
            raise _misfit(row, "与上一行接不上，缺行或被改动")
        if row.seq == 1 and entry.previous != FIRST_LINK:
            raise _misfit(row, "首行的链接不对")
        if not now and row.device in self._done:
            raise _misfit(row, "同一设备的行没有排在一起")
        if self._signatures and not verify(key, row.raw, row.signature, row.algorithm):
            raise _misfit(row, "签名不符")
        first, previous = (now.first, now.previous) if now else (row.seq, entry.previous)
        self._now = ChainPart(
            device=row.device, key=key, first=first, last=row.seq, previous=previous, head=entry.link
        )
        self._done[row.device] = self._now

    @property
    def chains(self) -> tuple[ChainPart, ...]:
        """What was walked, one part for each device."""
        return tuple(self._done.values())


def _misfit(row: Stored, why: str) -> Damaged:
    return Damaged(f"日志第 {row.seq} 行（设备 {row.device}）{why}，数据包没有采用。")
