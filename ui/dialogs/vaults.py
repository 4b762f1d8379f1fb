"""换人: the vaults on this tablet, and the way for an officer who has none yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from services.actions.doorplates import Doorplate
from ui.components.sheets import Sheet
from ui.components.tasks import PlainList, PlainRow


class VaultsSheet(Sheet):
    """`picked` with a vault's doorplate, `newcomer` when somebody begins anew; the sheet closes by either."""

    picked = Signal(object)
    newcomer = Signal()

    def __init__(self, window: QWidget, plates: Sequence[Doorplate]) -> None:
        super().__init__(window, "换人", "每人一个保险库，互不相通", snug=True)
        self.rows = PlainList("本机的保险库")
        self.rows.setItems([_row(plate) for plate in plates])
        # As high as its rows; with very many of them the list scrolls and the key below stays in sight.
        self.rows.setFixedHeight(min(self.rows.contentHeight(), window.height() // 2))
        self.rows.opened.connect(self._pick)
        self.body.addWidget(self.rows, 1)
        self.new_key = self.bar.add("新用户，初次使用", "plain", "plus")
        self.new_key.tapped.connect(self._begin)
        self.closed.connect(self.deleteLater)

    def _pick(self, row: PlainRow) -> None:
        self.close_sheet()
        self.picked.emit(row.payload)

    def _begin(self) -> None:
        self.close_sheet()
        self.newcomer.emit()


def _row(plate: Doorplate) -> PlainRow:
    if plate.damaged:
        return PlainRow("无法读取的保险库", plate.folder.name, "stop", payload=plate)
    detail = plate.court if plate.enrolled else "初次使用还没有完成，点此继续"
    return PlainRow(plate.holder, detail, "person", payload=plate)
