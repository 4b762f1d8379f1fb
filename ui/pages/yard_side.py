"""Beside the list of the yard: one car with its way, its clock against its worth, its place, keys, papers and steps."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from services.actions.yarding import STAGES, Yard, YardCar
from services.clock import local
from services.wording import money
from ui import look
from ui.components.flow import Flow
from ui.components.frames import Card
from ui.components.labels import Chip, Text
from ui.components.notices import Banner
from ui.components.pipeline import Pipeline
from ui.components.scroll import Scroll
from ui.components.tasks import PlainList, PlainRow
from ui.pages.yard_rows import break_even
from ui.words import UNKNOWN, amount, day_text


class YardSide(QWidget):
    """`entry(id)` for a tapped step, `case(number)` for a tapped case."""

    entry = Signal(str)
    case = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scroll = Scroll("这辆车")
        outer.addWidget(self._scroll)
        self._card = Card("这辆车")
        self.way = Pipeline(STAGES)
        self._card.body.addWidget(self.way)
        self.hold = Banner("")
        self._card.body.addWidget(self.hold)
        self._chips = QWidget()
        self._flow = Flow(self._chips)
        self._card.body.addWidget(self._chips)
        self.facts = Text("", "body")
        self._card.body.addWidget(self.facts)
        self._steps_card = Card("经过", flush=True)
        self.steps = PlainList("经过", tall=True)
        self.steps.opened.connect(lambda row: self.entry.emit(str(row.payload)))
        self._steps_card.body.addWidget(self.steps)
        self._cases_card = Card("案件", flush=True)
        self.cases = PlainList("案件", tall=True)
        self.cases.opened.connect(lambda row: self.case.emit(str(row.payload)))
        self._cases_card.body.addWidget(self.cases)
        for card in (self._card, self._steps_card, self._cases_card):
            self._scroll.column.addWidget(card)
        self._scroll.column.addStretch(1)
        self._measure()
        look.changes.changed.connect(self._measure)

    def tell(self, yard: Yard, car: YardCar) -> None:
        """Show a car."""
        brand = " · ".join(filter(None, (car.seized.brand, car.seized.colour)))
        self._card.setTitle(car.seized.called, brand)
        self.way.setDone(car.stage)
        hold = car.hold
        self.hold.setVisible(hold is not None)
        if hold is not None:
            until = f"，至 {day_text(hold.held_until)}" if hold.held_until else ""
            self.hold.tell(f"暂缓放行：{hold.held_why}", f"{hold.held_by}要求{until}。解除前不要放车。")
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        paying = break_even(yard, car)
        for face in [paying] if paying else []:
            chip = Chip(face.text, face.tone, parent=self._chips)
            self._flow.addWidget(chip)
            chip.show()
        self._chips.setVisible(paying is not None)
        self.facts.setText("\n".join(f"{name}：{value}" for name, value in _facts(yard, car)))
        self.steps.setItems([_first(car), *(_step_row(h.entry.id, h.said) for h in car.steps)][::-1])
        self.cases.setItems(
            [PlainRow(number, icon="cases", key="看", payload=number) for number in car.cases]
        )

    def _measure(self) -> None:
        self._scroll.column.setSpacing(look.sizes().gap)


def _facts(yard: Yard, car: YardCar) -> Iterator[tuple[str, str]]:
    clock = yard.clock(car)
    if clock is None:
        yield "存放费", "不明：记录没有写每天多少，停车场也没有标准（设置 → 法律数据表）"
    else:
        yield (
            "存放费",
            f"{clock.days} 天 {money(clock.fee)} 元，每天 {money(clock.per_day)} 元（{clock.source}）",
        )
        yield "计算至", day_text(car.delivered_on or yard.today)
    yield ("成交价" if car.sale else "车值"), amount(car.worth) + (" 元" if car.worth is not None else "")
    yield "停放", " ".join(filter(None, (car.yard, car.spot))) or UNKNOWN
    yield "钥匙", car.keys
    yield "上次查验", day_text(car.inspected_on)
    yield "扣押期限至", day_text(car.seized.term_until)


def _first(car: YardCar) -> PlainRow:
    at = local(car.seized.began_at)
    return PlainRow(
        "扣押", car.seized.place.text, "seizure", fact=f"{at:%m-%d %H:%M}", payload=car.seizure.entry.id
    )


def _step_row(entry: str, said: object) -> PlainRow:
    step, at = getattr(said, "step", ""), getattr(said, "at", None)
    summary = getattr(said, "summary", lambda: "")().split(" · ", 2)
    return PlainRow(
        step, summary[2] if len(summary) > 2 else "", "note", fact=f"{local(at):%m-%d %H:%M}" if at else "", payload=entry
    )  # fmt: skip
