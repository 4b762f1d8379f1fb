"""A scene: a name, and the deeds that lead the studio to what is pictured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ui.studio import Studio


@dataclass(frozen=True, slots=True)
class Told:
    """What the scenes are about: the case, its corrected visit."""

    case: str
    corrected: str


@dataclass(frozen=True, slots=True)
class Scene:
    """One or more pictures and what leads to them."""

    name: str
    deed: Callable[[Studio, Told], None]
