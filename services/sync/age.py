"""age: files encrypted to keys or to a one-time code (age-encryption.org/v1); every failure names its reason."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from services.errors import BadInput, Refused
from services.late import age

if TYPE_CHECKING:
    from pyrage import x25519

_PIECE = 1 << 18
_NOT_FOR_US = "文件解不开：不是发给这台设备的，或者已经损坏。请核对后重新拷贝。"
_WRONG_CODE = "一次性口令不正确，或者文件已经损坏。请核对口令（由院里另行告知）后重试。"


@dataclass(frozen=True, slots=True)
class AgeKey:
    """An X25519 identity; `identity` is the secret text (AGE-SECRET-KEY-…), `recipient` the public one (age1…)."""

    identity: str
    recipient: str

    @classmethod
    def generate(cls) -> AgeKey:
        """A new random key."""
        made = age().x25519.Identity.generate()
        return cls(str(made), str(made.to_public()))

    @classmethod
    def of(cls, identity: str) -> AgeKey:
        """The key of a secret text; raises BadInput when it is none."""
        try:
            made = age().x25519.Identity.from_str(identity.strip())
        except age().IdentityError as error:
            raise BadInput("密钥文件不是有效的 age 密钥。请换用院里保存的原件。") from error
        return cls(str(made), str(made.to_public()))

    def __repr__(self) -> str:
        return f"AgeKey({self.recipient})"


def recipients_of(texts: Iterable[str]) -> list[x25519.Recipient]:
    """The library's recipients, none twice; raises BadInput when one is no age public key or there is none."""
    try:
        found = [age().x25519.Recipient.from_str(text.strip()) for text in dict.fromkeys(texts)]
    except age().RecipientError as error:
        raise BadInput("收件公钥的格式不对（应以 age1 开头）。请让院里重新发给登记文件。") from error
    if not found:
        raise BadInput("没有收件公钥，不能加密。请先登记本机。")
    return found


def identity_of(text: str) -> x25519.Identity:
    """The library's identity of a secret text; raises BadInput."""
    return age().x25519.Identity.from_str(AgeKey.of(text).identity)


def encrypt(payload: bytes, recipients: Iterable[str]) -> bytes:
    """The payload readable by each of the recipients and nobody else."""
    return bytes(age().encrypt(payload, recipients_of(recipients)))


def decrypt(raw: bytes, identity: str) -> bytes:
    """What was encrypted to this identity; raises Refused."""
    key = identity_of(identity)
    try:
        return bytes(age().decrypt(raw, [key]))
    except (age().DecryptError, OSError) as error:
        raise Refused(_NOT_FOR_US) from error


class _Pull:
    """Pieces as a file to read from: the library asks for so many bytes at a time."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._left = pieces, b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most `size`; b"" after the last."""
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._left = piece
        taken = self._left if size < 0 else self._left[:size]
        self._left = self._left[len(taken) :]
        return taken


def encrypt_pieces(pieces: Iterator[bytes], target: BinaryIO, recipients: Iterable[str]) -> None:
    """Writes the pieces to `target` as `encrypt` would their sum, which never stands in memory as a whole."""
    age().encrypt_io(_Pull(pieces), target, recipients_of(recipients))


def decrypt_pieces(source: BinaryIO, identity: str) -> Iterator[bytes]:
    """What `decrypt` gives, piece by piece; raises Refused, at the latest where a damaged or cut file ends.

    The library pushes and the caller pulls, so a thread stands at the pipe's far end.
    """
    key = identity_of(identity)
    far, near = os.pipe()
    failed: list[BaseException] = []

    def pour() -> None:
        with os.fdopen(near, "wb") as writing:
            try:
                age().decrypt_io(source, writing, [key])
            except (age().DecryptError, OSError) as error:
                failed.append(error)

    thread = threading.Thread(target=pour, name="decrypt", daemon=True)
    thread.start()
    try:
        with os.fdopen(far, "rb") as reading:
            while piece := reading.read(_PIECE):
                yield piece
    finally:
        thread.join()  # whoever stops early closes `source` only after this
    if failed:
        raise Refused(_NOT_FOR_US) from failed[0]


def encrypt_by_code(payload: bytes, code: str) -> bytes:
    """The payload readable by whoever knows the code (scrypt, about a second); raises BadInput below 12 characters."""
    if len(code) < 12:
        raise BadInput("一次性口令至少 12 个字符。")
    return bytes(age().passphrase.encrypt(payload, code))


def decrypt_by_code(raw: bytes, code: str) -> bytes:
    """What was encrypted by this code; raises Refused."""
    try:
        return bytes(age().passphrase.decrypt(raw, code.strip()))
    except (age().DecryptError, OSError) as error:
        raise Refused(_WRONG_CODE) from error
