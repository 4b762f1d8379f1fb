"""同一件事的前后记录: what the records of one act over days have said so far, corrections in place of the corrected."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from services.records.declared import Happening


def current(related: Iterable[Happening], *codes: str) -> tuple[Happening, ...]:
    """Those of these kinds (of any, where none is named) that nothing corrects, in the order of their making."""
    listed = {h.entry.id: h for h in related}
    amended = {h.entry.amends for h in listed.values()}
    found = [h for i, h in listed.items() if i not in amended and (not codes or h.said.code in codes)]
    return tuple(sorted(found, key=lambda h: (h.entry.made_at, h.entry.device, h.entry.seq)))


def latest(related: Iterable[Happening], *codes: str) -> Happening | None:
    """The last of them; None where there is none."""
    found = current(related, *codes)
    return found[-1] if found else None


def told(related: Iterable[Happening], name: str, *codes: str) -> Any:
    """What the last of them that answers this question says; None where none does."""
    values = (getattr(h.said, name, None) for h in reversed(current(related, *codes)))
    return next((v for v in values if v not in (None, "", ())), None)
