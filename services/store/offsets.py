"""时钟差: how far the device clock is ahead of GNSS and of the hub, as compared last; goes into every entry."""

from __future__ import annotations

import datetime as dt

import msgspec

from services.entries.entry import ClockOffset
from services.store.scratch import set_setting, setting
from services.store.vault import Vault

_KEY = "clock_offset"


def clock_offset(vault: Vault) -> ClockOffset:
    """The latest comparisons; None for a side never compared."""
    kept = setting(vault, _KEY)
    return ClockOffset() if kept is None else msgspec.convert(kept, ClockOffset)


def note_gnss(vault: Vault, device: dt.datetime, satellites: dt.datetime) -> None:
    """Takes in what the clock said when a fix of that satellite time arrived; to the second."""
    known = clock_offset(vault)
    gone = float(round((device - satellites).total_seconds()))
    if known.gnss_s != gone:
        set_setting(vault, _KEY, {"gnss_s": gone, "hub_s": known.hub_s})


def note_hub(vault: Vault, device: dt.datetime, hub: dt.datetime) -> None:
    """Takes in what both clocks said at one exchange; to the second."""
    known = clock_offset(vault)
    gone = float(round((device - hub).total_seconds()))
    if known.hub_s != gone:
        set_setting(vault, _KEY, {"gnss_s": known.gnss_s, "hub_s": gone})
