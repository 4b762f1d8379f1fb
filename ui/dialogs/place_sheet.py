"""标点: the ways in which an address gets its place: on the map, from the receiver, a record, a photo, a line typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from services.actions.placing import WAYS, Found, Mark
from services.clock import local
from services.position.tiles import Datum
from ui.components.buttons import Button
from ui.components.choices import Choice, Segments
from ui.components.fields import FieldFrame, Line
from ui.components.frames import Card
from ui.components.labels import Text
from ui.components.scroll import Scroll
from ui.components.sheets import Sheet
from ui.components.tasks import PlainList, PlainRow
from ui.files import FilePick

_ICONS = {"visit": "visit", "photo": "camera", "receiver": "fix"}
DATUMS = (Choice("wgs84", "WGS-84（北斗、GPS）"), Choice("gcj02", "GCJ-02（高德、腾讯地图）"))


class PlaceSheet(Sheet):
    """`on_map()`; `chosen(Found)`; `file(path)` of a photo; `typed(text, datum)`; `asking()` of the court's service;
    `undoing()` takes the mark back."""

    on_map = Signal()
    chosen = Signal(object)
    file = Signal(str)
    typed = Signal(str, str)
    asking = Signal()
    undoing = Signal()

    def __init__(
        self, window: QWidget, place: str, mark: Mark | None, found: Sequence[Found], service: str
    ) -> None:
        super().__init__(window, "给这个地址标点", place)
        scroll = Scroll("标点的办法")
        self.body.addWidget(scroll, 1)
        scroll.column.setSpacing(14)
        scroll.column.addWidget(Text(_standing(mark), "body"))
        self.offers = PlainList("查到的坐标", tall=True)
        self.offers.setItems([_row(f) for f in found])
        self.offers.opened.connect(lambda row: self._leave(partial(self.chosen.emit, row.payload)))
        card = Card("现成的坐标", "定位、上门记录、照片", flush=True)
        card.body.addWidget(
            self.offers if found else Text("现在没有定位，这个地址也没有带坐标的记录。", "second")
        )
        scroll.column.addWidget(card)
        scroll.column.addWidget(self._by_hand())
        if service:
            scroll.column.addWidget(self._service(service))
        scroll.column.addStretch(1)
        if mark is not None:
            self.bar.add("撤销标点", "plain", "back").tapped.connect(lambda: self._leave(self.undoing.emit))
        self.bar.add("在地图上点", "main", "pin").tapped.connect(lambda: self._leave(self.on_map.emit))
        self.closed.connect(self.deleteLater)

    def _by_hand(self) -> QWidget:
        """A photo file, or coordinates that somebody sent."""
        card = Card("从照片，或手填")
        card.body.setSpacing(12)
        self.photo = FilePick("照片文件（开着定位拍的）", ending=".jpg")
        self.photo.picked.connect(lambda path: self._leave(partial(self.file.emit, path)))
        card.body.addWidget(self.photo)
        self.line = Line("经纬度", placeholder="28.9014, 118.5112")
        self.line.returnPressed.connect(self._type)
        self.take = Button("标上", height=56)
        self.take.tapped.connect(self._type)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(FieldFrame("经纬度，纬度在前", self.line), 1)
        row.addWidget(self.take, 0, Qt.AlignmentFlag.AlignBottom)
        card.body.addLayout(row)
        self.datum = Segments(list(DATUMS), "从哪里抄来的")
        self.datum.setValue("wgs84")
        self.datum.changed.connect(lambda value: self.datum.setValue(value or "wgs84"))
        card.body.addWidget(FieldFrame("从哪里抄来的", self.datum, boxed=False))
        return card

    def _service(self, service: str) -> QWidget:
        card = Card("问院内地址服务", service)
        self.ask = Button("问地址服务", icon="search", height=56)
        self.ask.tapped.connect(lambda: self._leave(self.asking.emit))
        card.body.addWidget(self.ask)
        return card

    def _type(self) -> None:
        text = self.line.text().strip()
        stated: Datum = "gcj02" if self.datum.value == "gcj02" else "wgs84"
        if text:
            self._leave(partial(self.typed.emit, text, stated))

    def _leave(self, then: Callable[[], object]) -> None:
        self.close_sheet()
        then()


class AskSheet(Sheet):
    """Before an address leaves the tablet: what goes where, in clear; `agreed()`."""

    agreed = Signal()

    def __init__(self, window: QWidget, place: str, service: str) -> None:
        super().__init__(window, "要把地址发出去吗", service, snug=True)
        self.body.setSpacing(10)
        self.body.addWidget(Text(f"会把“{place}”明文发给 {service}，不带案号和姓名。", "strong"))
        self.body.addWidget(Text("只在办公室、连着院内网时用；在现场不要用，请改在地图上点。", "body"))
        self.bar.add("不发", "plain", "close").tapped.connect(self.close_sheet)
        self.go = self.bar.add("发出查询", "main", "exchange")
        self.go.tapped.connect(self._go)
        self.closed.connect(self.deleteLater)

    def _go(self) -> None:
        self.close_sheet()
        self.agreed.emit()


class AnswersSheet(Sheet):
    """What the service answered; nothing counts before one is tapped. `chosen(Found)`."""

    chosen = Signal(object)

    def __init__(self, window: QWidget, place: str, found: Sequence[Found]) -> None:
        super().__init__(window, "地址服务查到的位置", place)
        scroll = Scroll("查到的位置")
        self.body.addWidget(scroll, 1)
        self.offers = PlainList("查到的位置", tall=True)
        self.offers.setItems([_row(f) for f in found])
        self.offers.opened.connect(self._take)
        scroll.column.addWidget(
            self.offers if found else Text("地址服务不认识这个地址。请在地图上点，或换一种办法。", "body")
        )
        scroll.column.addStretch(1)
        self.closed.connect(self.deleteLater)

    def _take(self, row: PlainRow) -> None:
        self.close_sheet()
        self.chosen.emit(row.payload)


class UndoSheet(Sheet):
    """Why a mark is taken back; `agreed(reason)`."""

    agreed = Signal(str)

    def __init__(self, window: QWidget, place: str, mark: str) -> None:
        super().__init__(window, "撤销标点", place, snug=True)
        self.body.setSpacing(12)
        self.body.addWidget(
            Text(f"现在的标点：{mark}。撤销后以案件册的坐标为准，两条记录都留在日志里。", "body")
        )
        self.line = Line("为什么撤销", placeholder="例如：点到邻村了")
        self.line.textChanged.connect(self._check)
        self.body.addWidget(FieldFrame("为什么撤销", self.line))
        self.key = self.bar.add("撤销标点", "main", "back")
        self.key.tapped.connect(self._go)
        self.closed.connect(self.deleteLater)
        self._check()

    def _check(self) -> None:
        self.key.setMissing("" if len(self.line.text().strip()) >= 2 else "写明为什么撤销")

    def _go(self) -> None:
        reason = self.line.text().strip()
        self.close_sheet()
        self.agreed.emit(reason)


def _standing(mark: Mark | None) -> str:
    if mark is None:
        return "标上的点会写进日志，注明是怎样标的，可以撤销；案件册不变。"
    return f"现在：{mark.found.words}，{mark.words}。"


def _row(found: Found) -> PlainRow:
    when = f"{local(found.at):%m-%d %H:%M}" if found.at else ""
    return PlainRow(
        " · ".join(filter(None, (WAYS[found.way], when))),
        "，".join(filter(None, (found.source, found.words))),
        _ICONS.get(found.way, "pin"),
        key="用这个",
        payload=found,
    )
