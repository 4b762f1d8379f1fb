"""Beside the map: the day's stops in order with distance and time, and what lies on the way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from services.actions import day_papers
from services.actions.planning import Leg, Nearby, Plan, PlanStop, Route, Target
from services.clock import local
from services.position import distance
from ui import look, words
from ui.components.frames import Card
from ui.components.labels import ChipFace
from ui.components.notices import EmptyState
from ui.components.scroll import Scroll
from ui.components.tasks import PlainList, PlainRow

SHOWN_ON_WAY = 12


class MapSide(QWidget):
    """`opened(target)` for a stop, `added(target)` for one on the way, `propose()` when the officer wants a plan,
    `unplaced(target)` for an address that nobody has set on a map."""

    opened = Signal(object)
    added = Signal(object)
    propose = Signal()
    unplaced = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scroll = Scroll("路线与顺路")
        outer.addWidget(self._scroll)
        self._order = Card("路线顺序", flush=True)
        self.stops = PlainList("路线顺序", tall=True)
        self.stops.opened.connect(lambda row: self.opened.emit(row.payload))
        self._none = EmptyState(
            "route", "今天还没有排路线", "在地图上点案件加入，或者按期限排一条", "按期限排路线"
        )
        self._none.tapped.connect(self.propose)
        self._order.body.addWidget(self.stops)
        self._order.body.addWidget(self._none)
        self._by_the_way = Card("顺路", flush=True)
        self.nearby = PlainList("顺路", tall=True)
        self.nearby.opened.connect(lambda row: self.added.emit(row.payload))
        self._by_the_way.body.addWidget(self.nearby)
        self._nearest = Card("离我最近", "直线距离", flush=True)
        self.nearest = PlainList("离我最近", tall=True)
        self.nearest.opened.connect(lambda row: self.opened.emit(row.payload))
        self._nearest.body.addWidget(self.nearest)
        self._nowhere = Card("没有坐标", "地图上看不到", flush=True)
        self.nowhere = PlainList("没有坐标", tall=True)
        self.nowhere.opened.connect(lambda row: self.unplaced.emit(row.payload))
        self._nowhere.body.addWidget(self.nowhere)
        for card in (self._order, self._by_the_way, self._nearest, self._nowhere):
            self._scroll.column.addWidget(card)
        self._scroll.column.addStretch(1)
        self._measure()
        look.changes.changed.connect(self._measure)

    def tell(
        self,
        plan: Plan,
        stops: Sequence[Target],
        route: Route,
        on_way: Sequence[Nearby],
        nowhere: Sequence[Target],
        nearest: Sequence[Nearby] = (),
    ) -> None:
        """Show the plan with its route, what lies within 500 m of it, what is nearest to me, and the
        layer's addresses without coordinates."""
        legs = {leg.stop: leg for leg in route.legs}
        self._order.setTitle("路线顺序", _whole(route))
        self.stops.setItems(
            [_stop_row(n, t, plan.stop(t.id), legs.get(t.id)) for n, t in enumerate(stops, 1)]
        )
        self.stops.setVisible(bool(stops))
        self._none.setVisible(not stops)
        self._by_the_way.setTitle(f"顺路 {len(on_way)} 件", "500 m 内，30 天内到期")
        self.nearby.setItems([_nearby_row(n) for n in on_way[:SHOWN_ON_WAY]])
        self._by_the_way.setVisible(bool(on_way))
        self.nearest.setItems([_nearest_row(n) for n in nearest])
        self._nearest.setVisible(bool(nearest))
        self._nowhere.setTitle(f"没有坐标 {len(nowhere):,} 件", "地图上看不到，标上点才能排进路线")
        self.nowhere.setItems([_nowhere_row(t) for t in nowhere[:SHOWN_ON_WAY]])
        self._nowhere.setVisible(bool(nowhere))

    def _measure(self) -> None:
        self._scroll.column.setSpacing(look.sizes().gap)


def _whole(route: Route) -> str:
    if not route.legs:
        return ""
    whole = f"直线 {distance.text(route.metres)}"
    return whole if look.sizes().small else f"{whole} · {local(route.legs[-1].at):%H:%M} 到末站"


def _stop_row(number: int, target: Target, stop: PlanStop | None, leg: Leg | None) -> PlainRow:
    done = stop.done if stop else ""
    return PlainRow(
        f"{number}  {words.against(target.creditors, target.debtors)}",
        " · ".join(filter(None, (target.town, *_heed(target, stop)))),
        "check" if done else "warning" if target.risk else "pin",
        chip=_chip(leg, done),
        fact=_fact(leg),
        payload=target,
    )


def _heed(target: Target, stop: PlanStop | None) -> tuple[str, ...]:
    """What counts at this stop: what came of it, the appointment, the deadline, the hour nobody tried, danger."""
    if stop is not None and stop.done:
        return (stop.done,)
    window = day_papers.window_words(stop)
    return (
        f"约 {window}" if window else "",
        stop.tried if stop else "",
        words.due(target.days_left),
        "有安全提示" if target.risk else "",
        f"{target.untried}没试过" if target.untried and not window else "",
    )


def _chip(leg: Leg | None, done: str) -> ChipFace | None:
    if done:
        return ChipFace("已走", "ok", "check")
    if leg is None:
        return ChipFace("没有坐标", "amb", "warning")
    return ChipFace(f"晚 {leg.late:.0f} 分", "red", "clock") if leg.late else None


def _fact(leg: Leg | None) -> str:
    if leg is None:
        return ""
    metres = distance.text(leg.metres)
    return metres if leg.late else f"{local(leg.at):%H:%M} · {metres}"


def _nearby_row(found: Nearby) -> PlainRow:
    target = found.target
    return PlainRow(
        words.against(target.creditors, target.debtors),
        f"{words.due(target.days_left)} · 离路线 {distance.text(found.metres)}",
        "pin",
        key="加入",
        payload=target,
    )


def _nearest_row(found: Nearby) -> PlainRow:
    target = found.target
    return PlainRow(
        words.against(target.creditors, target.debtors),
        " · ".join(filter(None, (words.due(target.days_left), target.place))),
        "warning" if target.risk else "pin",
        fact=distance.text(found.metres),
        payload=target,
    )


def _nowhere_row(target: Target) -> PlainRow:
    return PlainRow(
        words.against(target.creditors, target.debtors),
        " · ".join(filter(None, (words.due(target.days_left), target.place or "案件册没有地址"))),
        "pin",
        key="标点" if target.place else "",
        payload=target,
    )
