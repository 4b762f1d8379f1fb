"""Of each kind its own page: the situations in which its duties are green, what turns each red, where each item is kept.

A page declares KIND, GREEN, EVIDENCE (for test_duties), PROVED (duties green by docket or journal alone), and ITEMS with
WANTED (for test_items): by section of the notes, item → places, and the notes' own list of items.
"""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

ALL: tuple[ModuleType, ...] = tuple(
    importlib.import_module(f"{__name__}.{page.name}") for page in pkgutil.iter_modules(__path__)
)
