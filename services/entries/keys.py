"""签名: the device's signing key and the check of a signature; the algorithm's id travels with each signature."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from services import digests

ED25519 = "ed25519"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """An Ed25519 key (RFC 8032); `seed` is its 32 secret bytes."""

    seed: bytes

    @classmethod
    def generate(cls) -> SigningKey:
        """A new random key."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def algorithm(self) -> str:
        """The id written beside each signature."""
        return ED25519

    @property
    def public(self) -> bytes:
        """The 32 public bytes."""
        return _loaded(self.seed).public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """The signature over the message."""
        return _loaded(self.seed).sign(message)

    def __repr__(self) -> str:
        return "SigningKey(…)"


@functools.lru_cache(maxsize=4)
def _loaded(seed: bytes) -> Ed25519PrivateKey:
    # Reading the key costs as much as signing; a terminal signs with one key only.
    return Ed25519PrivateKey.from_private_bytes(seed)


def verify(public: bytes, message: bytes, signature: bytes, algorithm: str) -> bool:
    """True when the signature is the key's over this message; an unknown algorithm is False, never an error."""
    if algorithm != ED25519:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: bytes) -> str:
    """SHA-256 over a public key, the first 20 bytes in ten groups of four hex digits: for people to compare."""
    text = digests.hex_sha256(public)[:40].upper()
    return " ".join(text[i : i + 4] for i in range(0, 40, 4))
