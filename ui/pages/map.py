"""地图: where the cases lie, the day's route, what lies on the way, and what is known of a door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.actions import planning
from services.actions.planning import Layer, Memory, Nearby, Pace, Plan, PlanStop, Route, Target
from services.records.kinds.visit import Visit
from services.session import Session
from ui import look
from ui.components.frames import ActionBar
from ui.components.map_frame import MapFrame
from ui.components.map_ground import Area
from ui.components.map_pins import Pin
from ui.desk import Desk, OpenCase, StartRecord
from ui.dialogs.pin_card import PinCard
from ui.pages.basemap import BaseMap
from ui.pages.map_side import MapSide

LAYERS: tuple[tuple[Layer, str], ...] = (("due", "30 天内"), ("live", "在办"), ("homes", "腾房"))
NEAR_M = 2_000.0


@dataclass(frozen=True, slots=True)
class Read:
    """What the vault says for this page."""

    plan: Plan
    stops: tuple[Target, ...]
    due: tuple[Target, ...]
    live: tuple[Target, ...]
    homes: tuple[Target, ...]
    pace: Pace


@dataclass(slots=True)
class _Shown:
    """What stands on the screen: the reading, the route and what lies on the way."""

    read: Read
    route: Route = field(default_factory=lambda: Route(legs=()))
    on_way: tuple[Nearby, ...] = ()


class MapPage(QWidget):
    """One of the rail's pages; its subtitle counts stops and cases on the way."""

    title, back, full_width = "地图", False, False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: _Shown | None = None
        self._layer: Layer = "due"
        self._near_only = self._fitted = False
        self.frame = MapFrame([name for _, name in LAYERS])
        self.frame.layers.setIndex(0)
        self.frame.layer.connect(self._choose_layer)
        self.frame.map.picked.connect(self._pick)
        self._base = BaseMap(desk, self.frame, self)
        self._base.changed.connect(self._draw)
        self.side = MapSide()
        self.side.opened.connect(lambda target: self._pick((target,)))
        self.side.added.connect(self._add)
        self.side.propose.connect(self._propose)
        self.bar = ActionBar(parent=self)
        self._first = self.bar.add("到第 1 站", "main", "route")
        self._first.tapped.connect(self._to_first)
        self._first.blocked.connect(self._propose)
        self.bar.add("重排路线", "plain", "again").tapped.connect(self._reorder)
        self.bar.add("我在哪", "plain", "fix").tapped.connect(self._find_me)
        self._near = self.bar.add("只看 2 km 内", "plain", "radar")
        self._near.tapped.connect(self._toggle_near)
        self._arrange()
        desk.position.changed.connect(self._moved)
        look.changes.changed.connect(self._measure)
        self.refresh()

    def subtitle(self) -> str:
        """How many stops, how many on the way."""
        if self._shown is None:
            return ""
        return f"{len(self._shown.read.plan.stops)} 站 · {len(self._shown.on_way)} 件顺路"

    def refresh(self) -> None:
        """Reads everything anew; another base map may have been chosen meanwhile."""
        self._base.look()
        self._desk.background.run(
            partial(_read, self._desk.session, self._desk),
            then=self._take,
            failed=self._desk.trouble,
            owner=self,
        )

    def _arrange(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._row = QHBoxLayout()
        self._row.addWidget(self.frame, 17)
        self._row.addWidget(self.side, 10)
        outer.addLayout(self._row, 1)
        outer.addWidget(self.bar)
        self._measure()

    def _measure(self) -> None:
        sizes = look.sizes()
        self._row.setContentsMargins(sizes.left, sizes.gap, sizes.right, sizes.gap)
        self._row.setSpacing(sizes.gap)
        self._row.setStretch(0, 13 if sizes.small else 17)

    def _take(self, read: Read) -> None:
        self._shown = _Shown(read)
        for key, (_, name), targets in zip(
            self.frame.layers.keys, LAYERS, (read.due, read.live, read.homes), strict=True
        ):
            key.setLabel(f"{name} {len(targets):,}")
        self.frame.place()
        self._plan_way(read.plan, read.stops)

    def _plan_way(self, plan: Plan, stops: Sequence[Target]) -> None:
        """The route in the work lane, then everything on the screen."""
        assert self._shown is not None
        work = partial(
            planning.way, plan, tuple(stops), self._here(), self._desk.now(), self._shown.read.pace
        )
        self._desk.background.run(work, then=self._routed, failed=self._desk.trouble, lane="work", owner=self)

    def _routed(self, found: tuple[Plan, Route]) -> None:
        if self._shown is None:
            return
        plan, route = found
        known = {t.id: t for t in self._shown.read.stops}
        stops = tuple(known[s.id] for s in plan.stops if s.id in known)
        read = self._shown.read
        self._shown = _Shown(Read(plan, stops, read.due, read.live, read.homes, read.pace), route)
        way = [t.at for t in stops if t.at is not None]
        here = self._here()
        others = [t for t in read.due if t.id not in known]
        points = [*([here] if here else []), *way]
        self._shown.on_way = planning.nearby(others, points) if points else ()
        self._draw()

    def _draw(self) -> None:
        if self._shown is None:
            return
        shown, here = self._shown, self._here()
        self.side.tell(shown.read.plan, shown.read.stops, shown.route, shown.on_way)
        stops = [(n, t) for n, t in enumerate(shown.read.stops, 1) if t.at is not None]
        pins = [self._pin(t, label=str(n)) for n, t in stops]
        used = {t.id for _, t in stops}
        way = {n.target.id for n in shown.on_way}
        pins += [self._pin(t, way=t.id in way) for t in self._visible(here) if t.id not in used and t.at]
        self.frame.map.setPins(pins)
        points = [*([here] if here else []), *(t.at for _, t in stops if t.at)]
        self.frame.map.setWay([self._base.on_map(*p) for p in points])
        self.frame.map.setAreas(self._areas())
        self._show_here()
        self._first.setMissing("" if stops else "还没有排路线，点这里按期限排一条。")
        if not self._fitted:
            self._fitted = True
            self.frame.map.fit([(p.latitude, p.longitude) for p in pins])

    def _visible(self, here: tuple[float, float] | None) -> list[Target]:
        """The layer's targets, those near by when only they are wanted."""
        assert self._shown is not None
        read = self._shown.read
        found = {"due": read.due, "live": read.live, "homes": read.homes}[self._layer]
        if not (self._near_only and here):
            return list(found)
        return [n.target for n in planning.nearby(found, [here], NEAR_M)]

    def _pin(self, target: Target, label: str = "", way: bool = False) -> Pin:
        assert target.latitude is not None
        assert target.longitude is not None
        hard = target.days_left is not None and target.days_left <= 1
        tone = "hard" if hard else "way" if way else "plain" if label else "quiet"
        latitude, longitude = self._base.on_map(target.latitude, target.longitude)
        spoken = f"{label and label + '，'}{target.debtors}，{target.place}"
        return Pin(latitude, longitude, label, tone, spoken, target)  # type: ignore[arg-type]

    def _areas(self) -> list[Area]:
        """Towns by the places of all live cases: what the schematic is drawn from."""
        assert self._shown is not None
        towns: dict[str, set[tuple[float, float]]] = {}
        for target in self._shown.read.live:
            if target.town and target.at is not None:
                towns.setdefault(target.town, set()).add(target.at)
        return [
            Area(name, tuple(self._base.on_map(*p) for p in sorted(places))) for name, places in towns.items()
        ]

    def _here(self) -> tuple[float, float] | None:
        fix = self._desk.position.latest()
        return None if fix is None else (fix.latitude, fix.longitude)

    def _moved(self) -> None:
        self._show_here()

    def _show_here(self) -> None:
        fix, here = self._desk.position.latest(), self._here()
        place = None if here is None else self._base.on_map(*here)
        self.frame.map.setHere(place, fix.accuracy_m if fix else None, planning.ON_THE_WAY_M)

    def _find_me(self) -> None:
        here = self._here()
        if here is None:
            self._desk.trouble(planning.NoFixYet())
            return
        self.frame.map.centre_on(*self._base.on_map(*here))

    def _toggle_near(self) -> None:
        if not self._near_only and self._here() is None:
            self._desk.trouble(planning.NoFixYet())
            return
        self._near_only = not self._near_only
        self._near.setChosen(self._near_only)
        self._draw()

    def _choose_layer(self, index: int) -> None:
        self._layer = LAYERS[index][0]
        self._draw()

    def _pick(self, payloads: tuple[object, ...]) -> None:
        """A pin or a row: one case with its door, or the cases that share the place."""
        targets = tuple(t for t in payloads if isinstance(t, Target))
        if len(targets) != 1:
            self._card(targets, None)
            return
        work = partial(planning.door, self._desk.session, targets[0].place, self._desk.today())
        self._desk.background.run(
            work, then=partial(self._card, targets), failed=self._desk.trouble, owner=self
        )

    def _card(self, targets: tuple[Target, ...], memory: Memory | None) -> None:
        assert self._shown is not None
        planned = len(targets) == 1 and any(s.id == targets[0].id for s in self._shown.read.plan.stops)
        card = PinCard(self.window(), targets, memory, planned)
        card.chosen.connect(lambda target: self._pick((target,)))
        card.opened.connect(lambda target: self._desk.go(OpenCase(target.case)))
        card.visited.connect(self._visit)
        card.added.connect(self._add)
        card.removed.connect(self._remove)
        card.open()

    def _visit(self, target: Target) -> None:
        self._desk.go(StartRecord(Visit, (target.case,), target.place))

    def _to_first(self) -> None:
        if self._shown is not None and self._shown.read.stops:
            self._pick((self._shown.read.stops[0],))

    def _add(self, target: Target) -> None:
        self._change(lambda plan: plan.with_stop(PlanStop(case=target.case, place=target.place)))

    def _remove(self, target: Target) -> None:
        self._change(lambda plan: plan.without(target.id))

    def _reorder(self) -> None:
        if self._shown is not None:
            self._plan_way(self._shown.read.plan, self._shown.read.stops)

    def _propose(self) -> None:
        session, today = self._desk.session, self._desk.today()
        self._fitted = False
        self._keep(lambda: planning.proposed(session, today))

    def _change(self, change: planning.Change) -> None:
        session, today = self._desk.session, self._desk.today()
        self._keep(lambda: change(planning.read(session, today)))

    def _keep(self, made: planning.Made) -> None:
        session = self._desk.session
        self._desk.background.run(
            lambda: planning.keep(session, made()),
            then=lambda _: self.refresh(),
            failed=self._desk.trouble,
            owner=self,
        )


def _read(session: Session, desk: Desk) -> Read:
    today = desk.today()
    plan = planning.read(session, today)
    live = planning.targets(session, today, "live")
    due = tuple(t for t in live if t.days_left is not None and t.days_left <= planning.DUE_DAYS)
    return Read(
        plan=plan,
        stops=planning.planned(session, plan, today),
        due=due,
        live=live,
        homes=planning.targets(session, today, "homes"),
        pace=planning.pace(session),
    )
