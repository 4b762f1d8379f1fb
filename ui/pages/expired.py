"""离线有效期已过: what is still open then, the drafts to finish and the way to a new docket."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from services.actions import recording
from services.records import catalogue
from services.records.draft import Draft
from ui import look
from ui.components.frames import Card
from ui.components.notices import EmptyState
from ui.components.tasks import PlainList, PlainRow
from ui.desk import ContinueDraft, Desk, GoTo


class ExpiredPage(QWidget):
    """Stands in for every page that shows cases, until a newer docket was loaded."""

    title, subtitle, back, full_width = "离线有效期已过", "只能写完草稿", False, False
    tells_lease = True

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._column = QVBoxLayout(self)
        self._half = Card("写到一半", "仍可写完", flush=True)
        self.drafts = PlainList("写到一半")
        self.drafts.opened.connect(lambda row: desk.go(ContinueDraft(row.payload)))
        self._half.body.addWidget(self.drafts)
        self._way = EmptyState(
            "exchange",
            "需要新的承办案件册",
            "已保存的记录和草稿都在。向院里要新的案件册文件，载入后立即恢复。",
            "载入新案件册",
        )
        self._way.tapped.connect(lambda: desk.go(GoTo("settings")))
        self._column.addWidget(self._half, 1)
        self._column.addWidget(self._way, 1)
        self._measure()
        look.changes.changed.connect(self._measure)
        self.refresh()

    def refresh(self) -> None:
        """Reads the drafts anew."""
        work = partial(recording.drafts, self._desk.session)
        self._desk.background.run(work, then=self._show, failed=self._desk.trouble, owner=self)

    def _show(self, drafts: tuple[Draft, ...]) -> None:
        self._half.setVisible(bool(drafts))
        self.drafts.setItems([_row(draft) for draft in drafts])

    def _measure(self) -> None:
        sizes = look.sizes()
        self._column.setContentsMargins(sizes.left, 16, sizes.right, 16)
        self._column.setSpacing(sizes.gap)


def _row(draft: Draft) -> PlainRow:
    kind = catalogue.kind(draft.kind)
    return PlainRow(
        kind.title, "、".join(draft.cases[:2]), kind.icon, key="继续", lead=True, payload=draft.id
    )
