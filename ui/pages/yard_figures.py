"""车辆质效统计: seized, sold, premium both ways, days to the sale, money in and cases closed, year on year."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from services.actions import yarding
from services.actions.yarding import Compared, Yard
from services.wording import money
from ui import look
from ui.components.choices import Choice
from ui.components.finding import FilterChips
from ui.components.frames import Card
from ui.components.labels import Text
from ui.components.scroll import Scroll
from ui.desk import Desk
from ui.words import UNKNOWN

NOTE = "本机统计，仅供参考：只算本人和同事已下发到本机的记录；各院口径不同，分子、分母列在每项下面。"
MOST_YEARS = 5


class FiguresPage(QWidget):
    """Opened from 在库车辆; `figures` are those of the chosen year."""

    title, back, full_width = "车辆质效统计", True, False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._yard: Yard | None = None
        self.figures: Compared | None = None
        self.subtitle = "正在统计"
        outer = QVBoxLayout(self)
        self._outer = outer
        self._years = QHBoxLayout()
        outer.addLayout(self._years)
        self.chips: FilterChips | None = None
        scroll = Scroll("统计")
        outer.addWidget(scroll, 1)
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        scroll.column.addWidget(holder)
        self.note = Text(NOTE, "second")
        scroll.column.addWidget(self.note)
        scroll.column.addStretch(1)
        self.cells: dict[str, FigureCard] = {}
        for number, name in enumerate(
            (
                "扣押车辆",
                "拍卖成交",
                "溢价率（各车平均）",
                "溢价率（总额之比）",
                "扣押到成交",
                "到账价款",
                "执行完毕案件",
            )
        ):
            self.cells[name] = FigureCard(name)
            self._grid.addWidget(self.cells[name], number // 2, number % 2)
        self._measure()
        look.changes.changed.connect(self._measure)
        self.refresh()

    def refresh(self) -> None:
        """Reads everything anew; the year stays."""
        work = partial(yarding.read, self._desk.session, self._desk.today())
        self._desk.background.run(work, then=self._take, failed=self._desk.trouble, owner=self)

    def show_year(self, year: int) -> None:
        """Count another year."""
        if self._yard is not None:
            self._show(yarding.figures(self._yard, year))

    def _take(self, found: Yard) -> None:
        self._yard = found
        if self.chips is None:
            years = yarding.years(found)[:MOST_YEARS]
            self.chips = FilterChips([Choice(y, f"{y} 年") for y in years], "年度")
            self.chips.changed.connect(self.show_year)
            self._years.addWidget(self.chips)
        self.show_year(int(str(self.chips.value)))

    def _show(self, found: Compared) -> None:
        self.figures = found
        now, before = found.now, found.before
        self.subtitle = f"{now.year} 年，至 {now.until:%m-%d}"
        year = before.year
        tell = {name: card.tell for name, card in self.cells.items()}
        tell["扣押车辆"](f"{now.seized} 辆", _growth(found.growth), f"{year} 年同期 {before.seized} 辆")
        tell["拍卖成交"](f"{now.sold} 辆", _growth(found.sold_growth), f"{year} 年同期 {before.sold} 辆")
        of = f"{now.priced} 辆有起拍价的成交车，各车（成交价 − 起拍价）÷ 起拍价的平均"
        tell["溢价率（各车平均）"](_percent(now.premium_mean), "", of)
        sums = f"（{money(now.prices)} − {money(now.starts)}）÷ {money(now.starts)}"
        tell["溢价率（总额之比）"](_percent(now.premium_sums), "", sums if now.starts else "没有成交")
        days = UNKNOWN if now.days_to_sale is None else f"{now.days_to_sale} 天"
        was = UNKNOWN if before.days_to_sale is None else f"{before.days_to_sale} 天"
        tell["扣押到成交"](days, "", f"{now.sold} 辆平均；{year} 年同期 {was}")
        came = f"{now.settled} 辆已结清；{year} 年同期 {money(before.money_in)} 元"
        tell["到账价款"](f"{money(now.money_in)} 元", "", came)
        tell["执行完毕案件"](
            f"{now.closed} 件", "", f"结清时记“本案因此执行完毕”的；{year} 年同期 {before.closed} 件"
        )

    def _measure(self) -> None:
        sizes = look.sizes()
        self._outer.setContentsMargins(sizes.left, sizes.gap, sizes.right, sizes.gap)
        self._outer.setSpacing(sizes.gap)
        self._grid.setSpacing(sizes.gap)


class FigureCard(Card):
    """One figure: its name, the number, how it grew, and what it is made of."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self._name = name
        self.number = Text("", "count", wrap=False)
        self.made_of = Text("", "second")
        self.body.setSpacing(2)
        self.body.addWidget(self.number)
        self.body.addWidget(self.made_of)

    def tell(self, number: str, growth: str, made_of: str) -> None:
        """Show a figure."""
        self.setTitle(self._name, growth)
        self.number.setText(number)
        self.made_of.setText(made_of)


def _growth(percent: Decimal | None) -> str:
    if percent is None:
        return "上年没有，不能比"
    return f"同比 {'+' if percent >= 0 else '−'}{abs(percent)} %"


def _percent(value: Decimal | None) -> str:
    return UNKNOWN if value is None else f"{value} %"
