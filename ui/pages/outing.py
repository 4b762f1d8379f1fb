"""今日安排 on the map page: appointments, what to take along, the day's papers and its file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Literal, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from services.actions import checking_in, day_calls, day_papers, kit
from services.actions.day_papers import Outing
from services.actions.kit import Item
from services.actions.planning import Target
from services.clock import local
from services.settings import CHECK_IN, PRINTER
from ui.desk import Desk
from ui.dialogs.alone import AloneSheet
from ui.dialogs.outing import DaySheet, FileSheet, PackSheet, StopSheet
from ui.dialogs.paper_offer import offer
from ui.pages.day_plan import DayPlan, Shown

Result = TypeVar("Result")
Which = Literal["car", "desk"]


class OutingKeys(QObject):
    """`told(words)` when something is done that the page's subtitle should say."""

    told = Signal(str)

    def __init__(self, desk: Desk, day: DayPlan, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._day, self._page = desk, day, page

    def open(self) -> None:
        """The sheet of what can be done with the day."""
        shown = self._day.shown
        if shown is None:
            return
        open_stops = len(shown.read.plan.open)
        sheet = DaySheet(self._page.window(), shown.read.plan, f"还有 {open_stops} 站")
        sheet.returning.connect(self._return)
        sheet.chosen.connect(self._do)
        sheet.open()

    def open_stop(self, target: Target) -> None:
        """One stop's appointment and its place in the order."""
        shown = self._day.shown
        stop = shown.read.plan.stop(target.id) if shown else None
        if shown is None or stop is None:
            return
        name = f"{target.debtors} · {target.place}"
        sheet = StopSheet(self._page.window(), name, stop, shown.read.plan, self._desk.now())
        sheet.timed.connect(lambda since, until: self._day.change(lambda p: p.timed(target.id, since, until)))
        sheet.ending.connect(lambda end: self._day.change(lambda p: p.ending(target.id, end)))
        sheet.moved.connect(lambda by: self._day.change(lambda p: p.moved(target.id, by)))
        sheet.open()

    def go_alone(self, target: Target, risk: str) -> None:
        """For how long an officer goes to this door alone."""
        usual = int(str(self._desk.terminal.get(CHECK_IN.name, CHECK_IN.default)))
        sheet = AloneSheet(self._page.window(), target.place, risk, usual)
        sheet.begun.connect(lambda minutes: self._begin_alone(target, minutes))
        sheet.open()

    def _begin_alone(self, target: Target, minutes: int) -> None:
        begin = partial(
            checking_in.begin, self._desk.session, target.case, target.place, minutes, self._desk.now()
        )
        self._run(begin, lambda made: self._desk.alone(made.due))

    def _return(self, closed: bool) -> None:
        shown, here = self._day.shown, self._day.here()
        stops = [t.at for t in shown.read.stops if t.at is not None] if shown else []
        home = here or (stops[0] if stops else None)
        self._day.change(lambda plan: plan.returning(home, closed))

    def _do(self, deed: str) -> None:
        deeds: dict[str, Callable[[], None]] = {
            "pack": self._pack, "car": partial(self._paper, "car"), "desk": partial(self._paper, "desk"), "file": self._file,
        }  # fmt: skip
        deeds[deed]()

    def _pack(self) -> None:
        self._gather(self._show_pack)

    def _show_pack(self, found: Sequence[Item]) -> None:
        if self._day.shown is None:
            return
        sheet = PackSheet(self._page.window(), found, self._day.shown.read.plan)
        sheet.ticked.connect(lambda item: self._day.change(lambda plan: plan.ticked(item)))
        sheet.open()

    def _gather(self, then: Callable[[Sequence[Item]], object]) -> None:
        """What to take along: from the vault, then the printer, which is asked off the vault's lane."""
        shown = self._day.shown
        if shown is None:
            return
        session, plan = self._desk.session, shown.read.plan
        chosen = str(self._desk.terminal.get(PRINTER.name, ""))

        def ask_printer(found: tuple[Item, ...]) -> None:
            self._run(partial(kit.printer, chosen), lambda item: then((*found, item)), "work")

        self._run(partial(kit.items, session, plan), ask_printer)

    def _paper(self, which: Which) -> None:
        shown = self._day.shown
        if shown is not None:
            self._gather(partial(self._prepare, which, shown))

    def _prepare(self, which: Which, shown: Shown, found: Sequence[Item]) -> None:
        read, now = shown.read, self._desk.now()
        minutes = int(str(self._desk.terminal.get(CHECK_IN.name, CHECK_IN.default)))
        work = partial(
            day_papers.prepared, self._desk.session, read.plan, read.stops, shown.route, read.pace, found, now,
            check_in_minutes=minutes,
        )  # fmt: skip
        self._run(work, partial(self._set, which))

    def _set(self, which: Which, told: Outing) -> None:
        work = partial(day_papers.paper, self._desk.session, which, told, self._desk.now())
        self._run(work, partial(self._show_paper, day_papers.TITLES[which]), "work")

    def _show_paper(self, title: str, pdf: bytes) -> None:
        offer(self._desk, self._page, title, pdf, self.told.emit)

    def _file(self) -> None:
        sheet = FileSheet(self._page.window(), f"外勤行程-{local(self._desk.now()):%Y%m%d}")
        sheet.chosen.connect(self._write)
        sheet.open()

    def _write(self, path: Path, names: bool) -> None:
        shown = self._day.shown
        if shown is None:
            return
        work = partial(
            day_calls.write,
            self._desk.session,
            path,
            shown.read.stops,
            shown.route.legs,
            self._desk.now(),
            names=names,
        )
        self._run(work, lambda written: self.told.emit(f"行程文件已写好：{written.name}"))

    def _run(self, work: Callable[[], Result], then: Callable[[Result], object], lane: str = "vault") -> None:
        self._desk.background.run(work, then=then, failed=self._desk.trouble, lane=lane, owner=self)
