"""案件详情: who and how much, what is dangerous, what is in force and until when, and what happened."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from services.actions import allotting, case_papers, finding, unlocking
from services.actions.allotting import Series
from services.actions.finding import CaseFile
from services.cases.closing import Readiness
from services.cases.evictions import Eviction
from services.cases.owing import Statement
from services.cases.timeline import Row
from services.docket.case import Case
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.records.kinds.visit import Visit
from ui import look, words
from ui.components.buttons import Button
from ui.components.frames import ActionBar, Card
from ui.components.labels import ChipFace, Text
from ui.components.notices import EmptyState, RiskBanner
from ui.components.scroll import Scroll
from ui.components.sheets import Sheet
from ui.components.tabs import Tabs
from ui.components.timeline import Event, Timeline
from ui.desk import ChooseKind, ContinueDraft, Desk, OpenCasePapers, OpenEntry, StartRecord
from ui.dialogs.allotting import AllotSheet
from ui.dialogs.owing import OwingSheet
from ui.dialogs.owing_cards import meter_card
from ui.pages.case_cards import measures_card, parties_grid, things_card
from ui.pages.case_head import CaseHead
from ui.pages.due_cards import ClosingCard, ClosingSheet, deadlines_card
from ui.pages.eviction_card import eviction_card
from ui.pages.kept_card import kept_card
from ui.pages.owing_card import owing_card
from ui.pages.served_card import served_card

TABS = {"overview": "概况", "parties": "当事人", "property": "财产与措施", "timeline": "时间线"}
RECENT = 12


class CasePage(QWidget):
    """One case; opening it is noted for the access entry of this session."""

    title, back, full_width = "案件", True, False

    def __init__(self, desk: Desk, number: str, tab: str = "overview", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._number = desk, number
        self.subtitle = number
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        top = QWidget()
        top.setProperty("ground", "surface")
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        above = QVBoxLayout(top)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(0)
        self._head = QVBoxLayout()
        self._head.setSpacing(8)
        above.addLayout(self._head)
        outer.addWidget(top)
        self._tabs = Tabs(tuple(TABS.values()), "案件内容")
        self._tabs.chosen.connect(self._turn)
        above.addWidget(self._tabs)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._panes = [Scroll(name) for name in TABS.values()]
        for pane in self._panes:
            self._stack.addWidget(pane)
        outer.addWidget(holder, 1)
        outer.addWidget(self._bar())
        self._figures = CaseHead(number)
        self._head.addWidget(self._figures)
        self._risk: RiskBanner | None = None
        self._measure()
        look.changes.changed.connect(self._measure)
        self._tabs.choose(list(TABS).index(tab))
        self._note_opened()
        self.refresh()

    def refresh(self) -> None:
        """Reads the case anew."""
        work = partial(finding.case_file, self._desk.session, self._number, self._desk.today())
        self._desk.background.run(work, then=self.show_case, failed=self._desk.trouble, owner=self)

    def show_case(self, file: CaseFile) -> None:
        """Puts the case on the screen."""
        case = file.case
        self.subtitle = f"{case.cause} · 立案 {words.day_text(case.filed_on)}"
        self._figures.show_case(file, self._desk.today())
        self._show_risk(case)
        self._show_deeds(case, any(not one.over for one in file.evictions))
        self._tabs.setCounts((-1, len(case.parties), len(file.measures), len(file.timeline)))
        self._fill(file)

    def _show_risk(self, case: Case) -> None:
        if self._risk is not None:
            self._risk.hide()
            self._risk.deleteLater()
            self._risk = None
        if case.risks:
            told = "；".join(f"{r.text}{'。' + r.advice if r.advice else ''}" for r in case.risks)
            self._risk = RiskBanner(f"安全提示：{told}")
            self._risk.tapped.connect(partial(self._risk_sheet, case))
            self._head.addWidget(self._risk)

    def _risk_sheet(self, case: Case) -> None:
        sheet = Sheet(self.window(), "安全提示", case.number, snug=True)
        sheet.body.setSpacing(12)
        for risk in case.risks:
            card = Card(risk.text, words.day_text(risk.on))
            card.body.addWidget(Text(f"来源：{risk.source or '未记明'}", "body"))
            card.body.addWidget(Text(f"建议：{risk.advice or '未记明'}", "body"))
            sheet.body.addWidget(card)
        sheet.body.addStretch(1)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _count(self, account: Statement) -> None:
        sheet = OwingSheet(self.window(), self._desk, self._number, account)
        sheet.changed.connect(self.refresh)
        sheet.papers.connect(self._state)
        sheet.open()

    def _state(self, until: dt.date) -> None:
        """To the 执行款计算书, made up to the day that was looked at."""
        target = "" if until == self._desk.today() else case_papers.until_id(until)
        self._desk.go(OpenCasePapers(self._number, case_papers.STATEMENT, target))

    def _allot_key(self, count: int) -> Button:
        """For a serial case: one sum among all of them."""
        key = Button(f"案款分配（系列案 {count} 件）", "plain", "money")
        key.tapped.connect(self._allot)
        return key

    def _allot(self) -> None:
        work = partial(allotting.series_of, self._desk.session, self._number)
        self._desk.background.run(work, then=self._allotting, failed=self._desk.trouble, owner=self)

    def _allotting(self, series: Series | None) -> None:
        if series is not None:
            AllotSheet(self.window(), self._desk, series).open()

    def _fill(self, file: CaseFile) -> None:
        today = self._desk.today()
        for pane in self._panes:
            pane.clear()
        overview = QWidget()
        whole = QVBoxLayout(overview)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.sizes().gap)
        for one in file.evictions:
            whole.addWidget(self._eviction(one, file))
        columns = QHBoxLayout()
        whole.addLayout(columns, 1)
        columns.setSpacing(look.sizes().gap + 4)
        left = QVBoxLayout()
        left.setSpacing(look.sizes().gap)
        left.addWidget(measures_card(file.measures, today, file.states))
        if file.meter is not None and not file.meter.meter.over:
            left.addWidget(meter_card(file.meter))
        if (due := deadlines_card(file.deadlines, today)) is not None:
            left.addWidget(due)
        left.addStretch(1)
        columns.addLayout(left, 11)
        right = QVBoxLayout()
        right.setSpacing(look.sizes().gap)
        right.addWidget(owing_card(file.owing, today, self._count))
        if file.kept:
            right.addWidget(kept_card(file.kept, today, lambda entry: self._desk.go(OpenEntry(entry))))
        if file.case.series is not None:
            right.addWidget(self._allot_key(file.case.series.count))
        if file.meter is not None and file.meter.meter.over:
            right.addWidget(meter_card(file.meter))
        recent = Card("最近", f"共 {len(file.timeline)} 条", flush=True)
        recent.body.addWidget(self._timeline(file.timeline[:RECENT]))
        right.addWidget(recent)
        if file.readiness is not None:
            card = ClosingCard(file.readiness)
            card.asked.connect(partial(self._show_closing, file.readiness))
            right.addWidget(card)
        right.addStretch(1)
        columns.addLayout(right, 10)
        self._panes[0].column.addWidget(overview)
        self._panes[1].column.addWidget(parties_grid(file.case.parties, file.confirmed))
        opened = lambda entry: self._desk.go(OpenEntry(entry))  # noqa: E731
        self._panes[1].column.addWidget(served_card(file.papers, opened))
        begin = lambda kind, about: self._desk.go(StartRecord(kind, (self._number,), about))  # noqa: E731
        self._panes[2].column.addWidget(measures_card(file.measures, today, file.states, begin))
        self._panes[2].column.addWidget(things_card(file.case.properties))
        story = Card("时间线", "更正在上，原记划线保留", flush=True)
        story.body.addWidget(self._timeline(file.timeline))
        self._panes[3].column.addWidget(story)
        for pane in self._panes:
            pane.column.addStretch(1)

    def _eviction(self, one: Eviction, file: CaseFile) -> Card:
        go, number = self._desk.go, (self._number,)
        return eviction_card(
            one,
            file.drafts,
            lambda kind: go(StartRecord(kind, number, one.subject)),
            lambda entry: go(OpenEntry(entry)),
            lambda draft: go(ContinueDraft(draft)),
            lambda: go(OpenCasePapers(self._number, "moving_out_notice")),
            device=self._desk.session.device,
        )

    def _show_closing(self, readiness: Readiness) -> None:
        ClosingSheet(self.window(), self._number, readiness).open()

    def _timeline(self, rows: tuple[Row, ...]) -> QWidget:
        if not rows:
            return EmptyState("note", "还没有外勤记录", "从下面选一件事开始记")
        line = Timeline(tall=True)
        last = len(rows) - 1
        line.setItems([self._event(r, n == last) for n, r in enumerate(rows)])
        line.opened.connect(self._open)
        return line

    def _event(self, row: Row, last: bool) -> Event:
        day, time = words.day_and_time(row.at, self._desk.today())
        detail = " · ".join(filter(None, (row.text, f"理由：{row.reason}" if row.struck else row.reason)))
        chip = ChipFace(row.state, row.tone) if row.state else None
        return Event(day, time, row.icon, row.title, detail, row.struck, chip, last, row)

    def _open(self, event: Event) -> None:
        row = event.payload
        if isinstance(row, Row) and row.draft:
            self._desk.go(ContinueDraft(row.draft))
        elif isinstance(row, Row) and row.entry:
            self._desk.go(OpenEntry(row.entry))

    def _bar(self) -> ActionBar:
        bar = ActionBar()
        self._visit = bar.add("记上门", "main", Visit.icon)
        self._visit.tapped.connect(partial(self._desk.go, StartRecord(Visit, (self._number,))))
        self._seize = bar.add("扣押车辆", "plain", VehicleSeizure.icon)
        self._seize.tapped.connect(partial(self._desk.go, StartRecord(VehicleSeizure, (self._number,))))
        papers = bar.add("文书", "plain", "documents")
        papers.tapped.connect(partial(self._desk.go, OpenCasePapers(self._number)))
        more = bar.add("更多种类", "plain", "plus")
        more.tapped.connect(partial(self._desk.go, ChooseKind((self._number,))))
        return bar

    def _show_deeds(self, case: Case, clearing: bool) -> None:
        """The filled key is the deed that this case calls for: a car on record is there to be found and held.

        While a home is being cleared, the filled key stands on that card.
        """
        held = any(m.held for m in case.standing)
        wanted = bool(case.vehicles) and not held
        self._visit.setRole("plain" if wanted or clearing else "main")
        self._seize.setRole("main" if wanted and not clearing else "plain")

    def _turn(self, index: int) -> None:
        self._stack.setCurrentIndex(index)

    def _note_opened(self) -> None:
        work = partial(unlocking.note_opened, self._desk.session, [self._number], self._desk.now())
        self._desk.background.run(work, failed=self._desk.trouble, owner=self)

    def _measure(self) -> None:
        sizes = look.sizes()
        self._head.setContentsMargins(sizes.left, 12, sizes.right, 4)
        self._tabs.setIndent(sizes.left - 4)
        for pane in self._panes:
            pane.column.setContentsMargins(sizes.left, sizes.gap, sizes.right, sizes.gap)
            pane.column.setSpacing(sizes.gap)
