"""本机秘密: 32 random bytes kept by the system's own keyring and mixed into the key, so that six digits are enough."""

from __future__ import annotations

import os
from pathlib import Path

from services.store import wraps

# The keyring's own search for backends takes 12 MB and 0.1 s; only a vault with a PIN asks it.
# ruff: noqa: PLC0415

SERVICE = "court-fieldwork"


def home() -> str | None:
    """The name of the system's keyring, None where this machine has none that keeps a secret."""
    import keyring

    backend = keyring.get_keyring()
    return str(backend.name) if backend.priority > 0 else None


def of(folder: Path) -> bytes | None:
    """The device secret that a vault's key was mixed with; a vault that needs none does not ask the keyring."""
    return fetch(folder.name) if wraps.read(folder).device_bound else None


def fetch(vault_id: str) -> bytes | None:
    """The device secret of a vault, None where there is none or the keyring does not answer."""
    if home() is None:
        return None
    import keyring
    from keyring.errors import KeyringError

    try:
        kept = keyring.get_password(SERVICE, vault_id)
    except KeyringError:
        return None
    return bytes.fromhex(kept) if kept else None


def make(vault_id: str) -> bytes | None:
    """The device secret, made if there is none yet; None where the machine has no keyring."""
    known = fetch(vault_id)
    if known is not None or home() is None:
        return known
    import keyring
    from keyring.errors import KeyringError

    fresh = os.urandom(32)
    try:
        keyring.set_password(SERVICE, vault_id, fresh.hex())
    except KeyringError:
        return None
    return fetch(vault_id)
