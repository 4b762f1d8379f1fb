"""强制腾房: where an eviction stands, stage by stage, its rooms and boxes from every terminal, and what comes next."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from services.clock import local
from services.docket.case import Case
from services.records import belongings_duties as belongings
from services.records import inventory_duties as lists
from services.records import related as earlier
from services.records.declared import Happening
from services.records.evicted import docket_notice, homes
from services.records.kinds.eviction_close import EvictionClose
from services.records.kinds.eviction_collect import EvictionCollect
from services.records.kinds.eviction_day import EvictionDay
from services.records.kinds.eviction_handover import EvictionHandover
from services.records.kinds.eviction_notice import EvictionNotice
from services.records.kinds.eviction_plan import EvictionPlan
from services.records.kinds.eviction_room import EvictionRoom
from services.records.kinds.eviction_storage import (
    COLLECTED,
    DEPOSITED,
    SOLD,
    STORED,
    TO_DEPOSIT,
    EvictionStorage,
)
from services.records.record import Record

GROUP = EvictionNotice.group
State = Literal["done", "current", "later"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage of the line: its name, the fact below it, how it stands, and its last record's entry ("" for none)."""

    name: str
    fact: str
    state: State
    entry: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """One room that was cleared: which record, by whom, its boxes, and how much stands in its lists."""

    entry: str
    device: str
    label: str
    name: str
    mark: str
    officers: tuple[str, ...]
    boxes: tuple[str, ...]
    things: int
    sealed: int
    pictures: int
    emptied: bool
    record: EvictionRoom


@dataclass(frozen=True, slots=True, kw_only=True)
class Eviction:
    """One home's clearing: `subject` is the docket's thing; `keys` what can be recorded next, the nearest first.

    `troubles` are sentences on what does not fit together (two rooms under one mark, a room after the transcript).
    """

    subject: str
    name: str
    stages: tuple[Stage, ...]
    rooms: tuple[Room, ...]
    keys: tuple[tuple[type[Record], str], ...]
    troubles: tuple[str, ...]
    begun: bool

    @property
    def boxes(self) -> tuple[str, ...]:
        """The boxes of all rooms, each by the number written on it."""
        return tuple(box for room in self.rooms for box in room.boxes)

    @property
    def over(self) -> bool:
        """True once nothing is left to record."""
        return not self.keys


def of_case(case: Case, happenings: Iterable[Happening], today: dt.date) -> tuple[Eviction, ...]:
    """The evictions of a case: one for each home to clear or already begun on; `happenings` from all terminals."""
    own = tuple(h for h in happenings if isinstance(h.said, Record) and h.said.group == GROUP)
    marked = [t.id for t in homes((case,)) if t.home is not None and t.home.to_clear]
    subjects = dict.fromkeys([*marked, *(subject_of(h) for h in own)])
    return tuple(
        eviction(case, [h for h in own if subject_of(h) == subject], subject, today) for subject in subjects
    )


def subject_of(happening: Happening) -> str:
    """The docket's thing that a record is about."""
    return str(happening.entry.body.get("subject", ""))


def eviction(case: Case, related: Iterable[Happening], subject: str, today: dt.date) -> Eviction:
    """Where the clearing of one home stands by these records."""
    told = tuple(related)
    found = rooms(told)
    thing = case.property(subject)
    return Eviction(
        subject=subject,
        name=thing.name if thing else earlier.told(told, "place").text if told else "房屋",
        stages=tuple(_stages(case, told, found, today)),
        rooms=found,
        keys=tuple(_keys(case, told)),
        troubles=tuple(_troubles(told, found)),
        begun=bool(told),
    )


def rooms(related: Iterable[Happening]) -> tuple[Room, ...]:
    """The rooms on record, a corrected one once, in the order of their making, from whichever terminal."""
    found = earlier.current(related, EvictionRoom.code)
    return tuple(_room(h, h.said) for h in found if isinstance(h.said, EvictionRoom))


