"""恢复: the court's recovery key opens a vault whose secret is forgotten; records stay, the old secret is dead."""

from __future__ import annotations

from pathlib import Path

from services.errors import Refused
from services.store import vault


def recover(folder: Path, recovery_identity: str, secret: str) -> None:
    """Wraps the vault's key under a new passphrase; raises Refused for a key that is not this court's."""
    if not recovery_identity.startswith("AGE-SECRET-KEY-"):
        raise Refused("这不是院里的恢复密钥文件，保险库没有改动。")
    vault.recover(folder, recovery_identity, secret, kind="passphrase").close()
