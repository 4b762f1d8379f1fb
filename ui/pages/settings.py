"""设置: every declared setting in its section, the vault's facts and its check, a newer docket, about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import look
from ui.components.scroll import Scroll
from ui.components.tasks import PlainList, PlainRow
from ui.desk import Desk
from ui.pages.settings_checking import CheckPapers
from ui.pages.settings_device import Files, Input, Position, Printing, Screen
from ui.pages.settings_law import LawTables
from ui.pages.settings_map import Map
from ui.pages.settings_section import Section
from ui.pages.settings_vault import About, Docket, Locking, VaultCard
from ui.pages.settings_wording import WordingFiles

SECTIONS: tuple[type[Section], ...] = (
    Docket, Screen, Locking, Position, Map, Files, Printing, CheckPapers, WordingFiles, LawTables, Input, VaultCard, About,
)  # fmt: skip


class SettingsPage(QWidget):
    """Sections at left, the chosen one at right; `told` hears the name of a setting after it was kept."""

    title, subtitle, back, full_width = "设置", "改动即存", False, False

    def __init__(self, desk: Desk, told: Callable[[str], None]) -> None:
        super().__init__()
        self.sections = [section(desk, told) for section in SECTIONS]
        self._row = QHBoxLayout(self)
        self.list = PlainList("设置分类")
        self.list.setSelectable()
        self.list.setItems(
            [PlainRow(s.title, s.hint, s.icon, payload=number) for number, s in enumerate(self.sections)]
        )
        self.list.opened.connect(lambda row: self.show_section(row.payload))
        self.stack = QStackedWidget()
        for section in self.sections:
            scroll = Scroll(section.title)
            scroll.column.addWidget(section)
            scroll.column.addStretch(1)
            self.stack.addWidget(scroll)
        self._row.addWidget(self.list)
        right = QVBoxLayout()
        right.addWidget(self.stack)
        self._row.addLayout(right, 1)
        self._measure()
        look.changes.changed.connect(self._measure)
        self.show_section(0)

    def show_section(self, number: int) -> None:
        """Show one section and let it read what it tells."""
        self.list.setCurrentIndex(self.list.model().index(number, 0))
        self.stack.setCurrentIndex(number)
        self.sections[number].refresh()

    def refresh(self) -> None:
        """Let the section on the screen read anew."""
        self.sections[self.stack.currentIndex()].refresh()

    def _measure(self) -> None:
        sizes = look.sizes()
        self.list.setFixedWidth(250 if sizes.small else 300)
        self._row.setContentsMargins(0, 0, sizes.right, 0)
        self._row.setSpacing(sizes.gap)