def _room(happening: Happening, room: EvictionRoom) -> Room:
    values = {name: getattr(room, name) for name in lists.LISTS}
    return Room(
        entry=happening.entry.id,
        device=happening.entry.device,
        label=belongings.room_label(room, happening.entry.digest),
        name=room.room,
        mark=room.mark,
        officers=happening.entry.officers,
        boxes=room.boxes,
        things=len(lists.things_of(values, *lists.LISTS)),
        sealed=len(lists.things_of(values, *lists.SEALED)),
        pictures=len(room.pictures),
        emptied=bool(room.after),
        record=room,
    )


def _stages(
    case: Case, told: tuple[Happening, ...], found: tuple[Room, ...], today: dt.date
) -> Iterator[Stage]:
    """The five stages; the first that is not done is the current one."""
    facts = (
        ("公告", _notice(case, told, today), EvictionNotice),
        ("预案", _plan(told), EvictionPlan),
        ("腾退", _clearing(told, found), EvictionClose),
        ("交付", _handed(told), EvictionHandover),
        ("物品", _stored(told), EvictionStorage),
    )
    current = False
    for name, (fact, done), kind in facts:
        codes = (
            (kind.code,) if kind is not EvictionClose else (kind.code, EvictionRoom.code, EvictionDay.code)
        )
        last = next((h for code in codes if (h := earlier.latest(told, code))), None)
        state: State = "done" if done else "later" if current else "current"
        current = current or not done
        yield Stage(name=name, fact=fact, state=state, entry=last.entry.id if last else "")


def _notice(case: Case, told: tuple[Happening, ...], today: dt.date) -> tuple[str, bool]:
    posted, known = earlier.latest(told, EvictionNotice.code), docket_notice(case.served)
    if posted is not None and isinstance(posted.said, EvictionNotice):
        on, until = local(posted.said.posted_at).date(), posted.said.until
    elif known is not None and known.on is not None and known.due_on is not None:
        on, until = known.on, known.due_on
    else:
        return "待张贴", False
    left = (until - today).days
    return f"{on:%m-%d} 张贴 · {'期满' if left < 0 else f'期限至 {until:%m-%d}'}", True


def _plan(told: tuple[Happening, ...]) -> tuple[str, bool]:
    found = earlier.latest(told, EvictionPlan.code)
    if found is None or not isinstance(found.said, EvictionPlan):
        return "未拟", False
    return f"{local(found.said.planned_at):%m-%d %H:%M} · {len(found.said.people)} 人", True


def _clearing(told: tuple[Happening, ...], found: tuple[Room, ...]) -> tuple[str, bool]:
    close, day = earlier.latest(told, EvictionClose.code), earlier.latest(told, EvictionDay.code)
    terminals = len({r.device for r in found})
    joined = f" · {terminals} 台终端" if terminals > 1 else ""
    counted = f"{len(found)} 间 · {sum(len(r.boxes) for r in found)} 箱{joined}"
    if close is not None and isinstance(close.said, EvictionClose):
        return f"{local(close.said.ended_at):%m-%d} {close.said.result}", True
    if found:
        return counted, False
    if day is not None and isinstance(day.said, EvictionDay):
        return f"{local(day.said.began_at):%H:%M} 到场", False
    return "未开始", False


def _handed(told: tuple[Happening, ...]) -> tuple[str, bool]:
    found = earlier.latest(told, EvictionHandover.code)
    if found is None or not isinstance(found.said, EvictionHandover):
        return "未交付", False
    return f"{local(found.said.began_at):%m-%d} 交{found.said.receiver}", True


def _stored(told: tuple[Happening, ...]) -> tuple[str, bool]:
    found = earlier.latest(told, EvictionStorage.code, EvictionCollect.code)
    if found is not None and isinstance(found.said, EvictionCollect):
        return f"限 {found.said.collect_until:%m-%d} 前领取", False
    if found is None or not isinstance(found.said, EvictionStorage):
        return "未入库", False
    return found.said.summary(), settled(found.said)


