"""文书, at the folder's door: what sets type waits for the first paper.

reportlab, HarfBuzz, fontTools and Pillow take half a second and 40 MB to load, and 今日 needs none of them. Whoever asks
the folder for one of these modules gets one that loads at first use.
"""

from __future__ import annotations

import importlib
from types import ModuleType

from services.late import Waiting

_AT_FIRST_USE = frozenset(
    {"catalogue", "due_list", "faces", "outing_sheets", "photo_copies", "police_list", "scanning"}
)


def load() -> None:
    """Loads all that waits; meant for the background, while the officer still writes."""
    for name in sorted(_AT_FIRST_USE):
        importlib.import_module(f"{__name__}.{name}")


def __getattr__(name: str) -> ModuleType:
    if name not in _AT_FIRST_USE:
        raise AttributeError(name)
    return Waiting(f"{__name__}.{name}")
