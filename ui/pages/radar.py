"""到期雷达: everything that falls due over all cases, ranked and filtered; a row opens its case or begins its answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, cast

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from services.actions import preferences, reminding
from services.actions.reminding import Filter, Radar
from services.cases import radar
from services.cases.due import SORT_TITLES
from services.cases.radar import WITHIN_TITLES, Row, Within
from services.records import catalogue
from services.settings import PRINTER
from ui import falling_due, look
from ui.components.buttons import Button
from ui.components.choices import Choice
from ui.components.finding import FilterChips
from ui.components.flow import Flow
from ui.components.frames import ActionBar, Card
from ui.components.labels import Text
from ui.components.notices import EmptyState
from ui.components.sheets import Sheet
from ui.desk import Desk, GoTo, OpenCase, OpenCasePapers, StartRecord
from ui.dialogs.preview import PrintSheet, print_paper
from ui.dialogs.radar_sheets import AdviceSheet, CalendarSheet, FilterSheet, ListSheet
from ui.pages.radar_rows import Key, RadarList, RadarRow, shown

MINE = "只看我承办"


class RadarPage(QWidget):
    """The radar; `chip` is one of the day filters, `series` shows the rows of one series one by one."""

    title, back, full_width = "到期雷达", False, False

    def __init__(self, desk: Desk, chip: str = "", series: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.subtitle = "续封、期限、分期、拍卖、案款、信访答复都在这里"
        within: Within = chip if chip in WITHIN_TITLES else ""
        self.filter = Filter(within=within, series=series)
        self.rows: tuple[Row, ...] = ()
        self._radar: Radar | None = None
        self.sheet: Sheet | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._column = QVBoxLayout()
        outer.addLayout(self._column, 1)
        self.days = FilterChips([Choice(what, WITHIN_TITLES[what]) for what in WITHIN_TITLES], "到期")
        self.days.setValue(within)
        self.days.changed.connect(lambda what: self.narrow(within=what))
        self._column.addWidget(self.days)
        self._column.addWidget(self._filters())
        self._column.addWidget(self._list(), 1)
        outer.addWidget(self._bar())
        self._measure()
        look.changes.changed.connect(self._measure)
        self.refresh()

    @property
    def stale(self) -> int:
        """How many changed cases are not counted anew yet; -1 before the first answer."""
        return -1 if self._radar is None else self._radar.stale

    def refresh(self) -> None:
        """Reads everything anew; the filters stay."""
        work = partial(reminding.read, self._desk.session, self._desk.today())
        falling_due.read(self._desk, work, self.show_radar, self)

    def show_radar(self, found: Radar) -> None:
        """Puts the answer on the screen."""
        self._radar = found
        self._stale.setText(f"有变动的 {found.stale:,} 件案件正在推算期限…" if found.stale else "")
        self._stale.setVisible(bool(found.stale))
        self.narrow()

    def narrow(self, **changes: Any) -> None:
        """Shows what fits the filters, changed by the given ones."""
        self.filter = replace(self.filter, **changes)
        if self._radar is None:
            return
        besides = radar.narrowed(self._radar.rows, replace(self.filter, within=""))
        found = radar.narrowed(besides, self.filter)
        self.rows = found if self.filter.series else radar.folded(found)
        counts = radar.counts(besides)
        self.days.setLabels([f"{WITHIN_TITLES[what]} {counts[what]:,}" for what in WITHIN_TITLES])
        self._name_filters()
        self.list.setItems([shown(row) for row in self.rows])
        self._stack.setCurrentWidget(self.list if self.rows or self._radar.stale else self.empty)
        self._tell(len(found))
        for key in (self.print_key, self.export_key):
            key.setMissing("" if self.rows else "没有到期事项")

    def _tell(self, count: int) -> None:
        lines = f"，列为 {len(self.rows):,} 行" if len(self.rows) != count else ""
        self.subtitle = f"{count:,} 项{lines} · {reminding.HORIZON} 天内和已过期的"

    def _filters(self) -> QWidget:
        made = QWidget()
        flow = Flow(made)
        self.keys: dict[str, Button] = {}
        for field, word in (("sort", "种类"), ("cause", "案由"), ("town", "乡镇")):
            key = Button(f"{word}：全部", "filter", height=48, parent=made)
            key.tapped.connect(partial(self._ask, field, word))
            self.keys[field] = key
            flow.addWidget(key)
        mine = Button(MINE, "filter", height=48, parent=made)
        mine.tapped.connect(self._toggle_mine)
        self.keys["handler"] = mine
        flow.addWidget(mine)
        clear = Button("清空筛选", "ghost", "close", height=48, parent=made)
        clear.tapped.connect(self.clear)
        self.keys["clear"] = clear
        flow.addWidget(clear)
        return made

    def _list(self) -> Card:
        card = Card(flush=True)
        card.body.setSpacing(0)
        self._stale = Text("", "second")
        self._stale.setContentsMargins(16, 10, 16, 6)
        card.body.addWidget(self._stale)
        self._stale.hide()
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self.list = RadarList()
        self.list.opened.connect(self._open)
        self.list.answered.connect(self._answer)
        self.empty = EmptyState("radar", "没有这样的到期事项", "换一个筛选，或清空筛选看全部", "清空筛选")
        self.empty.tapped.connect(self.clear)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        card.body.addWidget(holder, 1)
        return card

    def _bar(self) -> ActionBar:
        bar = ActionBar()
        self.print_key = bar.add("到期清单", "main", "printer")
        self.print_key.tapped.connect(self._make_list)
        self.export_key = bar.add("导出日历", "plain", "today")
        self.export_key.tapped.connect(self._ask_calendar)
        bar.add("看案件", "plain", "cases").tapped.connect(partial(self._desk.go, GoTo("cases")))
        return bar

    def clear(self) -> None:
        """Every filter off."""
        self.days.setValue("")
        self.filter = Filter()
        self.narrow()

    def _toggle_mine(self) -> None:
        self.narrow(handler="" if self.filter.handler else self._desk.session.officer.name)

    def _name_filters(self) -> None:
        chosen = self.filter
        said = {
            "sort": SORT_TITLES[chosen.sort] if chosen.sort else "",
            "cause": chosen.cause,
            "town": chosen.town,
        }
        for field, word in (("sort", "种类"), ("cause", "案由"), ("town", "乡镇")):
            self.keys[field].setLabel(f"{word}：{said[field] or '全部'}")
            self.keys[field].setChosen(bool(said[field]))
        self.keys["handler"].setChosen(bool(chosen.handler))
        self.keys["clear"].setVisible(chosen != Filter())
        self.keys["clear"].setLabel("退出系列案" if chosen.series else "清空筛选")

    def _ask(self, field: str, word: str) -> None:
        """The sheet of one filter, with what occurs under the others."""
        if self._radar is None:
            return
        rows = radar.narrowed(self._radar.rows, replace(self.filter, **{field: ""}))  # type: ignore[arg-type]
        if field == "sort":
            choices = [Choice(s, f"{SORT_TITLES[s]} {n:,}") for s, n in radar.sorts(rows).items()]
        else:
            choices = [Choice(w, w) for w in radar.words(rows, cast(Any, field))]
        sheet = FilterSheet(self.window(), word, choices, str(getattr(self.filter, field)))
        sheet.picked.connect(lambda value: self.narrow(**{field: value}))
        self._show(sheet)

    def _open(self, item: RadarRow) -> None:
        if item.row.alike > 1:
            self.narrow(series=item.row.series)
        else:
            self._desk.go(OpenCase(item.row.number))

    def _answer(self, item: RadarRow, key: Key) -> None:
        if key.advice:
            sheet = AdviceSheet(self.window(), item.row, key.advice)
            sheet.case_key.tapped.connect(partial(self._desk.go, OpenCase(item.row.number)))
            self._show(sheet)
            return
        if key.document:
            self._desk.go(OpenCasePapers(item.row.number, key.document))
            return
        due = item.row.due
        kind = catalogue.kind(key.kind)
        about = due.sort == "measure" or kind.about_measures or bool(kind.group)
        self._desk.go(StartRecord(kind, (item.row.number,), (due.thing or due.entry) if about else ""))

    def _make_list(self) -> None:
        work = partial(reminding.paper, self._desk.session, self.rows, self._desk.now(), self._filter_words())
        self._run("work", work, self._show_list)

    def _show_list(self, pdf: bytes) -> None:
        sheet = ListSheet(self.window(), self._desk.background, pdf, len(self.rows))
        sheet.printing.connect(partial(self._ask_print, pdf))
        self._show(sheet)

    def _ask_print(self, pdf: bytes) -> None:
        def asked(preferred: str) -> None:
            sheet = PrintSheet(self.window(), self._desk.background, "到期清单", 1, preferred)
            sheet.chosen_print.connect(
                lambda copies, printer: self._run(
                    "work", partial(print_paper, pdf, printer, copies, "到期清单"), lambda _: None
                )
            )
            self._show(sheet)

        self._run("vault", partial(preferences.get, self._desk.session, PRINTER), asked)

    def _ask_calendar(self) -> None:
        dated = sum(1 for row in self.rows if row.due.on)
        sheet = CalendarSheet(self.window(), dated, f"执行到期-{self._desk.today():%Y%m%d}.ics")
        sheet.chosen.connect(self._write_calendar)
        self._show(sheet)

    def _write_calendar(self, path: Path, names: bool) -> None:
        session, now = self._desk.session, self._desk.now()
        work = partial(reminding.write_calendar, session, path, self.rows, now, names=names)
        self._run("vault", work, self._written)

    def _written(self, path: Path) -> None:
        self.subtitle = f"日历文件已写好：{path.name}"

    def _filter_words(self) -> str:
        chosen = self.filter
        said = (
            WITHIN_TITLES[chosen.within] if chosen.within else "",
            SORT_TITLES[chosen.sort] if chosen.sort else "",
            chosen.cause,
            chosen.town,
            MINE if chosen.handler else "",
            "系列案" if chosen.series else "",
        )
        return "、".join(word for word in said if word)

    def _show(self, sheet: Sheet) -> None:
        self.sheet = sheet
        sheet.open()

    def _run(self, lane: str, work: Callable[[], Any], then: Callable[[Any], object]) -> None:
        self._desk.background.run(work, then=then, failed=self._desk.trouble, owner=self, lane=lane)

    def _measure(self) -> None:
        sizes = look.sizes()
        self._column.setContentsMargins(sizes.left, sizes.gap, sizes.right, sizes.gap)
        self._column.setSpacing(sizes.gap)
