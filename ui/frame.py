"""The frame around every page of an open session: rail, header with its pills, banners, the stack of pages."""

from __future__ import annotations

import datetime as dt
import math

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from services.clock import local
from ui import look
from ui.components.buttons import IconButton
from ui.components.frames import Header, Place, Rail
from ui.components.labels import Pill
from ui.components.notices import Banner
from ui.pills import only_tells

PLACES = (
    Place("today", "今日", "today"),
    Place("radar", "到期", "radar"),
    Place("cases", "案件", "cases"),
    Place("map", "地图", "map"),
    Place("vehicles", "车辆", "vehicles"),
    Place("exchange", "同步", "exchange"),
    Place("settings", "设置", "settings", low=True),
)
HEAD_MILLISECONDS = 200


class Frame(QWidget):
    """Signals: `chosen(place)` of the rail, `hidden()` for 隐屏, `back()`, `renew()` for the key of the lease's banner."""

    chosen = Signal(str)
    hidden = Signal()
    back = Signal()
    renew = Signal()

    def __init__(
        self, stack: QStackedWidget, pills: tuple[Pill, ...], demo: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.stack = stack
        self.rail = Rail(PLACES)
        self.rail.chosen.connect(self.chosen)
        self.rail.hidden.connect(self.hidden)
        self.header = Header("")
        self.header.back.connect(self.back)
        self._back = self.header.findChildren(IconButton)[0]
        told = Pill("note", "演示", "warn")
        only_tells(told)
        self.header.setPills((told, *pills) if demo else pills)
        self.trouble = Banner("", closable=True)
        self.trouble.dismissed.connect(self._dismiss)
        self.trouble.hide()
        self.lease = Banner("", key="载入新案件册")
        self.lease.tapped.connect(self.renew)
        self.lease.hide()
        self.check_in = Banner("", key="我没事")
        self.check_in.hide()
        self._head, self._over = ("", "", False), False
        self._arrange()
        self._measure()
        look.changes.changed.connect(self._measure)
        # Pages read in the background and set their title when the answer is there.
        self._timer = QTimer(self)
        self._timer.setInterval(HEAD_MILLISECONDS)
        self._timer.timeout.connect(self.show_head)
        self._timer.start()

    def show_page(self, place: str) -> None:
        """A page was put on top of the stack: mark the rail, fit title and width to it."""
        self.rail.select(place)
        self._fit_lease()
        self._dismiss()
        self.rail.setVisible(not getattr(self.stack.currentWidget(), "full_width", False))
        self.show_head()

    def show_head(self) -> None:
        """Take title and subtitle from the page, if they changed."""
        page = self.stack.currentWidget()
        if page is None:
            return
        subtitle = getattr(page, "subtitle", "")
        words = str(subtitle() if callable(subtitle) else subtitle)
        head = (str(getattr(page, "title", "")), words, bool(getattr(page, "back", False)))
        if head != self._head:
            self._head = head
            self.header.setTitle(*head[:2])
            self._back.setVisible(head[2])

    def tell(self, sentence: str, safe: str) -> None:
        """Show a failure above the page until it is closed or another page opens."""
        self.trouble.tell(sentence, safe)
        self.trouble.show()
        self._measure()

    def show_lease(self, sentence: str) -> None:
        """Show that the lease is over; "" takes the banner away."""
        self.lease.tell(sentence, "已保存的记录和草稿都在。", "载入新案件册")
        self._over = bool(sentence)
        self._fit_lease()
        self._measure()

    def show_check_in(self, due: dt.datetime | None, now: dt.datetime) -> None:
        """How long it still is until the tablet rings for an officer who is alone; None takes the strip away."""
        shown = not self.check_in.isHidden()
        if due is not None:
            left = max(0, math.ceil((due - now).total_seconds() / 60))
            words = f"独自上门计时，还剩 {left} 分钟（{local(due):%H:%M}）"
            self.check_in.tell(words, "到时没有点“我没事”，本机响铃；锁屏、重启也响。", "我没事")
        self.check_in.setVisible(due is not None)
        if shown is (due is None):
            self._measure()

    def _fit_lease(self) -> None:
        """A page that says it itself, with the same key, needs no banner above it."""
        page = self.stack.currentWidget()
        self.lease.setVisible(self._over and not getattr(page, "tells_lease", False))

    def _dismiss(self) -> None:
        self.trouble.hide()
        self._measure()

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.header)
        self._notices = QVBoxLayout()
        self._notices.setSpacing(8)
        self._notices.addWidget(self.check_in)
        self._notices.addWidget(self.lease)
        self._notices.addWidget(self.trouble)
        column.addLayout(self._notices)
        column.addWidget(self.stack, 1)
        row.addLayout(column, 1)

    def _measure(self) -> None:
        sizes = look.sizes()
        told = not all(banner.isHidden() for banner in (self.check_in, self.lease, self.trouble))
        self._notices.setContentsMargins(sizes.left, sizes.gap if told else 0, sizes.right, 0)
