"""新建记录: which kind, for which case; what is suggested is framed and says why."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtWidgets import QWidget

from services.actions import finding
from services.actions.finding import CaseFile
from services.records import catalogue
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.records.record import Record
from ui.components.buttons import Button
from ui.components.choices import Choice, ChoiceTiles
from ui.components.scroll import Scroll
from ui.components.sheets import Sheet
from ui.desk import Desk, StartRecord
from ui.dialogs.pick_case import PickCase
from ui.dialogs.pick_series import SeriesSheet

EVICTION = "eviction"
COLUMNS = 3
TILE = 104  # px: a tile is found without looking for it, and six rows stand on a tablet at once


class KindsSheet(Sheet):
    """One tile a kind; a tap begins the draft. Without a case it asks for one first."""

    def __init__(self, desk: Desk, window: QWidget, cases: tuple[str, ...] = (), subject: str = "") -> None:
        super().__init__(window, "新建记录", "先选案件")
        self._desk, self._cases, self._subject = desk, cases, subject
        self._host = window
        self._next: tuple[type[Record], str, str] | None = None
        change = Button("换案件", height=48)
        change.tapped.connect(self._ask_case)
        self.facts.addWidget(change)
        self.many_key = Button("选多案", height=48)
        self.many_key.tapped.connect(self._ask_many)
        self.facts.addWidget(self.many_key)
        self._tiles = self._tiles_for({})
        self._pane = Scroll("记录种类")
        self._pane.column.setContentsMargins(0, 0, 12, 0)
        self._pane.column.addWidget(self._tiles)
        self._pane.column.addStretch(1)
        self.body.addWidget(self._pane, 1)
        self.closed.connect(self.deleteLater)
        self._read()

    def open(self) -> None:
        super().open()
        if not self._cases:
            self._ask_case()

    def _read(self) -> None:
        if self._cases:
            work = partial(finding.case_file, self._desk.session, self._cases[0], self._desk.today())
            self._desk.background.run(work, then=self._show, failed=self._desk.trouble, owner=self)

    def _tiles_for(self, why: dict[type[Record], str]) -> ChoiceTiles:
        single = [k for k in catalogue.KINDS if not k.group]
        choices = [Choice(k, k.title, k.icon, why.get(k, k.hint), suggested=k in why) for k in single]
        for group, words in catalogue.GROUPS.items():
            # A home to clear stands beside the other two deeds of the day; what follows a car stands last.
            choices.insert(2 if group == EVICTION else len(choices), self._stage(group, words))
        tiles = ChoiceTiles(choices, "记录种类", columns=COLUMNS, upright=False, lasting=False)
        for tile in tiles.tiles:
            tile.setMinimumHeight(TILE)
        tiles.picked.connect(self._begin)
        return tiles

    def _stage(self, group: str, words: str) -> Choice:
        """An act over days has one tile: it leads to the stage that comes next."""
        first = catalogue.kind(catalogue.codes_of(group)[0])
        if group != EVICTION:
            return Choice(first, words, first.icon, first.hint)
        if self._next is None:
            return Choice(first, words, EVICTION, "公告到物品，逐步记")
        kind, _subject, step = self._next
        return Choice(kind, words, EVICTION, f"接着：{step}", suggested=True)

    def _show(self, file: CaseFile) -> None:
        why = _suggested(file, self._desk.today())
        self._next = next(
            ((one.keys[0][0], one.subject, one.keys[0][1]) for one in file.evictions if one.keys), None
        )
        if why or self._next:
            old, self._tiles = self._tiles, self._tiles_for(why)
            self._pane.column.replaceWidget(old, self._tiles)
            old.hide()
            old.deleteLater()
        debtors = "、".join(d.name for d in file.case.debtors)
        more = f"等 {len(self._cases)} 案" if len(self._cases) > 1 else ""
        self.setTitle("新建记录", f"给 {file.case.number}{more} {debtors} · 时间、地点、干警已带入")

    def _ask_case(self) -> None:
        pick = PickCase(self._desk, self._host, "记在哪个案件")
        pick.picked.connect(self._chosen)
        pick.open()

    def _ask_many(self) -> None:
        pick = SeriesSheet(self._desk, self._host, self._cases[0] if self._cases else "")
        pick.picked.connect(self._chosen_many)
        pick.open()

    def _chosen_many(self, numbers: tuple[str, ...]) -> None:
        self._cases, self._subject = numbers, ""
        self._read()

    def _chosen(self, number: str) -> None:
        self._cases = (number,)
        self._read()

    def _begin(self, kind: object) -> None:
        if not self._cases:
            self._ask_case()
            return
        if isinstance(kind, type) and issubclass(kind, Record):
            self.close_sheet()
            subject = self._next[1] if kind.group == EVICTION and self._next else self._subject
            self._desk.go(StartRecord(kind, self._cases, subject))


def _suggested(file: CaseFile, today: dt.date) -> dict[type[Record], str]:
    """The kind that this case calls for, and why: a car on record that nobody holds is there to be seized."""
    for held in file.measures:
        days = held.days_left(today)
        if held.thing and held.thing.vehicle and not held.measure.held and days is not None:
            left = {0: "今日到期", 1: "明日到期"}.get(days, f"余 {days} 天" if days > 0 else "已过期")
            return {VehicleSeizure: f"建议：车未到案，{left}"}
    if file.case.vehicles and not any(m.held for m in file.case.standing):
        return {VehicleSeizure: "建议：名下有车，尚未到案"}
    return {}
