"""The cards of a case: measures in force with what is left of them, known property, parties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from services.actions import measuring
from services.cases import measures as measured
from services.cases.measures import InForce
from services.docket.party import ROLE_TITLES, Party
from services.docket.property import MEASURE_TITLES, Property
from services.records.record import Record
from services.records.service_address import Confirmed
from ui import look, words
from ui.components import painting
from ui.components.buttons import Button
from ui.components.fields import Mark
from ui.components.flow import Flow
from ui.components.frames import Card
from ui.components.labels import Chip, Text
from ui.components.notices import EmptyState
from ui.components.progress import ExpiryBar
from ui.components.tasks import PlainList, PlainRow

THING_ICONS = {"车辆": "vehicles", "房屋": "house-search", "银行存款": "money"}
MEASURE_ICONS = {"freezing": "money", "seizure": "seizure", "sealing": "sealing"}

NOTHING: Mapping[str, Confirmed] = {}

Begin = Callable[[type[Record], str], None]


_LARGE, _SMALLEST = 22, 16  # sizes of a case number that gives way, in pixels


class CaseNumber(QWidget):
    """A case number as the page's title: its bracket stands at the margin, where the line below begins."""

    def __init__(self, number: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self.setAccessibleName(number)
        look.changes.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        width = painting.width_of(self._number, look.font("title"))
        return QSize(round(width) + 1, look.line_height("title"))

    def minimumSizeHint(self) -> QSize:
        width = painting.width_of(self._number, look.face(_SMALLEST, 700))
        return QSize(round(width) + 1, look.line_height("title"))

    def paintEvent(self, event: QPaintEvent) -> None:
        # Beside wide figures it is written smaller: a case number is never cut.
        faces = (look.font("title"), *(look.face(size, 700) for size in range(_LARGE, _SMALLEST - 1, -1)))
        fitting = (face for face in faces if painting.width_of(self._number, face) <= self.width())
        painter = QPainter(self)
        painting.write(
            painter, QRectF(self.rect()), self._number, next(fitting, faces[-1]), look.current().ink
        )
        painter.end()


class MeasureRow(QWidget):
    """One measure: its thing, the chip of what is left, the facts, the bar; a hairline above unless it is the first."""

    def __init__(
        self,
        held: InForce,
        today: dt.date,
        first: bool,
        state: tuple[str, str] = ("待回传", "amb"),
        begin: Begin | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._first = first
        self.measure = held.measure.id
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2 if first else 12, 0, 2)
        column.setSpacing(4)
        column.addLayout(_measure_head(held, today, state))
        column.addWidget(Text(measure_facts(held), "second"))
        days = held.days_left(today)
        if days is not None:
            measure = held.measure
            span = f"{words.day_text(measure.effective_on)} 至 {words.day_text(measure.expires_on)}"
            column.addWidget(ExpiryBar(span, held.share_gone(today), days))
        for remark in measured.remarks(held, today):
            column.addWidget(Text(remark, "second"))
        for trouble in measured.troubles(held):
            column.addWidget(Text(trouble, "second", tone="red"))
        self.keys: dict[str, Button] = {}
        if begin is not None:
            column.addWidget(self._deeds(held, begin))

    def _deeds(self, held: InForce, begin: Begin) -> QWidget:
        """A key for each record that can follow up this measure."""
        strip = QWidget()
        flow = Flow(strip)
        for kind in measuring.kinds_for(held.as_found):
            key = Button(kind.title, "plain", kind.icon, height=48)
            key.setAccessibleName(f"{kind.title}：{held.name}")
            key.tapped.connect(partial(begin, kind, held.measure.id))
            self.keys[kind.code] = key
            flow.addWidget(key)
        return strip

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._first:
            return
        tokens = look.current()
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 0, self.width(), tokens.border), QColor(tokens.line))
        painter.end()


def measure_facts(held: InForce) -> str:
    """Kind, rank, control, registration, amount, ruling; what doesn't apply to money in a bank is left out."""
    measure = held.measure
    frozen = measure.kind == "freezing"
    in_use = "（活扣）" if measure.kind == "seizure" else "（活封）"
    facts = (
        MEASURE_TITLES[measure.kind] + (in_use if measure.in_use and not frozen else ""),
        measure.rank,
        "" if frozen else "已实际控制" if measure.held else "未实际控制",
        "" if frozen else "已登记" if measure.registered else "未登记",
        f"限额 {words.amount(measure.amount)} 元" if measure.amount is not None else "",
        measure.ruling,
    )
    return " · ".join(fact for fact in facts if fact)


