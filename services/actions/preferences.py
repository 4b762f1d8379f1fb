"""设置: the vault's own settings by their declaration, the facts of the vault, and the check of its journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.actions.doorplates import Seen, write_seen
from services.errors import BadInput
from services.session import Session
from services.settings import DECLARED, Setting
from services.store import exchanged, journal, lease, registry, scratch
from services.store.lease import Lease
from services.store.vault import Vault

_PREFIX = "setting."


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultFacts:
    """What 设置 tells about the open vault; counts and dates, `lease_days` as the court has set them.

    `pending` entries are not at the hub yet.
    """

    holder: str
    badge: str
    court: str
    device: str
    kind: str
    entries: int
    pending: int
    docket_serial: int
    docket_made_at: dt.datetime
    lease: Lease
    lease_days: int
    recoverable: bool


def get(session: Session, setting: Setting) -> Any:
    """A vault setting's value; the default when it was never set or no longer fits the declaration."""
    kept = scratch.setting(session.vault, _PREFIX + setting.name, setting.default)
    return kept if setting.fits(kept) else setting.default


def read_all(session: Session) -> Mapping[str, Any]:
    """Every setting that lives in the vault, by name."""
    return {s.name: get(session, s) for s in DECLARED if s.home == "vault"}


def put(session: Session, setting: Setting, value: Any) -> Any:
    """Keeps a vault setting and returns it; raises BadInput for a value the declaration does not allow."""
    if setting.home != "vault" or not setting.fits(value):
        raise BadInput(f"“{setting.title}”的值不合适，没有改动。{_range(setting)}")
    scratch.set_setting(session.vault, _PREFIX + setting.name, value)
    return value


def facts(session: Session, now: dt.datetime) -> VaultFacts:
    """The open vault in counts and dates."""
    docket = registry.docket_facts(session.vault)
    if docket is None:
        raise BadInput("这个保险库还没有载入承办案件册，请在“初次使用”里继续。")
    header = session.vault.header
    return VaultFacts(
        holder=session.officer.name,
        badge=session.officer.badge,
        court=session.court.name,
        device=session.device,
        kind=header.kind,
        entries=journal.count(session.vault),
        pending=exchanged.waiting(session.vault).entries,
        docket_serial=docket.serial,
        docket_made_at=docket.made_at,
        lease=lease.state(session.vault, now),
        lease_days=docket.lease_days,
        recoverable=bool(header.recovery_recipient),
    )


def docket_loaded(opened: Vault) -> bool:
    """False while an opened vault still waits for its first docket."""
    return registry.docket_facts(opened) is not None


def leave_plate(session: Session, now: dt.datetime) -> Seen:
    """Writes beside the vault what the next 解锁 may show: lease and docket dates, counts, no names."""
    known = facts(session, now)
    seen = Seen(
        lease_until=known.lease.until,
        lease_days=known.lease_days,
        docket_serial=known.docket_serial,
        docket_made_at=known.docket_made_at,
        entries=known.entries,
    )
    write_seen(session.vault.folder, seen)
    return seen


def verify(session: Session) -> tuple[str, ...]:
    """Walks the journal's chains and the attachments; sentences that name what does not fit, none when all is well."""
    return tuple(journal.verify(session.vault))


def receivers() -> tuple[tuple[str, str], ...]:
    """The serial ports of this machine: device name and what the system says of it."""
    from serial.tools import list_ports  # noqa: PLC0415 - half a megabyte that only the choice of a receiver takes

    found = sorted(list_ports.comports(), key=lambda p: p.device)
    return tuple((p.device, p.description if p.description not in ("", "n/a") else "") for p in found)


def _range(setting: Setting) -> str:
    if setting.options:
        return "可选：" + "、".join(words for _, words in setting.options) + "。"
    if setting.maximum:
        return f"应在 {setting.minimum:g} 到 {setting.maximum:g}{setting.unit} 之间。"
    return "请重新填写。"
