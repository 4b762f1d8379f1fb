"""第二人确认: the second officer opens his own vault on this tablet for a moment, and with that confirms the record."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from services.actions.doorplates import Doorplate
from services.errors import FieldworkError
from ui.components.labels import Text
from ui.components.notices import EmptyState
from ui.components.secret import SecretEntry
from ui.components.sheets import Sheet
from ui.components.tasks import PlainList, PlainRow


class SecondSheet(Sheet):
    """`given(folder, secret)` for one try; `refused` shows what came of it beside the line."""

    given = Signal(object, str)

    def __init__(self, window: QWidget, names: Sequence[str], plates: Sequence[Doorplate]) -> None:
        super().__init__(window, "第二人确认", f"待 {'、'.join(names)} 本人确认：输入他自己保险库的口令")
        self._plate: Doorplate | None = None
        self.rows = PlainList("本机的保险库", tall=True)
        self.rows.setSelectable()
        self.rows.setItems([PlainRow(p.holder, p.court, "person", payload=p) for p in plates])
        self.rows.opened.connect(lambda row: self._choose(row.payload))
        self.none = EmptyState("person", "本机没有第二人的保险库", "请他在签名处签名，或在回传以前用本机确认")
        self.told = Text("", "strong", "red")
        self.told.hide()
        self.secret = SecretEntry()
        self.secret.setKind("")
        self.secret.open_key.setLabel("确认")
        self.secret.given.connect(self._try)
        for widget in (self.rows if plates else self.none, self.told, self.secret):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.closed.connect(self.deleteLater)
        if len(plates) == 1:
            self._choose(plates[0])

    def _choose(self, plate: Doorplate) -> None:
        self._plate = plate
        self.told.hide()
        self.secret.setKind(plate.kind)
        self.secret.take_focus()

    def _try(self, secret: str) -> None:
        if self._plate is not None:
            self.told.hide()
            self.secret.setBusy("正在核对")
            self.given.emit(self._plate.folder, secret)

    def refused(self, trouble: FieldworkError) -> None:
        """It was the wrong secret, or the wrong person."""
        self.secret.clear()
        self.told.setText(trouble.sentence)
        self.told.show()
        self.secret.wait(int(getattr(trouble, "wait_s", 0)))
