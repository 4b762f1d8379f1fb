"""离线期限: how long the docket may be worked with before the court is asked again; no bare clock decides it.

The moment it is reckoned by is the highest of: the highest trusted moment (docket, GNSS, hub), the highest moment
this vault has reckoned before, that plus what the boot clock has run since, and the device clock as long as that is
believable. So a clock set back gains nothing, and a clock set years ahead only brings a warning. A newer trusted
moment puts right what a wrong clock has brought in.
"""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass

import msgspec

from services.clock import local
from services.store.driver import guarded
from services.store.scratch import set_setting, setting
from services.store.vault import Vault

BELIEVABLE = dt.timedelta(days=400)
CLOCK_SLOW = dt.timedelta(minutes=10)
KEEP_EVERY = dt.timedelta(minutes=10)

_KEY = "lease"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """Until when, how much is left (never negative), whether it is over; `warning` is about the device clock."""

    until: dt.datetime
    left: dt.timedelta
    expired: bool
    reckoned: dt.datetime
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    trusted: dt.datetime
    source: str
    highest: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    made_at: dt.datetime
    lease_days: int


def state(vault: Vault, now: dt.datetime, *, boot_s: float | None = None) -> Lease:
    """The lease at the device clock's `now`; expired with nothing left while there is no docket.

    `boot_s` is the boot clock in seconds (read when not given): it goes on through sleep and can't be set.
    """
    facts, kept = _facts(vault), _kept(vault)
    if facts is None or kept is None:
        return Lease(
            until=now, left=dt.timedelta(0), expired=True, reckoned=now, warning="还没有载入承办案件册。"
        )
    boot = _boot_clock() if boot_s is None else boot_s
    floor = max(kept.trusted, kept.highest, _run_on(vault, boot, kept.highest))
    ahead = now - floor
    reckoned = now if dt.timedelta(0) < ahead <= BELIEVABLE else floor
    vault.anchor = (boot, reckoned)
    if reckoned - kept.highest >= KEEP_EVERY:
        _keep(vault, _Kept(trusted=kept.trusted, source=kept.source, highest=reckoned))
    until = local(facts.made_at + dt.timedelta(days=facts.lease_days))
    left = max(dt.timedelta(0), until - reckoned)
    return Lease(until=until, left=left, expired=not left, reckoned=local(reckoned), warning=_warning(ahead))


def note_trusted(vault: Vault, moment: dt.datetime, source: str) -> bool:
    """Takes in a moment that somebody else vouches for ("gnss", "hub", "docket"); older ones change nothing."""
    with guarded(), vault.db.atomic():
        return trust(vault, moment, source)


def trust(vault: Vault, moment: dt.datetime, source: str) -> bool:
    """`note_trusted` inside a transaction of the caller's."""
    kept = _kept(vault)
    if kept is not None and moment <= kept.trusted:
        return False
    _keep(vault, _Kept(trusted=moment, source=source, highest=moment))
    vault.anchor = None
    return True


def _run_on(vault: Vault, boot: float, first: dt.datetime) -> dt.datetime:
    """The moment reckoned last in this process plus what the boot clock has run since; `first` before there is one."""
    if vault.anchor is None:
        return first
    then, moment = vault.anchor
    return moment + dt.timedelta(seconds=max(0.0, boot - then))


def _warning(ahead: dt.timedelta) -> str:
    if ahead > BELIEVABLE:
        return "本机时钟比可信时间快一年以上，请校准时钟；记录和草稿不受影响。"
    if ahead < -CLOCK_SLOW:
        return "本机时钟比可信时间慢，请校准时钟；离线期限按可信时间计算。"
    return ""


def _boot_clock() -> float:
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


def _facts(vault: Vault) -> _Facts | None:
    with guarded():
        row = vault.db.execute("SELECT value FROM registry_meta WHERE key = 'facts'").fetchone()
    return None if row is None else msgspec.json.decode(row[0], type=_Facts)


def _kept(vault: Vault) -> _Kept | None:
    value = setting(vault, _KEY)
    return None if value is None else msgspec.convert(value, _Kept)


def _keep(vault: Vault, kept: _Kept) -> None:
    set_setting(vault, _KEY, msgspec.to_builtins(kept))
