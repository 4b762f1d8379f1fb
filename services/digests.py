"""SHA-256 (FIPS 180-4) by the library that also signs; the standard library's brings a second OpenSSL, 3.8 MB at rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.hazmat.primitives import hashes

if TYPE_CHECKING:
    from hashlib import _Hash

_SHA256 = hashes.SHA256()


def sha256(content: bytes) -> bytes:
    """The 32 bytes over content that is at hand as a whole."""
    running = hashes.Hash(_SHA256)
    running.update(content)
    return running.finalize()


def hex_sha256(content: bytes) -> str:
    """The same as 64 hexadecimal digits, as entries, dockets and papers name it."""
    return sha256(content).hex()


def begun() -> _Hash:
    """A hash of what comes in pieces; large ones are hashed while other threads go on."""
    import hashlib  # noqa: PLC0415 - for the first attachment only, see the head

    return hashlib.sha256()
