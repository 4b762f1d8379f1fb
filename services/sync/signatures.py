"""请求签名: HTTP Message Signatures (RFC 9421) over method, path, body digest and a nonce; no clock decides anything.

The hub names the nonce for the next request in the Accept-Signature field of each reply (RFC 9421 §5.1). The body is
covered by Content-Digest (RFC 9530); where a request says Upload-Offset, so is that.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any, Protocol

import http_sf
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from http_message_signatures import (
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
    InvalidSignature,
    algorithms,
)
from http_message_signatures.exceptions import HTTPMessageSignaturesException

from services.entries.keys import SigningKey
from services.errors import Refused

TAG = LABEL = "fieldwork"
COVERED = ("@method", "@path", "content-digest")
OFFSET = "upload-offset"
_NOT_SIGNED = "请求没有有效的签名。"


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
    private = Ed25519PrivateKey.from_private_bytes(signing.seed)
    signer = HTTPMessageSigner(signature_algorithm=algorithms.ED25519, key_resolver=_One(private))
    signer.sign(
        request,
        key_id=device,
        nonce=nonce,
        label=LABEL,
        tag=TAG,
        covered_component_ids=_covered(request),
        use_existing_digest=True,
    )


def verify(request: Request, key_of: Callable[[str], bytes | None]) -> Signed:
    """Who signed this request; `key_of` gives a device's public key. Raises Refused, before any body is read."""
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
    covered = " ".join(f'"{name}"' for name in COVERED)
    return f'{LABEL}=({covered});keyid="{device}";nonce="{nonce}";tag="{TAG}"'


def next_nonce(field: str) -> str:
    """The nonce in an Accept-Signature field, "" when there is none."""
    try:
        parsed: Any = http_sf.parse(field.encode(), tltype="dictionary")
        return str(parsed[LABEL][1]["nonce"])
    except (KeyError, TypeError, ValueError, IndexError):
        return ""


def _covered(request: Request) -> tuple[str, ...]:
    return (*COVERED, OFFSET) if OFFSET in request.headers else COVERED


class _One(HTTPSignatureKeyResolver):
    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private

    def resolve_private_key(self, key_id: str) -> Ed25519PrivateKey:
        return self._private

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey:
        return self._private.public_key()


class _Many(HTTPSignatureKeyResolver):
    def __init__(self, key_of: Callable[[str], bytes | None]) -> None:
        self._key_of = key_of

    def resolve_private_key(self, key_id: str) -> Ed25519PrivateKey:
        raise Refused(_NOT_SIGNED)

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey | None:
        raw = self._key_of(key_id)
        return Ed25519PublicKey.from_public_bytes(raw) if raw else None
