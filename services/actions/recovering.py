"""恢复: the court's recovery key opens a vault whose secret is forgotten; records stay, the old secret is dead."""

from __future__ import annotations

from pathlib import Path

from services.errors import BadInput, Refused
from services.store import vault


def read_key(path: Path) -> str:
    """The court's recovery key from its file; raises BadInput for a file that is not there, Refused for another one."""
    try:
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"读不到恢复密钥文件“{path.name}”。请核对位置后再试。") from error
    if not key.startswith("AGE-SECRET-KEY-"):
        raise Refused("这不是院里的恢复密钥文件，保险库没有改动。")
    return key


def recover(folder: Path, recovery_identity: str, secret: str) -> None:
    """Wraps the vault's key under a new passphrase; raises Refused for a key that is not this court's."""
    vault.recover(folder, recovery_identity, secret, kind="passphrase").close()
