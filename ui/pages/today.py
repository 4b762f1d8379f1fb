"""今日: what lapses soonest, what is half written, and the deeds that begin a day's work."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.actions import finding, standing
from services.actions.finding import Agenda, Today
from services.actions.reminding import Row
from services.actions.standing import Standing
from services.cases.due import SORT_ICONS
from services.records import catalogue
from services.records.declared import Happening
from services.records.draft import Draft
from services.records.kinds.visit import Visit
from services.records.record import Record, problems_of
from services.session import Session
from ui import falling_due, look, words
from ui.components.frames import ActionBar, Card
from ui.components.labels import ChipFace, Text
from ui.components.notices import EmptyState
from ui.components.scroll import Scroll
from ui.components.tasks import PlainList, PlainRow, Task, TaskList
from ui.desk import (
    ChooseKind,
    ContinueDraft,
    Desk,
    GoTo,
    OpenCaptures,
    OpenCase,
    OpenEntry,
    StartRecord,
)
from ui.dialogs.pick_case import PickCase
from ui.pages import resting
from ui.pages.deadlines import DeadlinesCard
from ui.pages.office import OfficeCard

LATE, LATELY = 8, 12
Recent = tuple[tuple[Happening, Standing], ...]


class TodayPage(QWidget):
    """The first page after unlocking."""

    title, back, full_width = "今日", False, False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.task_lists: list[TaskList] = []
        self.subtitle = "{0.month}月{0.day}日 周{1}".format(
            desk.today(), "一二三四五六日"[desk.today().weekday()]
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._columns = QHBoxLayout()
        outer.addLayout(self._columns, 1)
        self._due = Scroll("近期到期")
        self._columns.addWidget(self._due, 11)
        self._columns.addWidget(self._side(), 10)
        outer.addWidget(self._bar())
        self._measure()
        look.changes.changed.connect(self._measure)
        self.refresh()

    def refresh(self) -> None:
        """Reads everything anew."""
        work = partial(_read, self._desk.session, self._desk.today())
        falling_due.read(self._desk, work, self._show, self)

    def _show(self, read: tuple[Today, Recent]) -> None:
        self.show_today(*read)

    def show_today(self, today: Today, recent: Recent = ()) -> None:
        """Puts the answer on the screen."""
        self.deadlines.tell(today.live, today.steps, today.tables)
        self._show_due(today.agenda, today.stale)
        self._office.tell(today.office, self._desk.today())
        self._show_drafts(today.drafts, len(today.captures))
        self._show_recent(recent)
        resting.soon(self, self._desk)

    def _side(self) -> Scroll:
        self._beside = Scroll("期限与记录")
        side = self._beside.column
        self.deadlines = DeadlinesCard()
        self.deadlines.asked.connect(lambda days: self._desk.go(GoTo("radar", chip=str(days))))
        side.addWidget(self.deadlines)
        self._office = OfficeCard()
        self._office.opened.connect(lambda entry: self._desk.go(OpenEntry(entry)))
        side.addWidget(self._office)
        self._half = Card("写到一半", flush=True)
        self._drafts = PlainList("写到一半", tall=True)
        self._drafts.opened.connect(
            lambda row: self._desk.go(ContinueDraft(row.payload) if row.payload else OpenCaptures())
        )
        self._no_drafts = EmptyState("done", "没有写到一半的记录", "新记录每次输入即存，断电不丢")
        self._half.body.addWidget(self._drafts)
        self._half.body.addWidget(self._no_drafts)
        side.addWidget(self._half)
        self._lately = Card("最近记完", flush=True)
        self._recent = PlainList("最近记完", tall=True)
        self._recent.opened.connect(lambda row: self._desk.go(OpenEntry(row.payload)))
        self._lately.body.addWidget(self._recent)
        self._lately.body.addStretch(1)
        self._lately.hide()
        side.addWidget(self._lately)
        side.addStretch(1)
        return self._beside

    def _bar(self) -> ActionBar:
        bar = ActionBar()
        bar.add("新建记录", "main", "plus").tapped.connect(partial(self._desk.go, ChooseKind()))
        bar.add("记上门", "plain", "visit").tapped.connect(self._visit)
        bar.add("随手拍", "plain", "camera").tapped.connect(partial(self._desk.go, OpenCaptures()))
        bar.add("到期雷达", "plain", "radar").tapped.connect(partial(self._desk.go, GoTo("radar")))
        bar.add("找案件", "plain", "search").tapped.connect(partial(self._desk.go, GoTo("cases")))
        return bar

    def _visit(self) -> None:
        pick = PickCase(self._desk, self.window(), "给哪个案件记上门")
        pick.picked.connect(lambda number: self._desk.go(StartRecord(Visit, (number,))))
        pick.open()

    def _show_due(self, agenda: Agenda, stale: int) -> None:
        self._due.clear()
        self.task_lists = []
        rank = 0
        for title, fact, group in (
            ("必须今天", "项 · 过了今天措施失效或期限已过", agenda.must),
            ("已过期、缺日期", "项 · 补办或核对", agenda.late[:LATE]),
            ("近期到期", "项 · 先急后近", agenda.soon),
        ):
            if group:
                whole = len(agenda.late) if group == agenda.late[:LATE] else len(group)
                self._due.column.addWidget(_heading(title, f"{whole} {fact}"))
                tasks = TaskList(title, tall=True)
                tasks.setItems([_task(rank + n, row) for n, row in enumerate(group, 1)])
                tasks.opened.connect(lambda task: self._open(task.payload))
                self._due.column.addWidget(tasks)
                self.task_lists.append(tasks)
                rank += len(group)
        if stale:
            self._due.column.addWidget(Text(f"有变动的 {stale:,} 件案件正在推算期限…", "second"))
        elif not rank:
            empty = EmptyState("radar", "90 天内没有到期的事项", "可以从案件里选一件去办", "看案件")
            empty.tapped.connect(partial(self._desk.go, GoTo("cases")))
            self._due.column.addWidget(empty)
        self._due.column.addStretch(1)

    def _open(self, row: Row) -> None:
        """The case; a folded series' rows stand one by one on the radar."""
        self._desk.go(GoTo("radar", search=row.series) if row.alike > 1 else OpenCase(row.number))

    def _show_drafts(self, drafts: tuple[Draft, ...], captures: int) -> None:
        self._half.setTitle("写到一半", "本机已存" if drafts or captures else "")
        rows = [self._draft_row(d, first=n == 0) for n, d in enumerate(drafts)]
        if captures:
            rows.append(PlainRow(f"随手拍 {captures} 件", "还没有归入记录", "camera", key="去归", payload=""))
        self._drafts.setVisible(bool(rows))
        self._no_drafts.setVisible(not rows)
        self._drafts.setItems(rows)

    def _show_recent(self, recent: Recent) -> None:
        self._lately.setVisible(bool(recent))
        self._recent.setItems([self._recent_row(h, state) for h, state in recent])

    def _recent_row(self, happening: Happening, state: Standing) -> PlainRow:
        entry, said = happening.entry, happening.said
        assert isinstance(said, Record)
        title = " · ".join(filter(None, (said.title, said.summary())))
        more = f" 等 {len(entry.cases)} 案" if len(entry.cases) > 1 else ""
        on, at = words.day_and_time(entry.made_at, self._desk.today())
        return PlainRow(
            f"更正：{title}" if entry.amends else title,
            f"{entry.cases[0] if entry.cases else words.UNKNOWN}{more} · {on} {at}",
            "amend" if entry.amends else said.icon,
            chip=ChipFace(state.words, state.tone),
            payload=str(entry.id),
        )

    def _draft_row(self, draft: Draft, first: bool) -> PlainRow:
        kind = catalogue.kind(draft.kind)
        missing = sum(1 for _ in problems_of(kind, draft.values, draft.prefilled))
        on, at = words.day_and_time(draft.kept_at or draft.started_at, self._desk.today())
        number = draft.cases[0] if draft.cases else words.UNKNOWN
        title = f"{kind.title} · {f'还差 {missing} 处' if missing else '可以完成'}"
        return PlainRow(title, f"{number} · {on} {at}", kind.icon, key="继续", lead=first, payload=draft.id)

    def _measure(self) -> None:
        sizes = look.sizes()
        self._columns.setContentsMargins(sizes.left, sizes.gap, sizes.right, sizes.gap)
        self._columns.setSpacing(sizes.gap + 4)
        self._beside.column.setSpacing(sizes.gap)


def _read(session: Session, day: dt.date) -> tuple[Today, Recent]:
    found = finding.records(session, LATELY)
    states = standing.of(session, (h.entry for h in found))
    return finding.today(session, day), tuple((h, states[h.entry.id]) for h in found)


def _heading(title: str, fact: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 4)
    row.setSpacing(10)
    row.addWidget(Text(title, "heading", wrap=False))
    row.addWidget(Text(fact, "second", wrap=False), 1, Qt.AlignmentFlag.AlignVCenter)
    return line


def _task(rank: int, row: Row) -> Task:
    chips = [words.due_chip(row.days_left, row.ripe)]
    if row.risk:
        chips.append(ChipFace("有安全提示", "red", "warning"))
    if row.alike > 1:
        chips.append(ChipFace(f"系列案 {row.alike} 件"))
    return Task(
        rank=rank,
        title=row.due.what,
        case_number=row.number,
        parties=words.against(row.creditors, row.debtors),
        icon=SORT_ICONS[row.due.sort],
        urgency="hard" if row.near is None else words.urgency(row.near),
        chips=tuple(chips),
        place=row.town,
        payload=row,
    )
