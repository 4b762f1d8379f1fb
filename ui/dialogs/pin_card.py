"""The card of a tapped pin: the cases there; for one case what is known of its door, and the deeds that follow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from services.actions.planning import Memory, Target
from services.clock import local
from ui import words
from ui.components.frames import Card
from ui.components.labels import ChipFace, Text
from ui.components.notices import RiskBanner
from ui.components.scroll import Scroll
from ui.components.sheets import Sheet
from ui.components.tasks import PlainList, PlainRow

TOP_ONE, TOP_MANY = 250, 120


class PinCard(Sheet):
    """`opened(target)`, `visited(target)`, `added(target)`, `removed(target)`, `chosen(target)` of several;
    `timing(target)` for its appointment and order, `placing(target)` to mark its place,
    `alone(target)` before going to the door alone."""

    opened = Signal(object)
    visited = Signal(object)
    added = Signal(object)
    removed = Signal(object)
    timing = Signal(object)
    placing = Signal(object)
    alone = Signal(object)
    chosen = Signal(object)

    def __init__(
        self, window: QWidget, targets: Sequence[Target], memory: Memory | None, planned: bool
    ) -> None:
        one = targets[0] if len(targets) == 1 else None
        title = words.against(one.creditors, one.debtors) if one else f"这里有 {len(targets):,} 件"
        super().__init__(window, title, one.case if one else targets[0].place, TOP_ONE if one else TOP_MANY)
        scroll = Scroll("案件")
        self.body.addWidget(scroll, 1)
        if one is None:
            self.cases = PlainList("案件", tall=True)
            self.cases.setItems([_row(t) for t in targets])
            self.cases.opened.connect(lambda row: self._leave(self.chosen, row.payload))
            scroll.column.addWidget(self.cases)
        else:
            self._tell(scroll, one, memory)
            self._offer(one, planned)
        scroll.column.addStretch(1)
        self.closed.connect(self.deleteLater)

    def _tell(self, scroll: Scroll, target: Target, memory: Memory | None) -> None:
        risk = danger(target, memory)
        if risk:
            banner = RiskBanner(f"敲门前看：{risk}")
            banner.tapped.connect(lambda: self._leave(self.opened, target))
            scroll.column.addWidget(banner)
        scroll.column.addWidget(
            Text(" · ".join(filter(None, (target.place, target.cause, words.due(target.days_left)))), "body")
        )
        scroll.column.addWidget(Text(_where(target), "second"))
        calls = memory.calls if memory else ()
        card = Card("来过的情况", _advice(memory), flush=True)
        rows = PlainList("来过的情况", tall=True)
        rows.setItems(
            [
                PlainRow(
                    f"{local(c.at):%m-%d %H:%M} {c.outcome}", "，".join(filter(None, (c.by, c.note, c.case))), "visit",
                    chip=ChipFace(c.band) if c.band else None,
                )
                for c in calls[:6]
            ]
        )  # fmt: skip
        card.body.addWidget(rows) if calls else card.body.addWidget(
            Text("这个地址还没有人来过的记录。", "second")
        )
        scroll.column.addWidget(card)

    def _offer(self, target: Target, planned: bool) -> None:
        if planned:
            self.bar.add("移出", "plain", "close").tapped.connect(lambda: self._leave(self.removed, target))
            self.bar.add("约时间", "plain", "clock").tapped.connect(lambda: self._leave(self.timing, target))
        else:
            self.bar.add("加入路线", "plain", "plus").tapped.connect(lambda: self._leave(self.added, target))
        self.bar.add("看案件", "plain", "cases").tapped.connect(lambda: self._leave(self.opened, target))
        if target.place:
            self.bar.add("标点", "plain", "pin").tapped.connect(lambda: self._leave(self.placing, target))
        self.bar.add("独自去", "plain", "bell").tapped.connect(lambda: self._leave(self.alone, target))
        self.bar.add("记上门", "main", "visit").tapped.connect(lambda: self._leave(self.visited, target))

    def _leave(self, signal: SignalInstance, target: Target) -> None:
        self.close_sheet()
        signal.emit(target)


def danger(target: Target, memory: Memory | None) -> str:
    """The safety notes of the case, and of every other case at this address."""
    known = [*filter(None, target.risk.split("；")), *(memory.risks if memory else ())]
    return "；".join(dict.fromkeys(known))


def _where(target: Target) -> str:
    """The coordinates, their datum and who says so."""
    if target.latitude is None or target.longitude is None:
        return "没有坐标，地图上看不到。点“标点”给这个地址标上。"
    source = target.marked or "案件册的坐标"
    return f"{target.latitude:.6f}, {target.longitude:.6f}（WGS-84） · {source}"


def _advice(memory: Memory | None) -> str:
    if memory is None or not memory.calls:
        return ""
    tried = "、".join(memory.tried)
    return f"试过{tried}" + (f"，{memory.untried}还没试过" if memory.untried else "")


def _row(target: Target) -> PlainRow:
    return PlainRow(
        words.against(target.creditors, target.debtors),
        " · ".join(filter(None, (target.case, words.due(target.days_left)))),
        "warning" if target.risk else "cases",
        key="看",
        payload=target,
    )
