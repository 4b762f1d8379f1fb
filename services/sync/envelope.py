"""信封: a small signed file; who signed, over which bytes, and nothing in it that the signature does not cover."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

import msgspec

from services.entries.keys import SigningKey, verify
from services.errors import Refused

FORMAT = 1
MAX_BYTES = 256 * 1024
_CHANGED = "文件内容被改动或不完整，没有采用。请向院里重新取得原文件。"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Envelope:
    format: int
    kind: str
    algorithm: str
    key: str
    signature: str
    payload: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A checked envelope: its payload and the public key that signed it."""

    payload: bytes
    key: bytes


_decoder = msgspec.json.Decoder(_Envelope)


def signed_bytes(kind: str, payload: bytes) -> bytes:
    """What the signature covers: the kind stands before the payload, so that no file can pass for another sort."""
    return f"court-fieldwork/{FORMAT}/{kind}\n".encode() + payload


def seal(kind: str, payload: bytes, signing: SigningKey) -> bytes:
    """The payload in a signed envelope (JSON)."""
    signature = signing.sign(signed_bytes(kind, payload))
    return _encoded(kind, signing.algorithm, signing.public, signature, payload)


def open_envelope(
    raw: bytes, kind: str, *, trusted: bytes | None = None, max_bytes: int = MAX_BYTES
) -> Opened:
    """The payload when kind, signature and (if given) the trusted key fit; raises Refused with the reason."""
    if len(raw) > max_bytes:
        raise Refused(f"文件超过 {max_bytes // 1024} KB，没有采用。请核对是否选错了文件。")
    envelope = _decoded(raw)
    if envelope.format != FORMAT:
        raise Refused("文件由另一版本的程序制作，本程序读不了。请更新程序或请院里重做。")
    if envelope.kind != kind:
        raise Refused("选错了文件：它不是这一步需要的那一种。请核对文件名。")
    key, signature, payload = _bytes(envelope)
    if trusted is not None and key != trusted:
        raise Refused("文件不是本院签发的（签名的钥匙不是登记时的那一把），没有采用。请与院里核对。")
    if not verify(key, signed_bytes(kind, payload), signature, envelope.algorithm):
        raise Refused(_CHANGED)
    # Base64, hex and JSON have several spellings of one value; only ours is accepted, so no byte can change.
    if raw != _encoded(kind, envelope.algorithm, key, signature, payload):
        raise Refused(_CHANGED)
    return Opened(payload, key)


def _encoded(kind: str, algorithm: str, key: bytes, signature: bytes, payload: bytes) -> bytes:
    return msgspec.json.encode(
        _Envelope(
            format=FORMAT,
            kind=kind,
            algorithm=algorithm,
            key=key.hex(),
            signature=base64.b64encode(signature).decode(),
            payload=base64.b64encode(payload).decode(),
        )
    )


def _decoded(raw: bytes) -> _Envelope:
    try:
        return _decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(_CHANGED) from error


def _bytes(envelope: _Envelope) -> tuple[bytes, bytes, bytes]:
    try:
        return (
            bytes.fromhex(envelope.key),
            base64.b64decode(envelope.signature, validate=True),
            base64.b64decode(envelope.payload, validate=True),
        )
    except (ValueError, binascii.Error) as error:
        raise Refused(_CHANGED) from error
