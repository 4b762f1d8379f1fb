"""age: files encrypted to keys or to a one-time code (age-encryption.org/v1); every failure names its reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyrage

from services.errors import BadInput, Refused

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
        made = pyrage.x25519.Identity.generate()
        return cls(str(made), str(made.to_public()))

    @classmethod
    def of(cls, identity: str) -> AgeKey:
        """The key of a secret text; raises BadInput when it is none."""
        try:
            made = pyrage.x25519.Identity.from_str(identity.strip())
        except pyrage.IdentityError as error:
            raise BadInput("密钥文件不是有效的 age 密钥。请换用院里保存的原件。") from error
        return cls(str(made), str(made.to_public()))

    def __repr__(self) -> str:
        return f"AgeKey({self.recipient})"


def recipients_of(texts: Iterable[str]) -> list[pyrage.x25519.Recipient]:
    """The library's recipients, none twice; raises BadInput when one is no age public key or there is none."""
    try:
        found = [pyrage.x25519.Recipient.from_str(text.strip()) for text in dict.fromkeys(texts)]
    except pyrage.RecipientError as error:
        raise BadInput("收件公钥的格式不对（应以 age1 开头）。请让院里重新发给登记文件。") from error
    if not found:
        raise BadInput("没有收件公钥，不能加密。请先登记本机。")
    return found


def identity_of(text: str) -> pyrage.x25519.Identity:
    """The library's identity of a secret text; raises BadInput."""
    return pyrage.x25519.Identity.from_str(AgeKey.of(text).identity)


def encrypt(payload: bytes, recipients: Iterable[str]) -> bytes:
    """The payload readable by each of the recipients and nobody else."""
    return bytes(pyrage.encrypt(payload, recipients_of(recipients)))


def decrypt(raw: bytes, identity: str) -> bytes:
    """What was encrypted to this identity; raises Refused."""
    key = identity_of(identity)
    try:
        return bytes(pyrage.decrypt(raw, [key]))
    except (pyrage.DecryptError, OSError) as error:
        raise Refused(_NOT_FOR_US) from error


def encrypt_by_code(payload: bytes, code: str) -> bytes:
    """The payload readable by whoever knows the code (scrypt, about a second); raises BadInput below 12 characters."""
    if len(code) < 12:
        raise BadInput("一次性口令至少 12 个字符。")
    return bytes(pyrage.passphrase.encrypt(payload, code))


def decrypt_by_code(raw: bytes, code: str) -> bytes:
    """What was encrypted by this code; raises Refused."""
    try:
        return bytes(pyrage.passphrase.decrypt(raw, code.strip()))
    except (pyrage.DecryptError, OSError) as error:
        raise Refused(_WRONG_CODE) from error
