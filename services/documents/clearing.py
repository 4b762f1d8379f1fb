"""What the papers of an eviction share: the rooms and the arrival that a record names, and the lines of their lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from services.documents import blocks
from services.documents.subject import MissingFact, Subject
from services.documents.typesetting import FORM
from services.records import belongings_duties as belongings
from services.records import inventory_duties as lists
from services.records.kinds.eviction_close import EvictionClose, arrival_label
from services.records.kinds.eviction_day import EvictionDay
from services.records.kinds.eviction_room import EvictionRoom
from services.records.values import InventoryRow, Photo
from services.wording import chinese_number, listed

APART = {
    "valuables": "贵重物品", "cash": "现金", "papers": "证件、票据", "medicine": "药品", "perishables": "易腐物品",
}  # fmt: skip
"""The lists that stand apart from the goods, and what the papers call them."""
COLUMNS = (
    blocks.Column("序号", 7, "center"),
    blocks.Column("箱号", 14, "center"),
    blocks.Column("物品", 17),
    blocks.Column("数量", 9, "center"),
    blocks.Column("特征", 22),
    blocks.Column("去向", 16),
    blocks.Column("照片号", 15, "center"),
)
_APART_COLUMNS = (COLUMNS[0], *COLUMNS[2:])
LOOSE = "大件"


@dataclass(frozen=True, slots=True)
class Room:
    """One room as a record lists it: the label with its hash, and the record itself."""

    label: str
    record: EvictionRoom


def rooms(subject: Subject, labels: Sequence[str]) -> tuple[Room, ...]:
    """The rooms that a record names, in its order; one that this vault does not hold refuses the paper."""
    known = {
        belongings.room_label(h.said, h.entry.digest): h.said
        for h in subject.related
        if isinstance(h.said, EvictionRoom)
    }
    lacking = [label for label in labels if label not in known]
    if lacking:
        told = listed(lacking)
        raise MissingFact("rooms", f"逐间记录“{told}”不在本机，文书没有出具。请先同步，或改正逐间记录一栏。")
    return tuple(Room(label, known[label]) for label in labels)


def arrival(subject: Subject, close: EvictionClose) -> EvictionDay:
    """The record of the arrival that the end of the day names; one that is not here refuses the paper."""
    for happening in subject.related:
        day = happening.said
        if isinstance(day, EvictionDay) and arrival_label(day, happening.entry.digest) == close.arrival:
            return day
    raise MissingFact("arrival", "到场记录不在本机，文书没有出具。请先同步，或从“腾房收尾”重新带入到场记录。")


def heading(number: int, room: EvictionRoom) -> str:
    """A room's heading with its mark and who counted in it: with two terminals each room has officers of its own."""
    return f"{chinese_number(number)}、{room.room}（编号{room.mark}，清点人：{listed(room.officers)}）"


def tables(room: EvictionRoom) -> Iterator[Flowable]:
    """A room's list and, each in a table of its own, what stands apart from it."""
    numbers = room.photo_numbers()
    if room.goods:
        rows = [_line(room, row, numbers) for row in room.goods]
        yield blocks.inventory(COLUMNS, rows, FORM)
    elif room.nothing_here:
        yield blocks.text("本间没有需要搬出的物品。", FORM)
    for name, words in APART.items():
        rows = [_apart(row, numbers) for row in getattr(room, name)]
        if rows:
            yield blocks.headed(_title(room, name, words), blocks.inventory(_APART_COLUMNS, rows, FORM), FORM)


def _title(room: EvictionRoom, name: str, words: str) -> str:
    sealed = name in lists.SEALED and room.bags
    bags = f"（封存袋编号{room.bags}）" if sealed else ""
    total = f"，合计{room.cash_total:,.2f}元" if name == "cash" and room.cash_total is not None else ""
    return f"{room.room}：{words}{bags}{total}"


def _line(room: EvictionRoom, row: InventoryRow, numbers: Mapping[Photo, str]) -> tuple[str, ...]:
    number, *rest = _apart(row, numbers)
    return (number, f"{room.mark}箱{row.box}" if row.box else LOOSE, *rest)


def _apart(row: InventoryRow, numbers: Mapping[Photo, str]) -> tuple[str, ...]:
    marks = "，".join(part for part in (row.model, row.condition, row.place, row.note) if part)
    worth = f"估价{row.estimate:,.2f}元" if row.estimate is not None else ""
    return (
        str(row.number),
        row.name,
        f"{row.quantity:f}{row.unit}",
        "，".join(part for part in (marks, worth) if part) or "无特别标记",
        row.disposition or "未注明",
        numbers.get(row.photo, "未拍") if row.photo is not None else "未拍",
    )


def counted(found: Sequence[Room]) -> dict[str, str]:
    """The sums of these rooms as the papers state them: rooms, boxes, bulky things, lines, lines apart, photos."""
    records = [room.record for room in found]
    apart = [row for r in records for name in APART for row in getattr(r, name)]
    return {
        "rooms": str(len(records)),
        "boxes": str(sum(len(r.boxes) for r in records)),
        "bulky": str(sum(1 for r in records for row in r.goods if not row.box)),
        "lines": str(sum(len(r.goods) for r in records)),
        "apart": str(len(apart)),
        "photos": str(sum(len(r.pictures) for r in records)),
    }


def photo_span(room: EvictionRoom) -> str:
    """From which to which number a room's photos run."""
    numbers = list(room.photo_numbers().values())
    if not numbers:
        return "未拍照片"
    return f"照片{numbers[0]}" if len(numbers) == 1 else f"照片{numbers[0]}至{numbers[-1]}"
