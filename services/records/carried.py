"""移入: a row of an old chain inside an entry of a new one, packed and opened again, on both sides alike."""

from __future__ import annotations

import base64
import binascii
import zlib

import msgspec

from services.entries.chain import Stored
from services.entries.entry import MAX_BYTES, Entry
from services.errors import Damaged
from services.records.events import CarriedOver

_DEEPEST = 20


def pack(row: Stored) -> CarriedOver:
    """The row as an event of the new chain."""
    return CarriedOver(
        device=row.device,
        seq=row.seq,
        packed=base64.b64encode(zlib.compress(row.raw)).decode(),
        signature=row.signature.hex(),
        algorithm=row.algorithm,
    )


def opened(entry: Entry) -> Stored | None:
    """The row that an entry carries, the innermost one; None where it carries none. Raises Damaged."""
    row: Stored | None = None
    values = entry.body.get("values") if entry.kind == CarriedOver.code else None
    for _ in range(_DEEPEST):
        if values is None:
            return row
        row = _row(values)
        try:
            inner = msgspec.json.decode(row.raw)
            values = inner["body"]["values"] if inner["kind"] == CarriedOver.code else None
        except (msgspec.DecodeError, KeyError, TypeError) as error:
            raise Damaged("移入的内容读不出来。") from error
    raise Damaged("移入的内容套得太深。")


def _row(values: object) -> Stored:
    try:
        said = msgspec.convert(values, CarriedOver)
        unpacking = zlib.decompressobj()
        raw = unpacking.decompress(base64.b64decode(said.packed, validate=True), MAX_BYTES)
        if unpacking.unconsumed_tail or not unpacking.eof:
            raise Damaged("移入的内容过长或不完整。")
        return Stored(said.device, said.seq, raw, bytes.fromhex(said.signature), said.algorithm)
    except (msgspec.ValidationError, binascii.Error, zlib.error, ValueError) as error:
        raise Damaged("移入的内容读不出来。") from error
