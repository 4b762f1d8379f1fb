"""会这样写进笔录: the sentences that write themselves, shown beside the answers while they are given."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from services.records.draft import Draft
from ui import look
from ui.components.frames import Card
from ui.components.labels import Text
from ui.forms.opening import Opened, lacking

NARRATIVE = "会这样写进笔录"


class NarrativeCard(Card):
    """Says what the transcript would read, or what it still waits for."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(NARRATIVE)
        row = QHBoxLayout()
        row.setSpacing(16)
        head = Text(NARRATIVE, "strong")
        head.setFixedWidth(
            4 * look.ROLES["strong"].size + 2
        )  # two lines of four, as high as the sentences at least
        row.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
        self.words = Text("", "body")
        row.addWidget(self.words, 1)
        self.body.addLayout(row)
        self.hide()

    def tell(self, opened: Opened, draft: Draft, narrative: str) -> None:
        """The sentences for these answers."""
        missing = lacking(opened.kind, draft)
        hint = missing[0].sentence if missing else ""
        self.words.setText((not missing and narrative) or f"写齐后，这里会是笔录的话（{hint}）")
