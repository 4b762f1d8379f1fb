"""分叉: where a chain of this vault parts from the hub's, after the vault was restored from an old copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.store.scratch import set_setting, setting
from services.store.vault import Vault

_PARTED = "chains_parted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """A chain that is the hub's only up to row `after`: what follows here came inside chain `by`, from row `first` on."""

    after: int
    by: str
    first: int


def parted(vault: Vault) -> dict[str, Parted]:
    """The chains of this vault that part from the hub's, by device."""
    return {device: Parted(**kept) for device, kept in setting(vault, _PARTED, {}).items()}


def keep_parted(vault: Vault, device: str, apart: Parted) -> None:
    """Notes where a chain parts from the hub's; inside a transaction of the caller's."""
    kept = setting(vault, _PARTED, {})
    made = {"after": apart.after, "by": apart.by, "first": apart.first}
    set_setting(vault, _PARTED, {**kept, device: made})


def place_of(apart: Mapping[str, Parted], device: str, seq: int) -> tuple[str, int]:
    """The chain and the row by which this row goes up: its own, or those of the entry that carries it."""
    while device in apart and seq > apart[device].after:
        seq, device = apart[device].first + seq - apart[device].after - 1, apart[device].by
    return device, seq
