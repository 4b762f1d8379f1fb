"""The frozen session: who works, in which opened vault, for which court."""

from __future__ import annotations

from dataclasses import dataclass

from services.docket.court import Court, Officer
from services.entries.keys import SigningKey
from services.store.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Given to every verb as its first argument; has no methods on purpose."""

    vault: Vault
    court: Court
    officer: Officer
    colleagues: tuple[Officer, ...]
    device: str
    signing: SigningKey
    demo: bool = False
