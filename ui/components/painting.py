"""Strokes that every component shares: boxes, rings, single lines and wrapped lines of text, hatching."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QTextLayout,
    QTextOption,
)

from ui import look

LEFT = Qt.AlignmentFlag.AlignLeft
CENTRE = Qt.AlignmentFlag.AlignHCenter
RIGHT = Qt.AlignmentFlag.AlignRight

# A full-width opening bracket carries its blank half in front; text that starts with one is moved left by it.
_BRACKET_SHIFT = 0.45


def pen(colour: str, width: float = 1, dashed: bool = False) -> QPen:
    """A pen; a dashed one has dashes of four and gaps of three pixels, whatever its width."""
    stroke = QPen(QColor(colour), width)
    if dashed:
        stroke.setDashPattern([4 / width, 3 / width])
    return stroke


def box(
    painter: QPainter,
    rect: QRectF,
    fill: str | None,
    border: str | None = None,
    width: float = 1,
    radius: float = 10,
    dashed: bool = False,
) -> None:
    """A rounded box whose border lies wholly inside `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.setPen(pen(border, width, dashed) if border else Qt.PenStyle.NoPen)
    inset = width / 2 if border else 0
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)
    painter.restore()


def part_box(painter: QPainter, rect: QRectF, fill: str, radius: float, *, left: bool, right: bool) -> None:
    """A filled box with only its left or right corners rounded, for keys that are joined."""
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    if not left:
        path.addRect(rect.adjusted(0, 0, -radius, 0))
    if not right:
        path.addRect(rect.adjusted(radius, 0, 0, 0))
    path.setFillRule(Qt.FillRule.WindingFill)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(path, QColor(fill))
    painter.restore()


def ring(painter: QPainter, rect: QRectF, radius: float = 12) -> None:
    """The keyboard's focus: three pixels at the edge of `rect`."""
    box(painter, rect, None, look.current().focus, 3, radius)


def hatch(painter: QPainter, rect: QRectF, colour: str, ground: str) -> None:
    """Diagonal hatching: what amber says elsewhere, in sunlight."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.fillRect(rect, QColor(ground))
    painter.setPen(QPen(QColor(colour), 3))
    step = 8.0
    x = rect.left() - rect.height()
    while x < rect.right() + rect.height():
        painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()))
        x += step
    painter.restore()


def width_of(text: str, font: QFont) -> float:
    """The width `text` takes when `write` draws it."""
    return QFontMetricsF(font).horizontalAdvance(look.shown(text)) - _shift(text, font)


def write(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    colour: str,
    align: Qt.AlignmentFlag = LEFT,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideNone,
    struck: bool = False,
) -> float:
    """Write one line, centred on the height of `rect`; return the width it took."""
    drawn = look.shown(text)
    face = QFont(font)
    face.setStrikeOut(struck)
    metrics = QFontMetricsF(face)
    if elide is not Qt.TextElideMode.ElideNone:
        drawn = shortened(drawn, metrics, elide, rect.width() + _shift(text, face))
    width = metrics.horizontalAdvance(drawn) - _shift(drawn, face)
    left = rect.left()
    if align & CENTRE:
        left += (rect.width() - width) / 2
    elif align & RIGHT:
        left = rect.right() - width
    baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2
    painter.setFont(face)
    painter.setPen(QColor(colour))
    painter.drawText(QPointF(left - _shift(drawn, face), baseline), drawn)
    return width


def shortened(text: str, metrics: QFontMetricsF, mode: Qt.TextElideMode, width: float) -> str:
    """`text` with an ellipsis where it is wider than `width`; whatever is shortened on a screen goes through here."""
    return metrics.elidedText(text, mode, width)


def wrapped(text: str, font: QFont, width: float) -> list[str]:
    """`text` cut into lines no wider than `width`, by the rules of Chinese typesetting that Qt knows."""
    layout = QTextLayout(look.shown(text), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        start = line.textStart()
        lines.append(layout.text()[start : start + line.textLength()].strip())
    layout.endLayout()
    return lines


def write_lines(
    painter: QPainter,
    rect: QRectF,
    text: str,
    role: str,
    colour: str,
    *,
    align: Qt.AlignmentFlag = LEFT,
    at_most: int | None = None,
    struck: bool = False,
) -> float:
    """Write wrapped text from the top of `rect` with the role's own pitch; return the height it took."""
    font, pitch = look.font(role), look.line_height(role)
    lines = wrapped(text, font, rect.width())
    if at_most is not None and len(lines) > at_most:
        lines = [*lines[: at_most - 1], "".join(lines[at_most - 1 :])]
    for number, line in enumerate(lines):
        spot = QRectF(rect.left(), rect.top() + number * pitch, rect.width(), pitch)
        write(painter, spot, line, font, colour, align, Qt.TextElideMode.ElideRight, struck)
    return len(lines) * pitch


def write_in_two(painter: QPainter, rect: QRectF, text: str, role: str, colour: str) -> None:
    """Write one line with the role's font; where it is too long, smaller in one or two, parted between two facts."""
    if width_of(text, look.font(role)) <= rect.width():
        write(painter, rect, text, look.font(role), colour)
        return
    font = look.face(13, 400)
    lines = [text] if width_of(text, font) <= rect.width() else _halves(text, font, rect.width())
    top = rect.center().y() - 9 * len(lines)
    for number, line in enumerate(lines):
        spot = QRectF(rect.left(), top + 18 * number, rect.width(), 18)
        write(painter, spot, line, font, colour, elide=Qt.TextElideMode.ElideRight)


def _halves(text: str, font: QFont, width: float) -> list[str]:
    facts = text.split(" · ")
    for number in range(len(facts) - 1, 0, -1):
        halves = [" · ".join(facts[:number]), " · ".join(facts[number:])]
        if all(width_of(half, font) <= width for half in halves):
            return halves
    first, *rest = wrapped(text, font, width)
    return [first, "".join(rest)]


def height_of(text: str, role: str, width: float) -> int:
    """The height `write_lines` would take."""
    return len(wrapped(text, look.font(role), width)) * look.line_height(role)


def picture(painter: QPainter, name: str, colour: str, rect: QRectF) -> None:
    """An icon in `rect`, with the stroke of the theme."""
    look.paint(painter, name, colour, rect, look.current().stroke)


def disc(
    painter: QPainter, rect: QRectF, fill: str | None, border: str | None = None, width: float = 2
) -> None:
    """A disc inside `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QBrush(QColor(fill)) if fill else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(border), width) if border else Qt.PenStyle.NoPen)
    inset = width / 2 if border else 0
    painter.drawEllipse(rect.adjusted(inset, inset, -inset, -inset))
    painter.restore()


def _shift(text: str, font: QFont) -> float:
    return _BRACKET_SHIFT * font.pixelSize() if text.startswith("（") else 0.0
