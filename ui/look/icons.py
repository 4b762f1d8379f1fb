"""Icons and outlines: our own SVG drawings, tinted before they are loaded and kept per colour and size."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons"


@cache
def drawing(name: str, colour: str, stroke: float) -> QSvgRenderer:
    """The drawing `name` (or `outlines/NAME`) in `colour`, its lines `stroke` wide on the 24 grid."""
    text = (FOLDER / f"{name}.svg").read_text("utf-8")
    tinted = text.replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{stroke}"')
    return QSvgRenderer(QByteArray(tinted.encode()))


@cache
def pixmap(name: str, colour: str, size: int, ratio: float, stroke: float) -> QPixmap:
    """The drawing as a square picture of `size` logical pixels at device pixel `ratio`."""
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing(name, colour, stroke).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


@cache
def icon(name: str, colour: str, size: int = 24) -> QIcon:
    """The drawing as an icon for Qt's own widgets; raise FileNotFoundError for a name we never drew."""
    return QIcon(pixmap(name, colour, size, 2.0, 2))


def paint(painter: QPainter, name: str, colour: str, rect: QRectF, stroke: float = 2) -> None:
    """Paint the drawing into `rect`, whatever its shape."""
    drawing(name, colour, stroke).render(painter, rect)