def settled(step: EvictionStorage) -> bool:
    """Nothing of the belongings is left with the court: collected without a rest, deposited, or sold with its price gone."""
    if step.step == SOLD:
        return step.proceeds != TO_DEPOSIT
    return step.step == DEPOSITED or (step.step == COLLECTED and not step.remaining)


def _keys(case: Case, told: tuple[Happening, ...]) -> Iterator[tuple[type[Record], str]]:
    """What comes next; on the day itself another room, or the end of the day."""
    has = {h.said.code for h in earlier.current(told)}
    notice = docket_notice(case.served)
    if EvictionNotice.code not in has and (notice is None or notice.on is None):
        yield EvictionNotice, "张贴公告"
    elif EvictionDay.code not in has:
        if EvictionPlan.code not in has:
            yield EvictionPlan, "拟预案"
        yield EvictionDay, "到场开门"
    elif EvictionClose.code not in has:
        yield EvictionRoom, "清点下一间" if EvictionRoom.code in has else "逐间清点"
        yield EvictionClose, "腾房收尾"
    else:
        if EvictionHandover.code not in has:
            yield EvictionHandover, "交付房屋"
        last = earlier.latest(told, EvictionStorage.code)
        if last is None or not isinstance(last.said, EvictionStorage) or not settled(last.said):
            yield EvictionStorage, "记腾房物品"
            if last is not None and EvictionCollect.code not in has:
                yield EvictionCollect, "通知领取"


def _troubles(told: tuple[Happening, ...], found: tuple[Room, ...]) -> Iterator[str]:
    yield from _borne_twice(found)
    closes = earlier.current(told, EvictionClose.code)
    for kind, title, cure in (
        (EvictionClose, "收尾笔录", "请更正收尾，重新列入"),
        (EvictionStorage, "入库单", "请更正入库，重新列入"),
    ):
        listing = _last_listing(told, kind)
        left_out = (
            [f"{r.mark} {r.name}" for r in found if r.label not in listing] if listing is not None else []
        )
        if left_out:
            yield f"{title}没有列入：{'、'.join(left_out)}。{cure}"
    if len({h.entry.device for h in closes}) > 1:
        by = "；".join("、".join(h.entry.officers) for h in closes)
        yield f"两台终端各写了一份收尾笔录（{by}），清单会出两份：留一份，另一份更正写明不用"
    bare = [f"{r.mark} {r.name}" for r in found if not r.emptied]
    if bare:
        yield f"没有腾空后照片：{'、'.join(bare)}"


def _borne_twice(found: tuple[Room, ...]) -> Iterator[str]:
    """A mark on two rooms, or a sealing bag's number that two terminals gave: nobody could tell the boxes apart."""
    marks = Counter(room.mark for room in found)
    for mark in (m for m, times in marks.items() if times > 1):
        names = "、".join(room.name for room in found if room.mark == mark)
        yield f"编号 {mark} 用了 {marks[mark]} 次（{names}），箱号会混淆：更正其中一间并改箱上标签"
    bags: dict[str, list[Room]] = {}
    for room in found:
        for bag in dict.fromkeys(re.findall(r"[0-9A-Za-z]+", room.record.bags)):
            bags.setdefault(bag, []).append(room)
    for bag, rooms_with in bags.items():
        if len({room.device for room in rooms_with}) > 1:
            names = "、".join(f"{room.mark} {room.name}" for room in rooms_with)
            yield f"封存袋 {bag} 在两台终端都有（{names}）：核对袋上编号，更正写错的一间"


def _last_listing(
    told: tuple[Happening, ...], kind: type[EvictionClose | EvictionStorage]
) -> tuple[str, ...] | None:
    """The rooms that the last of these records names, None without one; of the belongings' steps that of the store."""
    said = [h.said for h in earlier.current(told, kind.code) if isinstance(h.said, kind)]
    listing = [s for s in said if not isinstance(s, EvictionStorage) or s.step == STORED]
    return listing[-1].rooms if listing else None
