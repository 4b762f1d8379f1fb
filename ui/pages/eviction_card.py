"""强制腾房 on the case page: the line of stages, the rooms with their boxes, what does not fit, and what comes next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from services.cases.evictions import Eviction, Room
from services.records.draft import Draft
from services.records.kinds.eviction_notice import EvictionNotice
from services.records.record import Record
from ui.components.buttons import Button
from ui.components.frames import Card
from ui.components.labels import ChipFace, Text
from ui.components.stages import Stage, StageLine
from ui.components.tasks import PlainList, PlainRow

Started = Callable[[type[Record]], None]


def eviction_card(
    eviction: Eviction, drafts: tuple[Draft, ...], started: Started, opened: Callable[[str], None],
    resumed: Callable[[str], None], notice: Callable[[], None], *, device: str = "",
) -> Card:  # fmt: skip
    """One home's clearing; `started` begins a stage, `opened` shows an entry, `resumed` goes on with a draft, `notice`
    leads to the draft of the president's notice. `device` is this terminal: a room of another says so.
    """
    card = Card("强制腾房", eviction.name)
    line = StageLine([Stage(s.name, s.fact, s.state) for s in eviction.stages], "腾房阶段")
    line.chosen.connect(partial(_choose, eviction, started, opened))
    card.body.addWidget(line)
    for trouble in eviction.troubles:
        card.body.addWidget(Text(trouble, "second", tone="red"))
    if eviction.keys:
        card.body.addLayout(_keys(eviction, started, notice))
    open_rooms = [d for d in drafts if d.kind == "eviction_room" and d.subject == eviction.subject]
    if eviction.rooms or open_rooms:
        card.body.addWidget(_rooms(eviction.rooms, open_rooms, opened, resumed, device))
    return card


def _keys(eviction: Eviction, started: Started, notice: Callable[[], None]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for number, (kind, words) in enumerate(eviction.keys):
        key = Button(words, "key" if number else "main", kind.icon)
        key.tapped.connect(partial(started, kind))
        row.addWidget(key, 1)
    if any(kind is EvictionNotice for kind, _ in eviction.keys):
        draft = Button("公告稿（院长签发）", "key", "documents")
        draft.tapped.connect(notice)
        row.addWidget(draft, 1)
    return row


def _rooms(
    rooms: tuple[Room, ...], drafts: list[Draft], opened: Callable[[str], None], resumed: Callable[[str], None],
    device: str,
) -> PlainList:  # fmt: skip
    """Each room with what was counted in it; those still being written stand on top."""
    listing = PlainList("逐间", tall=True)
    writing = [
        PlainRow(
            f"{d.values.get('mark') or ''} {d.values.get('room') or '房间未选'}".strip(),
            "本机正在写",
            "box",
            ChipFace("进行中", "act"),
            key="继续",
            payload=partial(resumed, d.id),
        )
        for d in drafts
    ]
    listing.setItems([*writing, *(_row(room, opened, device) for room in rooms)])
    listing.opened.connect(lambda row: row.payload())
    return listing


def _row(room: Room, opened: Callable[[str], None], device: str) -> PlainRow:
    boxes = f"{len(room.boxes)} 箱" if room.boxes else "未装箱"
    sealed = f"封存 {room.sealed} 项" if room.sealed else ""
    facts = (boxes, f"{room.things} 项", sealed, f"照片 {room.pictures} 张", f"{'、'.join(room.officers)}记")
    elsewhere = "另一台终端" if device and room.device != device else ""
    return PlainRow(
        f"{room.mark} {room.name}",
        " · ".join(filter(None, (*facts, elsewhere))),
        "box",
        ChipFace("已清空", "ok", "check") if room.emptied else ChipFace("缺腾空后照片", "amb"),
        payload=partial(opened, room.entry),
    )


def _choose(eviction: Eviction, started: Started, opened: Callable[[str], None], index: int) -> None:
    """A stage tapped shows its last record; one without any begins it if it is what comes next."""
    stage = eviction.stages[index]
    if stage.entry:
        opened(stage.entry)
    elif stage.state == "current" and eviction.keys:
        started(eviction.keys[0][0])
