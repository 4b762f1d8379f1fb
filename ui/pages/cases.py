"""案件: search as you type over number, names, pinyin initials, address, plate and identity number."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from services.actions import finding, sighting
from services.actions.finding import Page
from services.actions.sighting import NearPlate
from services.identifiers import plate as plates
from ui import falling_due, look
from ui.background import Handle
from ui.components import painting
from ui.components.choices import Choice
from ui.components.finding import FilterChips, SearchLine
from ui.components.frames import ActionBar, Card
from ui.components.notices import EmptyState
from ui.components.rows import ITEM
from ui.components.tasks import PlainList, PlainRow
from ui.desk import ChooseKind, Desk, GoTo, OpenCase
from ui.pages.case_rows import WINDOW, CaseList, columns

NEAR = 3
CHIPS = (("all", "全部"), ("expiring", "7 天内到期"), ("unvisited", "还没去过"), ("vehicles", "有车"))


class Heads(QWidget):
    """The line of column titles over the rows."""

    TITLES = ("案号", "当事人、案由", "执行标的（元）", "最近期限", "地点")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(42)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.sunk))
        for number, (title, rect) in enumerate(zip(self.TITLES, columns(QRectF(self.rect())), strict=True)):
            flags = painting.RIGHT if number in (2, 4) else painting.LEFT
            painting.write(painter, rect, title, look.font("second"), tokens.ink2, flags)
        line = QRectF(0, self.height() - tokens.border, self.width(), tokens.border)
        painter.fillRect(line, QColor(tokens.line))
        painter.end()


class CasesPage(QWidget):
    """The list of all cases on this terminal."""

    title, back, full_width = "案件", False, False
    subtitle = "姓名、案号尾数、车牌、拼音首字母都能搜"

    def __init__(self, desk: Desk, chip: str = "", search: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._questions: list[Handle] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._column = QVBoxLayout()
        outer.addLayout(self._column, 1)
        self._search = SearchLine("查找案件", "姓名、案号、车牌、地址、证件号")
        self._chips = FilterChips([Choice(code, label) for code, label in CHIPS])
        if chip:
            self._chips.setValue(chip)
        self._column.addWidget(self._search)
        row = QHBoxLayout()
        row.addWidget(self._chips, 1)
        self._column.addLayout(row)
        self._column.addWidget(self._near_plates())
        self._found = self._table()
        self._column.addWidget(self._found, 1)
        self._column.addStretch(0)
        outer.addWidget(self._bar())
        self._search.changed.connect(self._typed)
        self._search.entered.connect(self._open_first)
        self._chips.changed.connect(lambda _: self.seek())
        self._measure()
        look.changes.changed.connect(self._measure)
        if search:
            self._search.line.setText(search)
        self.refresh()
        QTimer.singleShot(0, self._search.setFocus)

    def refresh(self) -> None:
        """Reads counts and rows anew; an expiry that a record has moved since is counted in first."""
        counts = partial(finding.chips, self._desk.session, self._desk.today())
        falling_due.read(self._desk, counts, self._show_counts, self)
        self.seek()

    def seek(self) -> None:
        """Searches for what stands in the line; questions asked before are dropped, the list's windows with them."""
        for question in self._questions:
            question.cancel()
        self._questions.clear()
        self._ask(0, self._show)
        work = partial(sighting.near, self._desk.session, self._search.text)
        run = self._desk.background.run
        self._questions.append(run(work, then=self._show_near, failed=self._desk.trouble, owner=self))

    def _ask(self, offset: int, then: Callable[[Page], None]) -> None:
        work = partial(
            finding.search, self._desk.session, self._search.text, self._desk.today(),
            chip=cast(finding.Chip, self._chips.value), offset=offset, limit=WINDOW,
        )  # fmt: skip
        asked = self._desk.background.run(work, then=then, failed=self._desk.trouble, owner=self)
        self._questions.append(asked)

    def _near_plates(self) -> Card:
        """Cars of the docket whose plates are nearly the typed one: to be compared, never taken for it."""
        self._near = Card("相近号牌，请核对", flush=True)
        self._near_list = PlainList("相近号牌，请核对", tall=True)
        self._near_list.opened.connect(lambda row: self._desk.go(OpenCase(str(row.payload))))
        self._near.body.addWidget(self._near_list)
        self._near.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._near.hide()
        return self._near

    def _show_near(self, found: tuple[NearPlate, ...]) -> None:
        self._near_list.setItems([_near_row(car) for car in found[:NEAR]])
        self._near.setVisible(bool(found))
        self._found.setVisible(not found or self._list.model_.rowCount() > 0)

    def _table(self) -> Card:
        card = Card(flush=True)
        card.body.setSpacing(0)
        card.body.addWidget(Heads())
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._list = CaseList(self._desk.today)
        self._list.opened.connect(self._open)
        self._list.model_.wanted.connect(self._window)
        self._empty = EmptyState("search", "没有找到", "换个字、少打几个字，或清空筛选", "清空")
        self._empty.tapped.connect(self._clear)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        card.body.addWidget(holder, 1)
        return card

    def _bar(self) -> ActionBar:
        bar = ActionBar()
        bar.add("新建记录", "main", "plus").tapped.connect(partial(self._desk.go, ChooseKind()))
        bar.add("到期雷达", "plain", "radar").tapped.connect(partial(self._desk.go, GoTo("radar")))
        bar.add("重新读取", "plain", "again").tapped.connect(self.refresh)
        return bar

    def _typed(self, text: str) -> None:
        self._list.delegate.sought = text.strip()
        self.seek()

    def _window(self, offset: int) -> None:
        self._ask(offset, partial(self._list.model_.fill, offset))

    def _show(self, page: Page) -> None:
        self._list.model_.begin(page)
        self._list.scrollToTop()
        self._search.setFact(f"{page.total:,} 件 · 不用联网")
        self._stack.setCurrentWidget(self._list if page.total else self._empty)

    def _show_counts(self, counts: finding.Counts) -> None:
        self._chips.setLabels([f"{label} {getattr(counts, code):,}" for code, label in CHIPS])

    def _open(self, summary: object) -> None:
        if isinstance(summary, finding.Summary):
            self._desk.go(OpenCase(summary.number))

    def _open_first(self) -> None:
        first = self._list.model_.index(0)
        if first.isValid():
            self._list.opened.emit(first.data(ITEM))

    def _clear(self) -> None:
        self._chips.setValue("all")
        self._search.clear()
        self.seek()

    def _measure(self) -> None:
        sizes = look.sizes()
        self._column.setContentsMargins(sizes.left, sizes.gap, sizes.right, sizes.gap)
        self._column.setSpacing(sizes.gap)


def _near_row(car: NearPlate) -> PlainRow:
    told = (car.difference, car.number, car.owner and f"登记所有人 {car.owner}")
    title = f"{plates.display(car.plate)}  {car.brand}".strip()
    return PlainRow(title, " · ".join(word for word in told if word), "vehicles", payload=car.number)
