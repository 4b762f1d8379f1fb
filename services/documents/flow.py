"""Flow: the base of everything that is set down a page; reportlab's Flowable with its methods typed."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable


class Flow(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A block that says its size in pt for a width (wrap), divides itself (split), and draws itself."""

    canv: Any
    width: float
    height: float

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The size taken in pt; here the block's own."""
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """The part that fits and the rest; empty for a block that stays whole."""
        return []

    def draw(self) -> None:
        """Draws the block with its lower left corner at the origin of `canv`."""
        raise TypeError(f"{type(self).__name__} does not draw itself")
