"""Beginning and ending a session: the verbs of the lock, loaded at their first use, not when the program starts.

解锁 is painted before database driver and ciphers are loaded; only here and in ui/doors.py is anything of ours
imported inside a function.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from services.actions.preferences import VaultFacts
    from services.session import Session


@dataclass(frozen=True, slots=True)
class Entered:
    """What a session brings to the window: itself, its vault's facts, its settings."""

    session: Session
    facts: VaultFacts
    settings: dict[str, Any]


def load() -> None:
    """Loads database driver, ciphers and what 今日 asks, so that the secret is not kept waiting for them.

    Half a second once, nothing afterwards; meant for the background.
    """
    from services.actions import (  # noqa: PLC0415 - start-up, see the head
        finding,  # noqa: F401
        preferences,  # noqa: F401
        ranging,  # noqa: F401
        reminding,  # noqa: F401
        standing,  # noqa: F401
        unlocking,  # noqa: F401
    )


def unlock(folder: Path, secret: str, now: dt.datetime) -> Entered:
    """Opens a vault; raises WrongSecret, Damaged, or NotAllowed while it waits for the court's files."""
    from services.actions import unlocking  # noqa: PLC0415 - start-up, see the head

    return enter(unlocking.unlock(folder, secret, now), now)


def enter(session: Session, now: dt.datetime) -> Entered:
    """What the window needs of a session that begins; leaves at the door what the next 解锁 may show."""
    from services.actions import preferences  # noqa: PLC0415 - start-up, see the head

    preferences.leave_plate(session, now)
    return Entered(session, preferences.facts(session, now), dict(preferences.read_all(session)))


def open_and_enter(opening: Callable[[], Session], now: dt.datetime) -> Entered:
    """The same for a session that somebody else opens (the demo)."""
    return enter(opening(), now)


def facts(session: Session, now: dt.datetime) -> VaultFacts:
    """The vault's facts by now."""
    from services.actions import preferences  # noqa: PLC0415 - start-up, see the head

    return preferences.facts(session, now)


def lock(session: Session, now: dt.datetime) -> None:
    """Ends a session: facts for the next 解锁, the note of opened cases, then the vault is closed."""
    from services.actions import preferences, unlocking  # noqa: PLC0415 - start-up, see the head

    try:
        preferences.leave_plate(session, now)
    finally:
        unlocking.lock(session, now)
