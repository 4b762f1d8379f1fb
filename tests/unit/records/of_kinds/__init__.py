"""Of each kind its own page: the situations in which its duties are green, what turns each red, where each item is kept.

A page declares KIND, GREEN, EVIDENCE (for test_duties), PROVED (duties green by docket or journal alone), and ITEMS with
WANTED (for test_items): by section of the notes, item → places, and the notes' own list of items.
"""

from __future__ import annotations

from types import ModuleType

from tests.unit.records.of_kinds import (
    eviction_close,
    eviction_day,
    eviction_handover,
    eviction_notice,
    eviction_plan,
    eviction_room,
    eviction_storage,
    interview,
    payment,
)

ALL: tuple[ModuleType, ...] = (
    payment,
    interview,
    eviction_notice,
    eviction_plan,
    eviction_day,
    eviction_room,
    eviction_close,
    eviction_handover,
    eviction_storage,
)
