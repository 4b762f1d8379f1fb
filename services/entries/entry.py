"""日志的一行: an entry is the exact bytes that were hashed and signed; this module makes and reads them."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import time
import unicodedata
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import msgspec
import rfc8785

from services import digests
from services.entries.keys import SigningKey
from services.errors import BadInput, Damaged
from services.position import fix as positions

MAX_BYTES = 4 * 1024 * 1024
FIRST_LINK = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that belongs to an entry: digest is SHA-256 (hex) over the original bytes, size in bytes."""

    digest: str
    size: int
    media_type: str
    role: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockOffset:
    """How far the device clock is ahead of GNSS and of the hub, in seconds; None where not known."""

    gnss_s: float | None = None
    hub_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsigned:
    """What goes into an entry before it has a place in the chain."""

    kind: str
    version: int
    cases: tuple[str, ...]
    made_at: dt.datetime
    officers: tuple[str, ...]
    position: positions.Fix | positions.NoFix
    body: Mapping[str, Any]
    attachments: tuple[Attachment, ...] = ()
    clock: ClockOffset = field(default_factory=ClockOffset)
    matter: str = ""
    amends: str = ""
    reason: str = ""
    id: str = field(default_factory=lambda: str(new_id()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the journal, read from its stored bytes; `raw`, `signature` and `algorithm` are the proof."""

    id: str
    device: str
    seq: int
    previous: str
    kind: str
    version: int
    cases: tuple[str, ...]
    made_at: dt.datetime
    officers: tuple[str, ...]
    position: positions.Fix | positions.NoFix
    body: Mapping[str, Any]
    attachments: tuple[Attachment, ...]
    clock: ClockOffset
    matter: str
    amends: str
    reason: str
    raw: bytes
    signature: bytes
    algorithm: str

    @property
    def digest(self) -> str:
        """SHA-256 (hex) over the stored bytes alone: the anchor that papers print."""
        return digests.hex_sha256(self.raw)

    @property
    def link(self) -> str:
        """SHA-256 (hex) over bytes and signature: what the next entry names as `previous`."""
        return link(self.raw, self.signature)


def new_id(moment_ms: int | None = None) -> uuid.UUID:
    """A UUIDv7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then random bits."""
    stamp = time.time_ns() // 1_000_000 if moment_ms is None else moment_ms
    value = (stamp & (2**48 - 1)) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)


def link(raw: bytes, signature: bytes) -> str:
    """SHA-256 (hex) over an entry's bytes followed by its signature."""
    return digests.hex_sha256(raw + signature)


def compose(unsigned: Unsigned, device: str, seq: int, previous: str) -> bytes:
    """The canonical JSON (RFC 8785) of an entry at its place in the chain; text NFC, Decimal as string.

    Raises BadInput when the entry is larger than MAX_BYTES.
    """
    content = {
        "id": unsigned.id,
        "device": device,
        "seq": seq,
        "previous": previous,
        "kind": unsigned.kind,
        "version": unsigned.version,
        "cases": list(unsigned.cases),
        "made_at": unsigned.made_at.isoformat(),
        "clock": {"gnss_s": unsigned.clock.gnss_s, "hub_s": unsigned.clock.hub_s},
        "officers": list(unsigned.officers),
        "position": positions.to_plain(unsigned.position),
        "body": unsigned.body,
        "attachments": [msgspec.to_builtins(a) for a in unsigned.attachments],
        "matter": unsigned.matter,
        "amends": unsigned.amends,
        "reason": unsigned.reason,
    }
    raw = canonical(content)
    if len(raw) > MAX_BYTES:
        raise BadInput("这条记录的文字超过 4 MB，没有保存。请把长篇内容作为附件。")
    return raw


def canonical(value: Any) -> bytes:
    """The canonical JSON (RFC 8785) of `plain(value)`; raises ValueError for a number or text that JSON cannot carry.

    msgspec's sorted writer differs from the standard in numbers and in the order of names beyond U+FFFF alone: those
    are written by rfc8785, which is whole and forty times slower.
    """
    # Nearly every record is text of the usual signs: seen to be so once, when it is written, and not text by text.
    with contextlib.suppress(TypeError):  # a name that is no text
        written = _WRITER.encode(_usual(value))
        if _USUAL_SIGNS(written.decode()):
            return written
    return _WRITER.encode(_ready(value))


_WRITER = msgspec.json.Encoder(order="sorted")
_EXACT = 2**53 - 1  # the largest whole number that every reader of JSON holds exactly
_LAST_OF_PLANE_0 = "\uffff"
# Latin, Chinese and the punctuation of both: signs of plane 0 that NFC leaves alone whatever stands beside them.
USUAL_SIGNS = "\\x00-\\u02ff\\u2010-\\u2027\\u3000-\\u3029\\u4e00-\\u9fff\\uff00-\\uffef"
_USUAL_SIGNS = re.compile(f"[{USUAL_SIGNS}]*").fullmatch


def _usual(value: Any) -> Any:
    """`_ready(value)` for a value whose texts and names consist of the usual signs."""
    kind = type(value)
    if kind is dict:
        return {name: inner if type(inner) is str else _usual(inner) for name, inner in value.items()}
    if kind is list or kind is tuple:
        return [inner if type(inner) is str else _usual(inner) for inner in value]
    return _ready(value)


def _ready(value: Any) -> Any:
    """`plain(value)`, with everything that msgspec would write otherwise than the standard written already."""
    # By exact type first: a record is nearly all text and mappings, and each of its values passes here at 完成.
    kind = type(value)
    if kind is str:
        return _composed(value)
    if kind is dict or isinstance(value, Mapping):
        named = value
        if not all([type(name) is str and name.isascii() for name in value]):
            named = {_composed(str(name)): inner for name, inner in value.items()}
            if any(max(name, default="") > _LAST_OF_PLANE_0 for name in named):
                return msgspec.Raw(rfc8785.dumps(plain(value)))
        return {name: _ready(inner) for name, inner in named.items()}
    if kind is list or kind is tuple:
        return [_ready(inner) for inner in value]
    if value is None or kind is bool or (kind is int and -_EXACT <= value <= _EXACT):
        return value
    told = plain(value)
    return told if isinstance(told, str) else msgspec.Raw(rfc8785.dumps(told))


def _composed(text: str) -> str:
    return (
        text
        if text.isascii() or unicodedata.is_normalized("NFC", text)
        else unicodedata.normalize("NFC", text)
    )


def plain(value: Any) -> Any:
    """JSON-ready copy of a value: NFC text, Decimal and times as text, tuples as lists; floats must be finite."""
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case Decimal():
            return format(value, "f")
        case dt.datetime() | dt.date():
            return value.isoformat()
        case Mapping():
            return {unicodedata.normalize("NFC", str(k)): plain(v) for k, v in value.items()}
        case list() | tuple():
            return [plain(v) for v in value]
        case _:
            return value


def sealed(unsigned: Unsigned, device: str, seq: int, previous: str, signing: SigningKey) -> Entry:
    """The entry at its place in the chain, composed and signed; raises BadInput as `compose` does."""
    raw = compose(unsigned, device, seq, previous)
    known = (
        unsigned.made_at,
        unsigned.position,
        unsigned.clock,
    )  # what need not be read from the bytes again
    return _entry(msgspec.json.decode(raw), raw, signing.sign(raw), signing.algorithm, *known)


def decode(raw: bytes, signature: bytes, algorithm: str) -> Entry:
    """The entry that these stored bytes say; raises Damaged when they are not an entry."""
    try:
        content = msgspec.json.decode(raw)
        return _entry(
            content,
            raw,
            signature,
            algorithm,
            dt.datetime.fromisoformat(content["made_at"]),
            positions.from_plain(content["position"]),
            ClockOffset(**content["clock"]),
        )
    except (KeyError, TypeError, ValueError, RecursionError, BadInput) as error:
        raise Damaged(f"日志里有一行无法读出（{error}）。其余各行不受影响，请把本机交院里检查。") from error


def _entry(
    content: dict[str, Any],
    raw: bytes,
    signature: bytes,
    algorithm: str,
    made_at: dt.datetime,
    position: positions.Position,
    clock: ClockOffset,
) -> Entry:
    return Entry(
        id=content["id"],
        device=content["device"],
        seq=int(content["seq"]),
        previous=content["previous"],
        kind=content["kind"],
        version=int(content["version"]),
        cases=tuple(content["cases"]),
        made_at=made_at,
        officers=tuple(content["officers"]),
        position=position,
        body=content["body"],
        attachments=tuple([Attachment(**a) for a in content["attachments"]]),
        clock=clock,
        matter=content["matter"],
        amends=content["amends"],
        reason=content["reason"],
        raw=raw,
        signature=signature,
        algorithm=algorithm,
    )
