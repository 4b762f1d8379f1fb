"""Pictures of every component in every state."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui import look
from ui.components.gallery import Gallery
from ui.components.gallery_work import ToolGallery, WorkGallery
from ui.studio import DPI, SIZES, THEMES, Studio, file_name

# The first and third are taller than a screen: they are for looking at, not for working on.
SHEETS: tuple[tuple[str, type[QWidget], tuple[int, int], tuple[int, int]], ...] = (
    ("13-components-keys", Gallery, SIZES[0], (1280, 1180)),
    ("13-components-lists", WorkGallery, SIZES[0], SIZES[0]),
    ("13-components-lists", WorkGallery, SIZES[1], SIZES[1]),
    ("13-components-tools", ToolGallery, SIZES[0], (1280, 1000)),
)


def take(studio: Studio) -> None:
    """Takes the galleries, which need no vault."""
    for name, kind, size, extent in SHEETS:
        for theme in THEMES:
            if studio.only in file_name(name, theme, size):
                look.themed(studio.app, theme, size[0], DPI)
                page = kind()
                page.resize(*extent)
                page.show()
                studio.settle()
                studio.keep(page, file_name(name, theme, size))
                page.hide()
                page.deleteLater()