def measures_card(
    measures: tuple[InForce, ...], today: dt.date, states: Mapping[str, tuple[str, str]] | None = None,
    begin: Begin | None = None,
) -> Card:  # fmt: skip
    """All measures, the ones that expire first on top; `states` says where the entries stand that made them.

    With `begin(kind, measure id)` each row has the keys of the records that follow it up.
    """
    card = Card("财产与措施", "按到期先后" if measures else "")
    if not measures:
        card.body.addWidget(EmptyState("sealing", "没有在案的措施", "院里下发的和现场记录的措施会列在这里"))
    for number, held in enumerate(measures):
        state = (states or {}).get(held.entry, ("待回传", "amb"))
        card.body.addWidget(MeasureRow(held, today, number == 0, state, begin))
    return card


def things_card(things: tuple[Property, ...]) -> Card:
    """The property the court has found so far."""
    card = Card("已查明财产", f"{len(things)} 项", flush=True)
    if not things:
        card.body.addWidget(EmptyState("box", "案件册里没有已查明的财产", "现场发现的线索记在上门记录里"))
        return card
    rows = PlainList("已查明财产", tall=True)
    rows.setItems([PlainRow(t.name, _thing(t), THING_ICONS.get(t.kind, "box"), fact=t.owner) for t in things])
    card.body.addWidget(rows)
    return card


def parties_grid(parties: tuple[Party, ...], confirmed: Mapping[str, Confirmed] = NOTHING) -> QWidget:
    """A card for each party, two in a row; `confirmed` says by name where papers reach him by his own word."""
    grid = QGridLayout(made := QWidget())
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(look.sizes().gap)
    for number, party in enumerate(parties):
        grid.addWidget(_party_card(party, confirmed.get(party.name)), number // 2, number % 2)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return made


def _electronic(confirmed: Confirmed) -> str:
    return f"同意，{confirmed.electronic_to}" if confirmed.electronic_to else "没有同意"


def _measure_head(held: InForce, today: dt.date, state: tuple[str, str]) -> QHBoxLayout:
    measure, thing = held.measure, held.thing
    row = QHBoxLayout()
    row.setSpacing(12)
    kind = thing.kind if thing else ""
    row.addWidget(Mark(THING_ICONS.get(kind, MEASURE_ICONS[measure.kind]), side=26))
    row.addWidget(Text(thing.name if thing else measure.note or words.UNKNOWN, "strong"), 1)
    if held.entry:
        row.addWidget(Chip(*state))
    days = held.days_left(today)
    if days is not None:
        face = words.expiry_chip(days)
        row.addWidget(Chip(face.text, face.tone))
    return row


def _thing(thing: Property) -> str:
    if thing.vehicle:
        car = thing.vehicle
        return " · ".join(
            filter(None, (car.brand, car.colour, f"车架号 {car.vin}" if car.vin else "", car.registry))
        )
    if thing.home:
        home = thing.home
        return " · ".join(filter(None, (home.place.text, home.certificate, home.occupants)))
    return thing.detail or thing.note


def _party_card(party: Party, confirmed: Confirmed | None) -> Card:
    card = Card(party.name, ROLE_TITLES[party.role])
    born = f"{party.born_on.year}年{party.born_on.month}月{party.born_on.day}日生" if party.born_on else ""
    facts = (
        ("", " · ".join(filter(None, (party.sex, born, party.ethnicity)))),
        (party.id_kind or "证件号码", party.id_number),
        ("法定代表人", " ".join(filter(None, (party.legal_representative, party.legal_representative_post)))),
        ("电话", "、".join(party.phones)),
        ("工作单位", party.workplace),
        ("地址", "；".join(p.text for p in party.places)),
        ("送达地址", confirmed.words if confirmed else ""),
        ("电子送达", _electronic(confirmed) if confirmed else ""),
        ("代理人", party.agent),
        ("备注", party.note),
    )
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    top = Qt.AlignmentFlag.AlignTop
    for row, (label, value) in enumerate((label, value) for label, value in facts if value):
        if label:
            grid.addWidget(Text(label, "second", wrap=False), row, 0, top)
        grid.addWidget(Text(value, "body"), row, 1 if label else 0, 1, 1 if label else 2, top)
    card.body.addLayout(grid)
    if not party.places:
        card.body.addWidget(Text("案件册里没有地址，问到后记在上门记录的线索里", "second"))
    card.body.addStretch(1)
    return card
