"""The verbs: what the pages ask of the vault and the papers."""

from __future__ import annotations

import importlib
import pkgutil


def load() -> None:
    """Loads every verb with all it stands on, half a second once; meant for the background."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
