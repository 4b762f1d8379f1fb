"""联网登记: a terminal is enrolled over the line by a one-time code that the court tells its officer by another way.

Neither side knows the other yet, so neither believes TLS: the terminal proves the code over its signed request, the
hub over its answer. The code itself never travels; 80 random bits cannot be tried out.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import TypeVar

import msgspec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from services.errors import BadInput, Refused

PATH = "/v1/enrolment"
MEDIA_TYPE = "application/vnd.court-fieldwork+enrolment"
MAX_ASK, MAX_WELCOME = 64 * 1024, 256 * 1024 * 1024
LEAST_SIGNS = 16
_CHANGED = "院端的答复与一次性口令不符，没有采用。请核对院端地址和口令。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the terminal says: which code it means, its request file, and the proof that it knows the code."""

    id: str
    request: bytes
    proof: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome:
    """What the hub answers: the enrolment file, the docket file (b"" while there is none), and its own proof."""

    enrolment: bytes
    docket: bytes
    proof: bytes


_Said = TypeVar("_Said", Asked, Welcome)


def plain(code: str) -> str:
    """A code as it counts, however it was typed; raises BadInput for one that is too short."""
    signs = "".join(sign for sign in code.upper() if sign.isalnum())
    if len(signs) < LEAST_SIGNS:
        raise BadInput("一次性口令不完整。请照院里给的单子逐组填写。")
    return signs


def id_of(code: str) -> str:
    """By which the hub finds the code again without keeping it."""
    return hashlib.sha256(b"court-fieldwork/invitation\n" + plain(code).encode()).hexdigest()[:32]


def key_of(code: str) -> bytes:
    """What both sides prove with."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"court-fieldwork/invitation-key")
    return derived.derive(plain(code).encode())


def ask(code: str, request: bytes) -> bytes:
    """The terminal's message."""
    proof = _proof(key_of(code), b"ask", request)
    return msgspec.msgpack.encode(Asked(id=id_of(code), request=request, proof=proof))


def is_proved(asked: Asked, key: bytes) -> bool:
    """True when whoever asks knows the code."""
    return hmac.compare_digest(asked.proof, _proof(key, b"ask", asked.request))


def welcome(key: bytes, enrolment: bytes, docket: bytes) -> bytes:
    """The hub's message."""
    said = Welcome(enrolment=enrolment, docket=docket, proof=_proof(key, b"welcome", enrolment, docket))
    return msgspec.msgpack.encode(said)


def read_welcome(raw: bytes, code: str) -> Welcome:
    """The hub's answer; raises Refused unless it comes from who has given out the code."""
    said = decode(raw, Welcome)
    if not hmac.compare_digest(said.proof, _proof(key_of(code), b"welcome", said.enrolment, said.docket)):
        raise Refused(_CHANGED)
    return said


def decode(raw: bytes, kind: type[_Said]) -> _Said:
    """The message in these bytes; raises Refused."""
    try:
        return msgspec.msgpack.decode(raw, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(_CHANGED) from error


def _proof(key: bytes, purpose: bytes, *parts: bytes) -> bytes:
    said = hmac.new(key, purpose, hashlib.sha256)
    for part in parts:
        said.update(len(part).to_bytes(8, "big") + part)
    return said.digest()
