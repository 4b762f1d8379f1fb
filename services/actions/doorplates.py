"""门牌: what 解锁 shows of a vault before anything heavy is loaded; plain files, never anything of a case.

The unlock page is painted before the database driver and the ciphers are loaded, so this reads the two plain files
beside the vault by itself; whether the vault is sound is found out when it is opened.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HEADER, SEEN = "vault.json", "door.json"
MAX_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was true when the vault was last open: the lease and the docket's date, counts without names."""

    lease_until: dt.datetime
    lease_days: int
    docket_serial: int
    docket_made_at: dt.datetime
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Doorplate:
    """One vault as 解锁 lists it; `court` is "" until the court has enrolled it, `damaged` when it is unreadable."""

    folder: Path
    holder: str = ""
    court: str = ""
    kind: str = "passphrase"
    damaged: bool = False
    seen: Seen | None = None

    @property
    def enrolled(self) -> bool:
        """False while the vault still waits for the court's enrolment file."""
        return bool(self.court) or self.damaged


def plates(root: Path) -> tuple[Doorplate, ...]:
    """Every vault on this tablet by its holder's name, damaged ones last."""
    found = [
        _plate(p.parent) for p in (root / "vaults").glob(f"*/{HEADER}") if not p.parent.name.startswith(".")
    ]
    return tuple(sorted(found, key=lambda p: (p.damaged, p.holder, p.folder.name)))


def write_seen(folder: Path, seen: Seen) -> None:
    """Keeps what the next 解锁 shows; a disk that takes no more only leaves the older facts standing."""
    content = {
        "lease_until": seen.lease_until.isoformat(),
        "lease_days": seen.lease_days,
        "docket_serial": seen.docket_serial,
        "docket_made_at": seen.docket_made_at.isoformat(),
        "entries": seen.entries,
    }
    temporary = folder / (SEEN + ".new")
    try:
        temporary.write_text(json.dumps(content), encoding="utf-8")
        temporary.replace(folder / SEEN)
    except OSError:
        temporary.unlink(missing_ok=True)


def _plate(folder: Path) -> Doorplate:
    header = _json(folder / HEADER)
    kind = header.get("kind")
    if kind not in ("pin", "passphrase") or not isinstance(header.get("holder"), str):
        return Doorplate(folder=folder, damaged=True)
    court = header.get("court")
    return Doorplate(
        folder=folder,
        holder=header["holder"],
        court=court if isinstance(court, str) else "",
        kind=kind,
        seen=_seen(folder),
    )


def _seen(folder: Path) -> Seen | None:
    kept = _json(folder / SEEN)
    try:
        return Seen(
            lease_until=_moment(kept["lease_until"]),
            lease_days=int(kept["lease_days"]),
            docket_serial=int(kept["docket_serial"]),
            docket_made_at=_moment(kept["docket_made_at"]),
            entries=int(kept["entries"]),
        )
    except (KeyError, TypeError, ValueError):
        return None


def _moment(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


def _json(path: Path) -> dict[str, Any]:
    try:
        raw = path.read_bytes()
        content = json.loads(raw) if len(raw) <= MAX_BYTES else None
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
