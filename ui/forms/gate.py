"""The gate before 完成: the duties judged at every change, their column, and the sheet that deals with them."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from services.actions import gates
from services.records.draft import Draft
from services.records.duties import Standing
from ui.forms.duties import DutiesColumn, DutySheet, blocking
from ui.forms.opening import Opened


class Gate(QObject):
    """Judges a draft; `jumped(field)` when a duty leads to a field, `overridden(code, reason)` for 放行."""

    jumped = Signal(str)
    overridden = Signal(str, str)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._sheet: DutySheet | None = None
        self.standings: tuple[Standing, ...] = ()
        self.column = DutiesColumn()
        self.column.opened.connect(self.open)

    @property
    def blocked(self) -> tuple[Standing, ...]:
        """The hard duties that are neither met nor passed over."""
        return blocking(self.standings)

    @property
    def disputed(self) -> frozenset[str]:
        """The fields that open duties lead to: where they are answered, the answer is not what the law asks."""
        return frozenset(s.duty.jump for s in self.blocked)

    @property
    def sheet(self) -> DutySheet | None:
        """The sheet while it is open."""
        return self._sheet

    def judge(self, opened: Opened, draft: Draft, now: dt.datetime) -> tuple[Standing, ...]:
        """How the duties of this gate stand by now."""
        self.standings = gates.judged(opened.around, draft, "sign", now)
        self.column.show_standings(self.standings)
        return self.standings

    def open(self, standing: Standing | None = None) -> None:
        """The sheet over the window; a mere reminder leads straight to its field."""
        if standing is not None and standing.state == "missing" and not standing.blocks:
            self._jump(standing.duty.jump)
            return
        self.close()
        window = self._page.window()
        first = tuple(s for s in self.standings if s is standing)
        shown = (*first, *(s for s in self.standings if s is not standing))
        self._sheet = DutySheet("离场校验", shown, window)
        self._sheet.jumped.connect(self._jump)
        self._sheet.overridden.connect(self.overridden)
        self._sheet.closed.connect(self.close)
        self._sheet.show()
        self._sheet.raise_()
        self._sheet.setFocus()

    def open_for(self, name: str) -> None:
        """The sheet with what the law asks about a field, its duty first."""
        self.open(next((s for s in self.standings if s.blocks and s.duty.jump == name), None))

    def close(self) -> None:
        """The sheet goes; the reasons given stay."""
        if self._sheet is not None:
            self._sheet.hide()
            self._sheet.deleteLater()
            self._sheet = None

    def _jump(self, name: str) -> None:
        self.close()
        if name:
            self.jumped.emit(name)
