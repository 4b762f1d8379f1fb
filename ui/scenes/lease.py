"""Pictures of a terminal whose offline lease is over: only what was begun may be finished."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from services.session import Session
from ui.desk import GoTo
from ui.studio import SIZES, Studio

NAMES = ("11-lease-over",)
LONG_AFTER = dt.timedelta(days=90)


def take(studio: Studio, root: Path, opening: Callable[[], Session]) -> None:
    """Moves the moment past the lease and opens the vault once more."""
    if not studio.wanted(NAMES[0]):
        return
    studio.now += LONG_AFTER
    studio.open(root, opening)
    studio.go(GoTo("today"))
    studio.shoot(NAMES[0], SIZES)
