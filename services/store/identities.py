"""本机身份: the device id and signing key of a vault that goes on as another device; its age key stays."""

from __future__ import annotations

from services.store.vault import Identities, Vault


def replace_device(vault: Vault, new: Identities) -> None:
    """Writes who the device is from now on; inside a transaction of the caller's, who puts the old one back if it fails."""
    vault.db.conn.executemany(
        "UPDATE secret SET value = ? WHERE key = ?",
        [(new.device.encode(), "device"), (new.signing.seed, "signing")],
    )
    vault.identities = new
