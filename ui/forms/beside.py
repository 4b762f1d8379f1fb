"""What stands beside a form where there is room: what is known of the address, and the duties; above it, the danger."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from services.docket.party import Place
from ui import look
from ui.components.notices import RiskBanner
from ui.forms.columns import Columns
from ui.forms.duties import DutiesColumn
from ui.forms.form import is_quick
from ui.forms.knowledge import AddressCard
from ui.forms.opening import Opened

WIDTH = 360


class Beside(QWidget):
    """The column at right; on a small screen it gives way: `below` then stands under the answers. `heed` is for above."""

    def __init__(self, duties: DutiesColumn, parent: QWidget) -> None:
        super().__init__(parent)
        self.known, self.below, self.duties = AddressCard(), AddressCard(), duties
        self.below.setParent(parent)
        self.below.hide()
        self.heed = RiskBanner("", "知道了", parent)
        self.heed.tapped.connect(self._heeded)
        self.heed.hide()
        self._read = ""
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.known)
        column.addWidget(duties, 1)
        column.addStretch(0)
        self.hide()

    def columns(self, banners: Sequence[QWidget], below: QWidget) -> Columns:
        """The record page laid out with this at its right: the danger above everything."""
        return Columns((self.heed, *banners), below, self)

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
        danger = "；".join(heed(opened)) if opened is not None else ""
        # Where the card of the address stands beside the answers, its first lines say it already.
        self.heed.setVisible(bool(danger) and danger != self._read and (small or not with_place))
        self.heed.setText(f"敲门前看：{danger}")

    def _heeded(self) -> None:
        """It was read; it comes again with the next record."""
        self._read = self.heed.accessibleName().removeprefix("敲门前看：")
        self.heed.hide()

    def tell(self, opened: Opened, place: Place | None) -> None:
        """What is known of this place."""
        for card in (self.known, self.below):
            card.tell(place, opened.cases, opened.happenings, opened.dangers, opened.frail)


def heed(opened: Opened) -> tuple[str, ...]:
    """What stands to be read before knocking; of frail people only what no answer of this record carries already."""
    place = opened.draft.values.get("place")
    here = place.text if isinstance(place, Place) else ""
    return (*opened.dangers, *(noted.words for noted in opened.frail if noted.place != here))
