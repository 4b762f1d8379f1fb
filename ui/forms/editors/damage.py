"""The damage map: numbered dots on the outline of one side of the car."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from services.records.fields import DamageMap
from services.records.values import Damage
from ui import look
from ui.components import painting
from ui.components.buttons import Button
from ui.components.choices import Choice as Key
from ui.components.choices import Joined, Segments
from ui.components.labels import Text
from ui.forms.editor import Editor, OwnLine, editor_for, flowing, stacked
from ui.forms.hints import Hints, Tools

Side = Literal["左", "右", "前", "后", "顶"]
SIDES: tuple[Side, ...] = ("左", "右", "前", "后", "顶")
_DOT = 13
_REACH = 24


def outline(side: Side) -> QPainterPath:
    """The car from one side in a unit square (x to the right, y down); the right side is the left one mirrored."""
    path = QPainterPath()
    if side in ("左", "右"):
        path = _profile()
        if side == "右":
            return path
        mirrored = QPainterPath()
        mirrored.addPath(path)
        return _mirror(mirrored)
    if side == "顶":
        path.addRoundedRect(QRectF(0.05, 0.2, 0.9, 0.6), 0.12, 0.2)
        path.addRoundedRect(QRectF(0.3, 0.27, 0.12, 0.46), 0.04, 0.08)
        path.addRoundedRect(QRectF(0.68, 0.29, 0.1, 0.42), 0.04, 0.08)
        return path
    path.addRoundedRect(QRectF(0.22, 0.45, 0.56, 0.35), 0.06, 0.08)
    path.moveTo(0.26, 0.46)
    path.lineTo(0.33, 0.18)
    path.lineTo(0.67, 0.18)
    path.lineTo(0.74, 0.46)
    for left in (0.25, 0.67):
        path.addRoundedRect(QRectF(left, 0.8, 0.08, 0.1), 0.02, 0.03)
    lamp = 0.5 if side == "前" else 0.56
    for left in (0.25, 0.65):
        path.addRoundedRect(QRectF(left, lamp, 0.1, 0.08), 0.03, 0.04)
    return path


def _profile() -> QPainterPath:
    path = QPainterPath(QPointF(0.04, 0.72))
    path.lineTo(0.04, 0.52)
    path.quadTo(0.05, 0.44, 0.2, 0.42)
    path.lineTo(0.32, 0.2)
    path.quadTo(0.34, 0.16, 0.4, 0.16)
    path.lineTo(0.64, 0.16)
    path.quadTo(0.7, 0.16, 0.74, 0.22)
    path.lineTo(0.84, 0.42)
    path.quadTo(0.95, 0.44, 0.96, 0.54)
    path.lineTo(0.96, 0.72)
    path.closeSubpath()
    path.addEllipse(QPointF(0.23, 0.74), 0.08, 0.15)
    path.addEllipse(QPointF(0.77, 0.74), 0.08, 0.15)
    path.moveTo(0.52, 0.18)
    path.lineTo(0.52, 0.68)
    path.moveTo(0.3, 0.42)
    path.lineTo(0.78, 0.42)
    return path


def _mirror(path: QPainterPath) -> QPainterPath:
    mirrored = QPainterPath()
    for at in range(path.elementCount()):
        element = path.elementAt(at)
        point = QPointF(1 - element.x, element.y)
        if element.isMoveTo():
            mirrored.moveTo(point)
        elif element.isLineTo():
            mirrored.lineTo(point)
        elif element.type == QPainterPath.ElementType.CurveToElement:
            second, third = path.elementAt(at + 1), path.elementAt(at + 2)
            mirrored.cubicTo(point, QPointF(1 - second.x, second.y), QPointF(1 - third.x, third.y))
    return mirrored


class Car(QWidget):
    """One side of the car with its dots; `touched(x, y)` in unit coordinates."""

    touched = Signal(float, float)

    def __init__(self) -> None:
        super().__init__()
        self.side: Side = "左"
        self.dots: tuple[Damage, ...] = ()
        self.chosen = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("损伤图")

    def sizeHint(self) -> QSize:
        return QSize(300, 150)

    def area(self) -> QRectF:
        """Where the unit square lies."""
        width = min(self.width(), 360.0)
        return QRectF((self.width() - width) / 2, 0, width, self.height())

    def spot(self, dot: Damage) -> QPointF:
        """Where a dot stands in pixels."""
        area = self.area()
        return QPointF(area.left() + dot.x * area.width(), area.top() + dot.y * area.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        area, point = self.area(), event.position()
        if area.contains(point):
            self.touched.emit(
                (point.x() - area.left()) / area.width(), (point.y() - area.top()) / area.height()
            )

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, area = look.current(), self.area()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.translate(area.topLeft())
        painter.scale(area.width(), area.height())
        line = painting.pen(tokens.ink, tokens.stroke)
        line.setCosmetic(True)
        painter.setPen(line)
        painter.drawPath(outline(self.side))
        painter.restore()
        for dot in self.dots:
            self._paint_dot(painter, dot)
        painter.end()

    def _paint_dot(self, painter: QPainter, dot: Damage) -> None:
        tokens, centre = look.current(), self.spot(dot)
        disc = QRectF(centre.x() - _DOT, centre.y() - _DOT, 2 * _DOT, 2 * _DOT)
        border = tokens.focus if dot.number == self.chosen else tokens.surface
        painting.disc(painter, disc, tokens.red, border, 3)
        painting.write(painter, disc, str(dot.number), look.face(15, 700), tokens.redink, painting.CENTRE)


class DamageEditor(Editor):
    """Five sides by keys; a tap on the car adds a dot or chooses the one under the finger."""

    def __init__(self, name: str, field: DamageMap, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self.car = Car()
        self.car.touched.connect(self._touch)
        self.sides = Joined(SIDES, "哪一侧", clearable=False)
        self.sides.setIndex(0)
        self.sides.chosen.connect(self._turn)
        self.middle_key = Button("加在正中", icon="plus", height=48)
        self.middle_key.tapped.connect(lambda: self._touch(0.5, 0.5))
        self.sorts = Segments([Key(s, s) for s in field.sorts], "损伤种类", height=48)
        self.sorts.changed.connect(lambda sort: self._change(sort=sort or field.sorts[0]))
        self.note = OwnLine("这一处的说明", "说明，如长 10 厘米")
        self.note.textChanged.connect(lambda text: self._change(note=text.strip()))
        self.drop_key = Button("删去这一处", height=48)
        self.drop_key.tapped.connect(self._drop)
        self.panel = stacked(self.sorts, self.note, self.drop_key)
        self.listed = Text("", "second")
        keys = flowing((self.sides, self.middle_key))
        self.frame_around(stacked(self.car, keys, self.panel, self.listed), boxed=False)
        self.write(None)

    @property
    def marks(self) -> tuple[Damage, ...]:
        """The marks of all sides."""
        return self.value or ()

    def write(self, value: Any) -> None:
        self.car.dots = tuple(d for d in value or () if d.side == self.car.side)
        chosen = next((d for d in value or () if d.number == self.car.chosen), None)
        self.panel.setVisible(chosen is not None)
        if chosen is not None:
            self.sorts.setValue(chosen.sort)
            if self.note.text().strip() != chosen.note:
                self.note.blockSignals(True)
                self.note.setText(chosen.note)
                self.note.blockSignals(False)
        words = self.field.text(value) if value else "点一下车身，标出损伤"
        self.listed.setText(words)
        self.car.setAccessibleDescription(words)
        self.car.update()

    def _turn(self, number: int) -> None:
        self.car.side, self.car.chosen = SIDES[number], 0
        self.write(self.value)

    def _touch(self, x: float, y: float) -> None:
        area = self.car.area()
        point = QPointF(area.left() + x * area.width(), area.top() + y * area.height())
        near = [d for d in self.car.dots if (self.car.spot(d) - point).manhattanLength() <= _REACH]
        if near:
            self.car.chosen = 0 if near[0].number == self.car.chosen else near[0].number
            self.write(self.value)
            return
        number = len(self.marks) + 1
        sorts: tuple[str, ...] = self.field.sorts  # type: ignore[attr-defined]
        self.car.chosen = number
        mark = Damage(number=number, side=self.car.side, x=round(x, 3), y=round(y, 3), sort=sorts[0])
        self._take((*self.marks, mark))

    def _change(self, **words: Any) -> None:
        found = tuple(replace(d, **words) if d.number == self.car.chosen else d for d in self.marks)
        self.write(found)
        self.give(found or None, typed="note" in words)

    def _drop(self) -> None:
        rest = [d for d in self.marks if d.number != self.car.chosen]
        self.car.chosen = 0
        self._take(tuple(replace(d, number=n) for n, d in enumerate(rest, 1)))

    def _take(self, marks: tuple[Damage, ...]) -> None:
        self.write(marks)
        self.give(marks or None)


@editor_for.register
def _(field: DamageMap, name: str, hints: Hints, tools: Tools) -> Editor:
    return DamageEditor(name, field, hints, tools)
