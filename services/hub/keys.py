"""院端密钥: the court's own keys, each in a file that only its owner may read."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from services.entries.keys import SigningKey, fingerprint
from services.errors import BadInput, NotAllowed
from services.sync.age import AgeKey, recipients_of

_SIGNING, _HUB, _RECOVERY, _RECOVERY_PUBLIC, _STORE = (
    "signing.key",
    "hub.agekey",
    "recovery.agekey",
    "recovery.recipient",
    "store.key",
)
NEEDED = (_SIGNING, _HUB, _RECOVERY_PUBLIC, _STORE)


@dataclass(frozen=True, slots=True)
class HubKeys:
    """What the hub signs with, reads by and keeps its store under; of the recovery key it needs the public half alone."""

    signing: SigningKey
    age: AgeKey
    recovery_recipient: str
    store: bytes = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """What people compare: the fingerprint of the signing key."""
        return fingerprint(self.signing.public)


def create(folder: Path) -> HubKeys:
    """Makes the keys in an empty or new folder; raises NotAllowed when there are keys already.

    `recovery.agekey` opens every vault of the court: it belongs in the safe, and the hub works on without it.
    """
    if (folder / _SIGNING).exists():
        raise NotAllowed("这个目录里已有院端密钥，没有覆盖。如要更换，请先另存旧密钥。")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    signing, age, recovery = SigningKey.generate(), AgeKey.generate(), AgeKey.generate()
    store = os.urandom(32)
    _keep(folder / _STORE, store.hex())
    _keep(folder / _RECOVERY, recovery.identity)
    _keep(folder / _RECOVERY_PUBLIC, recovery.recipient)
    _keep(folder / _HUB, age.identity)
    _keep(folder / _SIGNING, signing.seed.hex())
    return HubKeys(signing, age, recovery.recipient, store)


def load(folder: Path) -> HubKeys:
    """The keys of a folder made by `create`; raises BadInput when one is missing or unreadable."""
    recovery = _text(folder / _RECOVERY_PUBLIC)
    recipients_of([recovery])
    seed, store = _secret(folder / _SIGNING), _secret(folder / _STORE)
    return HubKeys(SigningKey(seed), AgeKey.of(_text(folder / _HUB)), recovery, store)


def recovery_key(folder: Path) -> AgeKey:
    """The court's recovery key, where it has not been moved to the safe; raises BadInput."""
    return AgeKey.of(_text(folder / _RECOVERY))


def _secret(path: Path) -> bytes:
    try:
        secret = bytes.fromhex(_text(path))
    except ValueError as error:
        raise BadInput(f"密钥文件 {path.name} 的内容不对。请换用院里保存的原件。") from error
    if len(secret) != 32:
        raise BadInput(f"密钥文件 {path.name} 的内容不对。请换用院里保存的原件。")
    return secret


def _keep(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"读不到院端密钥文件 {path.name}。请核对密钥目录。") from error
