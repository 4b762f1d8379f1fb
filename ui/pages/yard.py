"""在库车辆: the seized cars, the dearest week first; each with its way, its clock and the step to record next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from services.actions import capturing, yarding
from services.actions.yarding import BadFacts, Lot, Yard, YardCar
from services.records.kinds.vehicle_disposal import FREED, HELD, INSPECTED, VehicleDisposal
from ui import look
from ui.components.choices import Choice
from ui.components.finding import FilterChips
from ui.components.frames import ActionBar, Card
from ui.components.labels import Text
from ui.components.notices import EmptyState
from ui.components.sheets import Sheet
from ui.desk import Desk, GoTo, OpenCase, OpenEntry, OpenFigures, StartRecord
from ui.dialogs.yard_sheets import MoreSheet, PackedSheet, PackSheet, ResultsSheet, refused
from ui.pages.yard_rows import YardList, YardRow, shown
from ui.pages.yard_side import YardSide

OPEN, OVER = "open", "over"


class YardPage(QWidget):
    """Opened from 车辆; `car` is the one that stands chosen."""

    title, back, full_width = "在库车辆", True, False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.yard: Yard | None = None
        self.car: YardCar | None = None
        self.sheet: Sheet | None = None
        self.subtitle = "正在读取"
        self._build()
        look.changes.changed.connect(self._measure)
        self.refresh()

    def refresh(self) -> None:
        """Reads everything anew; the chosen car stays chosen."""
        self._run("vault", partial(yarding.read, self._desk.session, self._desk.today()), self._take)

    def _take(self, found: Yard) -> None:
        self.yard = found
        over = [c for c in found.cars if c.over]
        week, unknown = found.per_week
        more = f" · {unknown} 辆不明" if unknown else ""
        self.subtitle = f"{len(found.standing)} 辆 · 每周 {week} 元{more}"
        self.chips.setLabels([f"未结清 {len(found.open)}", f"已结清 {len(over)}"])
        self._show()

    def _show(self) -> None:
        if self.yard is None:
            return
        cars = self.yard.open if self.chips.value == OPEN else [c for c in self.yard.cars if c.over]
        self.list.setItems([shown(self.yard, c) for c in cars])
        self._stack.setCurrentWidget(self.list if cars else self.empty)
        before = self.car.seizure.entry.id if self.car else ""
        chosen = next((n for n, c in enumerate(cars) if c.seizure.entry.id == before), 0)
        self.side.setVisible(bool(cars))
        if cars:
            self.list.setCurrentIndex(self.list.model().index(chosen, 0))
            self._choose(cars[chosen])
        else:
            self.car = None
            self._name_keys()

    def _choose(self, car: YardCar) -> None:
        assert self.yard is not None
        self.car = car
        self.side.tell(self.yard, car)
        self._name_keys()

    def _name_keys(self) -> None:
        lacking = "" if self.car is not None else "没有选车"
        over = self.car is not None and self.car.over
        self.next_key.setLabel(f"记{self.car.next_step}" if self.car and not over else "下一步")
        self.next_key.setMissing("已经结清" if over else lacking)
        for key in (self.inspect_key, self.pack_key):
            key.setMissing(lacking)

    def _record(self, step: str) -> None:
        """A step of the chosen car, prefilled with what is known."""
        if self.car is None:
            return
        subject = str(self.car.seizure.entry.body.get("subject", ""))
        known = (("step", step), ("plate", self.car.seized.plate))
        self._desk.go(StartRecord(VehicleDisposal, self.car.cases, subject, known))

    def _more(self) -> None:
        held = self.car is not None and self.car.hold is not None
        sheet = MoreSheet(self.window(), self.car is not None, held)
        sheet.picked.connect(self._picked)
        self._open(sheet)

    def _picked(self, what: str) -> None:
        if what in (HELD, FREED):
            self._record(what)
        elif what == "results":
            asked = ResultsSheet(self.window())
            asked.chosen.connect(self._import)
            self._open(asked)
        elif what == "figures":
            self._desk.go(OpenFigures())

    def _import(self, path: Path) -> None:
        work = partial(yarding.take_results, self._desk.session, path, self._desk.now())
        self._desk.background.run(work, then=self._imported, failed=self._refused, owner=self)

    def _imported(self, found: tuple[Lot, ...]) -> None:
        fresh = sum(not lot.known for lot in found)
        self._desk.saved(self._desk.now())
        self.refresh()
        told = f"记入 {fresh} 辆" + (
            f"，{len(found) - fresh} 辆以前记过，没有重复" if fresh < len(found) else ""
        )
        self._open(PackedSheet(self.window(), "拍卖结果已导入", told, ()))

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, BadFacts) and error.rows:
            self._open(refused(self.window(), error))
        else:
            self._desk.trouble(error)

    def _ask_pack(self) -> None:
        if self.car is not None:
            sheet = PackSheet(self.window(), self.car.seized.called, capturing.lacking(self.car))
            sheet.chosen.connect(partial(self._pack, self.car))
            self._open(sheet)

    def _pack(self, car: YardCar, folder: Path) -> None:
        """Originals from the vault, copies on a working thread, the entry and the name at last."""
        session, now = self._desk.session, self._desk.now()

        def named(written: capturing.Written) -> None:
            self._run("vault", partial(capturing.finish, session, car, written, now), self._packed)

        def copied(originals: capturing.Originals) -> None:
            self._run("work", partial(capturing.write, car, originals, folder, now), named)

        self._run("vault", partial(capturing.raw_photos, session, car), copied)

    def _packed(self, made: capturing.Made) -> None:
        self._desk.saved(self._desk.now())
        told = f"{made.folder.name}：照片 {made.photos} 张，说明和事实表各一份。明文，交出后请删除。"
        self._open(PackedSheet(self.window(), "素材包已写好", told, made.lacking))

    def _open(self, sheet: Sheet) -> None:
        self.sheet = sheet
        sheet.open()

    def _run(self, lane: Any, work: Callable[[], Any], then: Callable[[Any], object]) -> None:
        self._desk.background.run(work, then=then, failed=self._desk.trouble, owner=self, lane=lane)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._row = QHBoxLayout()
        outer.addLayout(self._row, 1)
        self._row.addLayout(self._left(), 6)
        self.side = YardSide()
        self.side.entry.connect(lambda entry: self._desk.go(OpenEntry(entry)))
        self.side.case.connect(lambda number: self._desk.go(OpenCase(number)))
        self.side.hide()
        self._row.addWidget(self.side, 5)
        bar = ActionBar(parent=self)
        self.next_key = bar.add("下一步", "main", "check")
        self.next_key.tapped.connect(lambda: self._record(self.car.next_step if self.car else ""))
        self.inspect_key = bar.add("查验", "plain", "search")
        self.inspect_key.tapped.connect(lambda: self._record(INSPECTED))
        self.pack_key = bar.add("辅拍素材", "plain", "camera")
        self.pack_key.tapped.connect(self._ask_pack)
        bar.add("更多", "plain", "next").tapped.connect(self._more)
        outer.addWidget(bar)
        self._measure()

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        self.chips = FilterChips([Choice(OPEN, "未结清"), Choice(OVER, "已结清")], "在库车辆")
        self.chips.changed.connect(lambda _: self._show())
        column.addWidget(self.chips)
        column.addWidget(Text("按每周存放费排，最贵的在前；费用不明的排在不要钱的前面。", "second"))
        card = Card(flush=True)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self.list = YardList()
        self.list.opened.connect(self._opened)
        self.empty = EmptyState("yard", "没有这样的车", "扣押并拖走的车自动进到这里", "查车牌")
        self.empty.tapped.connect(lambda: self._desk.go(GoTo("vehicles")))
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        card.body.addWidget(holder, 1)
        column.addWidget(card, 1)
        self._column = column
        return column

    def _opened(self, row: YardRow) -> None:
        self._choose(row.car)

    def _measure(self) -> None:
        sizes = look.sizes()
        self._row.setContentsMargins(sizes.left, sizes.gap, sizes.right, sizes.gap)
        self._row.setSpacing(sizes.gap)
        self._column.setSpacing(8)
