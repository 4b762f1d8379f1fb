"""The card of a car that is wanted, or may be: plate, cases of all creditors, rank, term, and what to do now."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.actions.spotting import CarCase, Sighting, WantedCar
from services.wording import money
from ui import look, words
from ui.components import painting
from ui.components.buttons import Button, make_stretching
from ui.components.flow import Flow
from ui.components.labels import Chip, ChipFace, Text
from ui.components.plates import PlateSign
from ui.components.tasks import PlainList, PlainRow

_TEN_THOUSAND = Decimal(10_000)


class HitCard(QWidget):
    """Signals: `seize()`, `opened(case number)`, `denied()` for another car, `other()` for the next candidate, `quiet()`."""

    seize = Signal()
    opened = Signal(str)
    denied = Signal()
    other = Signal()
    quiet = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hard = True
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 12)
        column.setSpacing(10)
        column.addLayout(self._head())
        self._inner = QVBoxLayout()
        self._inner.setSpacing(8)
        column.addLayout(self._inner)
        self._build()
        self._measure()
        look.changes.changed.connect(self._measure)

    def tell(self, sighting: Sighting, car: WantedCar, today: dt.date, more: int, ringing: bool) -> None:
        """Show a car; `more` other plates may be the seen one too."""
        self._hard = sighting.verdict == "hit"
        note = "" if self._hard else sighting.note
        self.title.tell("命中 · 完全相符" if self._hard else "近似 · 请核对号牌", note, self._hard)
        self.setAccessibleName(f"{'命中' if self._hard else '近似'} {car.plate}")
        self.quiet_key.setVisible(ringing)
        self.sign.setPlate(car.plate)
        self._looks(car)
        self._chips(car, today)
        lead = car.lead
        self.number.setText(lead.case.number)
        self.owed.setText("" if lead.owed is None else f"欠 {money(lead.owed)} 元")
        self.parties.setText(f"{words.against(lead.creditors, lead.debtors)}　{lead.sealed_by}".strip())
        self.first.setText(car.steps[0])
        self.first.setTone("ok" if car.may_seize else "red")
        self.steps.setText("\n".join(f"{n}. {step}" for n, step in enumerate(car.steps[1:], 1)))
        self.steps.setVisible(len(car.steps) > 1)
        self.seize_key.setRole("main" if car.may_seize else "plain")
        self.other_key.setVisible(more > 0)
        self.other_key.setLabel(f"还有 {more} 辆相近")
        rows = [_case_row(c, today) for c in car.cases[1:]]
        self.others_head.setText(f"另 {len(rows)} 案有此车")
        self.others_head.setVisible(bool(rows))
        self.others.setItems(rows)
        self.others.setVisible(bool(rows))
        self.update()

    def hush(self) -> None:
        """The bell is quiet now."""
        self.quiet_key.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, radius = look.current(), look.sizes().radius
        fill = tokens.red if self._hard else tokens.amb
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        edge = tokens.rededge if self._hard else tokens.ink if tokens.shapes else tokens.amb
        painting.box(painter, rect, tokens.surface, edge, 4, radius)
        outline = QPainterPath()
        outline.addRoundedRect(rect, radius, radius)
        painter.setClipPath(outline)
        painter.fillRect(QRectF(0, 0, rect.width(), self._inner.geometry().top() - 8), fill)
        painter.end()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(14, 6, 8, 6)
        self.title = _Title()
        self.quiet_key = Button("停铃", height=48)
        self.quiet_key.tapped.connect(self.quiet)
        row.addWidget(self.title, 1)
        row.addWidget(self.quiet_key)
        return row

    def _build(self) -> None:
        car = QHBoxLayout()
        car.setSpacing(14)
        self.sign = PlateSign()
        names = QVBoxLayout()
        names.setSpacing(0)
        self.name, self.owner = Text("", "heading"), Text("", "second")
        names.addWidget(self.name)
        names.addWidget(self.owner)
        car.addWidget(self.sign)
        car.addLayout(names, 1)
        self._inner.addLayout(car)
        self._chip_row = QWidget()
        self._flow = Flow(self._chip_row)
        self._inner.addWidget(self._chip_row)
        line = QHBoxLayout()
        self.number, self.owed = Text("", "strong", wrap=False), Text("", "body", wrap=False)
        line.addWidget(self.number, 1)
        line.addWidget(self.owed)
        self._inner.addLayout(line)
        self.parties, self.first, self.steps = Text("", "second"), Text("", "strong"), Text("", "body")
        self._inner.addWidget(self.parties)
        self._inner.addWidget(self.first)
        self._inner.addLayout(self._deeds())
        self.other_key = make_stretching(Button("", "soft", "next"))
        self.other_key.tapped.connect(self.other)
        self._inner.addWidget(self.other_key)
        self._inner.addWidget(self.steps)
        self.others_head, self.others = Text("", "strong"), PlainList("另案", tall=True)
        self.others.opened.connect(lambda row: self.opened.emit(str(row.payload)))
        self._inner.addWidget(self.others_head)
        self._inner.addWidget(self.others)

    def _deeds(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.seize_key = make_stretching(Button("开始扣押", "main", "seizure"))
        self.seize_key.tapped.connect(self.seize)
        self.open_key = Button("打开案件")
        self.open_key.tapped.connect(lambda: self.opened.emit(self.number.accessibleName()))
        self.deny_key = Button("不是这辆")
        self.deny_key.tapped.connect(self.denied)
        row.addWidget(self.seize_key, 1)
        row.addWidget(self.open_key)
        row.addWidget(self.deny_key)
        return row

    def _looks(self, car: WantedCar) -> None:
        vehicle, estimate = car.thing.vehicle, car.thing.estimate
        assert vehicle is not None
        self.name.setText(
            " · ".join(filter(None, (f"{vehicle.brand}{vehicle.model}", vehicle.colour))) or car.thing.name
        )
        worth = "" if estimate is None else f"估 {estimate / _TEN_THOUSAND:.1f} 万元"
        owner = vehicle.owner or car.thing.owner
        self.owner.setText(" · ".join(filter(None, (owner and f"登记 {owner}", worth))))

    def _chips(self, car: WantedCar, today: dt.date) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for face in _faces(car, today):
            chip = Chip(face.text, face.tone, face.icon, parent=self._chip_row)
            self._flow.addWidget(chip)
            chip.show()

    def _measure(self) -> None:
        self._inner.setContentsMargins(look.sizes().padding, 0, look.sizes().padding, 0)
        self.open_key.setLabel("看案件" if look.sizes().small else "打开案件")


class _Title(QWidget):
    """Bell and words on the filled head."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._note, self._hard = "", "", True
        self.setFixedHeight(52)

    def tell(self, title: str, note: str, hard: bool) -> None:
        """Say it on red, or on amber."""
        self._words, self._note, self._hard = title, note, hard
        self.setAccessibleName("，".join(filter(None, (title, note))))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        ink = tokens.redink if self._hard else tokens.ambink
        painter = QPainter(self)
        rect = QRectF(self.rect())
        painting.picture(
            painter, "bell" if self._hard else "warning", ink, QRectF(0, rect.center().y() - 14, 28, 28)
        )
        title = rect.adjusted(42, 0, 0, 0) if not self._note else QRectF(42, 0, rect.width() - 42, 30)
        painting.write(painter, title, self._words, look.font("title"), ink)
        if self._note:
            note = QRectF(42, 29, rect.width() - 42, 22)
            painting.write(painter, note, self._note, look.font("second"), ink)
        painter.end()


def _faces(car: WantedCar, today: dt.date) -> list[ChipFace]:
    lead, left = car.lead, car.lead.days_left(today)
    found = [] if left is None else [words.expiry_chip(left)]
    if car.risks:
        first = car.risks[0]
        found.append(ChipFace(first if len(first) <= 16 else f"{first[:15]}…", "red", "warning"))
    mortgagee = lead.thing.vehicle.mortgagee if lead.thing.vehicle else ""
    burden = "有抵押" if mortgagee else "册上无抵押"
    found.append(ChipFace(f"{lead.rank} · {burden}", "plain" if lead.held and not mortgagee else "amb"))
    if lead.taken:
        found.append(ChipFace("已扣押", "amb"))
    if not lead.case.live:
        found.append(ChipFace(lead.case.state, "amb"))
    return found


def _case_row(found: CarCase, today: dt.date) -> PlainRow:
    left = found.days_left(today)
    facts = (
        words.against(found.creditors, found.debtors),
        found.rank,
        "" if found.case.live else found.case.state,
    )
    return PlainRow(
        found.case.number,
        " · ".join(filter(None, facts)),
        chip=None if left is None else words.expiry_chip(left),
        key="看",
        payload=found.case.number,
    )
