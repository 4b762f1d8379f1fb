"""What the window lends to its pages: where the terminal's files are, work, the clock, and whom to tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ui.background import Background


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the window lends to its pages; `told` hears the name of a setting after it was changed,
    `alone` when the tablet is to ring for an officer who is alone."""

    root: Path
    background: Background
    now: Callable[[], dt.datetime]
    go: Callable[[Any], None]
    saved: Callable[[dt.datetime], None]
    trouble: Callable[[BaseException], None]
    told: Callable[[str], None]
    terminal: dict[str, object]
    alone: Callable[[dt.datetime], None] = lambda _due: None
