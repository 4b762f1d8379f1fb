"""The look: tokens, sizes, fonts, icons and the stylesheet; screens say `from ui import look`."""

from __future__ import annotations

from ui.look.fonts import FAMILY, FontsMissing, face, load_fonts, shown
from ui.look.icons import icon, paint, pixmap
from ui.look.sizes import ROLES, Sizes, on_site_height, sizes_for
from ui.look.style import (
    STYLE,
    STYLED,
    changes,
    current,
    font,
    line_height,
    restyle,
    sizes,
    stylesheet,
    themed,
)
from ui.look.tokens import DAY, NIGHT, SUN, TEXT_PAIRS, THEMES, Tokens, contrast

__all__ = [
    "DAY",
    "FAMILY",
    "NIGHT",
    "ROLES",
    "STYLE",
    "STYLED",
    "SUN",
    "TEXT_PAIRS",
    "THEMES",
    "FontsMissing",
    "Sizes",
    "Tokens",
    "changes",
    "contrast",
    "current",
    "face",
    "font",
    "icon",
    "line_height",
    "load_fonts",
    "on_site_height",
    "paint",
    "pixmap",
    "restyle",
    "shown",
    "sizes",
    "sizes_for",
    "stylesheet",
    "themed",
]
