"""车辆: plates typed in the street, each checked at once; a row of parked cars; the wanted car with what to do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from services.actions import spotting, yarding
from services.actions.spotting import CarsKnown, Listed, Seen, Sighting, WantedCar
from services.clock import local
from services.errors import FieldworkError
from services.identifiers import plate as plates
from services.records.kinds.vehicle_seizure import VehicleSeizure
from ui import look
from ui.components.frames import ActionBar, Card
from ui.components.notices import EmptyState
from ui.components.plates import FULL, PlateSlots, StreetKeys
from ui.components.scroll import Scroll
from ui.components.tasks import PlainList, PlainRow
from ui.desk import Desk, OpenCase, OpenPolice, OpenYard, StartRecord
from ui.dialogs import plate_photo
from ui.pages.vehicles_hit import HitCard
from ui.pages.vehicles_row import hint, seen_row

RINGS, RING_MILLISECONDS = 5, 1_500


class VehiclesPage(QWidget):
    """One of the rail's pages; `sighting` is what the docket has of the plate that stands typed."""

    title, back, full_width = "车辆", False, False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._cars: CarsKnown | None = None
        self.row: tuple[Seen, ...] = ()
        self.sighting: Sighting | None = None
        self.car: WantedCar | None = None
        self._candidate, self._logged = 0, ""
        self._bell = QTimer(self)
        self._bell.setInterval(RING_MILLISECONDS)
        self._bell.timeout.connect(self._ring)
        self._rings = 0
        self.pad, self.slots = StreetKeys(), PlateSlots()
        self.pad.changed.connect(self._typed)
        self.pad.next_wanted.connect(self.next_car)
        self._build_side()
        self.bar = ActionBar(parent=self)
        self.seek_key = self.bar.add("查", "main", "search")
        self.seek_key.tapped.connect(self.seek)
        self.seek_key.blocked.connect(self.pad.setFocus)
        self.bar.add("下一辆", "plain", "close").tapped.connect(self.next_car)
        self.photo_key = self.bar.add("拍照认牌", "plain", "camera")
        self.photo_key.tapped.connect(lambda: plate_photo.ask(self, desk.background, self.put))
        self.bar.add("交警清单", "plain", "documents").tapped.connect(partial(desk.go, OpenPolice()))
        self.yard_key = self.bar.add("在库车辆", "plain", "yard")
        self.yard_key.tapped.connect(partial(desk.go, OpenYard()))
        self._arrange()
        look.changes.changed.connect(self._measure)
        self.refresh()

    def subtitle(self) -> str:
        """How many cars the docket has, and of when."""
        if self._cars is None:
            return ""
        of = f" · {local(self._cars.made_at):%m-%d} 下发" if self._cars.made_at else ""
        return f"名单 {self._cars.count:,} 辆{of}"

    def refresh(self) -> None:
        """Reads the docket's plates and the row anew; what stands typed stays."""
        session, today = self._desk.session, self._desk.today()
        self._run(lambda: (spotting.listed(session), spotting.row(session, today)), self._index)
        self._run(lambda: len(yarding.read(session, today).standing), self._count_yard)

    def leave(self) -> None:
        """The bell is for who stands before the car."""
        self._hush()

    def next_car(self) -> None:
        """下一辆: the row keeps what was seen, the pad begins anew."""
        self._hush()
        self._logged = ""
        self.pad.start()
        self.pad.setFocus()

    def seek(self) -> None:
        """查: also a plate of which only the end was read."""
        if self._cars is None:
            return
        try:
            found = spotting.look(self._cars, self.pad.text)
        except FieldworkError as error:
            self._desk.trouble(error)
            return
        self._log(found)
        self._show(found)

    def _index(self, found: tuple[Listed, tuple[Seen, ...]]) -> None:
        listed, self.row = found
        self._run(partial(spotting.indexed, listed), self._take, "work")

    def _count_yard(self, standing: int) -> None:
        """The key to the yard says how many stand there; the words come first for who hears them."""
        self.yard_key.setLabel(f"在库 {standing} 辆" if standing else "在库车辆")
        self.yard_key.setAccessibleName(f"在库车辆，{standing} 辆")

    def _take(self, found: CarsKnown) -> None:
        self._cars = found
        self.pad.home = self._cars.beginnings.home
        if not self.pad.text:
            self.pad.start()
        self._show_row()
        if self.sighting is None:
            self._show_fitting()
        elif self.sighting.candidates:
            self._read_car(ringing=False)  # it may have been seized since

    def _typed(self, text: str) -> None:
        self.slots.setText(text, self.pad.assumed)
        self._hush()
        self.sighting = self.car = None
        if len(text) < FULL:
            self._logged = ""
        self.seek_key.setMissing("" if len(text.removeprefix(self.pad.home)) >= 5 else "至少 5 位")
        if len(text) >= FULL:
            self.seek()
        else:
            self._show_fitting()

    def _show_fitting(self) -> None:
        """What still fits after each key."""
        if self._cars is None:
            return
        found = spotting.narrowed(self._cars, self.pad.text)
        self.hit.hide()
        self.fitting_card.setTitle(f"还符合 {found.count:,} 辆", "每按一位，缩小一次")
        typed = len(self.pad.text) > len(self.pad.home)
        rows = [self._fitting_row(plate) for plate in found.first] if typed else []
        self.fitting.setItems(rows)
        self.fitting.setVisible(bool(rows))
        self.hint.setVisible(not rows)
        self.hint.tell(*hint(self._cars.count, typed))
        self.fitting_card.show()

    def _fitting_row(self, plate: str) -> PlainRow:
        assert self._cars is not None
        first = self._cars.cars[plate][0]
        detail = " · ".join(filter(None, (first.brand, first.owner, first.number)))
        return PlainRow(plates.display(plate), detail, "vehicles", payload=plate)

    def _log(self, found: Sighting) -> None:
        """One car is one line of the row, also while its eighth sign is typed."""
        same = bool(self._logged) and found.seen.startswith(self._logged)
        self.row = spotting.add(self.row, found, self._desk.now(), instead=same)
        self._logged = found.seen[:FULL]
        self._keep_row()

    def _keep_row(self) -> None:
        self._show_row()
        self._run(partial(spotting.keep_row, self._desk.session, self.row), lambda _: None)

    def _show_row(self) -> None:
        hits, near = (sum(s.verdict == v and not s.denied for s in self.row) for v in ("hit", "near"))
        self.row_card.setTitle(f"这一排 {len(self.row)} 辆", f"命中 {hits} · 近似 {near}")
        self.row_list.setItems([seen_row(seen) for seen in self.row])
        self.row_card.setVisible(bool(self.row))

    def _show(self, found: Sighting) -> None:
        self.sighting, self._candidate = found, 0
        if found.candidates:
            self._read_car(ringing=found.verdict == "hit")
        else:
            self._show_nothing(found)

    def _show_nothing(self, found: Sighting) -> None:
        self.hit.hide()
        self.fitting.hide()
        self.fitting_card.setTitle(plates.display(found.seen), "不在册")
        self.hint.tell("册上没有这辆车", "也没有易看错的相近号牌。可以看下一辆。")
        self.hint.show()
        self.fitting_card.show()

    def _read_car(self, ringing: bool) -> None:
        """The cases of the candidate; an answer that comes after the next key is dropped."""
        assert self.sighting is not None
        asked = self.sighting
        plate = asked.candidates[self._candidate].plate
        work = partial(spotting.car, self._desk.session, plate, self._desk.today())
        self._run(work, lambda car: self._show_car(asked, car, ringing))

    def _show_car(self, asked: Sighting, car: WantedCar, ringing: bool) -> None:
        if asked is not self.sighting:
            return
        self.car = car
        self.fitting_card.hide()
        self.hit.tell(asked, car, self._desk.today(), len(asked.candidates) - 1, ringing)
        self.hit.show()
        self._scroll.verticalScrollBar().setValue(0)
        if ringing:
            self._rings = RINGS
            self._ring()
            self._bell.start()

    def _ring(self) -> None:
        QApplication.beep()
        self._rings -= 1
        if self._rings <= 0:
            self._bell.stop()

    def _hush(self) -> None:
        self._bell.stop()
        self.hit.hush()

    def _seize(self) -> None:
        if self.car is not None:
            lead = self.car.lead
            self._desk.go(StartRecord(VehicleSeizure, (lead.case.number,), lead.thing.id))

    def _deny(self) -> None:
        """不是这辆: the row says that it was looked at and is another car."""
        if self.sighting is not None:
            seen = self.sighting.seen
            self.row = spotting.deny(self.row, seen)
            self._keep_row()
        self.next_car()

    def _other(self) -> None:
        if self.sighting is not None:
            self._candidate = (self._candidate + 1) % len(self.sighting.candidates)
            self._read_car(ringing=False)

    def _again(self, row: PlainRow) -> None:
        """A line of the row, or a plate that still fits, stands typed again."""
        self.put(row.payload.text if isinstance(row.payload, Seen) else str(row.payload))

    def put(self, text: str) -> None:
        """A plate that nobody typed here stands typed, and is looked up."""
        self._logged = text[:FULL]
        self.pad.setText(text)
        self._typed(text)
        if len(text) < FULL:
            self.seek()

    def _run(self, work: Callable[[], Any], then: Callable[[Any], object], lane: Any = "vault") -> None:
        self._desk.background.run(work, then=then, failed=self._desk.trouble, owner=self, lane=lane)

    def _build_side(self) -> None:
        self._scroll = Scroll("查到的车")
        self.hit = HitCard()
        self.hit.hide()
        self.hit.seize.connect(self._seize)
        self.hit.opened.connect(lambda number: self._desk.go(OpenCase(number)))
        self.hit.denied.connect(self._deny)
        self.hit.other.connect(self._other)
        self.hit.quiet.connect(self._hush)
        self.fitting_card = Card(flush=True)
        self.fitting = PlainList("还符合的车", tall=True)
        self.fitting.opened.connect(self._again)
        self.hint = EmptyState("vehicles", "正在读取名单")
        self.fitting_card.body.addWidget(self.fitting)
        self.fitting_card.body.addWidget(self.hint)
        self.row_card = Card(flush=True)
        self.row_list = PlainList("这一排", tall=True)
        self.row_list.opened.connect(self._again)
        self.row_card.body.addWidget(self.row_list)
        self.row_card.hide()
        for card in (self.hit, self.fitting_card, self.row_card):
            self._scroll.column.addWidget(card)
        self._scroll.column.addStretch(1)

    def _arrange(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._columns = QHBoxLayout()
        keys = Scroll("车牌键")
        keys.column.addWidget(self.slots)
        keys.column.addWidget(self.pad)
        keys.column.addStretch(1)
        self._left = keys
        self._columns.addWidget(keys, 11)
        self._columns.addWidget(self._scroll, 12)
        outer.addLayout(self._columns, 1)
        outer.addWidget(self.bar)
        self._measure()

    def _measure(self) -> None:
        sizes = look.sizes()
        self._columns.setContentsMargins(sizes.left, sizes.gap, sizes.right, sizes.gap)
        self._columns.setSpacing(sizes.gap if sizes.small else 16)
        self._left.column.setSpacing(7)
        self._left.setMinimumWidth(7 * sizes.plate_key[0] + 6 * 7)
        self._scroll.column.setSpacing(sizes.gap)
