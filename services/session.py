"""The frozen session: who works, in which opened vault, for which court."""

from __future__ import annotations

from dataclasses import dataclass

from services.docket.court import Court, Officer
from services.entries.keys import SigningKey
from services.store.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Given to every verb as its first argument; has no methods on purpose.

    Who the device is stands in the vault: a terminal restored from an old copy begins a new chain under a new device.
    """

    vault: Vault
    court: Court
    officer: Officer
    colleagues: tuple[Officer, ...]
    demo: bool = False

    @property
    def device(self) -> str:
        """The id under which this terminal writes its journal and calls the hub."""
        return self.vault.identities.device

    @property
    def signing(self) -> SigningKey:
        """The key that signs both."""
        return self.vault.identities.signing
