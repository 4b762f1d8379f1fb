"""The theme in force: who asks for a colour, a size or a font asks here, and hears when it changes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from ui.look.fonts import load_fonts, role_face
from ui.look.sizes import ROLES, Sizes, sizes_for
from ui.look.tokens import DAY, THEMES, Tokens

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "styles"
STANDARD_DPI = 96.0
DESIGN_WIDTH = 1280
STYLE = "Fusion"
STYLED = "styled"  # a property of the application that was made with this style: asking Qt for it costs the start 5 ms


class Changes(QObject):
    """Emits `changed` after another theme or size came into force."""

    changed = Signal()


changes = Changes()
_in_force: tuple[Tokens, Sizes] = (DAY, sizes_for(DESIGN_WIDTH, STANDARD_DPI))


def current() -> Tokens:
    """The colours in force."""
    return _in_force[0]


def sizes() -> Sizes:
    """The sizes in force."""
    return _in_force[1]


def font(role: str) -> QFont:
    """The font of a role of type (see `ROLES`), heavier in sunlight."""
    return QFont(role_face(role, current().shapes))


def line_height(role: str) -> int:
    """The line pitch of a role in pixels."""
    return ROLES[role].line


def themed(
    app: QApplication, theme: str = "day", width: int = DESIGN_WIDTH, dpi: float = STANDARD_DPI
) -> Tokens:
    """Put a theme (day, sun, night) and the sizes for a window `width` wide in force for the whole program.

    `dpi` is the screen's calibrated pixels to the inch: a screen may lie about its size, the ruler does not.
    """
    global _in_force
    load_fonts()
    tokens, measures = THEMES[theme], sizes_for(width, dpi)
    if (tokens, measures) == _in_force and app.styleSheet():
        return tokens
    _in_force = (tokens, measures)
    if not app.property(STYLED):
        app.setStyle(QStyleFactory.create(STYLE))
    app.setFont(font("body"))
    app.setPalette(_palette(tokens))
    app.setStyleSheet(stylesheet(tokens, measures))
    changes.changed.emit()
    return tokens


def restyle(widget: QWidget) -> None:
    """Let the sheets look again at a widget whose property changed; one that was never shown is still to be asked."""
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


@cache
def stylesheet(tokens: Tokens, measures: Sizes) -> str:
    """The sheets of resources/styles filled with the tokens; raise KeyError for a name no token has."""
    values = {name: getattr(tokens, name) for name in Tokens.__slots__}
    values |= {name: getattr(measures, name) for name in Sizes.__slots__}
    values["body_weight"] = 500 if tokens.shapes else 400
    values["hard_line"] = "#000000" if tokens.shapes else tokens.line
    sheets = sorted(FOLDER.glob("*.qss"))
    return "\n".join(Template(sheet.read_text("utf-8")).substitute(values) for sheet in sheets)


def _palette(tokens: Tokens) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.bg,
        role.WindowText: tokens.ink,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.sunk,
        role.Text: tokens.ink,
        role.PlaceholderText: tokens.ink3,
        role.Button: tokens.surface,
        role.ButtonText: tokens.ink,
        role.Highlight: tokens.act,
        role.HighlightedText: tokens.actink,
        role.ToolTipBase: tokens.surface,
        role.ToolTipText: tokens.ink,
        role.Mid: tokens.edge,
        role.Light: tokens.line,
    }
    palette = QPalette()
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    return palette
