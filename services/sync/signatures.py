"""请求签名: HTTP Message Signatures (RFC 9421) over method, path, body digest and a nonce; no clock decides anything.

The hub names the nonce for the next request in the Accept-Signature field of each reply (RFC 9421 §5.1). The body is
covered by Content-Digest (RFC 9530); where a request says Upload-Offset, so is that. Terminals write one form, which is
signed and read here as it stands; any other form of the same is read by the library.
"""

from __future__ import annotations

import base64
import hashlib
import re
import time
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

import http_sf
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from http_message_signatures import (
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
    InvalidSignature,
    algorithms,
)
from http_message_signatures.exceptions import HTTPMessageSignaturesException

from services.entries.keys import ED25519, SigningKey
from services.entries.keys import verify as is_signed
from services.errors import Refused

TAG = LABEL = "fieldwork"
COVERED = ("@method", "@path", "content-digest")
OFFSET = "upload-offset"
_NOT_SIGNED = "请求没有有效的签名。"
_TEXT = r"[ !#-\[\]-~]*"
_OWN = re.compile(
    rf'{LABEL}=(\(([^)]*)\);created=[0-9]{{1,15}};keyid="({_TEXT})";alg="{ED25519}";nonce="({_TEXT})";tag="{TAG}")'
)
_OWN_BYTES = re.compile(rf"{LABEL}=:([A-Za-z0-9+/]{{86}}==):")
_OWN_PATH = re.compile(r"/[A-Za-z0-9._~/-]*")


class Hash(Protocol):
    """A hash under way."""

    def digest(self) -> bytes:
        """What it has come to."""


class Request(Protocol):
    """What is signed and checked: a method, an absolute address, header fields."""

    @property
    def method(self) -> str:
        """GET, HEAD, POST or PATCH."""

    @property
    def url(self) -> Any:
        """The absolute address."""

    @property
    def headers(self) -> Mapping[str, str]:
        """The header fields."""


class Signable(Request, Protocol):
    """A request that takes header fields."""

    @property
    def headers(self) -> MutableMapping[str, str]:
        """The header fields."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed a request and the nonce it carries."""

    device: str
    nonce: str


class _Verifier(HTTPMessageVerifier):
    def validate_created_and_expires(self, sig_input: Any, max_age: Any = None) -> None:
        """A tablet's clock may be years off: freshness is the nonce's matter."""


def digest_field(body: bytes) -> str:
    """The Content-Digest field of a body (RFC 9530, sha-256)."""
    return digest_of(hashlib.sha256(body))


def digest_of(seen: Hash) -> str:
    """The Content-Digest field of what a SHA-256 has seen."""
    return f"sha-256=:{base64.b64encode(seen.digest()).decode()}:"


def sign(request: Signable, body: bytes, *, device: str, signing: SigningKey, nonce: str) -> None:
    """Adds Content-Digest, Signature-Input and Signature to a request."""
    request.headers["Content-Digest"] = digest_field(body)
    made = (
        f"({_listed(_covered(request))});created={int(time.time())};keyid={_quoted(device)}"
        f';alg="{ED25519}";nonce={_quoted(nonce)};tag="{TAG}"'
    )
    signature = signing.sign(_base(request, _path(request), made))
    request.headers["Signature-Input"] = f"{LABEL}={made}"
    request.headers["Signature"] = f"{LABEL}=:{base64.b64encode(signature).decode()}:"


def verify(request: Request, key_of: Callable[[str], bytes | None]) -> Signed:
    """Who signed this request; `key_of` gives a device's public key. Raises Refused, before any body is read."""
    own = _read_own(request)
    if own is None:
        return _verify_any(request, key_of)
    key = key_of(own.device)
    if key is None or not is_signed(key, own.base, own.signature, ED25519):
        raise Refused(_NOT_SIGNED)
    return Signed(own.device, own.nonce)


@dataclass(frozen=True, slots=True)
class _Own:
    device: str
    nonce: str
    signature: bytes
    base: bytes


def _read_own(request: Request) -> _Own | None:
    """A request as `sign` writes it, None for every other form."""
    said = _OWN.fullmatch(request.headers.get("signature-input", ""))
    signature = _OWN_BYTES.fullmatch(request.headers.get("signature", ""))
    path = _path(request)
    if said is None or signature is None or not _OWN_PATH.fullmatch(path):
        return None
    fields = [request.headers.get(name, "") for name in _covered(request) if not name.startswith("@")]
    plain = all(f and f == f.strip() and f.isascii() and f.isprintable() for f in fields)
    if said[2] != _listed(_covered(request)) or not plain:
        return None
    return _Own(said[3], said[4], base64.b64decode(signature[1]), _base(request, path, said[1]))


def _base(request: Request, path: str, parameters: str) -> bytes:
    """What is signed (RFC 9421 §2.5): a line for each covered component, the parameters as the last."""
    values = {"@method": request.method, "@path": path}
    lines = [f'"{name}": {values.get(name) or request.headers[name]}' for name in _covered(request)]
    return "\n".join([*lines, f'"@signature-params": {parameters}']).encode()


def _path(request: Request) -> str:
    return urlsplit(str(request.url)).path or "/"


def _listed(names: tuple[str, ...]) -> str:
    return " ".join(f'"{name}"' for name in names)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _verify_any(request: Request, key_of: Callable[[str], bytes | None]) -> Signed:
    verifier = _Verifier(signature_algorithm=algorithms.ED25519, key_resolver=_Many(key_of))
    try:
        (found,) = verifier.verify(
            request, max_age=None, expect_tag=TAG, require_components=_covered(request)
        )
    except (InvalidSignature, HTTPMessageSignaturesException, ValueError) as error:
        raise Refused(_NOT_SIGNED) from error
    return Signed(str(found.parameters["keyid"]), found.nonce or "")


def accepts(device: str, nonce: str) -> str:
    """The Accept-Signature field that tells a device the nonce of its next request."""
    return f'{LABEL}=({_listed(COVERED)});keyid="{device}";nonce="{nonce}";tag="{TAG}"'


def next_nonce(field: str) -> str:
    """The nonce in an Accept-Signature field, "" when there is none."""
    try:
        parsed: Any = http_sf.parse(field.encode(), tltype="dictionary")
        return str(parsed[LABEL][1]["nonce"])
    except (KeyError, TypeError, ValueError, IndexError):
        return ""


def _covered(request: Request) -> tuple[str, ...]:
    return (*COVERED, OFFSET) if OFFSET in request.headers else COVERED


class _Many(HTTPSignatureKeyResolver):
    def __init__(self, key_of: Callable[[str], bytes | None]) -> None:
        self._key_of = key_of

    def resolve_private_key(self, key_id: str) -> Ed25519PrivateKey:
        raise Refused(_NOT_SIGNED)

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey | None:
        raw = self._key_of(key_id)
        return Ed25519PublicKey.from_public_bytes(raw) if raw else None
