"""交警清单: the cars that the police are asked to find, filtered; given out by number, their answers taken in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.actions import policing, preferences
from services.actions.policing import BadAnswers, Filter, Given, ListedCar, Made, Material, PoliceAnswer
from services.identifiers import plate as plates
from services.records.declared import Happening
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.records.vehicle_events import HELD, PoliceListGiven
from services.settings import PRINTER
from ui import look
from ui.components.buttons import Button
from ui.components.choices import Choice
from ui.components.finding import FilterChips
from ui.components.frames import ActionBar, Card
from ui.components.labels import ChipFace
from ui.components.notices import EmptyState
from ui.components.sheets import Sheet
from ui.components.tasks import PlainList, PlainRow
from ui.desk import Desk, OpenCase, StartRecord
from ui.dialogs.police_sheets import GivenSheet, GiveSheet, TakeSheet, refused
from ui.dialogs.preview import PrintSheet, print_paper
from ui.pages.police_side import PoliceSide, state_chip

DAYS = (0, 30, 90, 180)


@dataclass(frozen=True, slots=True)
class _Read:
    material: Material
    answered: dict[str, PoliceAnswer]
    issues: tuple[Happening, ...]
    receivers: tuple[str, ...]


class PolicePage(QWidget):
    """Opened from 车辆; `read` is the list as it would be given out now."""

    title, back, full_width = "交警清单", True, False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.filter = Filter()
        self.read: policing.Read | None = None
        self._found: _Read | None = None
        self.sheet: Sheet | None = None
        self.subtitle = "正在读取名单"
        self._build()
        look.changes.changed.connect(self._measure)
        self.refresh()

    def refresh(self) -> None:
        """Reads cars, lists and answers anew; the filters stay."""
        session = self._desk.session
        work = lambda: _Read(  # noqa: E731
            policing.material(session), policing.answered(session), policing.issues(session),
            tuple(policing.given_to(session)),
        )  # fmt: skip
        self._run("vault", work, self._take)

    def narrow(self, **changes: Any) -> None:
        """Counts the list by the filters, changed by the given ones."""
        self.filter = replace(self.filter, **changes)
        self.registered_key.setChosen(self.filter.registered)
        self.first_key.setChosen(self.filter.first)
        if self._found is not None:
            work = partial(policing.compose, self._found.material, self.filter, self._desk.today())
            self._run("work", work, self._show)

    def _take(self, found: _Read) -> None:
        self._found = found
        self.narrow()

    def _show(self, read: policing.Read) -> None:
        if read.chosen != self.filter or self._found is None:
            return
        self.read = read
        added, removed = len(read.changes.added), len(read.changes.removed)
        changed = f"，较上期新增 {added}、移出 {removed}" if read.issue > 1 else ""
        self.subtitle = f"第 {read.issue} 期 {len(read.cars)} 辆{changed}"
        new = set(read.changes.added) if read.issue > 1 else set()
        self.cars.setItems([self._car_row(car, car.plate in new) for car in read.cars])
        self.cars.setVisible(bool(read.cars))
        self.empty.setVisible(not read.cars)
        self.give_key.setMissing("" if read.cars else "没有要查找的车辆")
        self.take_key.setMissing("" if read.issue > 1 else "还没有出过清单")
        self.side.tell(self._found.issues, tuple(self._found.answered.values()))

    def _car_row(self, car: ListedCar, new: bool) -> PlainRow:
        assert self._found is not None
        answer = self._found.answered.get(car.plate)
        detail = " · ".join(filter(None, (car.owner, car.brand, "；".join(car.cases), car.rank)))
        chip = state_chip(answer) if answer else ChipFace("新增", "act") if new else None
        until = f"至 {car.expires_on:%Y-%m-%d}" if car.expires_on else "届满日不明"
        return PlainRow(plates.display(car.plate), detail, "vehicles", chip=chip, fact=until, payload=car)

    def _open_car(self, row: PlainRow) -> None:
        if isinstance(row.payload, ListedCar):
            self._desk.go(OpenCase(row.payload.cases[0]))

    def _open_answer(self, answer: PoliceAnswer) -> None:
        """已控制: the seizure begins with what the police wrote; else the case."""
        last = self._found.material.last if self._found else None
        car = next((c for c in last.cars if c.plate == answer.plate), None) if last else None
        if car is None:
            return
        if answer.state != HELD:
            self._desk.go(OpenCase(car.cases[0]))
            return
        known = {
            "found_by": "交警", "found_at": answer.at, "police_officer": answer.officer, "police_post": answer.post,
            "handed_over_place": answer.place, "plate": answer.plate,
        }  # fmt: skip
        thing = self._thing(car)
        told = tuple((n, v) for n, v in known.items() if v)
        self._desk.go(StartRecord(VehicleSeizure, car.cases[:1], thing, told))

    def _thing(self, car: ListedCar) -> str:
        """The docket's id of the car in its first case, "" where it has left the docket."""
        assert self._found is not None
        return policing.thing_of(self._found.material, car)

    def _open_issue(self, said: PoliceListGiven) -> None:
        title = f"第 {said.issue} 期清单"
        work = partial(policing.stored, self._desk.session, said)
        self._run("vault", work, lambda pdf: self._preview(pdf, title, said.text))

    def _ask_give(self) -> None:
        if self.read is None or self._found is None:
            return
        sheet = GiveSheet(self.window(), self.read.issue, len(self.read.cars), self._found.receivers)
        sheet.chosen.connect(self._make)
        self._open(sheet)

    def _make(self, to: str, folder: Path | None) -> None:
        assert self.read is not None
        work = partial(policing.make, self._desk.session, self.read, to, self._desk.now())
        self._run("work", work, lambda made: self._give(made, folder))

    def _give(self, made: Made, folder: Path | None) -> None:
        work = partial(policing.give, self._desk.session, made, folder, self._desk.now())
        self._run("vault", work, lambda given: self._given(made, given))

    def _given(self, made: Made, given: Given) -> None:
        self._desk.saved(given.entry.made_at)
        told = (
            f"已存入本机并记入日志{'，写出 ' + '、'.join(f.name for f in given.files) if given.files else ''}"
        )
        self.refresh()
        self._preview(made.pdf, f"第 {made.read.issue} 期清单", told)

    def _preview(self, pdf: bytes, title: str, told: str) -> None:
        sheet = GivenSheet(self.window(), self._desk.background, pdf, title, told)
        sheet.printing.connect(partial(self._ask_print, pdf, title))
        self._open(sheet)

    def _ask_print(self, pdf: bytes, title: str) -> None:
        def asked(preferred: str) -> None:
            sheet = PrintSheet(self.window(), self._desk.background, title, 2, preferred)
            sheet.chosen_print.connect(
                lambda copies, printer: self._run(
                    "work", partial(print_paper, pdf, printer, copies, title), lambda _: None
                )
            )
            self._open(sheet)

        self._run("vault", partial(preferences.get, self._desk.session, PRINTER), asked)

    def _ask_take(self) -> None:
        if self.read is not None:
            sheet = TakeSheet(self.window(), self.read.issue - 1)
            sheet.chosen.connect(self._import)
            self._open(sheet)

    def _import(self, path: Path) -> None:
        work = partial(policing.take, self._desk.session, path, self._desk.now())
        self._desk.background.run(work, then=self._imported, failed=self._refused, owner=self)

    def _imported(self, found: tuple[PoliceAnswer, ...]) -> None:
        self._desk.saved(self._desk.now())
        self.refresh()

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, BadAnswers) and error.rows:
            self._open(refused(self.window(), error))
        else:
            self._desk.trouble(error)

    def _open(self, sheet: Sheet) -> None:
        self.sheet = sheet
        sheet.open()

    def _run(self, lane: Any, work: Callable[[], Any], then: Callable[[Any], object]) -> None:
        self._desk.background.run(work, then=then, failed=self._desk.trouble, owner=self, lane=lane)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._column = QVBoxLayout()
        outer.addLayout(self._column, 1)
        self._column.addWidget(self._filters())
        self._row = QHBoxLayout()
        self._row.addWidget(self._list(), 17)
        self.side = PoliceSide()
        self.side.answered.connect(self._open_answer)
        self.side.issued.connect(self._open_issue)
        self._row.addWidget(self.side, 10)
        self._column.addLayout(self._row, 1)
        bar = ActionBar(parent=self)
        self.give_key = bar.add("出清单", "main", "documents")
        self.give_key.tapped.connect(self._ask_give)
        self.take_key = bar.add("导入反馈", "plain", "exchange")
        self.take_key.tapped.connect(self._ask_take)
        outer.addWidget(bar)
        self._measure()

    def _filters(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.registered_key = Button("已办登记查封", "filter", height=48, parent=made)
        self.registered_key.tapped.connect(lambda: self.narrow(registered=not self.filter.registered))
        self.first_key = Button("只要首封", "filter", height=48, parent=made)
        self.first_key.tapped.connect(lambda: self.narrow(first=not self.filter.first))
        self.days = FilterChips(
            [Choice(d, f"余 {d} 天以上" if d else "期限不限") for d in DAYS], "期限", parent=made
        )
        self.days.changed.connect(lambda days: self.narrow(least_days=days))
        row.addWidget(self.registered_key)
        row.addWidget(self.first_key)
        row.addWidget(self.days, 1)
        return made

    def _list(self) -> Card:
        card = Card(flush=True)
        self.cars = PlainList("要查找的车辆")
        self.cars.opened.connect(self._open_car)
        self.empty = EmptyState("vehicles", "没有符合条件的车辆", "查封在册、期限未满、还没有扣到的车才列入")
        self.empty.hide()
        card.body.addWidget(self.cars, 1)
        card.body.addWidget(self.empty, 1)
        return card

    def _measure(self) -> None:
        sizes = look.sizes()
        self._column.setContentsMargins(sizes.left, sizes.gap, sizes.right, sizes.gap)
        for box in (self._column, self._row):
            box.setSpacing(sizes.gap)
