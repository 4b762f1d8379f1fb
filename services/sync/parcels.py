"""成批附件: several small attachments in one request: a head that names them, then their bytes one after another.

A photo is half a megabyte, and a request, a flush and an answer for each would take longer than its bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from services.errors import Refused

LENGTH = 4
MAX_HEAD, MOST_PARTS = 64 * 1024, 256
MEDIA_TYPE = "application/vnd.court-fieldwork+parcel"
_NO_PARCEL = "成批附件的开头读不出来，没有收。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The bytes of an attachment from `offset` on, `size` of them."""

    digest: str
    offset: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """Where the hub stands with an attachment after a parcel; None where it has not taken it: ask. `why` says why not."""

    digest: str
    offset: int | None
    why: str = ""


_parts = msgspec.msgpack.Decoder(tuple[Part, ...])
_reached = msgspec.msgpack.Decoder(tuple[Reached, ...])


def pack(parts: Sequence[tuple[Part, bytes]]) -> bytes:
    """The body of a request: head and bytes."""
    head = msgspec.msgpack.encode([part for part, _ in parts])
    return b"".join((len(head).to_bytes(LENGTH, "big"), head, *(raw for _, raw in parts)))


def head_length(raw: bytes) -> int:
    """How long the head is that follows; raises Refused when it cannot be one."""
    length = int.from_bytes(raw, "big")
    if not 0 < length <= MAX_HEAD:
        raise Refused(_NO_PARCEL)
    return length


def read_head(raw: bytes) -> tuple[Part, ...]:
    """The parts that a head names, each attachment once; raises Refused."""
    try:
        parts = _parts.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(_NO_PARCEL) from error
    odd = any(p.offset < 0 or p.size <= 0 for p in parts)
    if odd or not 0 < len(parts) <= MOST_PARTS or len({p.digest for p in parts}) < len(parts):
        raise Refused(_NO_PARCEL)
    return parts


def write_reached(reached: Sequence[Reached]) -> bytes:
    """The hub's answer."""
    return msgspec.msgpack.encode(list(reached))


def read_reached(raw: bytes) -> tuple[Reached, ...]:
    """The hub's answer; raises Refused when it says nothing of the kind."""
    try:
        return _reached.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused("院端的答复由另一版本的程序制作，没有采用。请更新程序后再试。") from error
