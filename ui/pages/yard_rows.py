"""A seized car as a row of the yard: plate and place left; what a week costs and how long it pays at right."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from services.actions.yarding import STAGES, Yard, YardCar
from services.wording import money
from ui import look
from ui.components import painting
from ui.components.labels import ChipFace, chip_width, draw_chip
from ui.components.rows import RowDelegate, RowList, Spoken, hairline
from ui.words import UNKNOWN

HEIGHT = 78
URGENT, SOON = 30, 90


@dataclass(frozen=True, slots=True)
class YardRow:
    """One car as it is shown; amounts are words already."""

    car: YardCar
    title: str
    detail: str
    week: str
    total: str
    chips: tuple[ChipFace, ...]

    @property
    def spoken(self) -> str:
        """The row in one sentence."""
        return "，".join(
            (self.title, self.detail, f"每周 {self.week}", self.total, *(c.text for c in self.chips))
        )


def shown(yard: Yard, car: YardCar) -> YardRow:
    """A car as a row."""
    clock = yard.clock(car)
    where = " ".join(filter(None, (car.yard, car.spot)))
    days = "" if clock is None else f"{clock.days} 天"
    week = UNKNOWN if clock is None else f"{clock.per_week:,.0f} 元/周"
    total = "存放费不明" if clock is None else f"已 {money(clock.fee)} 元"
    detail = " · ".join(filter(None, (car.seized.brand, where, days)))
    return YardRow(car, car.seized.called, detail, week, total, tuple(_chips(yard, car)))


def break_even(yard: Yard, car: YardCar) -> ChipFace | None:
    """How long the car is worth more than its fee."""
    left = yard.days_left(car)
    if car.delivered_on is not None:
        return None
    if left is None:
        unknown = yard.clock(car) is None or car.worth is None
        return ChipFace("保本不明", "plain") if unknown else None
    if left == 0:
        return ChipFace("费用已超车值", "hard")
    return ChipFace(f"保本余 {left} 天", "red" if left <= URGENT else "amb" if left <= SOON else "plain")


def _chips(yard: Yard, car: YardCar) -> list[ChipFace]:
    found = [ChipFace(STAGES[car.stage], "act")]
    if car.unsold and car.sale is None:
        found.append(ChipFace(f"流拍 {car.unsold} 次", "amb"))
    if car.hold is not None:
        found.append(ChipFace("暂缓放行", "red", "lock"))
    paying = break_even(yard, car)
    return [*found, *([paying] if paying else [])]


class YardDelegate(RowDelegate):
    """Draws a YardRow."""

    def height(self, item: Spoken, width: float) -> int:
        return HEIGHT

    def draw(self, painter: QPainter, rect: QRectF, item: Spoken, selected: bool) -> None:
        if not isinstance(item, YardRow):
            return
        tokens, padding = look.current(), look.sizes().padding
        if selected:
            painter.fillRect(rect, QColor(tokens.actsoft))
            painter.fillRect(QRectF(rect.left(), rect.top(), 5, rect.height()), QColor(tokens.actedge))
        hairline(painter, rect)
        words = rect.adjusted(padding, 9, -padding, -9)
        week = painting.write(
            painter, QRectF(words.left(), words.top(), words.width(), 30), item.week, look.face(19, 700), tokens.ink,
            painting.RIGHT,
        )  # fmt: skip
        low = QRectF(words.left(), words.top() + 31, words.width(), 26)
        total = painting.write(painter, low, item.total, look.font("second"), tokens.ink2, painting.RIGHT)
        title = QRectF(words.left(), words.top(), words.width(), 30)
        used = painting.write(painter, title, item.title, look.font("heading"), tokens.ink) + 14
        for face in item.chips:
            if used + chip_width(face) + week + 12 > words.width():
                break
            used += draw_chip(painter, words.left() + used, words.top() + 1, face) + 8
        detail = low.adjusted(0, 0, -total - 16, 0)
        painting.write(
            painter, detail, item.detail, look.font("second"), tokens.ink2, elide=Qt.TextElideMode.ElideRight
        )


class YardList(RowList):
    """The cars of the yard. `opened(YardRow)`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("在库车辆", YardDelegate(), uniform=True, parent=parent)
        self.setSelectable()
