"""The bar of the record page: 已保存 at left, then the ways on; 签名 and 校验 only where they have something to do."""

from __future__ import annotations

from collections.abc import Sequence

from services.records.duties import Standing
from ui import look
from ui.components.frames import ActionBar
from ui.components.notices import Saved

_UNSAVED = "还没有改动"
LATER = "先离开，稍后写"


class RecordBar(ActionBar):
    """先离开 · 校验 · 签名 · 完成."""

    def __init__(self) -> None:
        self.saved = Saved(_UNSAVED, "每次改动即存本机")
        super().__init__(self.saved)
        self.later_key = self.add(LATER, weight=0.65)
        self.duties_key = self.add("校验", icon="law", weight=0.9)
        self.duties_key.hide()
        self.sign_key = self.add("签名", icon="signature", weight=1.1)
        self.sign_key.hide()
        self.done_key = self.add("完成", "main", "check", weight=1.2)
        self.done_key.setMissing("正在打开")

    def tell_duties(self, standings: Sequence[Standing]) -> None:
        """How many duties are open; only on a small screen, where no column shows them."""
        missing = sum(s.state == "missing" for s in standings)
        self.duties_key.setLabel(f"校验 {missing} 项")
        self.duties_key.setVisible(look.sizes().small and bool(missing))

    def tell_verdict(self, label: str, missing: str) -> None:
        """What the main key says; in a small window the others say less, so that none is cut."""
        self.later_key.setLabel("稍后写" if look.sizes().small else LATER)
        self.done_key.setLabel(label)
        self.done_key.setMissing(missing)
