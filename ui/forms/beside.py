"""What stands beside a form where there is room: what is known of the address, and the duties."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from services.docket.party import Place
from ui import look
from ui.forms.duties import DutiesColumn
from ui.forms.form import is_quick
from ui.forms.knowledge import AddressCard
from ui.forms.opening import Opened

WIDTH = 360


class Beside(QWidget):
    """The column at right; on a small screen it gives way: `below` then stands under the answers."""

    def __init__(self, duties: DutiesColumn, parent: QWidget) -> None:
        super().__init__(parent)
        self.known, self.below, self.duties = AddressCard(), AddressCard(), duties
        self.below.setParent(parent)
        self.below.hide()
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.known)
        column.addWidget(duties, 1)
        column.addStretch(0)
        self.hide()

    def fit(self, opened: Opened | None) -> None:
        """Shows what this kind has, where this screen has room for it."""
        small = look.sizes().small
        # Where the address is one answer among many, the room belongs to the duties.
        with_place = opened is not None and "place" in opened.kind.fields() and is_quick(opened.kind)
        with_duties = opened is not None and bool(opened.kind.duties)
        self.known.setVisible(with_place)
        self.duties.setVisible(with_duties)
        self.below.setVisible(with_place and small)
        self.setVisible(not small and (with_place or with_duties))

    def tell(self, opened: Opened, place: Place | None) -> None:
        """What is known of this place."""
        for card in (self.known, self.below):
            card.tell(place, opened.cases, opened.happenings)
