"""One thing of a list at rest: number, name, where it goes, and the keys to change it and to take it away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from services.records.values import InventoryRow
from ui.components.buttons import Button, IconButton
from ui.components.labels import Chip, Text


class ThingLine(QWidget):
    """One thing at rest."""

    opened = Signal()
    removed = Signal()

    def __init__(self, row: InventoryRow, boxed: bool = False) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(Text(f"{row.number}", "second", wrap=False))
        line.addWidget(Text(f"{row.name} {row.quantity:f} {row.unit}", "heading", wrap=False))
        if boxed:
            line.addWidget(Chip(f"箱 {row.box}" if row.box else "大件"))
        if row.disposition:
            line.addWidget(Chip(row.disposition))
        if row.photo is not None:
            line.addWidget(Chip("有照片", "ok", "check"))
        line.addWidget(
            Text(" · ".join(w for w in (row.model, row.condition, row.place, row.note) if w), "second"), 1
        )
        change = Button("改", height=48)
        change.setAccessibleName(f"改第 {row.number} 件")
        change.tapped.connect(self.opened)
        cross = IconButton("close", f"删去第 {row.number} 件", framed=False)
        cross.tapped.connect(self.removed)
        line.addWidget(change)
        line.addWidget(cross)
