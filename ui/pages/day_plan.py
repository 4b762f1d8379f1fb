"""The day's plan behind the map: read, changed, put in order, and what lies on the way; each off the screen's thread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from services.actions import planning, replanning
from services.actions.planning import Nearby, Pace, Plan, PlanStop, Route, Target
from services.actions.replanning import Replanned
from services.session import Session
from ui.desk import Desk

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Read:
    """What the vault says for this page."""

    plan: Plan
    stops: tuple[Target, ...]
    due: tuple[Target, ...]
    live: tuple[Target, ...]
    homes: tuple[Target, ...]
    pace: Pace


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands on the screen: the reading, the route and what lies on the way."""

    read: Read
    route: Route = field(default_factory=lambda: Route(legs=()))
    on_way: tuple[Nearby, ...] = ()


class DayPlan(QObject):
    """`changed` when there is something new to draw, `told(words)` what a new order says; `shown` is None at first."""

    changed = Signal()
    told = Signal(str)
    read_anew = Signal()

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self.shown: Shown | None = None

    def here(self) -> tuple[float, float] | None:
        """Where I am, while a receiver says so."""
        fix = self._desk.position.latest()
        return None if fix is None else (fix.latitude, fix.longitude)

    def refresh(self) -> None:
        """Reads everything anew, one thing after another, so that saving gets in between."""
        work = partial(planning.targets, self._desk.session, self._desk.today(), "live")
        self._desk.background.run(work, then=self._read_homes, failed=self._desk.trouble, owner=self)

    def _read_homes(self, live: tuple[Target, ...]) -> None:
        work = partial(planning.targets, self._desk.session, self._desk.today(), "homes")
        self._go_on(work, partial(self._read_plan, live))

    def _read_plan(self, live: tuple[Target, ...], homes: tuple[Target, ...]) -> None:
        self._go_on(partial(_read, self._desk.session, self._desk.now(), live, homes), self._take)

    def _go_on(
        self, work: Callable[[], Result], then: Callable[[Result], object], lane: str = "vault"
    ) -> None:
        """A page that is left is read again when it is shown, and asks for nothing meanwhile."""
        if self._page.isVisible():
            self._desk.background.run(work, then=then, failed=self._desk.trouble, lane=lane, owner=self)

    def reorder(self) -> None:
        """What was called at is ticked off, a door where nobody was is tried later, the rest in the best order from here."""
        session, now = self._desk.session, self._desk.now()

        def made() -> Replanned:
            found = replanning.replanned(session, planning.read(session, now.date()), now)
            planning.keep(session, found.plan.by_route())
            return found

        self._desk.background.run(made, then=self._reordered, failed=self._desk.trouble, owner=self)

    def _reordered(self, found: Replanned) -> None:
        self.refresh()
        if found.plan.stops:
            self.told.emit(found.words)

    def add(self, target: Target) -> None:
        """One stop more."""
        self.change(lambda plan: plan.with_stop(PlanStop(case=target.case, place=target.place)))

    def remove(self, target: Target) -> None:
        """Without that stop."""
        self.change(lambda plan: plan.without(target.id))

    def propose(self) -> None:
        """A plan from what presses, in place of the present one."""
        session, now = self._desk.session, self._desk.now()
        self._keep(lambda: planning.proposed(session, now))

    def change(self, change: planning.Change) -> None:
        """The plan on the disk with this change."""
        session, today = self._desk.session, self._desk.today()
        self._keep(lambda: change(planning.read(session, today)))

    @staticmethod
    def still_open(plan: Plan, stops: tuple[Target, ...]) -> tuple[Target, ...]:
        """The stops that nobody has called at yet."""
        wanted = {s.id for s in plan.open}
        return tuple(t for t in stops if t.id in wanted)

    def _keep(self, made: planning.Made) -> None:
        session = self._desk.session
        self._desk.background.run(
            lambda: planning.keep(session, made()),
            then=lambda _: self.refresh(),
            failed=self._desk.trouble,
            owner=self,
        )

    def _take(self, read: Read) -> None:
        self.shown = Shown(read)
        self.read_anew.emit()
        self._plan_way(read)

    def _plan_way(self, read: Read) -> None:
        """The route in the work lane, then everything on the screen."""
        work = partial(planning.way, read.plan, read.stops, self.here(), self._desk.now(), read.pace)
        self._go_on(work, self._routed, "work")

    def _routed(self, found: tuple[Plan, Route]) -> None:
        if self.shown is None:
            return
        plan, route = found
        read = self.shown.read
        known = {t.id: t for t in read.stops}
        stops = tuple(known[s.id] for s in plan.stops if s.id in known)
        here = self.here()
        points = [
            *([here] if here else []),
            *(t.at for t in self.still_open(plan, stops) if t.at is not None),
        ]
        others = [t for t in read.due if t.id not in known]
        on_way = planning.nearby(others, points) if points else ()
        self.shown = Shown(Read(plan, stops, read.due, read.live, read.homes, read.pace), route, on_way)
        self.changed.emit()


def _read(session: Session, now: dt.datetime, live: tuple[Target, ...], homes: tuple[Target, ...]) -> Read:
    today = now.date()
    plan = replanning.ticked(session, planning.read(session, today), now)
    return Read(
        plan=plan,
        stops=planning.planned(session, plan, today),
        due=tuple(t for t in live if t.days_left is not None and t.days_left <= planning.DUE_DAYS),
        live=live,
        homes=homes,
        pace=planning.pace(session),
    )
