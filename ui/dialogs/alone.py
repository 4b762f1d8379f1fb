"""独自上门: for how long; then the tablet rings unless the officer says that all is well."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.components.choices import Choice, Segments
from ui.components.fields import FieldFrame
from ui.components.labels import Text
from ui.components.notices import RiskBanner
from ui.components.sheets import Sheet

MINUTES = (10, 20, 30, 45, 60)


class AloneSheet(Sheet):
    """`begun(minutes)`; a door with a safety note says so before the time runs."""

    begun = Signal(int)

    def __init__(self, window: QWidget, place: str, risk: str, usual: int) -> None:
        super().__init__(window, "独自上门", place, snug=True)
        self.body.setSpacing(12)
        if risk:
            banner = RiskBanner(f"{risk}。有安全提示的不要一个人去")
            banner.key.hide()
            self.body.addWidget(banner)
        choices = sorted({*MINUTES, usual})
        self._usual = usual
        self.minutes = Segments([Choice(n, f"{n} 分钟") for n in choices], "多久报一次平安")
        self.minutes.setValue(usual)
        self.minutes.changed.connect(lambda value: self.minutes.setValue(value or usual))
        self.body.addWidget(FieldFrame("多久报一次平安", self.minutes, boxed=False))
        self.body.addWidget(
            Text(
                "到时没有点“我没事”，本机响铃，锁屏、重启也响。本机不联网，不会通知别人：值班室另留一份单子。",
                "body",
            )
        )
        self.key = self.bar.add("开始计时", "main", "bell")
        self.key.tapped.connect(self._go)
        self.closed.connect(self.deleteLater)

    def _go(self) -> None:
        minutes = self.minutes.value
        self.close_sheet()
        self.begun.emit(minutes if isinstance(minutes, int) else self._usual)
