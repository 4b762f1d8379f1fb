"""文书送达: which paper of the case has reached whom, when and how, what is under way, and what still waits."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from services.actions import serving
from services.cases.served import Service
from ui.components.frames import Card
from ui.components.labels import ChipFace
from ui.components.notices import EmptyState
from ui.components.tasks import PlainList, PlainRow

SERVED, ON_ITS_WAY, WAITING = (
    ChipFace("已送达", "ok", "check"),
    ChipFace("在途", "act"),
    ChipFace("未送达", "amb"),
)


def served_card(papers: tuple[Service, ...], opened: Callable[[str], None]) -> Card:
    """A row for each paper and receiver, open ones on top; one that a record proves opens that record."""
    waiting = sum(1 for paper in papers if paper.on is None)
    card = Card("文书送达", f"{len(papers)} 份，{waiting} 份还没有送达" if papers else "", flush=True)
    if not papers:
        card.body.addWidget(
            EmptyState("delivery", "还没有文书", "院里下发的和“送达”“张贴”记下的文书列在这里")
        )
        return card
    rows = PlainList("文书送达", tall=True)
    rows.setItems([_row(paper, opened) for paper in papers])
    rows.opened.connect(lambda row: row.payload() if row.payload else None)
    card.body.addWidget(rows)
    return card


def _row(paper: Service, opened: Callable[[str], None]) -> PlainRow:
    to = f"给{paper.to}" if paper.to else ""
    detail = " · ".join(filter(None, (serving.words_of(paper), to, paper.number)))
    chip = SERVED if paper.on is not None else ON_ITS_WAY if paper.on_its_way else WAITING
    payload = partial(opened, paper.entry) if paper.entry else None
    return PlainRow(paper.title, detail, "documents", chip, payload=payload)
