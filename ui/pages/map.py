"""地图: where the cases lie, the day's route, what lies on the way, and what is known of a door."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.actions import planning
from services.actions.planning import Layer, Memory, Sort, Target
from services.position import distance
from services.records.kinds.visit import Visit
from ui import look
from ui.components.frames import ActionBar
from ui.components.map_frame import MapFrame
from ui.components.map_ground import Area
from ui.components.map_pins import Pin
from ui.desk import Desk, OpenCase, StartRecord
from ui.dialogs.pin_card import PinCard, danger
from ui.pages.basemap import BaseMap
from ui.pages.day_plan import DayPlan
from ui.pages.map_side import MapSide
from ui.pages.outing import OutingKeys
from ui.pages.placing import Placing

LAYERS: tuple[tuple[Layer, str], ...] = (("due", "30 天内"), ("live", "在办"), ("homes", "腾房"))
SORTS: dict[Sort, str] = {"home": "腾房", "vehicle": "车辆", "term": "措施", "call": "上门"}
NEAR_M, LIST_AGAIN_M = 2_000.0, 200.0


class MapPage(QWidget):
    """One of the rail's pages; its subtitle counts stops and cases on the way."""

    title, back, full_width = "地图", False, False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._layer: Layer = "due"
        self._near_only = self._fitted = False
        self._listed_at: tuple[float, float] | None = None
        self.frame = MapFrame([name for _, name in LAYERS])
        self.frame.layers.setIndex(0)
        self.frame.layer.connect(self._choose_layer)
        self.frame.map.picked.connect(self._pick)
        self._base = BaseMap(desk, self.frame, self)
        self._base.changed.connect(self._draw)
        self.day = DayPlan(desk, self)
        self.day.read_anew.connect(self._count)
        self.day.changed.connect(self._draw)
        self.side = MapSide()
        self.side.opened.connect(lambda target: self._pick((target,)))
        self.side.added.connect(self.day.add)
        self.side.propose.connect(self._propose)
        self.placing = Placing(desk, self.frame, self._base, self)
        self.placing.changed.connect(self.day.refresh)
        self.placing.pointing.connect(lambda on: self.bar.setVisible(not on))
        self.side.unplaced.connect(self.placing.begin)
        self.outing = OutingKeys(desk, self.day, self)
        for teller in (self.outing.told, self.day.told):
            teller.connect(self._tell)
        self._told = ""
        self._make_bar()
        self._arrange()
        desk.position.changed.connect(self._moved)
        look.changes.changed.connect(self._measure)
        self.refresh()

    def subtitle(self) -> str:
        """How many stops, how many on the way."""
        shown = self.day.shown
        if shown is None:
            return ""
        return self._told or f"{len(shown.read.plan.open)} 站 · {len(shown.on_way)} 件顺路"

    def refresh(self) -> None:
        """Reads everything anew; another base map may have been chosen meanwhile."""
        self._base.look()
        self.day.refresh()

    def _make_bar(self) -> None:
        self.bar = ActionBar(parent=self)
        self._first = self.bar.add("到第 1 站", "main", "route")
        self._first.tapped.connect(self._to_first)
        self._first.blocked.connect(self._propose)
        self.bar.add("重排路线", "plain", "again").tapped.connect(self.day.reorder)
        self.bar.add("今日安排", "plain", "note").tapped.connect(self.outing.open)
        self.bar.add("我在哪", "plain", "fix").tapped.connect(self._find_me)
        self._near = self.bar.add("2 km 内", "plain", "radar")
        self._near.tapped.connect(self._toggle_near)

    def _arrange(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._row = QHBoxLayout()
        self._row.addWidget(self.frame, 17)
        self._row.addWidget(self.side, 10)
        outer.addLayout(self._row, 1)
        outer.addWidget(self.bar)
        outer.addWidget(self.placing.bar)
        self._measure()

    def _measure(self) -> None:
        sizes = look.sizes()
        self._row.setContentsMargins(sizes.left, sizes.gap, sizes.right, sizes.gap)
        self._row.setSpacing(sizes.gap)
        self._row.setStretch(0, 13 if sizes.small else 17)

    def _count(self) -> None:
        assert self.day.shown is not None
        read = self.day.shown.read
        for key, (_, name), targets in zip(
            self.frame.layers.keys, LAYERS, (read.due, read.live, read.homes), strict=True
        ):
            key.setLabel(f"{name} {len(targets):,}")
        self.frame.place()

    def _draw(self) -> None:
        shown, here = self.day.shown, self.day.here()
        if shown is None:
            return
        visible = self._visible(here)
        stops = [(n, t) for n, t in enumerate(shown.read.stops, 1) if t.at is not None]
        pins = [self._pin(t, label=str(n)) for n, t in stops]
        used = {t.id for _, t in stops}
        way = {n.target.id for n in shown.on_way}
        pins += [self._pin(t, way=t.id in way) for t in visible if t.id not in used and t.at]
        nowhere = [t for t in visible if t.at is None]
        nearest = planning.nearest((t for t in visible if t.id not in used), here) if here else ()
        self._listed_at = here
        self.side.tell(shown.read.plan, shown.read.stops, shown.route, shown.on_way, nowhere, nearest)
        self.frame.map.setPins(pins)
        left = self.day.still_open(shown.read.plan, shown.read.stops)
        points = [*([here] if here else []), *(t.at for t in left if t.at)]
        self.frame.map.setWay([self._base.on_map(*p) for p in points])
        self.frame.map.setAreas(self._areas())
        self._show_here()
        self._show_first(left)
        if not self._fitted:
            self._fitted = True
            self.frame.map.fit([(p.latitude, p.longitude) for p in pins])

    def _show_first(self, left: tuple[Target, ...]) -> None:
        assert self.day.shown is not None
        stops = self.day.shown.read.stops
        self._first.setLabel(f"到第 {stops.index(left[0]) + 1} 站" if left else "到第 1 站")
        words = "都走完了，点这里再排" if stops else "没有路线，点这里排"
        self._first.setMissing("" if left else words)

    def _tell(self, words: str) -> None:
        """Said in the subtitle until the page is left."""
        self._told = words

    def _visible(self, here: tuple[float, float] | None) -> list[Target]:
        """The layer's targets, those near by when only they are wanted."""
        assert self.day.shown is not None
        read = self.day.shown.read
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
        spoken = f"{label and label + '，'}{SORTS[target.sort]}，{target.debtors}，{target.place}"
        return Pin(latitude, longitude, label, tone, spoken, target, target.sort)  # type: ignore[arg-type]

    def _areas(self) -> list[Area]:
        """Towns by the places of all live cases: what the schematic is drawn from."""
        assert self.day.shown is not None
        towns: dict[str, set[tuple[float, float]]] = {}
        for target in self.day.shown.read.live:
            if target.town and target.at is not None:
                towns.setdefault(target.town, set()).add(target.at)
        return [
            Area(name, tuple(self._base.on_map(*p) for p in sorted(places))) for name, places in towns.items()
        ]

    def _moved(self) -> None:
        """My own place at once; what is nearest only after some way."""
        here, before = self.day.here(), self._listed_at
        if here is not None and (before is None or distance.metres(here, before) > LIST_AGAIN_M):
            self._draw()
        else:
            self._show_here()

    def _show_here(self) -> None:
        fix, here = self._desk.position.latest(), self.day.here()
        place = None if here is None else self._base.on_map(*here)
        self.frame.map.setHere(place, fix.accuracy_m if fix else None, planning.ON_THE_WAY_M)

    def _find_me(self) -> None:
        here = self.day.here()
        if here is None:
            self._desk.trouble(planning.NoFixYet())
            return
        self.frame.map.centre_on(*self._base.on_map(*here))

    def _toggle_near(self) -> None:
        if not self._near_only and self.day.here() is None:
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
        assert self.day.shown is not None
        planned = len(targets) == 1 and any(s.id == targets[0].id for s in self.day.shown.read.plan.stops)
        card = PinCard(self.window(), targets, memory, planned)
        card.chosen.connect(lambda target: self._pick((target,)))
        card.opened.connect(lambda target: self._desk.go(OpenCase(target.case)))
        card.visited.connect(self._visit)
        card.added.connect(self.day.add)
        card.removed.connect(self.day.remove)
        card.timing.connect(self.outing.open_stop)
        card.alone.connect(lambda target: self.outing.go_alone(target, danger(target, memory)))
        card.placing.connect(self.placing.begin)
        card.open()

    def _visit(self, target: Target) -> None:
        self._desk.go(StartRecord(Visit, (target.case,), target.place))

    def _to_first(self) -> None:
        shown = self.day.shown
        left = self.day.still_open(shown.read.plan, shown.read.stops) if shown else ()
        if left:
            self._pick((left[0],))

    def _propose(self) -> None:
        self._fitted = False
        self.day.propose()
