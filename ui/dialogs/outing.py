"""Sheets of the day's plan: what can be done with the day, one stop's appointment and place, what to take, the file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from services.actions.kit import GROUPS, Item, missing
from services.cases.memory import BANDS
from services.cases.plan import Plan, PlanStop
from services.clock import local
from ui.background import Background
from ui.components.buttons import Button
from ui.components.choices import Choice, Segments
from ui.components.fields import FieldFrame
from ui.components.frames import Card
from ui.components.labels import ChipFace, Text
from ui.components.scroll import Scroll
from ui.components.sheets import Sheet
from ui.components.tasks import PlainList, PlainRow
from ui.dialogs.preview import PaperPreview
from ui.files import FilePick

LOW = 200  # px above the sheets that hold little
STEP = dt.timedelta(minutes=15)
WAIT = dt.timedelta(minutes=15)  # how long an appointment at a stated time holds
CLEAR = "文件以明文放在你选的位置，不再受保险库保护。用完请删除。"
FORMS = (
    Choice(".gpx", "GPX（导航仪）"),
    Choice(".kml", "KML（地球软件）"),
    Choice(".geojson", "GEOJSON（地理信息系统）"),
)
_DEEDS = (
    ("pack", "box", "备齐检查", "文书、盖章、封条、钥匙、打印机"),
    ("car", "printer", "出行单", "每站的时间、地址、期限、安全提示"),
    ("desk", "phone", "值班留存单", "交值班室一份：在哪里、几点回"),
    ("file", "usb", "导出行程文件", "给院里的地图软件，注明坐标系"),
)


class DaySheet(Sheet):
    """今日安排: `returning(bool)`; `chosen(deed)` with pack, car, desk, file or alone."""

    returning = Signal(bool)
    chosen = Signal(str)

    def __init__(self, window: QWidget, plan: Plan, whole: str) -> None:
        super().__init__(window, "今日安排", whole, LOW)
        scroll = Scroll("今日安排")
        self.body.addWidget(scroll, 1)
        scroll.column.setSpacing(14)
        self.way = Segments([Choice("open", "走完就结束"), Choice("closed", "走完回到出发地")], "走法")
        self.way.setValue("closed" if plan.closed else "open")
        self.way.changed.connect(self._choose_way)
        scroll.column.addWidget(FieldFrame("走法", self.way, boxed=False))
        card = Card("出门前", flush=True)
        self.deeds = PlainList("出门前", tall=True)
        self.deeds.setItems(
            [PlainRow(title, detail, icon, key="打开", payload=deed) for deed, icon, title, detail in _DEEDS]
        )
        self.deeds.opened.connect(lambda row: self._leave(str(row.payload)))
        card.body.addWidget(self.deeds)
        scroll.column.addWidget(card)
        scroll.column.addStretch(1)
        self.closed.connect(self.deleteLater)

    def _choose_way(self, value: object) -> None:
        if value is None:  # a tap on the chosen key
            self.way.setValue("open")
        self.returning.emit(self.way.value == "closed")

    def _leave(self, deed: str) -> None:
        self.close_sheet()
        self.chosen.emit(deed)


class StopSheet(Sheet):
    """One stop: `timed(since, until)`, `ending(end)`, `moved(by)`."""

    timed = Signal(object, object)
    ending = Signal(str)
    moved = Signal(int)

    def __init__(self, window: QWidget, name: str, stop: PlanStop, plan: Plan, now: dt.datetime) -> None:
        super().__init__(window, "约时间与顺序", name, LOW)
        self._at = local(stop.since or now).replace(second=0, microsecond=0)
        self._day = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
        scroll = Scroll("约时间与顺序")
        self.body.addWidget(scroll, 1)
        scroll.column.setSpacing(14)
        bands = [Choice(name, f"{name} {since}–{until} 时") for name, since, until in BANDS]
        self.when = Segments([Choice("", "没有约"), *bands, Choice("at", "约定时刻")], "约了什么时候")
        self.when.setValue(self._band(stop))
        self.when.changed.connect(self._choose)
        scroll.column.addWidget(FieldFrame("约了什么时候", self.when, boxed=False))
        scroll.column.addWidget(self._clock())
        ends = [Choice("", "按路线排"), Choice("first", "放在第一站"), Choice("last", "放在最后一站")]
        self.end = Segments(ends, "排在哪里")
        self.end.setValue(plan.end_of(stop.id))
        self.end.changed.connect(self._end)
        scroll.column.addWidget(FieldFrame("排在哪里", self.end, boxed=False))
        scroll.column.addStretch(1)
        self.bar.add("往前移", "plain", "back").tapped.connect(lambda: self.moved.emit(-1))
        self.bar.add("往后移", "plain", "next").tapped.connect(lambda: self.moved.emit(1))
        self.bar.add("好了", "main", "check").tapped.connect(self.close_sheet)
        self.closed.connect(self.deleteLater)

    def _clock(self) -> QWidget:
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self.less, self.more = Button("早 15 分钟", height=56), Button("晚 15 分钟", height=56)
        self.less.tapped.connect(lambda: self._shift(-STEP))
        self.more.tapped.connect(lambda: self._shift(STEP))
        self.clock = Text("", "heading", wrap=False)
        for widget in (self.less, self.clock, self.more):
            row.addWidget(widget)
        row.addStretch(1)
        self._show_clock()
        return self._row

    def _band(self, stop: PlanStop) -> str:
        if stop.since is None or stop.until is None:
            return ""
        hours = (local(stop.since).hour, local(stop.until).hour)
        whole = local(stop.since).minute == 0 and stop.until - stop.since > WAIT
        return next((name for name, *band in BANDS if whole and tuple(band) == hours), "at")

    def _choose(self, value: object) -> None:
        self._show_clock()
        if not value:
            self.when.setValue("")
            self.timed.emit(None, None)
        elif value == "at":
            minutes = self._at.minute // 15 * 15
            self._at = self._at.replace(minute=minutes)
            self._tell_clock()
        else:
            since, until = next((s, u) for name, s, u in BANDS if name == value)
            self.timed.emit(self._day.replace(hour=since), self._day.replace(hour=until))

    def _shift(self, by: dt.timedelta) -> None:
        moved = self._at + by
        if moved.date() == self._day.date():
            self._at = moved
            self._tell_clock()

    def _tell_clock(self) -> None:
        self._show_clock()
        self.timed.emit(self._at, self._at + WAIT)

    def _show_clock(self) -> None:
        self._row.setVisible(self.when.value == "at")
        self.clock.setText(f"{self._at:%H:%M}")

    def _end(self, value: object) -> None:
        if value is None:
            self.end.setValue("")
        self.ending.emit(str(value or ""))


class PackSheet(Sheet):
    """备齐检查: a tap on a row says that it is taken along; `ticked(item id)`."""

    ticked = Signal(str)

    def __init__(self, window: QWidget, found: Sequence[Item], plan: Plan) -> None:
        super().__init__(window, "备齐检查", "")
        self._found, self._plan = tuple(found), plan
        scroll = Scroll("要带的")
        self.body.addWidget(scroll, 1)
        self.lists: dict[str, PlainList] = {}
        for group in GROUPS:
            if any(i.group == group for i in found):
                card = Card(group, flush=True)
                self.lists[group] = PlainList(group, tall=True)
                self.lists[group].opened.connect(self._tap)
                card.body.addWidget(self.lists[group])
                scroll.column.addWidget(card)
        scroll.column.addStretch(1)
        self.bar.add("好了", "main", "check").tapped.connect(self.close_sheet)
        self.closed.connect(self.deleteLater)
        self._show()

    def _tap(self, row: PlainRow) -> None:
        item = row.payload
        if isinstance(item, Item) and item.ready is None:
            self._plan = self._plan.ticked(item.id)
            self._show()
            self.ticked.emit(item.id)

    def _show(self) -> None:
        short = missing(self._found, self._plan)
        self.setTitle("备齐检查", f"共 {len(self._found)} 样，还差 {short} 样" if short else "都带齐了")
        for group, rows in self.lists.items():
            rows.setItems([_item_row(i, self._plan) for i in self._found if i.group == group])


class FileSheet(Sheet):
    """Where the day's file goes, in which form, and whether it names the parties; `chosen(path, names)`."""

    chosen = Signal(object, bool)

    def __init__(self, window: QWidget, name: str) -> None:
        super().__init__(window, "导出行程文件", "计划的站和今天到过的地方，坐标系 WGS-84")
        self._name = name
        self.body.setSpacing(12)
        self.form = Segments(list(FORMS), "文件的样式")
        self.form.setValue(".gpx")
        self.form.changed.connect(self._reform)
        self.names = Segments([Choice("no", "只写案号"), Choice("yes", "写上当事人")], "写不写当事人")
        self.names.setValue("no")
        self.file = FilePick("行程文件", save=f"{name}.gpx")
        self.file.line.textChanged.connect(self._check)
        for label, widget in (("文件的样式", self.form), ("写不写当事人", self.names)):
            self.body.addWidget(FieldFrame(label, widget, boxed=False))
        self.body.addWidget(self.file)
        self.body.addWidget(Text(CLEAR, "second"))
        self.body.addStretch(1)
        self.key = self.bar.add("写入行程文件", "main", "check")
        self.key.tapped.connect(self._go)
        self.closed.connect(self.deleteLater)
        self._check()

    def _reform(self, value: object) -> None:
        if value is None:
            self.form.setValue(".gpx")
        path = self.file.path
        if path is not None and value is not None:
            self.file.set_path(str(path.with_suffix(str(value))))

    def _check(self) -> None:
        self.key.setMissing("" if self.file.path is not None else "选择位置")

    def _go(self) -> None:
        path: Path | None = self.file.path
        if path is None:
            return
        ending = str(self.form.value or ".gpx")
        self.close_sheet()
        self.chosen.emit(path if path.suffix else path.with_suffix(ending), self.names.value == "yes")


class PaperSheet(Sheet):
    """A working paper on its pages; `printing` once 打印 was tapped."""

    printing = Signal()

    def __init__(self, window: QWidget, background: Background, title: str, pdf: bytes) -> None:
        super().__init__(window, title, "内部工作用，不存入卷宗")
        self.preview = PaperPreview(background)
        self.body.addWidget(self.preview, 1)
        self.key = self.bar.add("打印", "main", "printer")
        self.key.tapped.connect(self._go)
        self.closed.connect(self.deleteLater)
        self.preview.show_pdf(pdf)

    def _go(self) -> None:
        self.close_sheet()
        self.printing.emit()


def _item_row(item: Item, plan: Plan) -> PlainRow:
    have = item.ready or item.id in plan.packed
    if item.ready is not None:
        chip = ChipFace("就绪", "ok", "check") if item.ready else ChipFace("没有", "red", "warning")
        return PlainRow(item.title, item.detail, "printer", chip=chip, payload=item)
    icon = "check" if have else "box"
    return PlainRow(
        item.title, item.detail, icon, key="带了" if not have else "没带", lead=not have, payload=item
    )
